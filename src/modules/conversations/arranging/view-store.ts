/** SQL of saved views. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface SavedView {
  readonly id: Uuid
  readonly name: string
  readonly member: string
  readonly memberName: string
  readonly shared: boolean
  readonly search: Record<string, string>
}
const columns = sql`id, name, member, member_name as "memberName", shared, search`

export async function listSavedViews(db: Db, member: string): Promise<SavedView[]> {
  return (await sql<SavedView>`select ${columns} from conversations.views where member = ${member} or shared order by lower(name), id limit 500`.execute(db)).rows
}
export async function addSavedView(db: Db, { name, member, memberName, shared, search }: Omit<SavedView, 'id'>, now: Instant): Promise<SavedView> {
  const { rows: [row] } = await sql<SavedView>`insert into conversations.views (id, name, member, member_name, shared, search, made_at) values (${newId(now)}, ${name}, ${member}, ${memberName}, ${shared}, ${JSON.stringify(search)}::jsonb, ${new Date(now)}) returning ${columns}`.execute(db)
  if (!row) throw new Error('The view was not kept.')
  return row
}
/** Only one's own; `null` when it is another's or gone. */
export async function changeSavedView(db: Db, id: Uuid, member: string, change: { name?: string | undefined; shared?: boolean | undefined; search?: Record<string, string> | undefined }): Promise<SavedView | null> {
  const { rows } = await sql<SavedView>`update conversations.views set name = coalesce(${change.name ?? null}, name), shared = coalesce(${change.shared ?? null}::boolean, shared), search = coalesce(${change.search === undefined ? null : JSON.stringify(change.search)}::jsonb, search) where id = ${id} and member = ${member} returning ${columns}`.execute(db)
  return rows[0] ?? null
}
export async function removeSavedView(db: Db, id: Uuid, member: string): Promise<boolean> {
  return (await sql`delete from conversations.views where id = ${id} and member = ${member} returning id`.execute(db)).rows.length > 0
}
