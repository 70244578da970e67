/** The figure the company steers by: its share of voice against its competitors. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { iso } from '../../../src/kernel/instant.ts'
import { apiQuery } from '../../api/queries.ts'
import type { Topic } from '../../api/routes.ts'
import { changeInPoints } from '../../charts/share-change.ts'
import { ShareBars } from '../../charts/share-bars.tsx'
import { plus, startOf } from '../../charts/zoned-time.ts'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNewestMention, usualDays } from '../../hooks/newest-mention.ts'
import { useNow } from '../../hooks/now.ts'
import { useWords } from '../../words/words.tsx'
import { byRole, topicColour } from './topic-look.ts'
import css from './steering-card.module.css'

/** As Listen shows it when it is opened: today and the 27 days before. */
const days = usualDays

/** Our share and what it was, from the shares of our own topics. */
export function ownShare(items: readonly { readonly topic: string; readonly value: number; readonly share: number; readonly before: number | null }[], own: ReadonlySet<string>): { readonly value: number; readonly share: number; readonly before: number | null } {
  const mine = items.filter((item) => own.has(item.topic))
  const known = items.some((item) => item.before !== null)
  return {
    value: mine.reduce((sum, item) => sum + item.value, 0),
    share: mine.reduce((sum, item) => sum + item.share, 0),
    before: known ? mine.reduce((sum, item) => sum + (item.before ?? 0), 0) : null,
  }
}

/** Nobody spoke of us lately: leads to when somebody did. */
function NothingLately() {
  const { t, day } = useWords()
  const newest = useNewestMention()
  return (
    <EmptyState compact title={t('today.steeringNothing')} action={newest !== null && <LinkButton to="/listen" search={newest.search}>{t('today.steeringThen')}</LinkButton>}>
      {newest !== null && t('today.steeringNewest', { date: day(new Date(newest.at)) })}
    </EmptyState>
  )
}

function Figure({ topics }: { readonly topics: readonly Topic[] }) {
  const words = useWords()
  const { t, number, percent, signed, zone } = words
  const navigate = useNavigate()
  // The start changes at midnight only, so the question stays the same all day.
  const from = plus('day', 1 - days, zone, startOf('day', zone, useNow()))
  const { data, error, refetch } = useQuery({ ...apiQuery('/mentions/share-of-voice', { query: { roles: 'own,competitor', from: iso(from) } }), refetchInterval: 60_000 })
  if (data === undefined) return error === null ? <Skeleton lines={4} /> : <FaultState compact fault={error} onRetry={() => void refetch()} />
  if (data.total === 0) return <NothingLately />
  const own = ownShare(data.items, new Set(topics.filter((topic) => topic.role === 'own').map((topic) => topic.id)))
  const change = changeInPoints(own.share, own.before)
  return (
    <>
      <Link to="/listen" search={{ tab: 'brands' }} className={css.figure}>{percent(own.share)}</Link>
      <p className={css.change}>
        {change === null ? t('today.steeringNoBefore') : change === 0 ? t('today.steeringSame') : <><span data-up={change > 0 || undefined} data-down={change < 0 || undefined}>{change > 0 ? '▲' : '▼'}</span> {t('today.steeringPoints', { points: signed(change) })}</>}
      </p>
      <p className={css.of}>{t('today.steeringOf', { mine: number(own.value), total: number(data.total) })}</p>
      <ShareBars
        name={t('today.steeringTitle')}
        valueName={t('listen.mentions')}
        onOpen={(topic) => void navigate({ to: '/listen', search: { tab: 'brands', topics: topic } })}
        items={topics.flatMap((topic) => {
          const item = data.items.find((each) => each.topic === topic.id)
          return item === undefined ? [] : [{ key: topic.id, label: topic.name, colour: topicColour(topic), value: item.value, share: item.share, before: item.before, isOurs: topic.role === 'own' }]
        }).sort((a, b) => b.value - a.value)}
      />
    </>
  )
}

export function SteeringCard() {
  const { t } = useWords()
  const me = useMember()
  const { data } = useQuery(apiQuery('/topics'))
  const topics = byRole(data?.items ?? []).filter((topic) => topic.role === 'own' || topic.role === 'competitor')
  const comparable = topics.some((topic) => topic.role === 'own') && topics.some((topic) => topic.role === 'competitor')
  if (data === undefined) return null
  return (
    <Card title={t('today.steeringTitle')} about={t('today.steeringAbout')}>
      {comparable
        ? <Figure topics={topics} />
        : <EmptyState compact title={t('today.steeringEmpty')} action={me.may('topics.manage') && <LinkButton to="/listen" search={{ topic: 'new' }} icon="plus">{t('today.changedNewTopic')}</LinkButton>}>{t('today.steeringEmptyText')}</EmptyState>}
    </Card>
  )
}
