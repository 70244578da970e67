/** Settings, Webhooks: who is told what, and how each stands; one of them opened shows its log. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import { AnchorButton, Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { eventName } from './event-name.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookState } from './webhook-state.tsx'
import { WebhookView } from './webhook-view.tsx'

const route = getRouteApi('/shell/settings/webhooks')

export function WebhooksView() {
  const { t, find, list } = useWords()
  const { open } = route.useSearch()
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery({ ...apiQuery('/webhooks'), refetchInterval: 10_000 })
  const webhooks = data?.items ?? []
  const opened = webhooks.find(({ id }) => id === open)
  if (opened !== undefined) return <WebhookView key={opened.id} webhook={opened} />
  const add = <Button look="primary" icon="plus" onClick={() => setAdding(true)}>{t('outgoing.addWebhook')}</Button>
  return (
    <Section title={t('shell.goWebhooks')} about={t('outgoing.webhooksText')} actions={<><AnchorButton href="/api" target="_blank" rel="noreferrer" look="plain" after="external">{t('settings.reference')}</AnchorButton>{webhooks.length > 0 && add}</>}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && webhooks.length === 0 && <EmptyState icon="link" title={t('outgoing.noWebhooks')} action={add}>{t('outgoing.noWebhooksText')}</EmptyState>}
      {webhooks.length > 0 && (
        <Table
          caption={t('shell.goWebhooks')}
          rows={webhooks}
          keyOf={({ id }) => id}
          dimmed={({ state }) => state === 'off'}
          columns={[
            { id: 'name', title: t('outgoing.name'), renderCell: ({ id, name, url }) => <span className={css.whoWords}><Link to="/settings/webhooks" search={{ open: id }}>{name}</Link><span className={css.mail}>{url}</span></span> },
            { id: 'state', title: t('outgoing.state'), renderCell: ({ state, waiting }) => <span className={css.left}><WebhookState state={state} />{waiting > 0 && <span className={css.quiet}>{t('outgoing.waiting', { n: waiting })}</span>}</span> },
            { id: 'events', title: t('outgoing.events'), wideOnly: true, renderCell: ({ types }) => (types === null ? t('outgoing.eventsAll') : list(types.map((type) => eventName(type, find)))) },
            { id: 'last', title: t('outgoing.lastDelivered'), wideOnly: true, renderCell: ({ lastDeliveredAt }) => (lastDeliveredAt === null ? <span className={css.quiet}>{t('outgoing.never')}</span> : <Time at={lastDeliveredAt} />) },
          ]}
        />
      )}
      <WebhookDialog webhook={null} open={adding} onOpen={setAdding} />
    </Section>
  )
}
