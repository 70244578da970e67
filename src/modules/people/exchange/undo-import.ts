/** Takes an import back, exactly: what it made goes, what it changed becomes what it was, unless somebody changed it since. */
import { sql, type RawBuilder } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { markActed, markPersons } from '../list/stale.ts'
import { holdPeople } from '../recognition/link-store.ts'
import { regroup } from '../recognition/regroup.ts'
import { forgetIdentities } from '../store.ts'
import { saveUndone, type Kept } from './import-store.ts'
import type { ExchangePorts } from './ports.ts'

type Profile = Readonly<Record<string, unknown>>
interface Mark { readonly identity: Uuid; readonly made: boolean; readonly before: Profile | null; readonly after: Profile; readonly now: Profile | null; readonly person: Uuid | null; readonly more: boolean }

/** Marks a transaction, about; what one block of the import marked stays together. */
const slice = 5_000
const fields = ['handle', 'name', 'url', 'avatar_url', 'bio', 'followers', 'following', 'place', 'bot', 'first_seen_at', 'last_seen_at'] as const

/**
 * Undoes by the blocks in which the import came, each in one transaction,
 * until nothing of it is left; may be called again after an interruption.
 */
export async function undoImport(db: Db, id: Uuid, ports: Pick<ExchangePorts, 'forget' | 'acted'>, signal: AbortSignal): Promise<void> {
  const source = `import:${id}`
  const until = async (step: () => Promise<boolean>): Promise<void> => {
    while (!signal.aborted && (await step())) continue
    signal.throwIfAborted()
  }
  // What history has of it goes first: an identity that bought is not an empty one.
  await ports.forget(source, () => undefined)
  await until(() => undoBlock(db, id, source, ports))
  // What it said of people whom it neither made nor changed.
  await until(() => db.transaction().execute((tx) => takeBackWords(tx, id, source, null)))
  await db.transaction().execute((tx) => takeBackCompanies(tx, id, source))
}

/** Takes back what was said and tied because of the import: of some identities, or else a slice of all. Says whether there was anything. */
async function takeBackWords(tx: Tx, id: Uuid, source: string, of: readonly Uuid[] | null): Promise<boolean> {
  await holdPeople(tx)
  await sql`select set_config('rapport.may_erase', 'yes', true)`.execute(tx)
  const theirs = (column: string): RawBuilder<unknown> => (of === null ? sql`true` : sql`${sql.ref(column)} = any(${[...of]}::uuid[])`)
  const consents = await sql<{ identity: Uuid }>`delete from people.consents where id in (select id from people.consents where origin = ${source} and ${theirs('identity')} limit ${slice * 4}) returning identity`.execute(tx)
  const entries = await sql<{ identity: Uuid }>`delete from people.entries where id in (select id from people.entries where source = ${source} and ${theirs('identity')} limit ${slice * 4}) returning identity`.execute(tx)
  // A tie that somebody has judged since is theirs.
  const links = await sql<{ a: Uuid; b: Uuid }>`delete from people.links where id in (select id from people.links where made_by = ${source} and ended_at is null and ${of === null ? sql`true` : sql`(${theirs('a')} or ${theirs('b')})`} limit ${slice * 4}) returning a, b`.execute(tx)
  // Those of the block go or are grouped with it; the others at once.
  const inBlock = new Set(of)
  await regroup(tx, [...new Set(links.rows.flatMap(({ a, b }) => [a, b]).filter((end) => !inBlock.has(end)))])
  await markActed(tx, [...new Set([...consents.rows, ...entries.rows].map((row) => row.identity))])
  const count = consents.rows.length + entries.rows.length + links.rows.length
  if (count > 0) await saveUndone(tx, id, count, [])
  return count > 0
}

