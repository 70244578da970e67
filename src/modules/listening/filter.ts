/** The one filter of stream, figures and export, as conditions on the table of mentions. */
import type { z } from 'zod'
import { Invalid } from '../../kernel/fault.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isUuid } from '../../kernel/ids.ts'
import { clickhouseTime } from '../../platform/clickhouse/open.ts'
import type { mentionFilter } from './api.ts'
import type { Topic } from './topics.ts'

export type MentionFilter = Omit<z.output<z.ZodObject<typeof mentionFilter>>, 'own'> & { readonly own?: 'with' | 'without' | 'only' }

export interface Selection {
  /** Editions to read; empty means that nothing can match. */
  readonly editions: readonly number[]
  /** Conditions besides the topic, joined by `and`; always at least `1`. */
  readonly where: string
  /** The same without the period. */
  readonly unbounded: string
  /** Inclusive start and exclusive end; `null` where there is none. */
  readonly period: { readonly from: Instant | null; readonly to: Instant | null }
  /** True where single speakers or mentions are picked, which sums cannot tell. */
  readonly narrowed: boolean
  readonly params: Readonly<Record<string, unknown>>
}

/** What the filter asks of topics. Topics that were removed are never read. */
export function editionsOf(topics: readonly Topic[], filter: Pick<MentionFilter, 'topics' | 'roles'>): number[] {
  return topics
    .filter((topic) => filter.topics.length === 0 || filter.topics.includes(topic.id))
    .filter((topic) => filter.roles.length === 0 || filter.roles.includes(topic.role))
    .map((topic) => topic.edition)
}

/** Nothing is kept from before 1970, and the engine counts hours up to 2106: what is asked beyond either is asked there. */
const within = (at: Instant): Instant => Math.min(Math.max(at, 0), Date.UTC(2100, 0))

/** Turns a filter into SQL conditions. `identities` and `ids` narrow to some speakers or mentions where given; `ours` are our own identities, needed where the filter asks of them. */
export function selectionOf(topics: readonly Topic[], filter: MentionFilter, narrowed: { identities?: readonly Uuid[]; ids?: readonly Uuid[]; ours?: readonly Uuid[] } = {}): Selection {
  const conditions: string[] = ['1']
  const params: Record<string, unknown> = {}
  const oneOf = (column: string, values: readonly string[]): void => {
    if (values.length === 0) return
    conditions.push(`${column} in {${column}s:Array(String)}`)
    params[`${column}s`] = values
  }
  oneOf('channel', filter.channels)
  oneOf('language', filter.languages)
  oneOf('kind', filter.kinds)
  oneOf('sentiment', filter.sentiments)
  oneOf('emotion', filter.emotions)
  oneOf('intent', filter.intents)
  oneOf('urgency', filter.urgencies)
  if (filter.reposts !== 'with') conditions.push(filter.reposts === 'only' ? 'repost' : 'not repost')
  if (narrowed.identities) {
    conditions.push('identity in {identities:Array(UUID)}')
    params['identities'] = narrowed.identities
  }
  if (narrowed.ids) {
    conditions.push('id in {ids:Array(UUID)}')
    params['ids'] = narrowed.ids
  }
  const asksOurs = filter.own !== undefined && filter.own !== 'with' && narrowed.ours !== undefined
  if (asksOurs) {
    conditions.push(`identity ${filter.own === 'only' ? 'in' : 'not in'} {ours:Array(UUID)}`)
    params['ours'] = narrowed.ours
  }
  if (filter.cascade !== undefined) {
    conditions.push('cascade = {cascade:UUID}')
    params['cascade'] = filter.cascade
  }
  const unbounded = conditions.join(' and ')
  const period = { from: filter.from === undefined ? null : within(Date.parse(filter.from)), to: filter.to === undefined ? null : within(Date.parse(filter.to)) }
  if (period.from !== null) {
    conditions.push("at >= {from:DateTime64(3, 'UTC')}")
    params['from'] = clickhouseTime(period.from)
  }
  if (period.to !== null) {
    conditions.push("at < {to:DateTime64(3, 'UTC')}")
    params['to'] = clickhouseTime(period.to)
  }
  return { editions: editionsOf(topics, filter), where: conditions.join(' and '), unbounded, period, params, narrowed: narrowed.identities !== undefined || narrowed.ids !== undefined || filter.cascade !== undefined || asksOurs }
}

/** A page's place in a list ordered by time and id, as opaque text. */
export function cursorOf(key: { at: number; id: Uuid }): string {
  return `${key.at.toString(36)}.${key.id}`
}

export function readCursor(text: string): { at: number; id: Uuid } {
  const [at, id] = text.split('.')
  const instant = Number.parseInt(at ?? '', 36)
  if (!Number.isFinite(instant) || instant < 0 || instant > Date.UTC(2100, 0) || !id || !isUuid(id)) throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
  return { at: instant, id }
}
