/** Which values the fields of a query know, for suggestions: from the language itself and from what this installation has. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { channelTitle } from '../../components/channel-mark.tsx'
import { interactionKindList, kindWord } from '../../mentions/kind-words.ts'
import { useWords } from '../../words/words.tsx'
import type { KnownValue, KnownValues } from './query-completion.ts'

const emotions = ['anger', 'joy', 'optimism', 'sadness']
const sentiments = ['negative', 'neutral', 'positive']
const intents = ['question', 'complaint', 'praise', 'request', 'buying', 'leaving', 'thanks', 'spam']
const languages = ['en', 'nl', 'fr', 'de', 'es', 'pt', 'it', 'hi', 'ar', 'ja', 'zh', 'ko', 'ru', 'uk', 'pl', 'tr', 'sv', 'da', 'no', 'fi', 'cs', 'el', 'he', 'hu', 'id', 'ro', 'th', 'vi', 'ca', 'fa']
const countries = ['BE', 'NL', 'FR', 'DE', 'LU', 'GB', 'IE', 'US', 'CA', 'AU', 'NZ', 'ES', 'PT', 'IT', 'CH', 'AT', 'DK', 'SE', 'NO', 'FI', 'PL', 'CZ', 'GR', 'TR', 'IN', 'JP', 'KR', 'CN', 'BR', 'MX', 'ZA']

const plain = (values: readonly string[]): KnownValue[] => values.map((value) => ({ value }))

export function useQueryValues(): KnownValues {
  const { language, t } = useWords()
  const topics = useQuery(apiQuery('/topics'))
  const lists = useQuery(apiQuery('/lists'))
  const facets = useQuery({ ...apiQuery('/mentions/facets'), staleTime: 300_000 })
  return useMemo(() => {
    const nameOf = { language: new Intl.DisplayNames(language, { type: 'language' }), region: new Intl.DisplayNames(language, { type: 'region' }) }
    const heard = (facets.data?.languages ?? []).map(({ key }) => key).filter((key) => /^[a-z]{2,3}$/.test(key) && key !== 'und')
    const channels = new Set([...(facets.data?.channels ?? []).map(({ key }) => key), 'bluesky', 'fediverse', 'feed'])
    return {
      lang: [...new Set([...heard, ...languages])].map((value) => ({ value, label: nameOf.language.of(value) ?? value })),
      country: countries.map((value) => ({ value, label: nameOf.region.of(value) ?? value })),
      channel: [...channels].map((value) => ({ value, label: channelTitle(value) })),
      kind: interactionKindList.map((value) => ({ value, label: t(kindWord(value)) })), has: plain(['link', 'image', 'video', 'audio']), is: plain(['reply', 'repost', 'quote', 'original']),
      sentiment: plain(sentiments), emotion: plain(emotions), intent: plain(intents),
      topic: (topics.data?.items ?? []).map(({ name }) => ({ value: name })),
      list: (lists.data?.items ?? []).map(({ name }) => ({ value: name })),
      followers: [{ value: '>1000' }, { value: '>10k' }, { value: '1000..5000' }],
    }
  }, [language, t, topics.data, lists.data, facets.data])
}
