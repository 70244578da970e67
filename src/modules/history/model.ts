/** An interaction as history keeps it. */
import { hash } from 'node:crypto'
import type { Instant } from '../../kernel/instant.ts'
import { clickhouseTime, instantOf } from '../../platform/clickhouse/open.ts'
import { identityId, interactionId, type Uuid } from '../../kernel/ids.ts'
import type { Author, Facet, Interaction, Media, Metrics, Purchase, Relation } from '../../kernel/interaction.ts'

/** Where an interaction is found at once: history is ordered by this. */
export interface Key {
  readonly at: Instant
  readonly id: Uuid
}

export interface Kept extends Key {
  readonly takenInAt: Instant
  readonly channel: string
  readonly externalId: string
  readonly kind: Interaction['kind']
  readonly direction: Interaction['direction']
  readonly identity: Uuid
  readonly text: string
  readonly title: string | null
  readonly url: string | null
  /** Detected; `und` when unknown. */
  readonly language: string
  readonly country: string | null
  readonly site: string | null
  readonly followers: number | null
  readonly metrics: Metrics
  readonly author: Author
  readonly facets: readonly Facet[]
  readonly media: readonly Media[]
  readonly relations: readonly Relation[]
  readonly extra: Readonly<Record<string, unknown>>
  /** What was bought, of a purchase that told it. */
  readonly purchase: Purchase | null
  /** What brought it: a source's id, `import:…`, `api:…`. */
  readonly origin: string | null
  /** When a later version of it was taken in; text and title are then that version's. */
  readonly editedAt: Instant | null
  /** A message between them and us: its words are not here. */
  readonly private: boolean
}

/** An interaction with what the loop found out about it, before it is kept. */
export interface Understood {
  readonly id: Uuid
  readonly identity: Uuid
  readonly interaction: Interaction
  readonly language: string
  readonly takenInAt: Instant
  readonly batch: number
  readonly origin: string | null
}

/** A row as ClickHouse takes and gives it. */
export interface Row {
  readonly at: string
  readonly id: string
  readonly taken_in_at: string
  readonly batch: number
  readonly channel: string
  readonly external_id: string
  readonly kind: string
  readonly direction: string
  readonly identity: string
  readonly text: string
  readonly title: string
  readonly url: string
  readonly language: string
  readonly country: string
  readonly site: string
  readonly followers: number
  readonly likes: number
  readonly reposts: number
  readonly replies: number
  readonly quotes: number
  readonly views: number
  readonly origin: string
  readonly details: string
  /** Its words are kept elsewhere, by those who decide who reads them. */
  readonly private: 0 | 1
}

interface Details {
  readonly author: Author
  readonly facets?: readonly Facet[] | undefined
  readonly media?: readonly Media[] | undefined
  readonly relations?: readonly Relation[] | undefined
  readonly languages?: readonly string[] | undefined
  readonly extra?: Readonly<Record<string, unknown>> | undefined
  readonly purchase?: Purchase | undefined
}

/** The largest number of the counting columns. */
const maxCount = 4_294_967_295
const counted = (value: number | undefined): number => Math.min(value ?? 0, maxCount)

/** @param id Its id, for who has worked it out before. */
export function understoodOf(interaction: Interaction, language: string, takenInAt: Instant, batch: number, origin: string | null, id: Uuid = interactionId(interaction.channel, interaction.externalId)): Understood {
  return { id, identity: identityId(interaction.channel, interaction.author.externalId), interaction, language, takenInAt, batch, origin }
}

export function detailsOf(interaction: Interaction): string {
  const { author, facets, media, relations, languages, extra, purchase } = interaction
  return JSON.stringify({ author, facets, media, relations, languages, extra, purchase } satisfies Details)
}

export function rowOf({ id, identity, interaction, language, takenInAt, batch, origin }: Understood): Row {
  const { metrics } = interaction
  return {
    at: clickhouseTime(interaction.at), id, taken_in_at: clickhouseTime(takenInAt), batch,
    channel: interaction.channel, external_id: interaction.externalId, kind: interaction.kind, direction: interaction.direction, identity,
    text: interaction.text, title: interaction.title ?? '', url: interaction.url ?? '',
    language, country: interaction.country ?? '', site: interaction.site ?? '', followers: counted(interaction.author.followers),
    likes: counted(metrics?.likes), reposts: counted(metrics?.reposts), replies: counted(metrics?.replies), quotes: counted(metrics?.quotes), views: counted(metrics?.views),
    origin: origin ?? '', details: detailsOf(interaction), private: interaction.message?.visibility === 'private' ? 1 : 0,
  }
}

export function keptOf(row: Row, revision?: { text: string; title: string; details: string; taken_in_at: string }): Kept {
  const details = JSON.parse(revision?.details ?? row.details) as Details
  return {
    at: instantOf(row.at), id: row.id, takenInAt: instantOf(row.taken_in_at),
    channel: row.channel, externalId: row.external_id, kind: row.kind as Kept['kind'], direction: row.direction as Kept['direction'], identity: row.identity,
    text: revision?.text ?? row.text, title: (revision?.title ?? row.title) || null, url: row.url || null,
    language: row.language, country: row.country || null, site: row.site || null, followers: details.author.followers ?? null,
    metrics: { likes: row.likes, reposts: row.reposts, replies: row.replies, quotes: row.quotes, views: row.views },
    author: details.author, facets: details.facets ?? [], media: details.media ?? [], relations: details.relations ?? [], extra: details.extra ?? {}, purchase: details.purchase ?? null,
    origin: row.origin || null, editedAt: revision ? instantOf(revision.taken_in_at) : null, private: row.private === 1,
  }
}

/** 64 bits of a hash of what was said, as a signed decimal: equal for equal content. */
export function contentHash(interaction: Interaction): string {
  const { message } = interaction
  const said = JSON.stringify([interaction.text, interaction.title, interaction.media, interaction.url, ...(interaction.purchase === undefined ? [] : [interaction.purchase]), ...(message?.visibility === 'private' ? [message.subject, message.html, message.attachments?.length] : [])])
  return hash('sha256', said, 'buffer').readBigInt64BE(0).toString()
}
