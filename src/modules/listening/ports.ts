/** What listening needs from outside. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Author, Facet, Interaction, Media, Metrics, Relation } from '../../kernel/interaction.ts'

export interface MentionKey {
  readonly at: Instant
  readonly id: Uuid
}

/** An interaction as history keeps it, as far as listening shows and matches it. */
export interface HeardInteraction extends MentionKey {
  readonly takenInAt: Instant
  readonly channel: string
  readonly externalId: string
  readonly kind: Interaction['kind']
  readonly identity: Uuid
  readonly text: string
  readonly title: string | null
  readonly url: string | null
  readonly language: string
  readonly country: string | null
  readonly site: string | null
  readonly followers: number | null
  readonly metrics: Metrics
  readonly author: Author
  readonly facets: readonly Facet[]
  readonly media: readonly Media[]
  readonly relations: readonly Relation[]
  readonly editedAt: Instant | null
}

export interface HeardHistory {
  interactions(keys: readonly MentionKey[]): Promise<HeardInteraction[]>
  interaction(id: Uuid): Promise<HeardInteraction | null>
  recent(limit: number): Promise<HeardInteraction[]>
  /** An even sample of what was said from an instant on, and of how many it is one. */
  sample(from: Instant, atMost: number): Promise<{ heard: HeardInteraction[]; of: number }>
  pageBefore(batch: number, after: MentionKey | null, limit: number): Promise<HeardInteraction[]>
  countBefore(batch: number): Promise<number>
}

export interface Speakers {
  /** Identities of a person; empty when there is no such person. */
  identitiesOf(person: Uuid): Promise<Uuid[]>
  /** Identities with a handle, `@` or not, whatever the case; on one channel where it is given. */
  identitiesByHandle(handle: string, channel?: string): Promise<Uuid[]>
  /** Who each identity is now: the person behind it, and its profile as last shown. */
  profilesOf(identities: readonly Uuid[]): Promise<Map<Uuid, SpeakerProfile>>
  /** Accounts of ours that are connected, so that nobody has to name them. */
  connected(): Promise<readonly { readonly id: string; readonly channel: string; readonly handle: string }[]>
}

export interface SpeakerProfile {
  readonly person: Uuid
  readonly handle: string | null
  readonly name: string | null
  readonly avatarUrl: string | null
  readonly followers: number | null
}

/** Address of a picture through our proxy; `null` for what is no web address. */
export type PictureAddress = (url: string) => string | null
