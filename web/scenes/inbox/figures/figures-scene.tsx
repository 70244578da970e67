/** Figures of the inbox: how many came and were closed, how soon they were answered, what is left; each opens. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { dayMs } from '../../../../src/kernel/instant.ts'
import { apiPages, apiQuery } from '../../../api/queries.ts'
import type { OutputOf } from '../../../api/routes.ts'
import { startOf } from '../../../charts/zoned-time.ts'
import { Button, IconButton, LinkButton } from '../../../components/button.tsx'
import { channelTitle } from '../../../components/channel-mark.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { Select } from '../../../components/select.tsx'
import { EmptyState, FaultState, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Segments } from '../../../components/tabs.tsx'
import { useNow } from '../../../hooks/now.ts'
import { useWords, type WordKey } from '../../../words/words.tsx'
import { useLabels } from '../arranged.ts'
import { groupingNames, type FiguresSearch, type Grouping, type Measure } from '../inbox-search.ts'
import { ConversationRow } from '../list/conversation-row.tsx'
import { spanWords } from '../list/when.tsx'
import css from './figures-scene.module.css'

type Group = OutputOf<'get', '/conversation-figures'>['groups'][number]
type Figures = OutputOf<'get', '/conversation-figures'>['total']

const byWord = { team: 'inbox.team', assignee: 'inbox.assignee', channel: 'charts.channel', account: 'inbox.account', topic: 'inbox.topic', label: 'inbox.label', hour: 'inbox.byHour', day: 'inbox.byDay' } as const satisfies Record<Grouping, WordKey>
const measureWord = { opened: 'inbox.figOpened', closed: 'inbox.figClosed', 'answered-first': 'inbox.figAnswered', reopened: 'inbox.figReopened', backlog: 'inbox.figBacklog' } as const satisfies Record<Measure, WordKey>
const countOf = (figures: Figures, measure: Measure): number => ({ opened: figures.opened, closed: figures.closed, 'answered-first': figures.answered, reopened: figures.reopened, backlog: figures.backlog })[measure]

export function FiguresScene() {
  const words = useWords()
  const { t, number, zone } = words
  const search: FiguresSearch = useSearch({ from: '/shell/inbox/figures' })
  const navigate = useNavigate({ from: '/inbox/figures' })
  const now = useNow()
  const days = search.days ?? 28
  const today = startOf('day', zone, now)
  const period = useMemo(() => ({ from: new Date(today - (days - 1) * dayMs).toISOString(), to: new Date(today + dayMs).toISOString(), zone }), [today, days, zone])
  const by = search.by ?? 'day'
  const { data, error, refetch } = useQuery(apiQuery('/conversation-figures', { query: { ...period, by } }))
  const change = (next: FiguresSearch): void => void navigate({ search: Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined)) })
  const open = (measure: Measure, key?: string): void => change({ measure, ...(key === undefined ? { key: undefined as never } : { key }) })
  const time = (ms: number | null): string => (ms === null ? '–' : spanWords(ms, words))
  /** Nothing where there is nothing to measure yet. */
  const within = (median: number | null, most: number | null): string | undefined => (median === null ? undefined : t('inbox.figMedian', { time: time(median), most: time(most) }))
  const total = data?.total
  const nameOf = (group: Group): string => group.name ?? (by === 'channel' && group.key !== null ? channelTitle(group.key) : by === 'hour' && group.key !== null ? `${group.key.padStart(2, '0')}:00` : by === 'day' && group.key !== null ? words.day(new Date(`${group.key.slice(0, 10)}T12:00:00Z`)) : group.key ?? t('inbox.none'))
  const most = Math.max(1, ...(data?.groups ?? []).map((group) => group.opened))
  const figure = (measure: Measure, value: number, note?: string) => (
    <button type="button" className={css.figure} aria-pressed={search.measure === measure && search.key === undefined} onClick={() => open(measure)}>
      <span className={css.label}>{t(measureWord[measure])}</span><span className={css.value}>{number(value)}</span>{note !== undefined && <span className={css.quiet}>{note}</span>}
    </button>
  )
  const opening = (measure: Measure) => (group: Group) => { const n = countOf(group, measure); return n === 0 ? '0' : <button type="button" className={css.number} onClick={() => open(measure, group.key ?? 'none')}>{number(n)}</button> }
  return (
    <div className={css.scene}>
      <PageHeader title={t('inbox.figures')} actions={<LinkButton icon="inbox" to="/inbox" search={{}}>{t('inbox.toInbox')}</LinkButton>}>
        <Segments look="boxed" label={t('inbox.period')} value={String(days)} options={['7', '28', '90', '365'].map((n) => ({ value: n, label: t('inbox.lastDays', { n: Number(n) }) }))} onValue={(value) => change({ days: Number(value) })} />
      </PageHeader>
      <div className={css.body}>
        {error !== null && data === undefined && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton lines={8} />}
        {total !== undefined && (
          <>
            <div className={css.figures}>
              {figure('opened', total.opened)}
              {figure('answered-first', total.answered, within(total.firstAnswerMedianMs, total.firstAnswerP90Ms))}
              {figure('closed', total.closed, within(total.resolutionMedianMs, total.resolutionP90Ms))}
              {figure('reopened', total.reopened)}
              {figure('backlog', total.backlog)}
            </div>
            <p className={css.quiet}>{t('inbox.figClock')}</p>
            <Select label={t('inbox.figBy')} value={by} options={groupingNames.map((value) => ({ value, label: t(byWord[value]) }))} onValue={(value) => change({ by: value })} />
            {data !== undefined && data.groups.length === 0 ? <EmptyState icon="chart" title={t('inbox.figNone')} /> : (
              <Table
                caption={t('inbox.figures')} rows={data?.groups ?? []} keyOf={(group) => group.key ?? ' none'}
                columns={[
                  { id: 'name', title: t(byWord[by]), renderCell: nameOf },
                  { id: 'bar', title: t('inbox.figOpened'), quietTitle: true, wideOnly: true, width: '22%', renderCell: (group) => <span className={css.bar}><span className={css.fill} style={{ width: `${(100 * group.opened) / most}%` }} /></span> },
                  { id: 'opened', title: t('inbox.figOpened'), number: true, renderCell: opening('opened') },
                  { id: 'first', title: t('inbox.figFirst'), number: true, renderCell: (group) => time(group.firstAnswerMedianMs) },
                  { id: 'closed', title: t('inbox.figClosed'), number: true, renderCell: opening('closed') },
                  { id: 'resolution', title: t('inbox.figResolution'), number: true, wideOnly: true, renderCell: (group) => time(group.resolutionMedianMs) },
                  { id: 'reopened', title: t('inbox.figReopened'), number: true, wideOnly: true, renderCell: opening('reopened') },
                  { id: 'backlog', title: t('inbox.figBacklog'), number: true, wideOnly: true, renderCell: opening('backlog') },
                ]}
              />
            )}
            {search.measure !== undefined && <Behind key={`${search.measure} ${search.key ?? ''}`} period={period} measure={search.measure} by={search.key === undefined ? 'none' : by} of={search.key} onClose={() => change({ measure: undefined as never, key: undefined as never })} />}
          </>
        )}
      </div>
    </div>
  )
}

