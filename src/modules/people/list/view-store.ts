/** SQL of saved views and chosen columns. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface View {
  readonly id: Uuid
  readonly name: string
  readonly member: string
  readonly memberName: string
  readonly shared: boolean
  readonly search: Record<string, string>
  readonly columns: string[]
}
const columns = sql`id, name, member, member_name as "memberName", shared, search, columns`

export async function viewsFor(db: Db, member: string): Promise<View[]> {
  const { rows } = await sql<View>`select ${columns} from people.views where member = ${member} or shared order by lower(name), id limit 500`.execute(db)
  return rows
}

export async function addView(db: Db, view: Omit<View, 'id'>): Promise<View> {
  const { rows: [row] } = await sql<View>`insert into people.views (id, name, member, member_name, shared, search, columns) values (${newId()}, ${view.name}, ${view.member}, ${view.memberName}, ${view.shared}, ${JSON.stringify(view.search)}::jsonb, ${view.columns}::text[]) returning ${columns}`.execute(db)
  return row ?? { ...view, id: '' }
}

/** Only one's own; `null` when it is another's or gone. */
export async function changeOwnView(db: Db, id: Uuid, member: string, change: { name?: string | undefined; shared?: boolean | undefined; search?: Record<string, string> | undefined; columns?: string[] | undefined }): Promise<View | null> {
  const { rows } = await sql<View>`update people.views set name = coalesce(${change.name ?? null}, name), shared = coalesce(${change.shared ?? null}::boolean, shared),
    search = coalesce(${change.search === undefined ? null : JSON.stringify(change.search)}::jsonb, search), columns = coalesce(${change.columns ?? null}::text[], columns) where id = ${id} and member = ${member} returning ${columns}`.execute(db)
  return rows[0] ?? null
}

export async function removeOwnView(db: Db, id: Uuid, member: string): Promise<boolean> {
  return (await sql`delete from people.views where id = ${id} and member = ${member} returning id`.execute(db)).rows.length > 0
}

export async function columnsOf(db: Db, member: string): Promise<string[]> {
  const { rows } = await sql<{ columns: string[] }>`select columns from people.list_columns where member = ${member}`.execute(db)
  return rows[0]?.columns ?? []
}

export async function keepColumns(db: Db, member: string, chosen: readonly string[]): Promise<void> {
  await sql`insert into people.list_columns (member, columns) values (${member}, ${chosen}::text[]) on conflict (member) do update set columns = excluded.columns`.execute(db)
}
