/** Visitors of chats and what was said there, in PostgreSQL. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'

export interface Visitor {
  readonly id: Uuid
  readonly account: Uuid
  readonly userId: string | null
  readonly name: string | null
  readonly mail: string | null
  readonly language: string | null
  readonly page: string | null
  readonly lastSeq: number
  readonly deliveredSeq: number
  readonly readSeq: number
  readonly seenByUsAt: Instant | null
}

export interface ChatFile {
  readonly key: Uuid
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly alt?: string
}

export interface ChatEntry {
  readonly seq: number
  readonly id: Uuid
  readonly ours: boolean
  readonly text: string
  readonly files: readonly ChatFile[]
  readonly name: string | null
  readonly avatarUrl: string | null
  readonly removes: Uuid | null
  readonly at: Instant
}

const visitorColumns = sql`id, account, user_id as "userId", name, mail, language, page, last_seq as "lastSeq", delivered_seq as "deliveredSeq", read_seq as "readSeq", seen_by_us_at as "seenByUsAt"`
const entryColumns = sql`seq, id, ours, text, files, name, avatar_url as "avatarUrl", removes, at`

/** Wakes whoever shows this chat, in whatever process. */
export async function tellChat(db: Db | Tx, told: { readonly visitor: Uuid; readonly typing?: string }): Promise<void> {
  await sql`select pg_notify('rapport_chat', ${JSON.stringify(told)})`.execute(db)
}

export async function findVisitor(db: Db | Tx, account: Uuid, id: Uuid): Promise<Visitor | null> {
  const { rows } = await sql<Visitor>`select ${visitorColumns} from channels.chat_visitors where id = ${id} and account = ${account}`.execute(db)
  return rows[0] ?? null
}

export async function visitorOfUser(db: Db | Tx, account: Uuid, userId: string): Promise<Visitor | null> {
  const { rows } = await sql<Visitor>`select ${visitorColumns} from channels.chat_visitors where account = ${account} and user_id = ${userId}`.execute(db)
  return rows[0] ?? null
}

export interface VisitorFacts {
  readonly userId?: string | undefined
  readonly name?: string | undefined
  readonly mail?: string | undefined
  readonly language?: string | undefined
  readonly page?: string | undefined
}

export async function addVisitor(db: Db | Tx, account: Uuid, { userId, name, mail, language, page }: VisitorFacts): Promise<Visitor> {
  const { rows } = await sql<Visitor>`insert into channels.chat_visitors (id, account, user_id, name, mail, language, page)
    values (${newId()}, ${account}, ${userId ?? null}, ${name ?? null}, ${mail ?? null}, ${language ?? null}, ${page ?? null})
    on conflict (account, user_id) where user_id is not null do update set seen_at = now() returning ${visitorColumns}`.execute(db)
  const [visitor] = rows
  if (visitor === undefined) throw new Error('insert … returning gave no row')
  return visitor
}

/** What is newly known of them; what is not said stays. */
export async function seenVisitor(db: Db | Tx, id: Uuid, { userId, name, mail, language, page }: VisitorFacts): Promise<Visitor | null> {
  const { rows } = await sql<Visitor>`update channels.chat_visitors set user_id = coalesce(user_id, ${userId ?? null}), name = coalesce(${name ?? null}, name), mail = coalesce(${mail ?? null}, mail),
    language = coalesce(${language ?? null}, language), page = coalesce(${page ?? null}, page), seen_at = now() where id = ${id} returning ${visitorColumns}`.execute(db)
  return rows[0] ?? null
}

export type NewEntry = Pick<ChatEntry, 'id' | 'ours' | 'text' | 'files' | 'name' | 'avatarUrl' | 'removes' | 'at'>

/**
 * Adds an entry under the visitor's next number; one that is there already stays as it is.
 * Whoever reads by number misses none, because numbers are given under the visitor's lock.
 * @returns `null` when there is no such visitor.
 */
export async function addEntry(db: Db, visitor: Uuid, entry: NewEntry): Promise<ChatEntry | null> {
  return db.transaction().execute(async (tx) => {
    const { rows: locked } = await sql<{ lastSeq: number }>`select last_seq as "lastSeq" from channels.chat_visitors where id = ${visitor} for update`.execute(tx)
    if (locked[0] === undefined) return null
    const known = await findEntry(tx, visitor, entry.id)
    if (known) return known
    const seq = locked[0].lastSeq + 1
    await sql`update channels.chat_visitors set last_seq = ${seq}, seen_at = case when ${entry.ours} then seen_at else now() end where id = ${visitor}`.execute(tx)
    await sql`insert into channels.chat_entries (visitor, seq, id, ours, text, files, name, avatar_url, removes, at)
      values (${visitor}, ${seq}, ${entry.id}, ${entry.ours}, ${entry.text}, ${JSON.stringify(entry.files)}::jsonb, ${entry.name}, ${entry.avatarUrl}, ${entry.removes}, ${new Date(entry.at)})`.execute(tx)
    if (entry.removes !== null) await sql`update channels.chat_entries set text = '', files = '[]' where visitor = ${visitor} and id = ${entry.removes}`.execute(tx)
    await tellChat(tx, { visitor })
    return { ...entry, seq }
  })
}

