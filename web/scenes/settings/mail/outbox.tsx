/** What was mailed, to whom, and what came of it. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { apiPages } from '../../../api/queries.ts'
import type { OutboxMail } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { EmptyState, FaultState, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { eventName } from '../webhooks/event-name.ts'

const stateWords = { sent: 'outgoing.mailSent', waiting: 'outgoing.mailWaiting', failed: 'outgoing.mailFailed', dropped: 'outgoing.mailDropped' } as const
const tones = { sent: 'positive', waiting: 'plain', failed: 'negative', dropped: 'warn' } as const

function State({ mail: { state, because, code, nextTryAt, tries } }: { readonly mail: OutboxMail }) {
  const { t } = useWords()
  const why = code === 'no-settings' ? t('outgoing.droppedSettings') : state === 'dropped' ? t('outgoing.droppedReader') : because !== null ? <Said>{because}</Said> : null
  return (
    <span className={css.whoWords}>
      <span className={css.left}><Badge tone={tones[state]}>{t(stateWords[state])}</Badge>{nextTryAt !== null && tries > 0 && <span className={css.quiet}><Time at={nextTryAt} /></span>}</span>
      {why !== null && state !== 'sent' && <span className={css.mail}>{why}</span>}
    </span>
  )
}

export function Outbox() {
  const { t, find } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({ ...apiPages('/mail/outbox'), refetchInterval: 10_000 })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('outgoing.outbox')}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 && <EmptyState icon="mail" title={t('outgoing.noOutbox')}>{t('outgoing.noOutboxText')}</EmptyState>}
      {items.length > 0 && (
        <Table
          caption={t('outgoing.outbox')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'subject', title: t('outgoing.subject'), renderCell: ({ subject, type }) => subject || (type === null ? '' : eventName(type, find)) },
            { id: 'to', title: t('outgoing.reader'), renderCell: ({ to }) => <span className={css.mail}>{to}</span> },
            { id: 'state', title: t('outgoing.state'), renderCell: (mail) => <State mail={mail} /> },
            { id: 'when', title: t('outgoing.when'), wideOnly: true, renderCell: ({ createdAt }) => <Time at={createdAt} /> },
          ]}
        />
      )}
      {hasNextPage && <p><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('outgoing.more')}</Button></p>}
    </Section>
  )
}
