/** Settings, Playbooks: steps that are ticked off in a conversation, in the languages of the company. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import { linesOf, stepsOf } from './steps.ts'

type Playbook = OutputOf<'get', '/playbooks'>['items'][number]
const refresh = (): Promise<unknown> => queryClient.invalidateQueries({ queryKey: queryKey('/playbooks') })

function PlaybookDialog({ playbook, onClose }: { readonly playbook: Playbook | null; readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const before = playbook?.steps ?? []
  const [values, setValues] = useState({ name: playbook?.name ?? '', en: linesOf(before, 'en'), nl: linesOf(before, 'nl') })
  const [fault, setFault] = useState<string | null>(null)
  const keep = (): void => {
    const body = { name: values.name.trim(), steps: stepsOf({ en: values.en, nl: values.nl }, before) }
    const sent = playbook === null ? api('post', '/playbooks', { body }) : api('put', '/playbooks/{id}', { params: { id: playbook.id }, body })
    void sent.then(async () => { await refresh(); toast(t('deciding.ruleSaved', { name: body.name })); onClose() }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  }
  return (
    <Dialog open onOpen={onClose} title={t(playbook === null ? 'deciding.addPlaybook' : 'deciding.changePlaybook')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" onClick={keep}>{t('common.save')}</Button></>}>
      <div className={form.form}>
        <TextField label={t('deciding.ruleName')} value={values.name} maxLength={80} autoComplete="off" onChange={(event) => setValues({ ...values, name: event.target.value })} />
        <TextArea label={t('deciding.stepsEn')} hint={t('deciding.stepsHint')} rows={6} value={values.en} onChange={(event) => setValues({ ...values, en: event.target.value })} />
        <TextArea label={t('deciding.stepsNl')} rows={6} lang="nl" value={values.nl} onChange={(event) => setValues({ ...values, nl: event.target.value })} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}

export function PlaybooksView() {
  const words = useWords()
  const { t, number } = words
  const mayChange = useMember().may('engagement.manage')
  const { data, error, refetch } = useQuery(apiQuery('/playbooks'))
  const [open, setOpen] = useState<Playbook | 'new' | null>(null)
  const playbooks = data?.items ?? []
  const add = mayChange ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>{t('deciding.addPlaybook')}</Button> : undefined
  const remove = ({ id, name }: Playbook): void => void api('delete', '/playbooks/{id}', { params: { id } }).then(async () => { await refresh(); toast(t('deciding.ruleRemoved', { name })) }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  return (
    <Section title={t('deciding.goPlaybooks')} about={t('deciding.playbooksText')} actions={playbooks.length > 0 ? add : undefined}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && playbooks.length === 0 && <EmptyState icon="table" title={t('deciding.noPlaybooks')} action={add}>{t('deciding.noPlaybooksText')}</EmptyState>}
      {playbooks.length > 0 && (
        <Table
          caption={t('deciding.goPlaybooks')}
          rows={playbooks}
          keyOf={({ id }) => id}
          columns={[
            { id: 'name', title: t('deciding.playbook'), renderCell: ({ name, uses }) => <span className={form.whoWords}><span>{name}</span><span className={form.mail}>{uses === 0 ? t('deciding.unused') : t('deciding.playbookUses', { n: uses })}</span></span> },
            { id: 'steps', title: t('deciding.steps'), number: true, renderCell: ({ steps }) => number(steps.length) },
            { id: 'owner', title: t('deciding.owner'), wideOnly: true, renderCell: ({ ownerName }) => ownerName },
            { id: 'languages', title: t('deciding.languages'), wideOnly: true, renderCell: ({ steps }) => [...new Set(steps.flatMap((step) => Object.keys(step.words)))].join(', ') },
            { id: 'acts', title: t('common.edit'), quietTitle: true, renderCell: (one) => mayChange && <span className={form.cellActs}><Button size="s" look="plain" onClick={() => setOpen(one)}>{t('common.edit')}</Button><Button size="s" look="plain" onClick={() => remove(one)}>{t('common.remove')}</Button></span> },
          ]}
        />
      )}
      {open !== null && <PlaybookDialog playbook={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}
