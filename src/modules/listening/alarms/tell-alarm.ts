/** Puts an alarm into the words and posts that mail and webhooks carry. */
import { dayMs, iso } from '../../../kernel/instant.ts'
import type { Topic } from '../topics.ts'
import { contrastOf } from '../terms/log-odds.ts'
import { readTerm } from '../terms/terms.ts'
import type { AlarmBoard } from './alarm-board.ts'
import type { KeptAlarm } from './alarm-store.ts'
import { representatives } from '../terms/central.ts'
import type { AlarmData } from './events.ts'

const sampled = 300
const shownPosts = 3
const longestText = 280
const usualDays = 28
/** Standard deviations from which a term is said more than before. */
const leastZ = 2.5
/** What is said as ever hardly decides which posts stand for what is new. */
const usualWeight = 0.3

const cut = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText - 1).toWellFormed()}…`)

/** A term as people write it. */
export function shownTerm(kept: string): string {
  const term = readTerm(kept)
  if (!term) return kept
  return term.kind === 'tag' ? `#${term.text}` : term.kind === 'person' ? `@${term.text}` : term.text
}

export interface RisenTerm {
  readonly kept: string
  readonly now: number
  readonly nowShare: number
  readonly beforeShare: number
  readonly z: number
}

/** What is said more than in the four weeks before, the most telling first. */
export async function risenTerms(board: Pick<AlarmBoard, 'story'>, edition: number, from: number, to: number): Promise<RisenTerm[]> {
  const rows = await board.story.contrast(edition, from, to, from - usualDays * dayMs)
  return rows.map(({ term, now, nowOf, past, pastOf }) => ({ kept: term, now, nowShare: now / Math.max(1, nowOf), beforeShare: past / Math.max(1, pastOf), z: contrastOf({ count: now, of: nowOf }, { count: past, of: pastOf }).z }))
    .filter(({ z }) => z > leastZ).toSorted((a, b) => b.z - a.z || (a.kept < b.kept ? -1 : 1))
}

/** The posts that stand for what is new in what was counted, as keys, the most central first. */
export async function representativeKeys(board: Pick<AlarmBoard, 'story'>, edition: number, from: number, to: number, most: number, risen: readonly RisenTerm[]) {
  const weights = new Map(risen.map(({ kept, z }) => [kept, 1 + z]))
  return representatives(await board.story.sample(edition, from, to, sampled), most, (term) => weights.get(term) ?? usualWeight)
}

export async function alarmData(board: AlarmBoard, topic: Topic | undefined, alarm: KeptAlarm, also: readonly KeptAlarm[]): Promise<AlarmData> {
  const { peak } = alarm
  const keys = topic ? await representativeKeys(board, topic.edition, alarm.beganAt, peak.to, shownPosts, await risenTerms(board, topic.edition, alarm.beganAt, peak.to)) : []
  const posts = await board.history.interactions(keys)
  return {
    id: alarm.id, kind: alarm.kind, severity: alarm.severity, topic: topic ? { id: topic.id, name: topic.name } : null, channel: alarm.kind === 'source-silent' ? alarm.subject : null,
    beganAt: iso(alarm.beganAt), openedAt: iso(alarm.openedAt), counted: peak.value, expected: peak.expected, from: iso(peak.from), to: iso(peak.to),
    terms: alarm.terms.map(shownTerm), also: [...new Set(also.map((other) => other.kind))],
    posts: posts.map((post) => ({ id: post.id, text: cut(post.text), by: post.author.handle ?? post.author.name ?? post.author.externalId, at: iso(post.at), url: post.url && /^https?:\/\//i.test(post.url) ? post.url : null })),
  }
}
