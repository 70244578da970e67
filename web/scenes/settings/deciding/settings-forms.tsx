/** Small forms over settings that are kept as one: reassigning, and reaching out. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toast } from '../../../components/toast.tsx'
import { Checkbox } from '../../../components/toggles.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import { numberOrNull } from './condition-list.ts'

type Reassigning = OutputOf<'get', '/routing-settings'>
type Reaching = OutputOf<'get', '/reaching-out'>

function ReassigningForm({ settings }: { readonly settings: Reassigning }) {
  const words = useWords()
  const { t } = words
  const mayChange = useMember().may('engagement.manage')
  const [values, setValues] = useState(settings)
  const keep = (): void => void api('put', '/routing-settings', { body: values }).then(async () => { await queryClient.invalidateQueries({ queryKey: queryKey('/routing-settings') }); toast(t('common.saved')) }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  return (
    <div className={form.form}>
      <div className={form.two}>
        <TextField label={t('deciding.awayMinutes')} hint={t('deciding.never')} type="number" min={1} disabled={!mayChange} value={values.awayMinutes ?? ''} onChange={(event) => setValues({ ...values, awayMinutes: numberOrNull(event.target.value) })} />
        <TextField label={t('deciding.offlineMinutes')} hint={t('deciding.never')} type="number" min={5} disabled={!mayChange} value={values.offlineMinutes ?? ''} onChange={(event) => setValues({ ...values, offlineMinutes: numberOrNull(event.target.value) })} />
      </div>
      {mayChange && <div className={form.left}><Button onClick={keep}>{t('common.save')}</Button></div>}
    </div>
  )
}

export function ReassigningSection() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/routing-settings'))
  return (
    <Section title={t('deciding.reassign')}>
      {data === undefined ? error === null ? <Skeleton lines={2} /> : <FaultState compact fault={error} onRetry={() => void refetch()} /> : <ReassigningForm settings={data} />}
    </Section>
  )
}

function ReachingForm({ settings }: { readonly settings: Reaching }) {
  const words = useWords()
  const { t } = words
  const mayChange = useMember().may('engagement.manage')
  const [values, setValues] = useState(settings)
  const keep = (): void => void api('put', '/reaching-out', { body: values }).then(async () => { await queryClient.invalidateQueries({ queryKey: queryKey('/reaching-out') }); toast(t('common.saved')) }, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  const numbers = [['most', 'deciding.reachMost'], ['withinDays', 'deciding.reachDays'], ['maxAgeDays', 'deciding.reachAge']] as const
  return (
    <div className={form.form}>
      <Checkbox label={t('deciding.publicReplies')} disabled={!mayChange} checked={values.publicReplies} onChange={(event) => setValues({ ...values, publicReplies: event.target.checked })} />
      <Checkbox label={t('deciding.privateFirst')} disabled={!mayChange} checked={values.privateFirst} onChange={(event) => setValues({ ...values, privateFirst: event.target.checked })} />
      <div className={form.two}>
        {numbers.map(([name, word]) => <TextField key={name} label={t(word)} type="number" min={1} disabled={!mayChange} value={values[name]} onChange={(event) => setValues({ ...values, [name]: numberOrNull(event.target.value) ?? 1 })} />)}
      </div>
      {mayChange && <div className={form.left}><Button onClick={keep}>{t('common.save')}</Button></div>}
    </div>
  )
}

export function ReachingSection() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/reaching-out'))
  return (
    <Section title={t('deciding.reaching')} about={t('deciding.reachingText')}>
      {data === undefined ? error === null ? <Skeleton lines={2} /> : <FaultState compact fault={error} onRetry={() => void refetch()} /> : <ReachingForm settings={data} />}
    </Section>
  )
}
