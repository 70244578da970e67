/** Open alarms, a glance away in every scene; a new one is told as it opens. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { apiQuery } from '../api/queries.ts'
import { Icon } from '../components/icon.tsx'
import { toast } from '../components/toast.tsx'
import { useMember } from '../hooks/member.ts'
import { useWords, type WordKey } from '../words/words.tsx'
import css from './navigation.module.css'

const kindWord = {
  spike: 'alarms.spike', 'slow-burn': 'alarms.slowBurn', drop: 'alarms.drop', sentiment: 'alarms.sentiment', 'new-words': 'alarms.newWords', 'take-off': 'alarms.takeOff', 'source-silent': 'alarms.sourceSilent',
} as const satisfies Record<string, WordKey>
/** What opened longer ago is no news, also to somebody who just came back. */
const newsMs = 15 * 60_000
/** Besides being told live: for a stream that was cut. */
const askedEveryMs = 5 * 60_000

export function AlarmBell() {
  const { t } = useWords()
  const me = useMember()
  const mayRead = me.may('mentions.read')
  const alarms = useQuery({ ...apiQuery('/alarms', { query: { state: 'open', limit: 50 } }), enabled: mayRead, refetchInterval: askedEveryMs }).data?.items
  const topics = useQuery({ ...apiQuery('/topics'), enabled: mayRead && (alarms?.length ?? 0) > 0 }).data?.items
  const told = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (alarms === undefined) return
    const known = told.current
    told.current = new Set([...(known ?? []), ...alarms.map((alarm) => alarm.id)])
    if (known === null) return
    for (const alarm of alarms) {
      if (known.has(alarm.id) || alarm.hindsight || Date.now() - Date.parse(alarm.openedAt) > newsMs) continue
      toast(t('alarms.newAlarm', { name: topics?.find((topic) => topic.id === alarm.topic)?.name ?? alarm.subject, what: t(kindWord[alarm.kind]) }), { tone: 'negative' })
    }
  }, [alarms, topics, t])
  if (alarms === undefined || alarms.length === 0) return null
  const words = t('alarms.bell', { n: alarms.length })
  return (
    <Link to="/listen/alarms" search={{}} className={css.link} activeProps={{ 'aria-current': 'page' }} title={words}>
      <Icon name="warning" />
      <span className={css.word}>{words}</span>
    </Link>
  )
}
