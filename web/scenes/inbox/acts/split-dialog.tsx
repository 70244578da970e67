/** Moves messages into a conversation of their own; undone exactly. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Entry, WholeConversation } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { faultWords } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './arrange-dialog.module.css'
import { useTellDone } from './use-acts.ts'

interface Props {
  readonly conversation: WholeConversation
  readonly entries: readonly Entry[]
  /** From this message on; empty: nothing is chosen yet. */
  readonly from: string
  readonly onClose: () => void
  readonly onSplit: (made: string) => void
}

export function SplitDialog({ conversation, entries, from, onClose, onSplit }: Props) {
  const words = useWords()
  const { t } = words
  const tell = useTellDone()
  const messages = entries.filter((entry) => entry.is !== 'activity')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => { const at = messages.findIndex((entry) => entry.id === from); return new Set(at === -1 ? [] : messages.slice(at).map((entry) => entry.id)) })
  const [subject, setSubject] = useState('')
  const [isBusy, setBusy] = useState(false)
  const send = (): void => {
    setBusy(true)
    api('post', '/conversations/{id}/split', { params: { id: conversation.id }, body: { messages: [...chosen], ...(subject.trim() === '' ? {} : { subject: subject.trim() }) } }).then((made) => {
      tell(made, t('thread.wasSplit', { n: chosen.size }))
      onSplit(made.conversation)
    }, (fault: unknown) => { setBusy(false); toast(faultWords(fault, words), { tone: 'negative' }) })
  }
  return (
    <Dialog open onOpen={onClose} title={t('thread.splitTitle')} about={t('thread.splitText')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" icon="split" busy={isBusy} disabled={chosen.size === 0 || chosen.size === messages.length} onClick={send}>{t('thread.splitN', { n: chosen.size })}</Button></>}>
      <TextField label={t('thread.subject')} optional value={subject} maxLength={500} onChange={(event) => setSubject(event.target.value)} />
      <div className={css.list}>
        {messages.map((entry) => (
          <label key={entry.id} className={css.line}>
            <input type="checkbox" checked={chosen.has(entry.id)} onChange={(event) => setChosen((before) => { const next = new Set(before); if (event.target.checked) next.add(entry.id); else next.delete(entry.id); return next })} />
            <span className={css.words}><span className={css.head}><bdi>{entry.by.name}</bdi></span><span className={css.about} dir="auto">{entry.text}</span></span>
            <time dateTime={entry.at} className={css.quiet}>{words.dayAndClock(new Date(entry.at))}</time>
          </label>
        ))}
      </div>
    </Dialog>
  )
}
