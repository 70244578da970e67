/** What is known of a topic when its alarms are judged: counts, and for some kinds who used which words and passed on which posts. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Counts } from './counts.ts'

export interface JudgedHour {
  readonly at: Instant
  /** Mentions whose sentiment is known. */
  readonly judged: number
  readonly negative: number
}

/** People who used each term in an hour in words of their own, without reposts, and how many people did so speak in it. */
export interface WordHour {
  readonly at: Instant
  readonly people: number
  readonly terms: ReadonlyMap<string, number>
}

/** How often each post was passed on, quoted or answered in an hour, by `channel:externalId`. */
export interface ShareHour {
  readonly at: Instant
  readonly posts: ReadonlyMap<string, number>
}

export interface Heard {
  /** By the hour, from three months and a week before the first look. */
  readonly hourly: Counts
  /** By five minutes, from an hour before the first look. */
  readonly fine: Counts
  /** Whether anything at all was heard in an hour: else Rapport did not listen. */
  readonly isHeard: (hour: Instant) => boolean
  /** Each in order of time; empty where a kind is not asked for or nothing is known. */
  readonly sentiment: readonly JudgedHour[]
  readonly words: readonly WordHour[]
  readonly shares: readonly ShareHour[]
}
