/** What needs somebody now: sources that fail, items that could not be read, imports that wait. */
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { Icon, type IconName } from '../../components/icon.tsx'
import { Card } from '../../components/page-header.tsx'
import { Said } from '../../components/said.tsx'
import { FaultState } from '../../components/states.tsx'
import { Time } from '../../components/time.tsx'
import { useNow } from '../../hooks/now.ts'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import { alarmSentence, kindWord } from '../alarms/alarm-words.ts'
import css from './needs-card.module.css'

interface Need {
  readonly id: string
  readonly icon: IconName
  readonly title: string
  readonly text: ReactNode
  readonly since: string | null
  readonly link: Pick<LinkProps, 'to' | 'search' | 'params'>
}

/** A promise that ends within this time presses. */
const soonMs = 3_600_000
/** More stand in Listen, Alarms. */
const mostAlarms = 5

/** Everything that waits, the worst first. `null` while it is being asked. */
function useNeeds(): { readonly needs: readonly Need[] | null; readonly fault: unknown; readonly retry: () => void } {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const sources = useQuery({ ...apiQuery('/sources'), enabled: me.may('sources.read') })
  const imports = useQuery({ ...apiQuery('/imports', { query: { limit: 20 } }), enabled: me.may('imports.read') })
  const topics = useQuery({ ...apiQuery('/topics'), enabled: me.may('topics.read') })
  const alarms = useQuery({ ...apiQuery('/alarms', { query: { state: 'open', limit: 20 } }), enabled: me.may('mentions.read') })
  const counts = useQuery({ ...apiQuery('/conversations/counts'), enabled: me.may('conversations.read') })
  const promised = useQuery({ ...apiQuery('/conversations', { query: { view: 'open', sort: 'due', limit: 20 } }), enabled: me.may('conversations.read') })
  const approvals = useQuery({ ...apiQuery('/approvals', { query: {} }), enabled: me.may('conversations.read') })
  const now = useNow()
  const pressing = (promised.data?.items ?? []).filter((one) => one.dueAt !== null && Date.parse(one.dueAt) < now + soonMs)
  const toVote = (approvals.data?.items ?? []).filter((one) => one.state === 'asked' && one.mayVote)
  const waiting = counts.data?.views.waiting.count ?? 0
  const notSent = counts.data?.views.failed.count ?? 0
  const asked = [counts, promised, approvals, sources, imports, topics, alarms]
  if (asked.some((each) => each.isLoading)) return { needs: null, fault: null, retry: () => undefined }
  const failing = (sources.data?.items ?? []).filter((source) => source.health.state === 'failing' && !source.paused)
  const setAside = (sources.data?.items ?? []).reduce((sum, source) => sum + source.setAside, 0)
  return {
    fault: asked.find((each) => each.error !== null)?.error ?? null,
    retry: () => { for (const each of asked) if (each.isError) void each.refetch() },
    needs: [
      ...(alarms.data?.items ?? []).filter((alarm) => alarm.acknowledgedAt === null && alarm.lead === null).toSorted((a, b) => b.severity - a.severity).slice(0, mostAlarms).map((alarm): Need => ({ id: alarm.id, icon: 'warning', title: t('alarms.today', { name: topics.data?.items.find((topic) => topic.id === alarm.topic)?.name ?? alarm.subject, what: `${t(kindWord[alarm.kind])}, ${t('alarms.severity', { n: alarm.severity })}` }), text: alarmSentence(alarm, words), since: alarm.openedAt, link: { to: '/listen/alarms/$id', params: { id: alarm.id } } })),
      ...(notSent > 0 ? [{ id: 'not-sent', icon: 'warning', title: t('today.needsNotSent', { n: notSent }), text: t('today.needsNotSentText'), since: null, link: { to: '/inbox', search: { view: 'failed' } } } satisfies Need] : []),
      ...(pressing.length > 0 ? [{ id: 'promises', icon: 'clock', title: t('today.needsPromises', { n: pressing.length }), text: pressing[0]?.subject || pressing[0]?.lastWords || '', since: null, link: { to: '/inbox', search: { view: 'open', sort: 'due' } } } satisfies Need] : []),
      ...toVote.slice(0, mostAlarms).map((one): Need => ({ id: one.id, icon: 'shield', title: t('today.needsApproval', { name: one.askedByName }), text: one.text, since: one.askedAt, link: { to: '/inbox', search: { view: 'all', open: one.conversation } } })),
      ...(waiting > 0 ? [{ id: 'waiting', icon: 'inbox', title: t('today.needsWaiting', { n: waiting }), text: t('today.needsWaitingText'), since: null, link: { to: '/inbox', search: {} } } satisfies Need] : []),
      ...failing.map((source): Need => ({ id: source.id, icon: 'warning', title: t('today.needsFailing', { name: source.name }), text: <Said>{source.health.words}</Said>, since: source.health.since, link: { to: '/settings/sources', search: {} } })),
      ...(imports.data?.items ?? []).filter((each) => each.state === 'failed').map((each): Need => ({ id: each.id, icon: 'warning', title: t('today.needsImport', { name: each.fileName }), text: <Said>{each.words}</Said>, since: each.finishedAt ?? each.createdAt, link: { to: '/settings/imports/$id', params: { id: each.id } } })),
      ...(topics.data?.items ?? []).filter((topic) => topic.backfill?.state === 'failed').map((topic): Need => ({ id: topic.id, icon: 'warning', title: t('today.needsBackfill', { name: topic.name }), text: <Said>{topic.backfill?.words ?? ''}</Said>, since: null, link: { to: '/listen', search: { topics: topic.id } } })),
      ...(setAside > 0 ? [{ id: 'set-aside', icon: 'file', title: t('today.needsSetAside', { n: setAside }), text: t('today.needsSetAsideText'), since: null, link: { to: '/settings/sources', search: { setAside: 'all' } } } satisfies Need] : []),
      ...(imports.data?.items ?? []).filter((each) => each.state === 'uploaded').map((each): Need => ({ id: each.id, icon: 'upload', title: t('today.needsMapping', { name: each.fileName }), text: t('today.needsMappingText'), since: each.createdAt, link: { to: '/settings/imports/$id', params: { id: each.id } } })),
    ],
  }
}

export function NeedsCard() {
  const { t } = useWords()
  const { needs, fault, retry } = useNeeds()
  if (needs === null) return null
  return (
    <Card title={t('today.needsTitle')} flush>
      {fault !== null && needs.length === 0 && <FaultState compact fault={fault} onRetry={retry} />}
      {fault === null && needs.length === 0 && <p className={css.calm}><Icon name="check" />{t('today.needsNothing')}</p>}
      <ul className={css.list}>
        {needs.map((need) => (
          <li key={need.id}>
            <Link {...need.link} className={css.need}>
              <span className={css.icon} data-bad={need.icon === 'warning' || undefined}><Icon name={need.icon} /></span>
              <span className={css.words}>
                <span className={css.title}>{need.title}</span>
                <span className={css.text}>{need.text}</span>
              </span>
              {need.since !== null && <Time at={need.since} className={css.since} />}
              <Icon name="right" size={14} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
