/** All alarms: what is unusual now, and what was. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { apiPages, apiQuery } from '../../api/queries.ts'
import type { Alarm, Topic } from '../../api/routes.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Menu } from '../../components/menu.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Select } from '../../components/select.tsx'
import { EmptyState, FaultState, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { Time } from '../../components/time.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { useWords } from '../../words/words.tsx'
import { ListenViews } from '../listen/listen-views.tsx'
import { byRole, topicColour } from '../today/topic-look.ts'
import { alarmSentence, kindWord, spanWords } from './alarm-words.ts'
import type { AlarmsSearch } from './routes.ts'
import { SeverityMark } from './severity-mark.tsx'
import css from './alarms-scene.module.css'

const AlarmSettingsDialog = lazy(async () => ({ default: (await import('./alarm-settings.tsx')).AlarmSettingsDialog }))
const pageSize = 50

export function AlarmsScene() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/listen/alarms' })
  const change = (next: AlarmsSearch): void => void navigate({ to: '/listen/alarms', search: next, replace: true })
  const topics = byRole(useQuery(apiQuery('/topics')).data?.items ?? [])
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(apiPages('/alarms', { query: { state: search.show ?? 'open', limit: pageSize, ...(search.topic === undefined ? {} : { topics: search.topic }) } }))
  const alarms = data?.pages.flatMap((page) => page.items)
  const [current, setCurrent] = useState(0)
  const step = (by: number): void => {
    const next = Math.max(0, Math.min((alarms?.length ?? 1) - 1, current + by))
    setCurrent(next)
    document.querySelectorAll<HTMLElement>('[data-alarm]')[next]?.focus()
  }
  useShortcut('j', t('listen.keyNext'), t('alarms.title'), () => step(1))
  useShortcut('k', t('listen.keyPrevious'), t('alarms.title'), () => step(-1))
  const { settings: _, ...unset } = search
  const edited = search.settings === undefined ? undefined : byId.get(search.settings)
  return (
    <div className={css.scene}>
      <PageHeader
        title={t('alarms.title')} below={<ListenViews />}
        actions={
          <>
            <Select quietLabel label={t('alarms.topic')} value={search.topic ?? ''} onValue={(topic) => change({ ...unset, ...(topic === '' ? { topic: undefined } : { topic }) } as AlarmsSearch)} options={[{ value: '', label: t('alarms.allTopics') }, ...topics.map((topic) => ({ value: topic.id, label: topic.name }))]} />
            {topics.length > 0 && <Menu trigger={<Button icon="settings" after="down">{t('alarms.settings')}</Button>} header={t('alarms.chooseTopic')} items={topics.map((topic) => ({ id: topic.id, label: topic.name, onSelect: () => change({ ...search, settings: topic.id }) }))} />}
          </>
        }
      >
        <Segments look="boxed" label={t('alarms.which')} value={search.show ?? 'open'} onValue={(show) => change({ ...(search.topic === undefined ? {} : { topic: search.topic }), ...(show === 'all' ? { show } : {}) })} options={[{ value: 'open', label: t('alarms.open') }, { value: 'all', label: t('alarms.all') }]} />
      </PageHeader>
      <div className={css.body}>
        {alarms === undefined && error === null && <Skeleton lines={6} />}
        {alarms === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
        {alarms?.length === 0 && (search.show === 'all'
          ? <EmptyState icon="check" title={t('alarms.emptyAll')}>{t('alarms.emptyAllText')}</EmptyState>
          : <EmptyState icon="check" title={t('alarms.emptyOpen')} action={<Button onClick={() => change({ ...unset, show: 'all' })}>{t('alarms.all')}</Button>}>{t('alarms.emptyOpenText')}</EmptyState>)}
        {alarms !== undefined && alarms.length > 0 && (
          <ul className={css.list}>
            {alarms.map((alarm, index) => <li key={alarm.id}><AlarmRow alarm={alarm} topic={byId.get(alarm.topic ?? '')} onFocus={() => setCurrent(index)} /></li>)}
          </ul>
        )}
        {hasNextPage && <div className={css.more}><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button></div>}
      </div>
      {edited !== undefined && <Suspense><AlarmSettingsDialog topic={edited} mayChange={me.may('topics.manage')} onClose={() => change(unset)} /></Suspense>}
    </div>
  )
}

/** An alarm in a line that leads to its page. */
export function AlarmRow({ alarm, topic, onFocus }: { readonly alarm: Alarm; readonly topic: Topic | undefined; readonly onFocus?: () => void }) {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const end = alarm.closedAt === null ? now : Date.parse(alarm.closedAt)
  return (
    <Link to="/listen/alarms/$id" params={{ id: alarm.id }} className={css.row} data-alarm="" data-open={alarm.closedAt === null || undefined} {...(onFocus && { onFocus })}>
      <SeverityMark severity={alarm.severity} />
      <span className={css.words}>
        <span className={css.head}>
          {topic && <span className={css.swatch} style={{ background: topicColour(topic) }} />}
          <span className={css.name}>{topic?.name ?? channelTitle(alarm.subject)}</span>
          <span>{t(kindWord[alarm.kind])}</span>
          {alarm.lead !== null && <Badge>{t('alarms.together')}</Badge>}
        </span>
        <span className={css.says}>{alarmSentence(alarm, words)}</span>
        {alarm.terms.length > 0 && <span className={css.terms} dir="auto">{alarm.terms.slice(0, 5).join(' · ')}</span>}
      </span>
      <span className={css.when}>
        <span><Time at={alarm.openedAt} /></span>
        <span className={css.state}>
          {alarm.closedAt === null ? <Badge tone="warn">{t('alarms.isOpen')}</Badge> : alarm.closedBy === 'member' ? t('alarms.closedBy', { name: alarm.closedName ?? '' }) : t('alarms.closedCalm')}
          {' · '}{t(alarm.closedAt === null ? 'alarms.lasts' : 'alarms.lasted', { span: spanWords(end - Date.parse(alarm.beganAt), words) })}
        </span>
        {alarm.acknowledgedName !== null && <span className={css.state}>{t('alarms.seenBy', { name: alarm.acknowledgedName })}</span>}
        {alarm.hindsight && <span className={css.state} title={t('alarms.hindsightAbout')}>{t('alarms.hindsight')}</span>}
      </span>
    </Link>
  )
}
