/** One person: who they are on which channels, what was heard of them, and when they speak. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { StoryPicture, StoryTable } from '../../charts/story-picture.tsx'
import { dateIn } from '../../charts/zoned-time.ts'
import { Button, LinkButton } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Card } from '../../components/page-header.tsx'
import { Panes } from '../../components/panes.tsx'
import { FaultState, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { phoneQuery, useMedia } from '../../hooks/media.ts'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import type { TopicMark } from '../../mentions/mention-facts.tsx'
import { useWords } from '../../words/words.tsx'
import { topicColours } from '../listen/volume-series.ts'
import type { PersonSearch } from './people-search.ts'
import { PersonFacts } from './person-facts.tsx'
import { PersonHead } from './person-head.tsx'
import { PersonPanel } from './person-panel.tsx'
import { PersonTimeline } from './person-timeline.tsx'
import { PersonLinks } from './recognition/person-links.tsx'
import css from './person-scene.module.css'

export type ChangePerson = (part: Partial<Record<keyof PersonSearch, string | undefined>>) => void

export function PersonScene() {
  const words = useWords()
  const me = useMember()
  const now = useNow()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/shell/people/$id' })
  const search: PersonSearch = useSearch({ from: '/shell/people/$id' })
  const isPhone = useMedia(phoneQuery)
  const { zone } = words
  const change: ChangePerson = useCallback((part) => void navigate({ to: '/people/$id', params: { id }, search: (before: PersonSearch) => ({ ...before, ...part }) as PersonSearch, replace: true }), [navigate, id])

  const { data: person, error, refetch } = useQuery(apiQuery('/people/{id}', { params: { id } }))
  const activity = useQuery(apiQuery('/people/{id}/activity', { params: { id }, query: { zone } }))
  const topics = useQuery({ ...apiQuery('/topics'), enabled: me.may('topics.read') }).data?.items
  const marks = useMemo(() => {
    const colours = topicColours(topics ?? [])
    return new Map((topics ?? []).map((topic): [string, TopicMark] => [topic.id, { id: topic.id, name: topic.name, colour: colours.get(topic.id) ?? 'var(--series-rest)' }]))
  }, [topics])

  const [front, setFront] = useState<'read' | 'act'>('read')
  const [isTable, setTable] = useState(false)
  const [phoneView, setPhoneView] = useState<'timeline' | 'about'>('timeline')
  useShortcut('escape', words.t('people.keyBack'), words.t('people.title'), () => { if (front === 'act') setFront('read'); else void navigate({ to: '/people' }) })

  if (error) return <div className={css.scene}><div className={css.back}><LinkButton look="plain" icon="back" to="/people">{words.t('people.title')}</LinkButton></div><FaultState fault={error} onRetry={() => void refetch()} /></div>
  if (!person) return <div className={css.scene}><div className={css.waiting}><Skeleton lines={9} /></div></div>

  const items = activity.data?.items ?? []
  const story = (
    <Card
      title={words.t('people.story')} about={words.t('people.storyAbout')}
      actions={items.length > 0 && <Button look="plain" size="s" icon={isTable ? 'chart' : 'table'} onClick={() => setTable(!isTable)}>{words.t(isTable ? 'charts.asPicture' : 'charts.asTable')}</Button>}
    >
      {activity.error && !activity.data && <FaultState compact fault={activity.error} onRetry={() => void activity.refetch()} />}
      {!activity.data && !activity.error && <Skeleton height="96px" />}
      {items.length > 0 && (isTable
        ? <StoryTable name={words.t('people.story')} items={items} channelName={channelTitle} />
        : <StoryPicture name={words.t('people.story')} items={items} today={dateIn(zone, now)} channelName={channelTitle} onOpen={(dot) => { change({ channels: dot.channel, until: dot.to }); setPhoneView('timeline') }} />)}
    </Card>
  )
  const timeline = <PersonTimeline person={person} search={search} marks={marks} change={change} onAbout={() => setFront('act')} />
  const facts = <><PersonPanel id={person.id} name={person.name} /><PersonLinks id={person.id} /><PersonFacts person={person} search={search} marks={marks} zone={zone} change={change} /></>
  return (
    <div className={css.scene}>
      <PersonHead person={person} />
      {isPhone ? (
        <>
          <div className={css.views}><Segments look="boxed" label={words.t('people.views')} value={phoneView} onValue={setPhoneView} options={[{ value: 'timeline', label: words.t('people.timeline') }, { value: 'about', label: words.t('people.about') }]} /></div>
          {phoneView === 'timeline' ? <div className={css.reading}>{timeline}</div> : <div className={css.about}>{story}{facts}</div>}
        </>
      ) : (
        <>
          <div className={css.story}>{story}</div>
          <div className={css.reading}>
            <Panes labels={{ read: words.t('people.timeline'), act: words.t('people.about') }} showing={front} onBack={() => setFront('read')} read={timeline} act={facts} />
          </div>
        </>
      )}
    </div>
  )
}
