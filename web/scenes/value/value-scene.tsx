/** Customer value: what the model rests on, how well it foretells, and how long people take to buy again. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Card, PageHeader } from '../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Notice, Skeleton } from '../../components/states.tsx'
import { Table } from '../../components/table.tsx'
import { Segments } from '../../components/tabs.tsx'
import { Time } from '../../components/time.tsx'
import { toast } from '../../components/toast.tsx'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import { money } from '../people/money.ts'
import { PeopleTabs } from '../people/people-tabs.tsx'
import { useLifeCycle } from '../people/use-life-cycle.ts'
import life from '../life-cycle/life-cycle.module.css'
import css from './value.module.css'

const ways = ['stage', 'channel', 'tag'] as const
const wayWord = { stage: 'profile.stage', channel: 'charts.channel', tag: 'profile.tag' } as const

export function ValueScene() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const { data, error, refetch } = useQuery(apiQuery('/people/value'))
  const [busy, setBusy] = useState(false)
  const model = data?.model
  const refit = (): void => {
    setBusy(true)
    api('post', '/people/value/refit', { body: {} }).then(() => queryClient.invalidateQueries({ queryKey: queryKey('/people/value') }), (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' })).finally(() => setBusy(false))
  }
  const round = (value: number): string => words.number(Math.round(value * 100) / 100)
  return (
    <div className={life.scene}>
      <PageHeader title={t('people.title')} below={<PeopleTabs />} />
      <div className={life.body}>
        {error && !data && <FaultState fault={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && !model && <EmptyState icon="chart" title={t('profile.valueNone')}>{t('profile.valueNoneHint')}</EmptyState>}
        {model && model.buying === null && <Notice tone="warn">{t('profile.valueTooLittle', { customers: model.needs.customers, repeaters: model.needs.repeaters, haveCustomers: model.customers, haveRepeaters: model.repeaters })}</Notice>}
        {data && model && (
          <Card title={t('profile.valueTitle')} about={t('profile.valueAbout', { model: model.buying?.fromFirst === true ? 'MBG/NBD' : 'BG/NBD' })} actions={me.may('people.manage') && <Button icon="retry" busy={busy} onClick={refit}>{t('profile.refit')}</Button>}>
            <dl className={css.figures}>
              <div><dt>{t('profile.customers')}</dt><dd><Link to="/people" search={{ bought: 'true', sort: 'spent' }}>{words.number(model.customers)}</Link></dd><dd className={life.quiet}>{t('profile.repeaters', { n: model.repeaters })}</dd></div>
              {model.spending && <div><dt>{t('profile.expected')}</dt><dd><Link to="/people" search={{ bought: 'true', sort: 'expected' }}>{money(data.expectedMinor, model.currency, words.language)}</Link></dd><dd className={life.quiet}>{t('profile.ofAllCustomers')}</dd></div>}
              {model.buying && <div><dt>{t('profile.atRisk')}</dt><dd><Link to="/people" search={{ aliveMax: '0.5', sort: 'expected' }}>{words.number(data.atRisk)}</Link></dd><dd className={life.quiet}>{t('profile.atRiskWhy')}</dd></div>}
              {model.calibration && <div><dt>{t('profile.foretold')}</dt><dd>{words.percent(model.calibration.expected / Math.max(1, model.calibration.came))}</dd><dd className={life.quiet}>{t('profile.foretoldWhy', { expected: words.number(Math.round(model.calibration.expected)), came: words.number(model.calibration.came) })}</dd></div>}
              <div><dt>{t('profile.fitted')}</dt><dd><Time at={new Date(model.at).toISOString()} /></dd><dd className={life.quiet}>{t('profile.fittedDaily')}</dd></div>
            </dl>
          </Card>
        )}
        {model?.calibration && (
          <Card title={t('profile.calibration')} about={t('profile.calibrationAbout', { weeks: words.number(Math.round(model.calibration.weeks)) })}>
            <Table caption={t('profile.calibration')} rows={model.calibration.groups} keyOf={(row) => row.repeats} columns={[
              { id: 'repeats', title: t('profile.repeatsBefore'), renderCell: (row) => row.repeats },
              { id: 'customers', title: t('profile.customers'), number: true, renderCell: (row) => words.number(row.customers) },
              { id: 'expected', title: t('profile.expectedEach'), number: true, renderCell: (row) => round(row.expected) },
              { id: 'came', title: t('profile.cameEach'), number: true, renderCell: (row) => round(row.came) },
            ]} />
            {model.buying && <p className={life.quiet}>{t('profile.parameters', { model: model.buying.fromFirst ? 'MBG/NBD' : 'BG/NBD', r: round(model.buying.r), alpha: round(model.buying.alpha), a: round(model.buying.a), b: round(model.buying.b) })}</p>}
          </Card>
        )}
        {model && <Cycles />}
      </div>
    </div>
  )
}

/** Days between purchases that followed each other. */
function Cycles() {
  const words = useWords()
  const { t } = words
  const { nameOf } = useLifeCycle()
  const [by, setBy] = useState<(typeof ways)[number]>('stage')
  const { data, error, refetch } = useQuery(apiQuery('/people/value/cycles', { query: { by } }))
  const days = (value: number): string => words.number(Math.round(value))
  return (
    <Card title={t('profile.cycle')} about={t('profile.cycleAbout')} actions={<Segments label={t('profile.segment')} value={by} onValue={setBy} options={ways.map((value) => ({ value, label: t(wayWord[value]) }))} />}>
      {error && !data && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data && data.items.length === 0 && <EmptyState compact title={t('profile.cycleNone')} />}
      {data && data.items.length > 0 && (
        <Table caption={t('profile.cycle')} rows={data.items} keyOf={(row) => `${row.group} ${row.year}`} columns={[
          { id: 'group', title: t(wayWord[by]), renderCell: (row) => (by === 'stage' ? nameOf(row.group) : by === 'channel' ? channelTitle(row.group) : row.group) },
          { id: 'year', title: t('profile.year'), number: true, renderCell: (row) => String(row.year) },
          { id: 'median', title: t('profile.medianDays'), number: true, renderCell: (row) => days(row.median) },
          { id: 'middle', title: t('profile.middleHalf'), number: true, renderCell: (row) => `${days(row.low)}–${days(row.high)}` },
          { id: 'gaps', title: t('profile.gaps'), number: true, renderCell: (row) => words.number(row.gaps) },
        ]} />
      )}
    </Card>
  )
}
