/** Makes or changes a word list; a change can be applied to history too. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { queryClient, queryKey } from '../../../api/queries.ts'
import type { WordList } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Notice } from '../../../components/states.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'

export function ListDialog({ list, onClose }: { /** `null`: a new one. */ readonly list: WordList | null; readonly onClose: () => void }) {
  const { t } = useWords()
  const [applyToHistory, setApply] = useState(true)
  const form = useForm({
    draft: `list-${list?.id ?? 'new'}`,
    initial: { name: list?.name ?? '', entries: (list?.entries ?? []).join('\n') },
    check: ({ name, entries }) => ({ name: name.trim() === '' ? t('query.listNameNeeded') : null, entries: entries.trim() === '' ? t('query.listEntriesNeeded') : null }),
    submit: async ({ name, entries }) => {
      const body = { name: name.trim(), entries: entries.split(/\r?\n/) }
      if (list === null) await api('post', '/lists', { body })
      else await api('patch', '/lists/{id}', { params: { id: list.id }, body: { ...body, applyToHistory } })
      await Promise.all([queryKey('/lists'), queryKey('/topics')].map((key) => queryClient.invalidateQueries({ queryKey: key })))
      toast(t('query.listSaved', { name: body.name }))
      onClose()
    },
  })
  const topics = list?.usedBy.length ?? 0
  const count = form.values.entries.split('\n').filter((line) => line.trim() !== '').length
  return (
    <Dialog
      open
      onOpen={onClose}
      title={t(list === null ? 'query.addList' : 'query.changeList')}
      about={t('query.listsText')}
      actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={form.busy} onClick={form.send}>{t('common.save')}</Button></>}
    >
      <form {...form.form} className={css.form}>
        <TextField label={t('query.listName')} hint={t('query.listNameHint', { name: listNamed(form.values.name) })} autoComplete="off" maxLength={60} {...form.text('name')} />
        <TextArea label={t('query.listEntries')} hint={`${t('query.listEntriesHint')} ${t('query.listCount', { n: count })}`} rows={10} spellCheck={false} {...form.text('entries')} />
        {topics > 0 && <Checkbox label={t('query.listApply', { n: topics })} checked={applyToHistory} onChange={(event) => setApply(event.target.checked)} />}
        {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      </form>
    </Dialog>
  )
}

/** As a query writes it: quoted when it has a space. */
function listNamed(name: string): string {
  const shown = name.trim() === '' ? '…' : name.trim()
  return /\s/.test(shown) ? `"${shown}"` : shown
}
