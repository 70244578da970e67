/** What an alarm is: its kinds, how keen each is, and how it stands. */
import type { Instant } from '../../../kernel/instant.ts'

export const alarmKinds = ['spike', 'slow-burn', 'drop', 'sentiment', 'new-words', 'take-off', 'source-silent'] as const
export type AlarmKind = (typeof alarmKinds)[number]
/** Kinds that a topic can have; a silent source is of the installation. */
export const topicKinds = ['spike', 'slow-burn', 'drop', 'sentiment', 'new-words', 'take-off'] as const satisfies readonly AlarmKind[]

export const sensitivities = ['calm', 'usual', 'keen'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** What one look says of one kind. */
export interface Reading {
  readonly kind: AlarmKind
  /** What it is about within the topic: a post's key for `take-off`, a channel for `source-silent`, else empty. */
  readonly subject: string
  /** 0 to 1: the chance that the usual stays below this. */
  readonly score: number
  readonly value: number
  readonly expected: number
  /** What was counted: [from, to). */
  readonly from: Instant
  readonly to: Instant
  /** For `new-words`: the terms as they are kept, the most telling first. */
  readonly terms?: readonly string[]
}

export interface Peak {
  readonly value: number
  readonly expected: number
  readonly from: Instant
  readonly to: Instant
}

/** An alarm as the rules see it. */
export interface AlarmState {
  readonly kind: AlarmKind
  readonly subject: string
  /** Start of what was counted when it opened. */
  readonly beganAt: Instant
  readonly openedAt: Instant
  /** The last look at which it was still unusual. */
  readonly seenAt: Instant
  readonly peak: Peak
  /** 1 to 10; never falls while it is open. */
  readonly severity: number
  /** The severity that was told last. */
  readonly toldSeverity: number
  readonly terms: readonly string[]
  readonly closedAt: Instant | null
  /** `calm`: by itself. `member`: by hand; it then stays closed until the usual has come back. */
  readonly closedBy: 'calm' | 'member' | null
}

export interface Thresholds {
  /** Score from which it opens, by sensitivity. */
  readonly opens: Readonly<Record<Sensitivity, number>>
  /** Score above which it stays open. */
  readonly stays: number
  /** How long it has to be calm before it closes. */
  readonly calmMs: number
  /** What comes back within this time after it was last seen is the same alarm. */
  readonly sameMs: number
}

const hours = (count: number): number => count * 3_600_000

/**
 * Chosen on eighteen simulated worlds and by what a chance alarm costs: `usual`
 * lets chance open about one spike a topic in five months; at 0.98 it would be
 * one in three, for five minutes sooner in a crisis. A day's quiet covers the
 * night in which people sleep and a crisis does not end.
 */
export const thresholds: Readonly<Record<AlarmKind, Thresholds>> = {
  spike: { opens: { calm: 0.995, usual: 0.986, keen: 0.93 }, stays: 0.6, calmMs: hours(14), sameMs: hours(48) },
  'slow-burn': { opens: { calm: 1 - 1e-6, usual: 1 - 1e-5, keen: 1 - 1e-3 }, stays: 0.99, calmMs: hours(48), sameMs: hours(336) },
  drop: { opens: { calm: 1 - 1e-7, usual: 1 - 1e-5, keen: 1 - 1e-4 }, stays: 0.99, calmMs: hours(3), sameMs: hours(168) },
  sentiment: { opens: { calm: 1 - 1e-7, usual: 1 - 1e-5, keen: 1 - 1e-4 }, stays: 0.95, calmMs: hours(24), sameMs: hours(72) },
  'new-words': { opens: { calm: 1 - 1e-9, usual: 1 - 1e-7, keen: 1 - 1e-5 }, stays: 0.999, calmMs: hours(24), sameMs: hours(72) },
  'take-off': { opens: { calm: 0.995, usual: 0.98, keen: 0.93 }, stays: 0.6, calmMs: hours(24), sameMs: hours(48) },
  'source-silent': { opens: { calm: 1 - 1e-9, usual: 1 - 1e-7, keen: 1 - 1e-5 }, stays: 0.99, calmMs: hours(1), sameMs: hours(12) },
}

export interface AlarmSettings {
  readonly kinds: readonly AlarmKind[]
  readonly sensitivity: Sensitivity
}
