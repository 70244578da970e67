/** What an alarm is about: found in its mentions each time somebody asks, so that what was erased since is not told. */
import { dayMs, hourMs, iso, type Instant } from '../../../kernel/instant.ts'
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import type { z } from 'zod'
import { present, presentKept } from '../read.ts'
import { withoutParts } from '../terms/without-parts.ts'
import { queryOfTerm } from '../terms/term-query.ts'
import { readTerm } from '../terms/terms.ts'
import type { AlarmBoard } from './alarm-board.ts'
import { currentAlarms, earlierAlarms, findAlarm, followers, type KeptAlarm } from './alarm-store.ts'
import type { AlarmView, alarmStory } from './api.ts'
import { representativeKeys, risenTerms, shownTerm } from './tell-alarm.ts'

const shownPosts = 5
const shownTerms = 14
const shownPeople = 6
const shownFirst = 3
const shownEarlier = 8
/** Where it started is looked for a little before what was counted. */
const beforeMs = 6 * hourMs

/** A mention's id from how a post is named in an alarm: `channel:externalId`. */
export function mentionOfSubject(subject: string): Uuid | null {
  const cut = subject.indexOf(':')
  return cut < 1 ? null : interactionId(subject.slice(0, cut), subject.slice(cut + 1))
}

const isoOr = (at: Instant | null): string | null => (at === null ? null : iso(at))

export function alarmView(alarm: KeptAlarm): AlarmView {
  const { id, topic, kind, severity, closedBy, closedBecause, closedName, acknowledgedName, hindsight, lead, peak } = alarm
  return {
    id, topic, kind, severity, subject: kind === 'take-off' ? mentionOfSubject(alarm.subject) ?? '' : alarm.subject,
    beganAt: iso(alarm.beganAt), openedAt: iso(alarm.openedAt), lastSeenAt: iso(alarm.seenAt), closedAt: isoOr(alarm.closedAt), closedBy, closedBecause, closedName,
    acknowledgedAt: isoOr(alarm.acknowledgedAt), acknowledgedName, counted: peak.value, expected: peak.expected, from: iso(peak.from), to: iso(peak.to), terms: alarm.terms.map(shownTerm), hindsight, lead, toldAt: isoOr(alarm.toldAt),
  }
}

/** What was said in its time. A silence is told by the time before it. */
function stretchOf(alarm: KeptAlarm, now: Instant): { from: Instant; to: Instant } {
  if (alarm.kind === 'drop') return { from: alarm.beganAt, to: Math.min(now, alarm.closedAt ?? now) }
  return { from: alarm.beganAt, to: Math.max(alarm.peak.to, Math.min(alarm.seenAt + hourMs, now)) }
}

/** @throws {NotFound} when there is no such alarm */
export async function tellStory(board: AlarmBoard, id: Uuid): Promise<z.input<typeof alarmStory>> {
  const { db, story, listener, history } = board
  await listener.refresh()
  const alarm = await findAlarm(db, id)
  const topic = listener.topics.find((one) => one.id === alarm.topic)
  const now = board.clock.now()
  const earlier = await earlierAlarms(db, alarm, 200)
  const others = alarm.topic === null ? [] : [...await followers(db, alarm.id), ...(await currentAlarms(db, [alarm.topic], alarm.openedAt)).filter((other) => Math.abs(other.openedAt - alarm.openedAt) < 2 * dayMs || other.id === alarm.lead)]
  const base = {
    alarm: alarmView(alarm),
    earlier: { items: earlier.slice(0, shownEarlier).map(alarmView), graver: earlier.filter((one) => one.severity > alarm.severity).length, of: earlier.length },
    together: [...new Map(others.filter((one) => one.id !== alarm.id).map((one) => [one.id, alarmView(one)])).values()],
  }
  if (!topic) return { ...base, posts: [], terms: [], speakers: [], loudest: [], start: { mentions: [], links: [] }, subject: null, mentions: 0 }
  const { from, to } = stretchOf(alarm, now)
  const { edition } = topic
  const risen = await risenTerms(board, edition, from, to)
  const contrast = withoutParts(risen.flatMap((row) => {
    const term = readTerm(row.kept)
    return term ? [{ ...row, ...term }] : []
  }))
  const leading = contrast.slice(0, 3).map(({ kept }) => kept)
  const firstOfTerms = await story.first(edition, from - beforeMs, to, leading, shownFirst)
  const [posts, speakers, loudest, first, links, mentions] = [
    await representativeKeys(board, edition, from, to, shownPosts, risen), await story.speakers(edition, from, to, shownPeople), await story.loudest(edition, from, to, 3),
    firstOfTerms.length > 0 ? firstOfTerms : await story.first(edition, from, to, [], shownFirst), await story.links(edition, from, to), await story.count(edition, from, to),
  ]
  const shown = async (keys: readonly { at: Instant; id: Uuid }[]) => presentKept(board, keys)
  const bySpeaker = new Map((await shown(speakers)).map((view) => [view.author.identity, view.author]))
  const subjectId = alarm.kind === 'take-off' ? mentionOfSubject(alarm.subject) : null
  const subject = subjectId === null ? null : await history.interaction(subjectId)
  return {
    ...base,
    posts: await shown(posts),
    terms: contrast.slice(0, shownTerms).map(({ kind, text, now: count, nowShare, beforeShare }) => ({ kind, text, query: queryOfTerm({ kind, text }), now: count, nowShare, beforeShare })),
    speakers: speakers.flatMap(({ identity, count }) => { const author = bySpeaker.get(identity); return author ? [{ author, count }] : [] }),
    loudest: await shown(loudest),
    start: { mentions: await shown(first), links: links.map(({ link, count }) => ({ link, people: count })) },
    subject: subject ? (await present(board, [subject]))[0] ?? null : null,
    mentions,
  }
}
