/** What changed: mentions per topic since midnight, against yesterday and last week at the same time. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { iso } from '../../../src/kernel/instant.ts'
import { apiQuery } from '../../api/queries.ts'
import type { Topic, Volume } from '../../api/routes.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { dateIn, plus } from '../../charts/zoned-time.ts'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/page-header.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useWords } from '../../words/words.tsx'
import css from './changes-card.module.css'
import { sinceMidnight, type Stretch, wholeMinute } from './same-time.ts'
import { byRole, tabOfRole, topicColour } from './topic-look.ts'

/** More stand in Listen. */
const shownTopics = 8
const courseDays = 14

/** `to` is null where the stretch runs on: today counts to this second, the others to the same minute. */
type OpenStretch = Omit<Stretch, 'to'> & { readonly to: Stretch['to'] | null }

function useVolume(topics: readonly Topic[], stretch: OpenStretch) {
  const { zone } = useWords()
  return useQuery({
    ...apiQuery('/mentions/volume', { query: { topics: topics.map((topic) => topic.id).join(','), from: iso(stretch.from), ...(stretch.to === null ? {} : { to: iso(stretch.to) }), by: 'day', split: 'topic', zone } }),
    enabled: topics.length > 0,
    placeholderData: keepPreviousData,
  })
}

function totalOf(volume: Volume | undefined, topic: Topic): number | null {
  return volume === undefined ? null : (volume.series.find((series) => series.key === topic.id)?.total ?? 0)
}

/** A number that leads to the mentions it counts. */
function Behind({ topic, stretch, children }: { readonly topic: Topic; readonly stretch: OpenStretch; readonly children: ReactNode }) {
  const { zone } = useWords()
  const day = dateIn(zone, stretch.from)
  return <Link to="/listen" search={{ tab: tabOfRole[topic.role], topics: topic.id, from: day, to: day, ...(stretch.to === null ? {} : { since: iso(stretch.from), until: iso(stretch.to) }) }} className={css.number}>{children}</Link>
}

function Rows({ topics }: { readonly topics: readonly Topic[] }) {
  const { t, number, signed, zone } = useWords()
  const now = wholeMinute(useNow())
  const today: OpenStretch = { from: sinceMidnight(zone, now, 0).from, to: null }
  const [yesterday, lastWeek] = [sinceMidnight(zone, now, 1), sinceMidnight(zone, now, 7)]
  const volumes = [useVolume(topics, today), useVolume(topics, yesterday), useVolume(topics, lastWeek)] as const
  const course = useVolume(topics, { from: plus('day', 1 - courseDays, zone, today.from), to: null })
  const fault = volumes.find((each) => each.isError && each.data === undefined)
  if (fault !== undefined) return <FaultState compact fault={fault.error} onRetry={() => { for (const each of volumes) void each.refetch() }} />
  if (volumes.some((each) => each.data === undefined)) return <div className={css.pad}><Skeleton lines={topics.length + 1} /></div>
  const figure = (topic: Topic, stretch: OpenStretch, count: number | null): ReactNode => <Behind topic={topic} stretch={stretch}>{number(count ?? 0)}</Behind>
  const against = (topic: Topic, stretch: Stretch, before: number | null): ReactNode => {
    const difference = (totalOf(volumes[0].data, topic) ?? 0) - (before ?? 0)
    return (
      <>
        <span className={css.difference}>{difference === 0 ? '=' : signed(difference)}</span>
        {figure(topic, stretch, before)}
      </>
    )
  }
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('today.changedTopic')}</th>
            <th scope="col" className={css.right}>{t('today.changedToday')}</th>
            <th scope="col" className={css.right}>{t('today.changedYesterday')}</th>
            <th scope="col" className={css.right}>{t('today.changedWeek')}</th>
            <th scope="col" className={css.course}>{t('today.changedCourse')}</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => {
            const values = course.data?.series.find((series) => series.key === topic.id)?.values ?? []
            return (
              <tr key={topic.id}>
                <th scope="row"><Link to="/listen" search={{ tab: tabOfRole[topic.role], topics: topic.id }} className={css.topic}><span className={css.swatch} style={{ background: topicColour(topic) }} />{topic.name}</Link></th>
                <td className={css.right}>{figure(topic, today, totalOf(volumes[0].data, topic))}</td>
                <td className={css.right}>{against(topic, yesterday, totalOf(volumes[1].data, topic))}</td>
                <td className={css.right}>{against(topic, lastWeek, totalOf(volumes[2].data, topic))}</td>
                <td className={css.course}>{values.length > 1 && <Sparkline values={values} colour={topicColour(topic)} label={t('today.changedCourseLabel', { name: topic.name, values: values.map((value) => number(value)).join(', ') })} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

export function ChangesCard() {
  const { t } = useWords()
  const me = useMember()
  const { data, error, refetch } = useQuery(apiQuery('/topics'))
  const topics = byRole(data?.items ?? [])
  return (
    <Card title={t('today.changedTitle')} actions={topics.length > shownTopics && <LinkButton size="s" look="plain" to="/listen">{t('today.changedMore')}</LinkButton>} flush>
      {data === undefined && error === null && <div className={css.pad}><Skeleton lines={4} /></div>}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && topics.length === 0 && (
        <EmptyState compact title={t('today.changedEmpty')} action={me.may('topics.manage') && <LinkButton to="/listen" search={{ topic: 'new' }} icon="plus">{t('today.changedNewTopic')}</LinkButton>}>{t('today.changedEmptyText')}</EmptyState>
      )}
      {topics.length > 0 && <Rows topics={topics.slice(0, shownTopics)} />}
    </Card>
  )
}