async function undoBlock(db: Db, id: Uuid, source: string, { acted }: Pick<ExchangePorts, 'acted'>): Promise<boolean> {
  const { rows } = await sql<{ identity: Uuid }>`
    select identity from people.import_marks where import = ${id} and block in (select block from people.import_marks where import = ${id} order by block limit 1) limit ${slice * 4}`.execute(db)
  if (rows.length === 0) return false
  const ids = rows.map((row) => row.identity)
  const speakers = await acted(ids)
  await db.transaction().execute(async (tx) => {
    await takeBackWords(tx, id, source, ids)
    const marks = await marksOf(tx, id, ids)
    const kept: Kept[] = []
    const gone: Uuid[] = []
    const back: Restored[] = []
    for (const mark of marks) {
      if (mark.now === null) continue
      if (mark.made) {
        if (speakers.has(mark.identity)) kept.push({ identity: mark.identity, because: 'acted' })
        else if (mark.more) kept.push({ identity: mark.identity, because: 'used' })
        else gone.push(mark.identity)
        continue
      }
      const { values, lost } = restored(mark)
      if (Object.keys(values).length > 0) back.push({ id: mark.identity, values })
      if (lost) kept.push({ identity: mark.identity, because: 'changed' })
    }
    await restore(tx, back)
    const left = new Set(ids)
    for (const identity of gone) left.delete(identity)
    await forgetIdentities(tx, gone)
    await regroup(tx, [...left])
    await sql`delete from people.import_marks where import = ${id} and identity = any(${ids}::uuid[])`.execute(tx)
    await markPersons(tx, marks.flatMap((mark) => (mark.person !== null && left.has(mark.identity) ? [mark.person] : [])))
    await saveUndone(tx, id, back.length + gone.length, kept)
  })
  return true
}

/** What the import marked of some identities, as they are now, and whether something else than the import makes use of them. */
async function marksOf(tx: Tx, id: Uuid, ids: readonly Uuid[]): Promise<Mark[]> {
  const of = sql`any(${[...ids]}::uuid[])`
  const { rows } = await sql<Mark>`
    with used as (
      select identity from people.entries where identity = ${of} and retracted_at is null
      union select identity from people.consents where identity = ${of} union select identity from people.purchases where identity = ${of}
      union select a from people.links where a = ${of} and ended_at is null and kind <> 'probability' union select b from people.links where b = ${of} and ended_at is null and kind <> 'probability'
      union select identity from people.import_marks where identity = ${of} and import <> ${id})
    select mark.identity, mark.made, mark.before, mark.after, one.person,
      case when one.id is null then null else jsonb_build_object('handle', handle, 'name', name, 'url', url, 'avatar_url', avatar_url, 'bio', bio, 'followers', followers, 'following', following, 'place', place, 'bot', bot, 'first_seen_at', first_seen_at, 'last_seen_at', last_seen_at) end as now,
      mark.identity in (select identity from used) as more
    from people.import_marks as mark left join people.identities as one on one.id = mark.identity where mark.import = ${id} and mark.identity = ${of}`.execute(tx)
  return rows
}

interface Restored { readonly id: Uuid; readonly values: Profile }

/** Field by field: what still is as the import left it becomes what it was. */
function restored({ before, after, now }: Mark): { values: Profile; lost: boolean } {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const changed = fields.filter((field) => !same(before?.[field], after[field]))
  const back = changed.filter((field) => same(now?.[field], after[field]))
  // When they were last seen moves by itself; that alone is nothing that somebody changed.
  return { values: Object.fromEntries(back.map((field) => [field, before?.[field] ?? null])), lost: changed.some((field) => !back.includes(field) && field !== 'last_seen_at' && field !== 'first_seen_at') }
}

async function restore(tx: Tx, back: readonly Restored[]): Promise<void> {
  if (back.length === 0) return
  const columns = sql.join(fields.map((field) => sql.ref(field)))
  await sql`
    update people.identities as one set (${columns}) = (select ${columns} from jsonb_populate_record(one, row.values))
    from jsonb_to_recordset(${JSON.stringify(back)}::jsonb) as row (id uuid, values jsonb) where one.id = row.id`.execute(tx)
}

/** Companies that it made and that nobody uses. */
async function takeBackCompanies(tx: Tx, id: Uuid, source: string): Promise<void> {
  const gone = await sql<{ id: Uuid }>`delete from people.companies as company where source = ${source} and not exists (select from people.entries where kind = 'company' and key = company.id::text and retracted_at is null) returning id`.execute(tx)
  const left = await sql<{ id: Uuid }>`select id from people.companies where source = ${source}`.execute(tx)
  await saveUndone(tx, id, gone.rows.length, left.rows.map((row) => ({ identity: row.id, because: 'used' as const })))
}
