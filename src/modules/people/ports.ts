/** What people needs from outside: what they said, and what about. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Intent, Sentiment } from '../../kernel/labels.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Direction, InteractionKind } from '../../kernel/interaction.ts'

export interface DeedKey {
  readonly at: Instant
  readonly id: Uuid
}

/** One thing somebody did, as the timeline shows it. */
export interface Deed extends DeedKey {
  readonly channel: string
  readonly kind: InteractionKind
  readonly direction: Direction
  readonly text: string
  readonly title: string | null
  readonly url: string | null
  readonly identity: Uuid
  /** A message between them and us: its words are kept by conversations. */
  readonly private: boolean
}

/** Acts of one identity on one day (UTC), of one kind and direction. */
export interface DayCount {
  readonly identity: Uuid
  /** `2026-11-22` */
  readonly day: string
  readonly kind: InteractionKind
  readonly direction: Direction
  readonly count: number
  /** The last of them. */
  readonly last: Instant
}

/** An act between somebody and us. */
export interface Turn {
  readonly identity: Uuid
  readonly at: Instant
  readonly channel: string
  /** Whether it came from us. */
  readonly ours: boolean
}

export interface Deeds {
  daily(identities: readonly Uuid[]): Promise<DayCount[]>
  /** The newest turns, at most `each` an identity, oldest first. */
  turns(identities: readonly Uuid[], each: number): Promise<Turn[]>
  /** With whom identities speak, most often first. */
  partners(identities: readonly Uuid[], limit: number): Promise<{ other: Uuid; toThem: number; fromThem: number; lastAt: Instant }[]>
  /** Counts by channel, weekday (1: Monday) and hour in a zone, and on how many days they spoke at that hour. */
  hours(identities: readonly Uuid[], zone: string): Promise<{ channel: string; day: number; hour: number; count: number; days: number }[]>
  /** What everybody does, by channel: how often, and when. */
  everybody(): Promise<{ channel: string; identities: number; mean: number; variance: number; hours: number[] }[]>
  timeline(filter: { identities: readonly Uuid[]; kinds: readonly string[]; channels: readonly string[]; before: DeedKey | null; limit: number }): Promise<DeedKey[]>
  interactions(keys: readonly DeedKey[]): Promise<Deed[]>
  counts(identities: readonly Uuid[]): Promise<Map<Uuid, number>>
  habits(identities: readonly Uuid[]): Promise<{ byChannel: { channel: string; count: number }[]; rhythm: number[][] }>
  activity(identities: readonly Uuid[], zone: string): Promise<{ channel: string; day: string; direction: Direction; count: number }[]>
}

export interface Subjects {
  /** Topics of each interaction, by its id. */
  topicsOf(keys: readonly DeedKey[]): Promise<Map<Uuid, Uuid[]>>
  /** How often some identities spoke about each topic. */
  byTopic(identities: readonly Uuid[]): Promise<{ topic: Uuid; count: number }[]>
}

/** How somebody's mentions of one day were understood. */
export interface DayVoiced {
  readonly identity: Uuid
  readonly sentiment: Sentiment | ''
  readonly intent: Intent | ''
  readonly count: number
  /** The last of them. */
  readonly last: Instant
}

/** What mentions of people say, as listening understands them. */
export interface Voices {
  voiced(identities: readonly Uuid[]): Promise<DayVoiced[]>
}

/** What conversations know of things somebody said: where it is answered, and private words for those who may read them. */
export interface Messages {
  of(actor: Actor, interactions: readonly Uuid[]): Promise<ReadonlyMap<Uuid, { readonly conversation: Uuid; readonly number: number; readonly subject: string | null; readonly text: string }>>
}

export type PictureAddress = (url: string) => string | null

/** Waits, after a turn of work that took so long, while what must not wait needs the machine. */
export type GiveWay = (spentMs: number, signal: AbortSignal) => Promise<void>
