/** Who speaks to whom: replies, quotes and mentions kept under both ends, so that either finds them at once. */
import { identityId, type Uuid } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Direction } from '../../kernel/interaction.ts'
import { clickhouseTime, instantOf, type Clickhouse } from '../../platform/clickhouse/open.ts'
import type { Understood } from './model.ts'

/** An act between somebody and us, as the depth of a relationship is read from it. */
export interface Turn {
  readonly identity: Uuid
  readonly at: Instant
  readonly channel: string
  /** Whether it came from us. */
  readonly ours: boolean
}

interface ExchangeRow {
  readonly identity: Uuid
  readonly other: Uuid
  readonly spoke: 0 | 1
  readonly at: string
  readonly id: Uuid
  readonly batch: number
  readonly channel: string
  readonly kind: string
  readonly direction: Direction
}

/** Identities that an interaction is addressed to: whom it answers or quotes, and whom it names by their own id. */
function addressedBy({ interaction, identity }: Understood): Uuid[] {
  const answered = (interaction.relations ?? []).filter((relation) => relation.kind !== 'repost' && relation.kind !== 'root').flatMap((relation) => relation.authorExternalId ?? [])
  const named = (interaction.facets ?? []).filter((facet) => facet.kind === 'mention').map((facet) => facet.target)
  return [...new Set([...answered, ...named].map((externalId) => identityId(interaction.channel, externalId)))].filter((other) => other !== identity).slice(0, 20)
}

export function exchangeRows(understood: Understood): ExchangeRow[] {
  const { id, identity, batch, interaction } = understood
  const common = { at: clickhouseTime(interaction.at), id, batch, channel: interaction.channel, kind: interaction.kind, direction: interaction.direction }
  return addressedBy(understood).flatMap((other): ExchangeRow[] => [{ identity, other, spoke: 1, ...common }, { identity: other, other: identity, spoke: 0, ...common }])
}

/** Tells the rows of one interaction apart. */
export const exchangeKey = (row: Pick<ExchangeRow, 'id' | 'identity' | 'other'>): string => `${row.id}:${row.identity}:${row.other}`

export function exchangeStore(clickhouse: Clickhouse) {
  return {
    /** With whom some identities speak, most often first. */
    partners: async (identities: readonly Uuid[], limit: number): Promise<{ other: Uuid; toThem: number; fromThem: number; lastAt: Instant }[]> =>
      (await clickhouse.rows<{ other: Uuid; toThem: number; fromThem: number; lastAt: string }>(`select other, countIf(spoke = 1) as toThem, countIf(spoke = 0) as fromThem, toString(max(at)) as lastAt from rapport.exchanges
        where identity in {identities:Array(UUID)} and other not in {identities:Array(UUID)} group by other order by count() desc, other limit {limit:UInt32}`, { params: { identities, limit } })).map((row) => ({ ...row, lastAt: instantOf(row.lastAt) })),

    /** The newest acts between identities and us, at most `each` an identity, oldest first. */
    turns: async (identities: readonly Uuid[], each: number): Promise<Turn[]> => {
      const rows = await clickhouse.rows<{ identity: Uuid; at: string; channel: string; ours: number }>(
        `select identity, toString(moment) as at, channel, ours from (
           select identity, at as moment, channel, 0 as ours from rapport.interactions_by_identity where identity in {identities:Array(UUID)} and direction = 'inbound' and kind not in ('view', 'purchase', 'follow')
           union all
           select identity, at as moment, channel, 1 as ours from rapport.exchanges where identity in {identities:Array(UUID)} and spoke = 0 and direction = 'outbound'
         ) order by identity, moment desc, ours limit {each:UInt32} by identity`, { params: { identities, each } })
      return rows.map((row) => ({ identity: row.identity, at: instantOf(row.at), channel: row.channel, ours: row.ours === 1 })).reverse()
    },
  }
}
