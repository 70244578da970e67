/** Who is certified for what, and until when. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Select } from '../../../components/select.tsx'
import { EmptyState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'

const refresh = (): Promise<unknown> => queryClient.invalidateQueries({ queryKey: queryKey('/certificates') })

function GiveDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const { data: agents } = useQuery(apiQuery('/agents'))
  const [values, setValues] = useState({ member: '', name: '', until: '' })
  const [fault, setFault] = useState<string | null>(null)
  const give = (): void => void api('post', '/certificates', { body: { member: values.member, name: values.name.trim(), until: values.until === '' ? null : new Date(`${values.until}T23:59:59`).toISOString() } }).then(async () => { await refresh(); onClose() }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  return (
    <Dialog open onOpen={onClose} width="s" title={t('deciding.giveCertificate')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" onClick={give}>{t('common.save')}</Button></>}>
      <div className={form.form}>
        <Select label={t('deciding.who')} value={values.member} placeholder={t('common.choose')} options={(agents?.items ?? []).map(({ member, name }) => ({ value: member, label: name }))} onValue={(member) => setValues({ ...values, member })} />
        <TextField label={t('deciding.certificate')} value={values.name} maxLength={60} onChange={(event) => setValues({ ...values, name: event.target.value })} />
        <TextField label={t('deciding.validUntil')} optional type="date" value={values.until} onChange={(event) => setValues({ ...values, until: event.target.value })} />
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}

export function CertificatesSection() {
  const words = useWords()
  const { t } = words
  const mayChange = useMember().may('engagement.manage')
  const { data } = useQuery(apiQuery('/certificates'))
  const { data: agents } = useQuery(apiQuery('/agents'))
  const [giving, setGiving] = useState(false)
  const take = (id: string): void => void api('delete', '/certificates/{id}', { params: { id } }).then(async () => { await refresh(); toast(t('deciding.certificateGone')) }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  return (
    <Section title={t('deciding.certificates')} about={t('deciding.certificatesText')} actions={mayChange ? <Button icon="plus" onClick={() => setGiving(true)}>{t('deciding.giveCertificate')}</Button> : undefined}>
      {data === undefined ? <Skeleton lines={2} /> : data.items.length === 0 ? <EmptyState compact title={t('deciding.noCertificates')} /> : (
        <Table
          caption={t('deciding.certificates')}
          rows={data.items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'who', title: t('deciding.who'), renderCell: ({ member }) => agents?.items.find((one) => one.member === member)?.name ?? member },
            { id: 'name', title: t('deciding.certificate'), renderCell: ({ name }) => name },
            { id: 'until', title: t('deciding.validUntil'), renderCell: ({ until }) => (until === null ? t('deciding.forGood') : <Time at={until} />) },
            { id: 'acts', title: t('common.remove'), quietTitle: true, renderCell: ({ id }) => mayChange && <span className={form.cellActs}><Button size="s" look="plain" onClick={() => take(id)}>{t('common.remove')}</Button></span> },
          ]}
        />
      )}
      {giving && <GiveDialog onClose={() => setGiving(false)} />}
    </Section>
  )
}
