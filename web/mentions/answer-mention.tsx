/** The way from a mention to a conversation: by which account of ours, or why not. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { apiQuery } from '../api/queries.ts'
import type { Mention } from '../api/routes.ts'
import { Button } from '../components/button.tsx'
import { channelTitle } from '../components/channel-mark.tsx'
import { Menu } from '../components/menu.tsx'
import { faultWords } from '../components/states.tsx'
import { toast } from '../components/toast.tsx'
import { useMember } from '../hooks/member.ts'
import { useWords } from '../words/words.tsx'

export function AnswerMention({ mention }: { readonly mention: Pick<Mention, 'id' | 'at' | 'channel'> & { readonly author: Pick<Mention['author'], 'identity' | 'externalId'> } }) {
  const words = useWords()
  const { t, language } = words
  const may = useMember().may('conversations.answer')
  const navigate = useNavigate()
  const [isBusy, setBusy] = useState(false)
  const accounts = useQuery({ ...apiQuery('/conversations/accounts'), enabled: may, staleTime: 60_000 }).data?.items
  const ours = (accounts ?? []).filter((account) => account.channel === mention.channel)
  const rules = useQuery({ queryKey: ['reaching-out', mention.id], queryFn: ({ signal }) => api('post', '/reaching-out/decision', { body: { channel: mention.channel, externalId: mention.author.externalId, identity: mention.author.identity, saidAt: mention.at } }, { signal }), enabled: may && ours.length > 0, staleTime: 60_000 }).data
  if (!may || accounts === undefined) return null
  const because = ours.length === 0 ? t('inbox.answerNoAccount', { channel: channelTitle(mention.channel) }) : rules?.may === false ? rules.because.map((one) => one[language]).join(' ') : null
  if (because !== null) return <Button icon="reply" disabled title={because}>{t('inbox.answer')}</Button>
  const open = (account: string): void => {
    setBusy(true)
    api('post', '/conversations/from-mention', { body: { interaction: mention.id, at: mention.at, account } }).then(({ conversation }) => navigate({ to: '/inbox', search: { view: 'all', open: conversation } }), (fault: unknown) => void toast(faultWords(fault, words), { tone: 'negative' })).finally(() => setBusy(false))
  }
  const [only] = ours
  if (ours.length === 1 && only !== undefined) return <Button look="primary" icon="reply" busy={isBusy} onClick={() => open(only.id)}>{t('inbox.answer')}</Button>
  return <Menu align="start" trigger={<Button look="primary" icon="reply" after="down" busy={isBusy}>{t('inbox.answer')}</Button>} items={ours.map((account) => ({ id: account.id, label: t('inbox.answerAs', { account: account.name }), disabled: !account.ready, onSelect: () => open(account.id) }))} />
}
