/** Labels for conversations: made, renamed, given a tone, and removed with an undo. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { InboxLabel } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Select } from '../../../components/select.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useForm } from '../../../hooks/form.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { LabelChip } from '../../inbox/label-chip.tsx'
import css from '../form.module.css'

const toneWord = { grey: 'desk.toneGrey', green: 'desk.toneGreen', blue: 'desk.toneBlue', violet: 'desk.toneViolet', red: 'desk.toneRed', amber: 'desk.toneAmber' } as const satisfies Record<InboxLabel['tone'], string>
const changed = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKey('/conversation-labels') })

export function LabelList() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const mayManage = me.may('conversations.manage')
  const { data, error, refetch } = useQuery(apiQuery('/conversation-labels'))
  const [open, setOpen] = useState<InboxLabel | 'new' | null>(null)
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const remove = (label: InboxLabel): void => {
    api('delete', '/conversation-labels/{id}', { params: { id: label.id } }).then(async () => {
      await changed()
      toast(t('desk.labelRemoved', { name: label.name }), { undo: () => void api('post', '/conversation-labels/{id}/restore', { params: { id: label.id }, body: {} }).then(changed, failed) })
    }, failed)
  }
  const add = me.may('conversations.answer') ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>{t('desk.addLabel')}</Button> : undefined
  const labels = data?.items ?? []
  return (
    <Section title={t('desk.labels')} about={t('desk.labelsText')} actions={labels.length > 0 ? add : undefined}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && labels.length === 0 && <EmptyState compact icon="tag" title={t('desk.noLabels')} action={add} />}
      {labels.length > 0 && (
        <Table
          caption={t('desk.labels')} rows={labels} keyOf={({ id }) => id}
          columns={[
            { id: 'name', title: t('desk.name'), renderCell: (label) => <LabelChip label={label} /> },
            ...(mayManage ? [{ id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (label: InboxLabel) => <span className={css.cellActs}><Button size="s" look="plain" onClick={() => setOpen(label)}>{t('common.edit')}</Button><Button size="s" look="plain" onClick={() => remove(label)}>{t('common.remove')}</Button></span> }] : []),
          ]}
        />
      )}
      {open !== null && <LabelDialog label={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function LabelDialog({ label, onClose }: { readonly label: InboxLabel | null; readonly onClose: () => void }) {
  const { t } = useWords()
  const form = useForm<{ name: string; tone: InboxLabel['tone'] }>({
    draft: `label-${label?.id ?? 'new'}`,
    initial: { name: label?.name ?? '', tone: label?.tone ?? 'grey' },
    check: ({ name }) => ({ name: name.trim() === '' ? t('common.required') : null }),
    submit: async ({ name, tone }) => {
      const body = { name: name.trim(), tone }
      if (label === null) await api('post', '/conversation-labels', { body })
      else await api('put', '/conversation-labels/{id}', { params: { id: label.id }, body })
      await changed()
      onClose()
    },
  })
  return (
    <Dialog open onOpen={onClose} width="s" title={t(label === null ? 'desk.addLabel' : 'desk.changeLabel')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={form.busy} onClick={form.send}>{t('common.save')}</Button></>}>
      <form {...form.form} className={css.form}>
        <TextField label={t('desk.name')} maxLength={60} autoComplete="off" {...form.text('name')} />
        <Select label={t('desk.tone')} value={form.values.tone} options={(Object.keys(toneWord) as InboxLabel['tone'][]).map((tone) => ({ value: tone, label: t(toneWord[tone]) }))} onValue={(tone) => form.set('tone', tone)} />
        <p><LabelChip label={{ name: form.values.name || t('desk.name'), tone: form.values.tone }} /></p>
        {form.fault !== null && <Notice tone="negative">{form.fault}</Notice>}
      </form>
    </Dialog>
  )
}
