/** Brings conversations about one matter together; undone exactly. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import type { Conversation, WholeConversation } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { EmptyState, faultWords, Skeleton } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { nameOf } from '../names.ts'
import css from './arrange-dialog.module.css'
import { useTellDone } from './use-acts.ts'

function useJoin(): (into: string, others: readonly string[]) => Promise<boolean> {
  const words = useWords()
  const tell = useTellDone()
  return async (into, others) => {
    try {
      tell(await api('post', '/conversations/{id}/join', { params: { id: into }, body: { others: [...others] } }), words.t('thread.joined', { n: others.length }))
      return true
    } catch (fault) {
      toast(faultWords(fault, words), { tone: 'negative' })
      return false
    }
  }
}

function Line({ one, choice }: { readonly one: Conversation; readonly choice: { readonly type: 'radio' | 'checkbox'; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void } }) {
  const { t } = useWords()
  return (
    <label className={css.line}>
      <input type={choice.type} name="conversation" checked={choice.isOn} onChange={(event) => choice.onChange(event.target.checked)} />
      <span className={css.words}>
        <span className={css.head}><bdi>{nameOf(one.with) || t('inbox.somebody')}</bdi>{one.channels.slice(0, 3).map((channel) => <ChannelMark key={channel} channel={channel} />)}<span className={css.quiet}>#{one.number}</span></span>
        <span className={css.about} dir="auto">{one.subject || one.lastWords}</span>
      </span>
      <Time at={one.lastAt} className={css.quiet} />
    </label>
  )
}

/** Of those that are chosen, which one takes the others in. */
export function JoinDialog({ conversations, onClose, onJoined }: { readonly conversations: readonly Conversation[]; readonly onClose: () => void; readonly onJoined: (into: string) => void }) {
  const { t } = useWords()
  const join = useJoin()
  const [into, setInto] = useState(() => conversations.toSorted((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt))[0]?.id ?? '')
  const send = (): void => void join(into, conversations.map((one) => one.id).filter((id) => id !== into)).then((done) => { if (done) onJoined(into) })
  return (
    <Dialog open onOpen={onClose} title={t('thread.joinTitle')} about={t('thread.joinInto')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" icon="join" onClick={send}>{t('thread.join')}</Button></>}>
      <div className={css.list} role="radiogroup" aria-label={t('thread.joinInto')}>{conversations.map((one) => <Line key={one.id} one={one} choice={{ type: 'radio', isOn: one.id === into, onChange: () => setInto(one.id) }} />)}</div>
    </Dialog>
  )
}

/** Which others belong to this one: those with the same person first, or what a search finds. */
export function JoinWith({ conversation, onClose, onJoined }: { readonly conversation: WholeConversation; readonly onClose: () => void; readonly onJoined: () => void }) {
  const { t } = useWords()
  const join = useJoin()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const person = conversation.with?.person
  const same = useQuery({ ...apiQuery('/conversations', { query: { view: 'all', limit: 20, ...(person === undefined ? {} : { person }) } }), enabled: person !== undefined })
  const q = text.trim()
  const found = useQuery({ ...apiQuery('/conversations/search', { query: { q, limit: 20 } }), enabled: q.length > 1, retry: false })
  const shown = [...new Map((q.length > 1 ? (found.data?.items ?? []).map((one) => one.conversation) : same.data?.items ?? []).map((one) => [one.id, one])).values()].filter((one) => one.id !== conversation.id)
  const isAsking = q.length > 1 ? found.isFetching : same.isLoading
  const send = (): void => void join(conversation.id, [...chosen]).then((done) => { if (done) onJoined() })
  return (
    <Dialog open onOpen={onClose} title={t('thread.joinTitle')} about={t('thread.joinWith')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" icon="join" disabled={chosen.size === 0} onClick={send}>{t('thread.join')}</Button></>}>
      <TextField label={t('inbox.search')} placeholder={t('thread.joinSearch')} value={text} onChange={(event) => setText(event.target.value)} />
      <div className={css.list}>
        {shown.map((one) => <Line key={one.id} one={one} choice={{ type: 'checkbox', isOn: chosen.has(one.id), onChange: (isOn) => setChosen((before) => { const next = new Set(before); if (isOn) next.add(one.id); else next.delete(one.id); return next }) }} />)}
        {isAsking && shown.length === 0 && <Skeleton lines={3} />}
        {!isAsking && shown.length === 0 && <EmptyState compact title={t(q.length > 1 ? 'inbox.foundNothing' : 'thread.joinNone')} />}
      </div>
    </Dialog>
  )
}
