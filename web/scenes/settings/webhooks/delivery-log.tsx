/** What was sent to a webhook, with what came of it; a row opens what was sent and answered. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiPages } from '../../../api/queries.ts'
import type { Delivery, Webhook } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Select } from '../../../components/select.tsx'
import { EmptyState, FaultState, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { DeliveryDialog } from './delivery-dialog.tsx'
import { eventName } from './event-name.ts'

type State = Delivery['state']
export const stateWords = { delivered: 'outgoing.delivered', waiting: 'outgoing.waitingState', failed: 'outgoing.failed' } as const
export const stateTones = { delivered: 'positive', waiting: 'plain', failed: 'negative' } as const

export function DeliveryLog({ webhook }: { readonly webhook: Webhook }) {
  const { t, find } = useWords()
  const [state, setState] = useState<State | 'all'>('all')
  const [opened, setOpened] = useState<string | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...apiPages('/webhooks/{id}/deliveries', { params: { id: webhook.id }, query: state === 'all' ? {} : { state } }),
    // While something is under way, the log follows it.
    refetchInterval: (query) => (query.state.data?.pages[0]?.items.some((item) => item.state === 'waiting') === true ? 2_000 : 15_000),
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const filter = <Select<State | 'all'> label={t('outgoing.filter')} quietLabel value={state} onValue={setState} options={[{ value: 'all', label: t('outgoing.filterAll') }, { value: 'delivered', label: t('outgoing.delivered') }, { value: 'waiting', label: t('outgoing.waitingState') }, { value: 'failed', label: t('outgoing.failed') }]} />
  return (
    <Section title={t('outgoing.log')} about={t('outgoing.logText')} actions={filter}>
      {data === undefined && error === null && <Skeleton lines={4} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 && (state === 'all' ? <EmptyState icon="link" title={t('outgoing.noLog')}>{t('outgoing.noLogText')}</EmptyState> : <EmptyState compact title={t('outgoing.noneSuch')} />)}
      {items.length > 0 && (
        <Table
          caption={t('outgoing.log')}
          rows={items}
          keyOf={({ event }) => event}
          columns={[
            { id: 'event', title: t('outgoing.event'), renderCell: ({ type }) => <span className={css.whoWords}><span>{eventName(type, find)}</span><code className={css.mail}>{type}</code></span> },
            { id: 'when', title: t('outgoing.when'), renderCell: ({ at }) => <Time at={at} /> },
            { id: 'outcome', title: t('outgoing.outcome'), renderCell: ({ state: one, status, nextTryAt, tries }) => <span className={css.left}><Badge tone={stateTones[one]}>{t(stateWords[one])}</Badge>{status !== null && <code className={css.quiet}>{status}</code>}{nextTryAt !== null && tries > 0 && <span className={css.quiet}><Time at={nextTryAt} /></span>}</span> },
            { id: 'tries', title: t('outgoing.tries'), number: true, wideOnly: true, renderCell: ({ tries }) => tries },
            { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: ({ event }) => <span className={css.cellActs}><Button size="s" look="plain" onClick={() => setOpened(event)}>{t('outgoing.details')}</Button></span> },
          ]}
        />
      )}
      {hasNextPage && <p><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('outgoing.more')}</Button></p>}
      {opened !== null && <DeliveryDialog webhook={webhook.id} event={opened} onClose={() => setOpened(null)} />}
    </Section>
  )
}
