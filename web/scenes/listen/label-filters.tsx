/** Narrowing by what posts say: sentiment, intent, urgency, emotion. */
import type { OutputOf } from '../../api/routes.ts'
import { labelTitle, labelWord, labelWords, type LabelName } from '../../mentions/label-words.ts'
import { SentimentShape } from '../../mentions/label-marks.tsx'
import { useWords } from '../../words/words.tsx'
import { CheckList, type Choice } from './check-list.tsx'
import { toggled, type ListenFilter } from './listen-filter.ts'
import type { ListenView } from './use-listen-filter.ts'

export const labelFilters = [
  { name: 'sentiments', label: 'sentiment' }, { name: 'intents', label: 'intent' }, { name: 'urgencies', label: 'urgency' }, { name: 'emotions', label: 'emotion' },
] as const satisfies readonly { name: keyof ListenFilter; label: LabelName }[]

export function LabelLists({ filter, change, facets }: { readonly filter: ListenFilter; readonly change: ListenView['change']; readonly facets: OutputOf<'get', '/mentions/facets'> | undefined }) {
  const words = useWords()
  return labelFilters.map(({ name, label }) => (
    <CheckList
      key={name} label={words.t(labelTitle[label])} chosen={filter[name]} onToggle={(value) => change({ [name]: toggled(filter[name], value), slice: {} })}
      choices={Object.keys(labelWords[label]).map((value): Choice => ({
        value, label: words.t(labelWord(label, value)), count: facets?.[name].find((one) => one.key === value)?.count ?? 0,
        ...(label === 'sentiment' && { mark: <SentimentShape sentiment={value as 'negative' | 'neutral' | 'positive'} /> }),
      }))}
    />
  ))
}
