/** What people said of single posts: it holds over whatever is understood of them. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { LabelName, Labels } from './labels.ts'

export type HandLabels = Partial<Record<LabelName, string>>

/** The corrected labels of those of these posts that have some: of each label the newest correction that was not undone. */
export async function handLabels(db: Db | Tx, ids: readonly Uuid[]): Promise<Map<Uuid, HandLabels>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: Uuid; label: LabelName; after: string }>`
    select distinct on (interaction, label) interaction as id, label, after from listening.corrections
    where interaction = any(${ids}::uuid[]) and undone_at is null order by interaction, label, number desc`.execute(db)
  const byId = new Map<Uuid, HandLabels>()
  for (const { id, label, after } of rows) byId.set(id, { ...byId.get(id), [label]: after })
  return byId
}

/** Lays what people said over what was understood. Who says a sentiment is sure of it. */
export function corrected(labels: Labels, hand: HandLabels | undefined): Labels {
  if (hand === undefined) return labels
  return { ...labels, ...(hand as Partial<Labels>), ...(hand.sentiment === undefined ? {} : { sentimentProbability: 1 }) }
}

/** The same for several posts. */
export async function withHand<T extends { readonly id: Uuid; readonly labels: Labels }>(db: Db | Tx, changes: readonly T[]): Promise<T[]> {
  const hand = await handLabels(db, changes.map(({ id }) => id))
  return changes.map((change) => ({ ...change, labels: corrected(change.labels, hand.get(change.id)) }))
}
