/** Takes an import back, exactly: what it made goes, what it changed becomes what it was, unless somebody changed it since. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { markPersons } from '../list/stale.ts'
import { holdPeople } from '../recognition/link-store.ts'
import { regroup } from '../recognition/regroup.ts'
import { forgetIdentities } from '../store.ts'
import { saveUndone, type Kept } from './import-store.ts'
import type { ExchangePorts } from './ports.ts'

type Profile = Readonly<Record<string, unknown>>
interface Mark { readonly identity: Uuid; readonly made: boolean; readonly before: Profile | null; readonly after: Profile; readonly now: Profile | null; readonly person: Uuid | null; readonly more: boolean }

const blockSize = 1_000
const fields = ['handle', 'name', 'url', 'avatar_url', 'bio', 'followers', 'following', 'place', 'bot', 'first_seen_at', 'last_seen_at'] as const

/**
 * Undoes by blocks, each in one transaction, until nothing of the import is
 * left; may be called again after an interruption.
 */
export async function undoImport(db: Db, id: Uuid, ports: Pick<ExchangePorts, 'forget' | 'acted'>, signal: AbortSignal): Promise<void> {
  const source = `import:${id}`
  // What history has of it goes first: an identity that bought is not an empty one.
  await ports.forget(source, () => undefined)
  await db.transaction().execute((tx) => takeBackWords(tx, id, source))
  while (!signal.aborted && (await undoBlock(db, id, ports))) continue
  signal.throwIfAborted()
  await db.transaction().execute((tx) => takeBackCompanies(tx, id, source))
}

/** What was said and tied because of the import. */
async function takeBackWords(tx: Tx, id: Uuid, source: string): Promise<void> {
  await holdPeople(tx)
  await sql`select set_config('rapport.may_erase', 'yes', true)`.execute(tx)
  const consents = await sql<{ identity: Uuid }>`delete from people.consents where origin = ${source} returning identity`.execute(tx)
  const entries = await sql<{ identity: Uuid }>`delete from people.entries where source = ${source} returning identity`.execute(tx)
  // A tie that somebody has judged since is theirs.
  const links = await sql<{ a: Uuid; b: Uuid }>`delete from people.links where made_by = ${source} and ended_at is null returning a, b`.execute(tx)
  await regroup(tx, [...new Set(links.rows.flatMap(({ a, b }) => [a, b]))])
  const touched = [...new Set([...consents.rows, ...entries.rows].map((row) => row.identity))]
  const { rows } = await sql<{ person: Uuid }>`select distinct person from people.identities where id = any(${touched}::uuid[])`.execute(tx)
  await markPersons(tx, rows.map((row) => row.person))
  await saveUndone(tx, id, consents.rows.length + entries.rows.length + links.rows.length, [])
}

async function undoBlock(db: Db, id: Uuid, { acted }: Pick<ExchangePorts, 'acted'>): Promise<boolean> {
  const { rows: ids } = await sql<{ identity: Uuid }>`select identity from people.import_marks where import = ${id} order by identity limit ${blockSize}`.execute(db)
  if (ids.length === 0) return false
  const speakers = await acted(ids.map((row) => row.identity))
  await db.transaction().execute(async (tx) => {
    await holdPeople(tx)
    const { rows } = await sql<Mark>`
      select mark.identity, mark.made, mark.before, mark.after, one.person,
        case when one.id is null then null else jsonb_build_object('handle', handle, 'name', name, 'url', url, 'avatar_url', avatar_url, 'bio', bio, 'followers', followers, 'following', following, 'place', place, 'bot', bot, 'first_seen_at', first_seen_at, 'last_seen_at', last_seen_at) end as now,
        (exists (select from people.entries where identity = mark.identity and retracted_at is null) or exists (select from people.consents where identity = mark.identity) or exists (select from people.purchases where identity = mark.identity)
          or exists (select from people.links where mark.identity in (a, b) and ended_at is null) or exists (select from people.import_marks as other where other.identity = mark.identity and other.import <> mark.import)) as more
      from people.import_marks as mark left join people.identities as one on one.id = mark.identity where mark.import = ${id} and mark.identity = any(${ids.map((row) => row.identity)}::uuid[])`.execute(tx)
    const kept: Kept[] = []
    const gone: Uuid[] = []
    let undone = 0
    for (const mark of rows) {
      if (mark.now === null) continue
      if (mark.made) {
        if (speakers.has(mark.identity)) kept.push({ identity: mark.identity, because: 'acted' })
        else if (mark.more) kept.push({ identity: mark.identity, because: 'used' })
        else gone.push(mark.identity)
        continue
      }
      const { restored, lost } = await restore(tx, mark)
      if (restored) undone++
      if (lost) kept.push({ identity: mark.identity, because: 'changed' })
    }
    await forgetIdentities(tx, gone)
    await sql`delete from people.import_marks where import = ${id} and identity = any(${ids.map((row) => row.identity)}::uuid[])`.execute(tx)
    await markPersons(tx, [...new Set(rows.flatMap((mark) => (mark.person !== null && !gone.includes(mark.identity) ? [mark.person] : [])))])
    await saveUndone(tx, id, undone + gone.length, kept)
  })
  return true
}

/** Field by field: what still is as the import left it becomes what it was. */
async function restore(tx: Tx, { identity, before, after, now }: Mark): Promise<{ restored: boolean; lost: boolean }> {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const changed = fields.filter((field) => !same(before?.[field], after[field]))
  const back = changed.filter((field) => same(now?.[field], after[field]))
  if (back.length > 0) {
    const values = JSON.stringify(Object.fromEntries(back.map((field) => [field, before?.[field] ?? null])))
    await sql`update people.identities as one set ${sql.join(back.map((field) => sql`${sql.ref(field)} = was.${sql.ref(field)}`))} from jsonb_populate_record(null::people.identities, ${values}::jsonb) as was where one.id = ${identity}`.execute(tx)
  }
  // When they were last seen moves by itself; that alone is nothing that somebody changed.
  return { restored: back.length > 0, lost: changed.some((field) => !back.includes(field) && field !== 'last_seen_at' && field !== 'first_seen_at') }
}

/** Companies that it made and that nobody uses. */
async function takeBackCompanies(tx: Tx, id: Uuid, source: string): Promise<void> {
  const gone = await sql<{ id: Uuid }>`delete from people.companies as company where source = ${source} and not exists (select from people.entries where kind = 'company' and key = company.id::text and retracted_at is null) returning id`.execute(tx)
  const left = await sql<{ id: Uuid }>`select id from people.companies where source = ${source}`.execute(tx)
  await saveUndone(tx, id, gone.rows.length, left.rows.map((row) => ({ identity: row.id, because: 'used' as const })))
}
