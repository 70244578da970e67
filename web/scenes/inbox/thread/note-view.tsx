/** A note for colleagues, on paper of its own colour; its writer may change it or take it away. */
import { memo, useState, type ReactNode } from 'react'
import { api } from '../../../api/client.ts'
import type { NoteEntry } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { cx } from '../../../components/class-names.ts'
import { Icon } from '../../../components/icon.tsx'
import { faultWords } from '../../../components/states.tsx'
import { TextArea } from '../../../components/text-field.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { focused } from '../../../hooks/focused.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { Attachments } from './attachments.tsx'
import css from './thread-pane.module.css'

interface Props {
  readonly note: NoteEntry
  readonly goesOn: boolean
  readonly isMeant: boolean
  readonly onChanged: (note: NoteEntry) => void
}

/** The text with the colleagues that it names set apart. */
function withNames({ text, mentions }: NoteEntry): ReactNode {
  const names = mentions.map((one) => `@${one.name}`).filter((name) => text.includes(name))
  if (names.length === 0) return text
  const pattern = new RegExp(`(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'g')
  // oxlint-disable-next-line react/no-array-index-key -- the pieces of one text never move
  return text.split(pattern).map((piece, index) => (names.includes(piece) ? <strong key={index} className={css.named}>{piece}</strong> : piece))
}

export const NoteView = memo(function NoteView({ note, goesOn, isMeant, onChanged }: Props) {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const [editing, setEditing] = useState<string | null>(null)
  const [isHidden, setHidden] = useState(false)
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const isMine = note.by.member === me.id && note.removedAt === null
  const save = (): void => {
    if (editing === null || editing.trim() === '') return
    const mentions = note.mentions.filter((one) => editing.includes(`@${one.name}`)).map((one) => one.member)
    api('patch', '/notes/{id}', { params: { id: note.id }, body: { text: editing.trim(), mentions } }).then((now) => { setEditing(null); onChanged(now) }, failed)
  }
  const remove = (): void => {
    setHidden(true)
    actLater(t('thread.noteRemoved'), (closing) => void api('delete', '/notes/{id}', { params: { id: note.id } }, { keepalive: closing }).catch((fault: unknown) => { setHidden(false); failed(fault) }), () => setHidden(false))
  }
  if (isHidden) return null
  const at = new Date(note.at)
  return (
    <article className={cx(css.note, goesOn && css.noteGoesOn)} data-meant={isMeant || undefined} data-entry={note.id} aria-label={t('thread.noteOf', { name: note.by.name, time: words.dayAndClock(at) })}>
      <Icon name="note" />
      <div className={css.body}>
        <p className={css.noteHead}>
          <bdi className={css.name}>{note.by.name}</bdi>
          <time dateTime={note.at} title={words.exact(at)}>{words.clock(at)}</time>
          <span>· {t('thread.privateNote')}</span>
          {note.editedAt !== null && <span>· {t('thread.noteEdited')}</span>}
          {isMine && editing === null && <span className={css.noteActs}><IconButton size="s" icon="edit" label={t('common.edit')} onClick={() => setEditing(note.text)} /><IconButton size="s" icon="remove" label={t('common.remove')} onClick={remove} /></span>}
        </p>
        {note.removedAt !== null ? <p className={css.removed}>{t('thread.noteGone')}</p> : editing === null ? <p className={css.noteText} dir="auto">{withNames(note)}</p> : (
          <form className={css.noteForm} onSubmit={(event) => { event.preventDefault(); save() }}>
            <TextArea ref={focused} label={t('thread.note')} quietLabel value={editing} onChange={(event) => setEditing(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save(); if (event.key === 'Escape') setEditing(null) }} />
            <span className={css.noteActs}><Button size="s" onClick={() => setEditing(null)}>{t('common.cancel')}</Button><Button size="s" look="primary" type="submit" disabled={editing.trim() === ''}>{t('common.save')}</Button></span>
          </form>
        )}
        <Attachments items={note.attachments} />
      </div>
    </article>
  )
})
