/** Settings, Satisfaction: whether, when and how people are asked, and what they answered. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Select } from '../../../components/select.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { Switch } from '../../../components/toggles.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import form from '../form.module.css'
import { CommaField } from './condition-form.tsx'
import { numberOrNull } from './condition-list.ts'
import css from './deciding.module.css'
import { usePeriod } from './figures.tsx'

type Settings = OutputOf<'get', '/satisfaction'>
const kindWords = { csat: 'deciding.kind_csat', nps: 'deciding.kind_nps', effort: 'deciding.kind_effort' } as const
const languages = ['en', 'nl', 'de', 'fr', 'es'] as const

function SatisfactionForm({ settings }: { readonly settings: Settings }) {
  const words = useWords()
  const { t, language } = words
  const mayChange = useMember().may('engagement.manage')
  const [values, setValues] = useState(settings)
  const [fault, setFault] = useState<string | null>(null)
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const text = (of: string, value: string): void => setValues({ ...values, texts: Object.fromEntries([...Object.entries(values.texts).filter(([one]) => one !== of), ...(value === '' ? [] : [[of, value]])]) })
  const keep = (): void => void api('put', '/satisfaction', { body: values }).then(async () => { await queryClient.invalidateQueries({ queryKey: queryKey('/satisfaction') }); setFault(null); toast(t('common.saved')) }, (thrown: unknown) => setFault(faultWords(thrown, words)))
  return (
    <div className={form.form}>
      <Switch label={t('deciding.askThem')} checked={values.active} disabled={!mayChange} onChecked={(active) => setValues({ ...values, active })} />
      <Select label={t('deciding.question')} value={values.kind} options={(['csat', 'nps', 'effort'] as const).map((kind) => ({ value: kind, label: t(kindWords[kind]) }))} onValue={(kind) => setValues({ ...values, kind })} />
      <div className={form.two}>
        <TextField label={t('deciding.delay')} type="number" min={0} value={values.delayMinutes} onChange={(event) => setValues({ ...values, delayMinutes: numberOrNull(event.target.value) ?? 0 })} />
        <TextField label={t('deciding.notWithin')} type="number" min={1} value={values.notWithinDays} onChange={(event) => setValues({ ...values, notWithinDays: numberOrNull(event.target.value) ?? 1 })} />
      </div>
      <CommaField label={t('deciding.channelsAsked')} hint={t('deciding.channelsHint')} value={values.channels} onValue={(channels) => setValues({ ...values, channels })} />
      {languages.map((one) => <TextField key={one} label={t('deciding.ownText', { language: names.of(one) ?? one })} hint={t('deciding.ownTextHint')} optional lang={one} maxLength={1_000} value={values.texts[one] ?? ''} onChange={(event) => text(one, event.target.value)} />)}
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      {mayChange && <div className={form.left}><Button look="primary" onClick={keep}>{t('common.save')}</Button></div>}
    </div>
  )
}

function Figures({ kind }: { readonly kind: Settings['kind'] }) {
  const { t, number, percent } = useWords()
  const period = usePeriod()
  const { data } = useQuery(apiQuery('/satisfaction-figures', { query: { ...period, kind, by: 'team' } }))
  const { data: teams } = useQuery(apiQuery('/teams'))
  const { data: answers } = useQuery(apiQuery('/satisfaction-answers', { query: { kind } }))
  const comments = (answers?.items ?? []).filter(({ comment }) => comment !== null && comment !== '')
  return (
    <Section title={t('deciding.figures')}>
      {data !== undefined && data.items.length === 0 && <EmptyState compact title={t('deciding.noFigures')} />}
      {data !== undefined && data.items.length > 0 && (
        <Table
          caption={t('deciding.byTeam')}
          rows={data.items}
          keyOf={({ key }) => key ?? ''}
          columns={[
            { id: 'team', title: t('deciding.team'), renderCell: ({ key }) => teams?.items.find(({ id }) => id === key)?.name ?? t('deciding.noTeam') },
            { id: 'asked', title: t('deciding.asked'), number: true, renderCell: ({ asked }) => number(asked) },
            { id: 'answered', title: t('deciding.answered'), number: true, renderCell: ({ answered }) => number(answered) },
            { id: 'value', title: t('deciding.result'), number: true, renderCell: ({ value }) => (value === null ? '–' : percent(value)) },
          ]}
        />
      )}
      {comments.length > 0 && <><h3>{t('deciding.comments')}</h3><ul className={css.list}>{comments.map((one) => <li key={one.id}><strong>{one.score}/{one.max}</strong> {one.comment} <span className={css.quiet}>#{one.number} · <Time at={one.at} /></span></li>)}</ul></>}
    </Section>
  )
}

export function SatisfactionView() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/satisfaction'))
  return (
    <>
      <Section title={t('deciding.goSatisfaction')} about={t('deciding.satisfactionText')}>
        {data === undefined ? error === null ? <Skeleton lines={5} /> : <FaultState fault={error} onRetry={() => void refetch()} /> : <SatisfactionForm settings={data} />}
      </Section>
      {data !== undefined && <Figures kind={data.kind} />}
    </>
  )
}
