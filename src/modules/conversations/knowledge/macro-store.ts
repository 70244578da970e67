/** SQL of macros. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { macroStep } from './api.ts'

export type MacroStep = z.output<typeof macroStep>
export interface Macro {
  readonly id: Uuid
  readonly name: string
  readonly owner: string
  readonly ownerName: string
  readonly shared: boolean
  readonly steps: MacroStep[]
  readonly used: number
  readonly lastUsedAt: Instant | null
}
const columns = sql`id, name, owner, owner_name as "ownerName", shared, steps, used, last_used_at as "lastUsedAt"`

export async function listMacros(db: Db, member: string): Promise<Macro[]> {
  return (await sql<Macro>`select ${columns} from conversations.macros where removed_at is null and (shared or owner = ${member}) order by lower(name), id limit 500`.execute(db)).rows
}
export async function macroById(db: Db, id: Uuid, member: string): Promise<Macro | null> {
  return (await sql<Macro>`select ${columns} from conversations.macros where id = ${id} and removed_at is null and (shared or owner = ${member})`.execute(db)).rows[0] ?? null
}
export async function addMacro(db: Db, { name, shared, steps }: Pick<Macro, 'name' | 'shared' | 'steps'>, owner: { id: string; name: string }, now: Instant): Promise<Uuid> {
  const id = newId(now)
  await sql`insert into conversations.macros (id, name, owner, owner_name, shared, steps, made_at) values (${id}, ${name}, ${owner.id}, ${owner.name}, ${shared}, ${JSON.stringify(steps)}::jsonb, ${new Date(now)})`.execute(db)
  return id
}
export async function changeMacro(db: Db, id: Uuid, { name, shared, steps }: Pick<Macro, 'name' | 'shared' | 'steps'>): Promise<void> {
  await sql`update conversations.macros set name = ${name}, shared = ${shared}, steps = ${JSON.stringify(steps)}::jsonb where id = ${id}`.execute(db)
}
export async function removeMacro(db: Db, id: Uuid, now: Instant): Promise<void> {
  await sql`update conversations.macros set removed_at = ${new Date(now)} where id = ${id}`.execute(db)
}
export async function countMacro(tx: Tx, id: Uuid, now: Instant): Promise<void> {
  await sql`update conversations.macros set used = used + 1, last_used_at = ${new Date(now)} where id = ${id}`.execute(tx)
}
