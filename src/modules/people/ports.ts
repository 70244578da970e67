/** What people needs from outside: what they said, and what about. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
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
}

export interface Deeds {
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

export type PictureAddress = (url: string) => string | null
