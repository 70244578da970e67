/** Makes, changes and removes notes on the time axis of the period that is shown. */
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Annotation as Note } from '../../api/routes.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { faultWords } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { useWords } from '../../words/words.tsx'
import css from './notes-dialog.module.css'
import { fieldOf, instantOfField, notesChanged, whenOf } from './notes.ts'

interface Props {
  readonly notes: readonly Note[]
  /** When a new note is of at first. */
  readonly at: number
  readonly onClose: () => void
}

export function NotesDialog({ notes, at, onClose }: Props) {
  const words = useWords()
  const { t, zone } = words
  const empty = { id: '', text: '', from: fieldOf(new Date(at).toISOString(), zone), until: '' }
  const [draft, setDraft] = useState(empty)
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const startsAt = instantOfField(draft.from, zone)

  const save = async (): Promise<void> => {
    if (startsAt === null) return
    const body = { text: draft.text, startsAt, endsAt: instantOfField(draft.until, zone) }
    setBusy(true)
    try {
      if (draft.id === '') await api('post', '/annotations', { body })
      else await api('patch', '/annotations/{id}', { params: { id: draft.id }, body })
      await notesChanged()
      setDraft(empty)
      setFault(null)
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    } finally {
      setBusy(false)
    }
  }
  const remove = async ({ id }: Note): Promise<void> => {
    try {
      await api('delete', '/annotations/{id}', { params: { id } })
      toast(t('notes.removed'), { undo: () => { void api('post', '/annotations/{id}/restore', { params: { id } }).then(notesChanged) } })
      await notesChanged()
    } catch (thrown) {
      setFault(faultWords(thrown, words))
    }
  }
  return (
    <Dialog open onOpen={(open) => { if (!open) onClose() }} title={t('notes.title')} about={t('notes.about')}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void save() }}>
        <TextField label={t('notes.text')} value={draft.text} maxLength={500} error={fault} onChange={(event) => setDraft({ ...draft, text: event.target.value })} fieldClassName={css.text} />
        <TextField label={t('notes.from')} type="datetime-local" value={draft.from} onChange={(event) => setDraft({ ...draft, from: event.target.value })} />
        <TextField label={t('notes.until')} hint={t('notes.untilHint')} type="datetime-local" value={draft.until} onChange={(event) => setDraft({ ...draft, until: event.target.value })} />
        <div className={css.act}>
          {draft.id !== '' && <Button look="plain" onClick={() => setDraft(empty)}>{t('common.cancel')}</Button>}
          <Button type="submit" look="primary" icon={draft.id === '' ? 'plus' : 'check'} disabled={isBusy || draft.text.trim() === '' || startsAt === null}>{t(draft.id === '' ? 'notes.add' : 'notes.change')}</Button>
        </div>
      </form>
      <ul className={css.notes} aria-label={t('notes.inPeriod')}>
        {notes.map((note) => (
          <li key={note.id}>
            <span><b>{note.text}</b><span className={css.when}>{whenOf(note, words)}{note.by !== null && ` · ${note.by}`}</span></span>
            <IconButton size="s" icon="edit" label={t('notes.edit', { text: note.text })} onClick={() => setDraft({ id: note.id, text: note.text, from: fieldOf(note.startsAt, zone), until: note.endsAt === null ? '' : fieldOf(note.endsAt, zone) })} />
            <IconButton size="s" icon="remove" label={t('notes.remove', { text: note.text })} onClick={() => void remove(note)} />
          </li>
        ))}
        {notes.length === 0 && <li className={css.when}>{t('notes.none')}</li>}
      </ul>
    </Dialog>
  )
}