export async function findEntry(db: Db | Tx, visitor: Uuid, id: Uuid): Promise<ChatEntry | null> {
  const { rows } = await sql<ChatEntry>`select ${entryColumns} from channels.chat_entries where visitor = ${visitor} and id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function entriesAfter(db: Db, visitor: Uuid, after: number, limit: number): Promise<ChatEntry[]> {
  const { rows } = await sql<ChatEntry>`select ${entryColumns} from channels.chat_entries where visitor = ${visitor} and seq > ${after} order by seq limit ${limit}`.execute(db)
  return rows
}

/** The newest before a place, oldest first. */
export async function entriesBefore(db: Db, visitor: Uuid, before: number, limit: number): Promise<ChatEntry[]> {
  const { rows } = await sql<ChatEntry>`select ${entryColumns} from channels.chat_entries where visitor = ${visitor} and seq < ${before} order by seq desc limit ${limit}`.execute(db)
  return rows.reverse()
}

/**
 * Notes how far what we said has come; never back.
 * @param tell is told until when something newly was delivered or read, before it is noted: told twice is harmless, never told is not.
 */
export async function noteProgress(db: Db, visitor: Uuid, { delivered = 0, read = 0 }: { delivered?: number | undefined; read?: number | undefined }, tell: (told: { deliveredUpTo: Instant | null; readUpTo: Instant | null }) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ lastSeq: number; deliveredSeq: number; readSeq: number }>`select last_seq as "lastSeq", delivered_seq as "deliveredSeq", read_seq as "readSeq" from channels.chat_visitors where id = ${visitor} for update`.execute(tx)
    const before = rows[0]
    if (before === undefined) return
    const readSeq = Math.max(before.readSeq, Math.min(read, before.lastSeq))
    const deliveredSeq = Math.max(before.deliveredSeq, Math.min(delivered, before.lastSeq), readSeq)
    if (readSeq === before.readSeq && deliveredSeq === before.deliveredSeq) return
    const newest = async (from: number, to: number): Promise<Instant | null> => (await sql<{ at: Instant | null }>`select max(at) as at from channels.chat_entries where visitor = ${visitor} and ours and removes is null and seq > ${from} and seq <= ${to}`.execute(tx)).rows[0]?.at ?? null
    const told = { deliveredUpTo: await newest(before.deliveredSeq, deliveredSeq), readUpTo: await newest(before.readSeq, readSeq) }
    if (told.deliveredUpTo !== null || told.readUpTo !== null) await tell(told)
    await sql`update channels.chat_visitors set delivered_seq = ${deliveredSeq}, read_seq = ${readSeq}, seen_at = now() where id = ${visitor}`.execute(tx)
    // Other tabs of the same visitor take their badge down.
    if (readSeq > before.readSeq) await tellChat(tx, { visitor })
  })
}

export async function noteSeenByUs(db: Db, account: Uuid, visitor: Uuid, at: Instant): Promise<void> {
  const { numAffectedRows } = await sql`update channels.chat_visitors set seen_by_us_at = ${new Date(at)} where id = ${visitor} and account = ${account} and (seen_by_us_at is null or seen_by_us_at < ${new Date(at)})`.execute(db)
  if (numAffectedRows !== 0n) await tellChat(db, { visitor })
}

export async function addFile(db: Db, visitor: Uuid, file: ChatFile): Promise<void> {
  await sql`insert into channels.chat_files (key, visitor, name, media_type, bytes) values (${file.key}, ${visitor}, ${file.name}, ${file.mediaType}, ${file.bytes})`.execute(db)
}

/** What we send may be fetched by its visitor like their own. */
export async function keepOurFiles(db: Db, visitor: Uuid, files: readonly ChatFile[]): Promise<void> {
  for (const { key, name, mediaType, bytes } of files) {
    await sql`insert into channels.chat_files (key, visitor, name, media_type, bytes, said) values (${key}, ${visitor}, ${name}, ${mediaType}, ${bytes}, true) on conflict (key) do nothing`.execute(db)
  }
}

/** The visitor's own files among these, in the order asked. */
export async function filesOf(db: Db, visitor: Uuid, keys: readonly Uuid[]): Promise<ChatFile[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<ChatFile>`select key, name, media_type as "mediaType", bytes from channels.chat_files where visitor = ${visitor} and key = any(${[...keys]}::uuid[])`.execute(db)
  return keys.flatMap((key) => rows.filter((row) => row.key === key))
}

export async function markSaid(db: Db, keys: readonly Uuid[]): Promise<void> {
  if (keys.length > 0) await sql`update channels.chat_files set said = true where key = any(${[...keys]}::uuid[])`.execute(db)
}

/** Files that were uploaded and never said; they are forgotten here and given back to be removed. */
export async function dropUnsaidFiles(db: Db, before: Instant): Promise<Uuid[]> {
  const { rows } = await sql<{ key: Uuid }>`delete from channels.chat_files where not said and at < ${new Date(before)} returning key`.execute(db)
  return rows.map(({ key }) => key)
}

/** The connected mail account with this address. */
export async function mailAccountOf(db: Db, address: string): Promise<Uuid | null> {
  const { rows } = await sql<{ id: Uuid }>`select id from channels.accounts where channel = 'mail' and removed_at is null and (lower(external_id) = ${address.toLowerCase()} or lower(handle) = ${address.toLowerCase()}) limit 1`.execute(db)
  return rows[0]?.id ?? null
}
