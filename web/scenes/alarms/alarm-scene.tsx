/** One alarm: what is being said, by whom, where it started, how it compares, and what to do about it. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../api/queries.ts'
import type { Alarm, AlarmStory, Mention, Topic } from '../../api/routes.ts'
import { BandPicture, BandTable } from '../../charts/band-picture.tsx'
import { Avatar } from '../../components/avatar.tsx'
import { Badge } from '../../components/badge.tsx'
import { Button, LinkButton } from '../../components/button.tsx'
import { ChannelMark, channelTitle } from '../../components/channel-mark.tsx'
import { Menu } from '../../components/menu.tsx'
import { Card, PageHeader } from '../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../components/states.tsx'
import { Segments } from '../../components/tabs.tsx'
import { Time } from '../../components/time.tsx'
import { toast } from '../../components/toast.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useShortcut } from '../../hooks/shortcuts.ts'
import { authorTitle } from '../../mentions/mention-facts.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import { safeHref } from '../../mentions/passage.ts'
import { useWords } from '../../words/words.tsx'
import { AlarmRow } from './alarms-scene.tsx'
import { alarmSentence, kindWord, roughly } from './alarm-words.ts'
import { behind } from './behind.ts'
import { CloseAlarmDialog } from './close-alarm.tsx'
import { SeverityMark } from './severity-mark.tsx'
import css from './alarm-scene.module.css'

const AlarmSettingsDialog = lazy(async () => ({ default: (await import('./alarm-settings.tsx')).AlarmSettingsDialog }))
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const pictureHeight = 220
/** A picture that runs on is read again this often. */
const pictureEveryMs = 5 * 60_000
const excerptLength = 320

export function AlarmScene() {
  const { id } = useParams({ from: '/shell/listen/alarms/$id' })
  const words = useWords()
  const story = useQuery(apiQuery('/alarms/{id}', { params: { id } }))
  const topics = useQuery(apiQuery('/topics'))
  if (story.data === undefined || topics.data === undefined) {
    return (
      <div className={css.scene}>
        <PageHeader title={words.t('alarms.title')} />
        <div className={css.body}>{story.error ? <FaultState fault={story.error} onRetry={() => void story.refetch()} /> : <Skeleton lines={8} />}</div>
      </div>
    )
  }
  const { alarm } = story.data
  return <Alarmed key={id} story={story.data} topic={topics.data.items.find((topic) => topic.id === alarm.topic)} topics={topics.data.items} />
}

/** Does something to the alarm and shows it as it is then. */
async function act(what: () => Promise<unknown>): Promise<void> {
  await what()
  await queryClient.invalidateQueries({ queryKey: queryKey('/alarms') })
  await queryClient.invalidateQueries({ queryKey: queryKey('/alarms/{id}') })
}

