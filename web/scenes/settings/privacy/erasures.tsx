/** Every erasure: how far it is, what it removed, where bytes may stay for a while. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { apiPages } from '../../../api/queries.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { EmptyState, FaultState, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'

const stateWord = { waiting: 'privacy.stateWaiting', running: 'privacy.stateRunning', done: 'privacy.stateDone' } as const

export function Erasures() {
  const { t } = useWords()
  const list = useInfiniteQuery({ ...apiPages('/privacy/erasures', { query: { limit: 25 } }), refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((one) => one.state !== 'done')) === true ? 2_000 : false) })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('privacy.erasures')}>
      {list.data === undefined && list.error === null && <Skeleton lines={2} />}
      {list.data === undefined && list.error !== null && <FaultState compact fault={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && items.length === 0 && <EmptyState compact icon="remove" title={t('privacy.erasuresEmpty')}>{t('privacy.erasuresEmptyText')}</EmptyState>}
      {items.length > 0 && (
        <Table
          caption={t('privacy.erasures')}
          rows={items}
          keyOf={(row) => row.id}
          columns={[
            { id: 'when', title: t('privacy.ordered'), renderCell: (row) => <Time at={row.at} /> },
            { id: 'by', title: t('privacy.by'), wideOnly: true, renderCell: (row) => row.orderedBy },
            { id: 'why', title: t('privacy.because'), renderCell: (row) => row.because },
            { id: 'state', title: t('privacy.state'), renderCell: (row) => <><Badge tone={row.trouble === null ? (row.state === 'done' ? 'positive' : 'accent') : 'warn'}>{t(stateWord[row.state])}</Badge>{row.trouble !== null && <p className={css.quiet}><Said>{row.trouble}</Said></p>}{row.remains.map((text) => <p key={text} className={css.quiet}><Said>{text}</Said></p>)}</> },
            { id: 'removed', title: t('privacy.removed'), number: true, renderCell: (row) => t('privacy.things', { n: Object.values(row.steps).reduce((sum, count) => sum + count, 0) }) },
          ]}
        />
      )}
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.showMore')}</Button>}
    </Section>
  )
}
