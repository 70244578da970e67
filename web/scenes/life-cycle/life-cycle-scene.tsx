/** The life cycle: how people went from stage to stage, and the rules by which they do. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { FlowPicture } from '../../charts/flow-picture.tsx'
import { Button } from '../../components/button.tsx'
import { Card, PageHeader } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Notice, Skeleton } from '../../components/states.tsx'
import { Table } from '../../components/table.tsx'
import { Segments } from '../../components/tabs.tsx'
import { Checkbox } from '../../components/toggles.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useWords } from '../../words/words.tsx'
import { conditionWords } from '../people/because-words.ts'
import { PeopleTabs } from '../people/people-tabs.tsx'
import { useLifeCycle, type LifeCycle } from '../people/use-life-cycle.ts'
import css from './life-cycle.module.css'
import { StageEditor } from './stage-editor.tsx'

const periods = ['30', '90', '365'] as const
const periodWord = { 30: 'profile.days30', 90: 'profile.days90', 365: 'profile.year' } as const

export function LifeCycleScene() {
  const { t } = useWords()
  const { data: life, error, refetch } = useQuery(apiQuery('/people/life-cycle'))
  const [isEditing, setEditing] = useState(false)
  const me = useMember()
  return (
    <div className={css.scene}>
      <PageHeader title={t('people.title')} below={<PeopleTabs />} />
      <div className={css.body}>
        {error && !life && <FaultState fault={error} onRetry={() => void refetch()} />}
        {!life && !error && <Skeleton lines={8} />}
        {life && life.judging > 0 && <Notice>{t('profile.judging', { n: life.judging })}</Notice>}
        {life && <Flow life={life} />}
        {life && (isEditing
          ? <StageEditor life={life} onDone={() => setEditing(false)} />
          : <Card title={t('profile.stagesAndRules')} about={life.since === null ? t('profile.stagesDefault') : undefined} actions={me.may('people.manage') && <Button icon="edit" onClick={() => setEditing(true)}>{t('profile.changeRules')}</Button>}><Stages life={life} /></Card>)}
      </div>
    </div>
  )
}

function Flow({ life }: { readonly life: LifeCycle }) {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const now = useNow()
  const { nameOf, shadeOf } = useLifeCycle()
  const [days, setDays] = useState<(typeof periods)[number]>('90')
  const [withStill, setWithStill] = useState(false)
  const [isTable, setTable] = useState(false)
  const hour = Math.floor(now / 3_600_000) * 3_600_000
  const query = { from: new Date(hour - Number(days) * 86_400_000).toISOString(), to: new Date(hour).toISOString(), steps: 3 }
  const { data, error, refetch } = useQuery(apiQuery('/people/life-cycle/flow', { query }))
  const first = life.stages[0]?.id
  const flows = useMemo(() => (data?.flows ?? []).map((step) => step.filter((one) => withStill || !(one.to === first && (one.from === first || one.from === null)))), [data, withStill, first])
  const open = (from: string | null, to: string, step: number): void => {
    if (data) void navigate({ to: '/people', search: { flowFrom: from ?? 'new', flowTo: to, flowStart: data.at[step] ?? '', flowEnd: data.at[step + 1] ?? '' } })
  }
  const stages = life.stages.map((stage) => ({ id: stage.id, name: nameOf(stage.id), shade: shadeOf(stage.id), leaves: stage.leaves }))
  const rows = flows.flatMap((step, index) => step.map((one) => ({ ...one, step: index }))).toSorted((a, b) => b.step - a.step || b.count - a.count)
  return (
    <Card title={t('profile.flow')} about={t('profile.flowAbout')} actions={<><Segments label={t('profile.period')} value={days} onValue={setDays} options={periods.map((value) => ({ value, label: t(periodWord[value]) }))} /><Button look="plain" size="s" icon={isTable ? 'chart' : 'table'} onClick={() => setTable(!isTable)}>{t(isTable ? 'charts.asPicture' : 'charts.asTable')}</Button></>}>
      {error && !data && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height="280px" />}
      {data && rows.length === 0 && <EmptyState compact icon="people" title={t('profile.flowNone')}>{t('profile.flowNoneHint')}</EmptyState>}
      {data && rows.length > 0 && (isTable
        ? <Table caption={t('profile.flow')} rows={rows} keyOf={(row) => `${row.step} ${row.from} ${row.to}`} columns={[
          { id: 'when', title: t('charts.when'), renderCell: (row) => `${words.day(new Date(data.at[row.step] ?? ''))} – ${words.day(new Date(data.at[row.step + 1] ?? ''))}` },
          { id: 'from', title: t('profile.from'), renderCell: (row) => (row.from === null ? t('profile.flowNew') : nameOf(row.from)) },
          { id: 'to', title: t('profile.to'), renderCell: (row) => nameOf(row.to) },
          { id: 'count', title: t('charts.count'), number: true, renderCell: (row) => <Button look="plain" size="s" onClick={() => open(row.from, row.to, row.step)}>{words.number(row.count)}</Button> },
        ]} />
        : <FlowPicture name={t('profile.flow')} at={data.at} flows={flows} stages={stages} newName={t('profile.flowNew')} onOpen={(band) => open(band.from, band.to, band.step)} />)}
      {first !== undefined && <Checkbox label={t('profile.withStill', { stage: nameOf(first) })} checked={withStill} onChange={(event) => setWithStill(event.target.checked)} />}
    </Card>
  )
}

/** The stages with their rules in words. */
function Stages({ life }: { readonly life: LifeCycle }) {
  const words = useWords()
  const { t } = words
  const { nameOf, shadeOf } = useLifeCycle()
  return (
    <ol className={css.stages}>
      {life.stages.map((stage) => (
        <li key={stage.id} className={css.stage}>
          <div className={css.stageHead}>
            <span className={css.shade} style={{ background: shadeOf(stage.id) }} aria-hidden="true" />
            <span className={css.stageName}>{nameOf(stage.id)}</span>
            {stage.leaves && <span className={css.quiet}>{t('profile.leaves')}</span>}
            <Link to="/people" search={{ stages: stage.id }}>{t('profile.peopleHere', { n: life.counts.find((one) => one.stage === stage.id)?.count ?? 0 })}</Link>
          </div>
          {stage.rule.length === 0 && <p className={css.quiet}>{t('profile.everybodyBegins')}</p>}
          {stage.rule.map((group, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- groups of a rule have no other name
            <div key={index}>
              {index > 0 && <p className={css.or}>{t('profile.or')}</p>}
              <ul className={css.rule}>{group.map((condition) => <li key={JSON.stringify(condition)}>{conditionWords(condition, words)}</li>)}</ul>
            </div>
          ))}
        </li>
      ))}
    </ol>
  )
}