function Alarmed({ story, topic, topics }: { readonly story: AlarmStory; readonly topic: Topic | undefined; readonly topics: readonly Topic[] }) {
  const words = useWords()
  const { t, zone } = words
  const me = useMember()
  const navigate = useNavigate()
  const { alarm } = story
  const params = { id: alarm.id }
  const [isClosing, setClosing] = useState(false)
  const [areSettingsOpen, setSettingsOpen] = useState(false)
  const name = topic?.name ?? channelTitle(alarm.subject)
  const mayAct = me.may('mentions.manage')
  const isOpen = alarm.closedAt === null
  const whole = { from: alarm.beganAt, to: alarm.closedAt ?? new Date(Math.max(Date.parse(alarm.to), Date.parse(alarm.lastSeenAt) + hourMs)).toISOString() }
  const fail = (thrown: unknown): void => void toast(faultWords(thrown, words), { tone: 'negative' })
  const acknowledge = (): void => void act(() => api('put', '/alarms/{id}/acknowledgement', { params })).then(() => toast(t('alarms.acknowledged'), { undo: () => void act(() => api('delete', '/alarms/{id}/acknowledgement', { params })).catch(fail) }), fail)
  const reopen = (): void => void act(() => api('post', '/alarms/{id}/reopen', { params })).catch(fail)
  useShortcut('e', t('alarms.acknowledge'), t('alarms.title'), acknowledge, mayAct && isOpen && alarm.acknowledgedAt === null)
  return (
    <div className={css.scene}>
      <PageHeader
        title={`${name}: ${t(kindWord[alarm.kind])}`}
        actions={
          <>
            {topic && me.may('topics.manage') && <MuteMenu topic={topic} />}
            {topic && <Button icon="settings" onClick={() => setSettingsOpen(true)}>{t('alarms.settings')}</Button>}
            {mayAct && !isOpen && alarm.closedBy === 'member' && <Button icon="undo" onClick={reopen}>{t('alarms.reopen')}</Button>}
            {mayAct && isOpen && <Button icon="close" onClick={() => setClosing(true)}>{t('alarms.close')}</Button>}
            {mayAct && isOpen && alarm.acknowledgedAt === null && <Button look="primary" icon="check" keys="e" onClick={acknowledge}>{t('alarms.acknowledge')}</Button>}
          </>
        }
        below={<Link to="/listen/alarms" search={{}} className={css.back}>{t('alarms.backToList')}</Link>}
      />
      <div className={css.body}>
        <div className={css.sheets}>
          <section className={css.lead}>
            <SeverityMark severity={alarm.severity} size="l" />
            <div>
              <p className={css.says}>{alarmSentence(alarm, words)}</p>
              <p className={css.facts}>
                {isOpen ? <Badge tone="warn">{t('alarms.isOpen')}</Badge> : <Badge>{alarm.closedBy === 'member' ? t('alarms.closedBy', { name: alarm.closedName ?? '' }) : t('alarms.closedCalm')}</Badge>}
                <span>{t('alarms.opened', { when: words.dayAndClock(new Date(alarm.openedAt)) })}</span>
                {alarm.acknowledgedName !== null && <span>{t('alarms.seenBy', { name: alarm.acknowledgedName })}</span>}
                {alarm.hindsight && <Badge title={t('alarms.hindsightAbout')}>{t('alarms.hindsight')}</Badge>}
              </p>
              {alarm.closedBecause !== null && <p className={css.quoted}>{alarm.closedBecause}</p>}
              <p className={css.why}>{t('alarms.whyWords', { severity: alarm.severity, times: words.number(roughly((alarm.counted + 5) / (alarm.expected + 5))), rare: words.number(rarity(alarm)), from: words.dayAndClock(new Date(alarm.from)), to: words.dayAndClock(new Date(alarm.to)) })}</p>
            </div>
            {topic && story.mentions > 0 && <LinkButton to="/listen" search={behind(topic, zone, whole)} icon="listen">{t('alarms.allMentions', { n: story.mentions })}</LinkButton>}
          </section>
          {topic && <div className={css.wide}><VolumeBand alarm={alarm} topic={topic} end={whole.to} onOpen={(span) => void navigate({ to: '/listen', search: behind(topic, zone, span) })} /></div>}
          {story.subject && <Card title={t('alarms.thePost')}><Voice mention={story.subject} /></Card>}
          {topic && (
            <Card title={t('alarms.whatIsSaid')} about={t('alarms.whatIsSaidAbout')}>
              {story.posts.length === 0 ? <EmptyState compact title={t('alarms.nothingSaid')} /> : <ul className={css.voices}>{story.posts.map((mention) => <li key={mention.id}><Voice mention={mention} /></li>)}</ul>}
            </Card>
          )}
          {topic && story.terms.length > 0 && (
            <Card title={t('alarms.newTerms')} about={t('alarms.newTermsAbout')}>
              <ul className={css.terms}>
                {story.terms.map((term) => (
                  <li key={`${term.kind} ${term.text}`}>
                    <Link to="/listen" search={behind(topic, zone, whole, term.query)} className={css.term} dir="auto">{term.kind === 'tag' ? `#${term.text}` : term.kind === 'person' ? `@${term.text}` : term.text}</Link>
                    <span className={css.termBar} aria-hidden="true"><span style={{ inlineSize: `${Math.min(100, term.nowShare * 200)}%` }} /></span>
                    <span className={css.figure}>{t('alarms.share', { now: words.percent(term.nowShare), before: words.percent(term.beforeShare, term.beforeShare < 0.01 ? 1 : 0) })}</span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          {topic && story.speakers.length > 0 && (
            <Card title={t('alarms.byWhom')}>
              <h3 className={css.sub}>{t('alarms.mostOften')}</h3>
              <ul className={css.people}>
                {story.speakers.map(({ author, count }) => (
                  <li key={author.identity}>
                    <Avatar id={author.identity} name={author.name ?? authorTitle(author, null)} picture={author.avatar} size="s" />
                    <Link to="/people/$id" params={{ id: author.person }} className={css.person}><bdi>{authorTitle(author, null)}</bdi></Link>
                    <ChannelMark channel={author.channel} />
                    <Link to="/listen" search={{ ...behind(topic, zone, whole), author: author.identity }} className={css.figure}>{t('alarms.times', { n: count })}</Link>
                  </li>
                ))}
              </ul>
              <h3 className={css.sub}>{t('alarms.heardByMost')}</h3>
              <ul className={css.voices}>{story.loudest.map((mention) => <li key={mention.id}><Voice mention={mention} extra={mention.author.followers === null ? null : t('listen.followers', { n: mention.author.followers })} /></li>)}</ul>
            </Card>
          )}
          {topic && story.start.mentions.length > 0 && (
            <Card title={t('alarms.whereStarted')}>
              <h3 className={css.sub}>{t('alarms.firstPosts')}</h3>
              <ul className={css.voices}>{story.start.mentions.map((mention) => <li key={mention.id}><Voice mention={mention} /></li>)}</ul>
              {story.start.links.length > 0 && (
                <>
                  <h3 className={css.sub}>{t('alarms.links')}</h3>
                  <ul className={css.links}>{story.start.links.map(({ link, people }) => { const href = safeHref(`https://${link}`); return <li key={link}>{href === null ? link : <a href={href} target="_blank" rel="noopener noreferrer nofollow">{link}</a>} <span className={css.figure}>{t('alarms.linkPeople', { n: people })}</span></li> })}</ul>
                </>
              )}
            </Card>
          )}
          {story.together.length > 0 && <Card title={t('alarms.together')} flush>{story.together.map((other) => <AlarmRow key={other.id} alarm={other} topic={topics.find((one) => one.id === other.topic)} />)}</Card>}
          <Card title={t('alarms.compared')} flush>
            <p className={css.compared}>{story.earlier.of === 0 ? t('alarms.comparedNone') : story.earlier.graver === 0 ? t('alarms.comparedGravest', { n: story.earlier.of }) : t('alarms.comparedGraver', { n: story.earlier.graver, of: words.number(story.earlier.of) })}</p>
            {story.earlier.items.map((other) => <AlarmRow key={other.id} alarm={other} topic={topic} />)}
          </Card>
        </div>
      </div>
      {isClosing && <CloseAlarmDialog onClose={() => setClosing(false)} onReason={(because) => act(() => api('post', '/alarms/{id}/close', { params, body: { because } })).then(() => { setClosing(false); toast(t('alarms.closed'), { undo: reopen }) })} />}
      {areSettingsOpen && topic && <Suspense><AlarmSettingsDialog topic={topic} mayChange={me.may('topics.manage')} onClose={() => setSettingsOpen(false)} /></Suspense>}
    </div>
  )
}

/** One in how many, as the severity counts it: at most ten thousand. */
function rarity({ severity, counted, expected, kind }: Alarm): number {
  const ratio = (counted + 5) / (expected + 5)
  const times = kind === 'drop' || kind === 'source-silent' ? 1 / ratio : ratio
  return 10 ** Math.max(1, Math.min(4, Math.round(severity - 1 - 2.5 * Math.min(2, Math.max(0, Math.log10(times))))))
}

/** What somebody said, with who and where; leads to the mention. */
function Voice({ mention, extra = null }: { readonly mention: Mention; readonly extra?: ReactNode }) {
  return (
    <article className={css.voice}>
      <p className={css.text}><MentionText mention={mention} length={excerptLength} /></p>
      <p className={css.by}>
        <ChannelMark channel={mention.channel} />
        <Link to="/listen" search={{ ...(mention.topics[0] === undefined ? {} : { topics: mention.topics[0] }), mention: mention.id }} className={css.person}><bdi>{authorTitle(mention.author, mention.site)}</bdi></Link>
        <Time at={mention.at} />
        {extra}
      </p>
    </article>
  )
}

function VolumeBand({ alarm, topic, end, onOpen }: { readonly alarm: Alarm; readonly topic: Topic; readonly end: string; readonly onOpen: (span: { from: string; to: string }) => void }) {
  const words = useWords()
  const { t, zone } = words
  const now = useNow()
  const [look, setLook] = useState<'picture' | 'table'>('picture')
  const spanMs = Date.parse(end) - Date.parse(alarm.beganAt)
  const by = alarm.kind === 'slow-burn' || spanMs > 8 * dayMs ? 'day' as const : 'hour' as const
  const stepMs = by === 'day' ? dayMs : hourMs
  const from = Date.parse(alarm.beganAt) - (by === 'day' ? 35 * dayMs : Math.max(3 * dayMs, spanMs))
  const to = Math.min(Math.floor(now / pictureEveryMs) * pictureEveryMs, Date.parse(end) + (by === 'day' ? 7 * dayMs : dayMs))
  const { data, error, refetch } = useQuery(apiQuery('/topics/{id}/expected-volume', { params: { id: topic.id }, query: { from: new Date(Math.floor(from / stepMs) * stepMs).toISOString(), to: new Date(to).toISOString(), by, zone } }))
  const steps = data?.buckets.map(({ at, ...rest }) => ({ at: Date.parse(at), ...rest })) ?? []
  const open = (step: number): void => {
    const start = steps[step]?.at
    if (start !== undefined) onOpen({ from: new Date(start).toISOString(), to: new Date(steps[step + 1]?.at ?? start + stepMs).toISOString() })
  }
  const name = t(by === 'day' ? 'alarms.pictureDay' : 'alarms.picture')
  return (
    <Card title={name} actions={<Segments label={name} value={look} onValue={setLook} options={[{ value: 'picture', label: t('listen.pictures') }, { value: 'table', label: t('charts.asTable') }]} />}>
      {data === undefined && error === null && <Skeleton height={`${pictureHeight}px`} />}
      {data === undefined && error !== null && <FaultState compact fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && (look === 'table'
        ? <BandTable name={name} steps={steps} by={by} zone={zone} onOpen={open} />
        : <BandPicture name={name} steps={steps} by={by} zone={zone} height={pictureHeight} marked={{ from: Date.parse(alarm.beganAt), to: Date.parse(end) }} onOpen={open} />)}
      {data !== undefined && data.known.days < data.known.needed && <p className={css.why}>{t('alarms.tooLittle', { n: data.known.days })}</p>}
    </Card>
  )
}

function MuteMenu({ topic }: { readonly topic: Topic }) {
  const words = useWords()
  const { t } = words
  const params = { id: topic.id }
  const settings = useQuery(apiQuery('/topics/{id}/alarm-settings', { params })).data
  const now = useNow()
  const until = settings?.mutedUntil ?? null
  const isMuted = until !== null && Date.parse(until) > now
  const mute = (mutedUntil: string | null): Promise<unknown> => api('patch', '/topics/{id}/alarm-settings', { params, body: { mutedUntil } }).then(() => queryClient.invalidateQueries({ queryKey: queryKey('/topics/{id}/alarm-settings') }))
  const muteFor = (ms: number) => () => void mute(new Date(Date.now() + ms).toISOString()).then(() => toast(t('alarms.mutedNow', { name: topic.name }), { undo: () => void mute(null) }), (thrown: unknown) => toast(faultWords(thrown, words), { tone: 'negative' }))
  if (isMuted) return <Button icon="pause" title={t('alarms.unmute')} onClick={() => void mute(null).then(() => toast(t('alarms.unmuted', { name: topic.name })))}>{t('alarms.muted', { when: words.dayAndClock(new Date(until)) })}</Button>
  return <Menu trigger={<Button icon="pause" after="down">{t('alarms.mute')}</Button>} items={[{ id: '4h', label: t('alarms.muteHours', { n: 4 }), onSelect: muteFor(4 * hourMs) }, { id: '1d', label: t('alarms.muteDays', { n: 1 }), onSelect: muteFor(dayMs) }, { id: '7d', label: t('alarms.muteDays', { n: 7 }), onSelect: muteFor(7 * dayMs) }]} />
}