/** The conversations behind a figure. */
function Behind({ period, measure, by, of, onClose }: { readonly period: { readonly from: string; readonly to: string; readonly zone: string }; readonly measure: Measure; readonly by: Grouping | 'none'; readonly of: string | undefined; readonly onClose: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const labels = useLabels()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(apiPages('/conversation-figures/open', { query: { ...period, measure, by, ...(of === undefined ? {} : { key: of }) } }))
  const items = (data?.pages ?? []).flatMap((page) => page.items)
  return (
    <section className={css.list} aria-label={t(measureWord[measure])}>
      <header className={css.head}><h2>{t('inbox.figBehind', { what: t(measureWord[measure]) })}</h2><IconButton size="s" icon="close" label={t('common.close')} onClick={onClose} /></header>
      {error !== null && data === undefined && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <div className={css.waiting}><Skeleton lines={4} /></div>}
      {data !== undefined && items.length === 0 && <EmptyState compact title={t('inbox.figNone')} />}
      {items.map((one) => <ConversationRow key={one.id} conversation={one} labels={labels.byId} isOpen={false} isChosen={false} isChoosing={false} isGone={false} onOpen={(id) => void navigate({ to: '/inbox', search: { view: 'all', open: id } })} onChoose={() => undefined} />)}
      {hasNextPage && <div className={css.waiting}><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button></div>}
    </section>
  )
}
