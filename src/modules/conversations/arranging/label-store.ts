/** SQL of labels. */
import { sql } from 'kysely'
import { Conflict } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface Label {
  readonly id: Uuid
  readonly name: string
  readonly tone: 'grey' | 'green' | 'blue' | 'violet' | 'red' | 'amber'
}

/** @throws {Conflict} when another has that name */
async function named<T>(work: Promise<T>, name: string): Promise<T> {
  return work.catch((thrown: unknown) => {
    if ((thrown as { code?: string }).code === '23505') throw new Conflict(`There is a label "${name}" already. Use that one, or choose another name.`, 'conversations.label-name')
    throw thrown
  })
}

export async function listLabels(db: Db): Promise<Label[]> {
  return (await sql<Label>`select id, name, tone from conversations.labels where removed_at is null order by lower(name) limit 2000`.execute(db)).rows
}
export async function addLabel(db: Db, { name, tone }: Omit<Label, 'id'>, by: string, now: Instant): Promise<Label> {
  const label = { id: newId(now), name, tone }
  await named(sql`insert into conversations.labels (id, name, tone, made_by, made_at) values (${label.id}, ${name}, ${tone}, ${by}, ${new Date(now)})`.execute(db), name)
  return label
}
export async function changeLabel(db: Db, id: Uuid, { name, tone }: Omit<Label, 'id'>): Promise<Label | null> {
  return (await named(sql<Label>`update conversations.labels set name = ${name}, tone = ${tone} where id = ${id} and removed_at is null returning id, name, tone`.execute(db), name)).rows[0] ?? null
}
export async function setLabelRemoved(db: Db, id: Uuid, removedAt: Instant | null): Promise<Label | null> {
  const { rows: [row] } = await sql<Label>`select id, name, tone from conversations.labels where id = ${id}`.execute(db)
  if (!row) return null
  await named(sql`update conversations.labels set removed_at = ${removedAt === null ? null : new Date(removedAt)} where id = ${id}`.execute(db), row.name)
  return row
}
