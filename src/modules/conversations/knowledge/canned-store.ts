/** SQL of canned replies. */
import { sql } from 'kysely'
import { Conflict } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'

export interface Canned {
  readonly id: Uuid
  readonly name: string
  readonly shortcut: string | null
  readonly owner: string
  readonly ownerName: string
  readonly teams: readonly Uuid[]
  readonly texts: readonly { readonly language: string; readonly text: string }[]
  readonly used: number
  readonly lastUsedAt: Instant | null
  readonly madeAt: Instant
  readonly changedAt: Instant
}
export type NewCanned = Pick<Canned, 'name' | 'shortcut' | 'teams' | 'texts'>

const columns = sql`canned.id, canned.name, canned.shortcut, canned.owner, canned.owner_name as "ownerName", canned.teams, canned.used, canned.last_used_at as "lastUsedAt", canned.made_at as "madeAt", canned.changed_at as "changedAt",
  coalesce((select jsonb_agg(jsonb_build_object('language', language, 'text', text) order by language) from conversations.canned_texts where canned = canned.id), '[]') as texts`

export async function listCanned(db: Db, teams: readonly Uuid[] | null, words: string): Promise<Canned[]> {
  const pattern = `%${words.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return (await sql<Canned>`select ${columns} from conversations.canned_replies canned where removed_at is null and (${teams === null} or teams = '{}' or teams && ${[...(teams ?? [])]}::uuid[])
    and (${words === ''} or lower(name) like ${pattern} or lower(coalesce(shortcut, '')) like ${pattern} or exists (select from conversations.canned_texts where canned = canned.id and conversations.fold(text) like conversations.fold(${pattern}))) order by lower(name), id limit 1000`.execute(db)).rows
}

export async function cannedById(db: Db | Tx, id: Uuid): Promise<Canned | null> {
  return (await sql<Canned>`select ${columns} from conversations.canned_replies canned where id = ${id} and removed_at is null`.execute(db)).rows[0] ?? null
}

/** Texts that hold some of these words, the best first. */
export async function cannedWith(db: Db, words: readonly string[], teams: readonly Uuid[], limit: number): Promise<Canned[]> {
  if (words.length === 0) return []
  const query = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(' | ')
  return (await sql<Canned>`select ${columns} from conversations.canned_replies canned join lateral (select max(ts_rank(words, ${query}::tsquery)) as rank from conversations.canned_texts where canned = canned.id and words @@ ${query}::tsquery) as found on found.rank is not null
    where removed_at is null and (teams = '{}' or teams && ${[...teams]}::uuid[]) order by found.rank desc, used desc limit ${limit}`.execute(db)).rows
}

async function unique<T>(work: Promise<T>, shortcut: string | null): Promise<T> {
  return work.catch((thrown: unknown) => {
    if ((thrown as { code?: string }).code === '23505') throw new Conflict(`The shortcut "${shortcut ?? ''}" is taken. Choose another.`, 'conversations.shortcut')
    throw thrown
  })
}

export async function keepCanned(db: Db, id: Uuid | null, { name, shortcut, teams, texts }: NewCanned, owner: { readonly id: string; readonly name: string }, now: Instant): Promise<Uuid> {
  const key = id ?? newId(now)
  await unique(db.transaction().execute(async (tx) => {
    await sql`insert into conversations.canned_replies (id, name, shortcut, owner, owner_name, teams, made_at, changed_at) values (${key}, ${name}, ${shortcut}, ${owner.id}, ${owner.name}, ${[...teams]}::uuid[], ${new Date(now)}, ${new Date(now)})
      on conflict (id) do update set name = excluded.name, shortcut = excluded.shortcut, owner = excluded.owner, owner_name = excluded.owner_name, teams = excluded.teams, changed_at = excluded.changed_at`.execute(tx)
    await sql`delete from conversations.canned_texts where canned = ${key}`.execute(tx)
    for (const { language, text } of texts) await sql`insert into conversations.canned_texts (canned, language, text) values (${key}, ${language.toLowerCase()}, ${text}) on conflict (canned, language) do update set text = excluded.text`.execute(tx)
  }), shortcut)
  return key
}

export async function setCannedRemoved(db: Db, id: Uuid, removedAt: Instant | null): Promise<{ readonly owner: string } | null> {
  return (await unique(sql<{ owner: string }>`update conversations.canned_replies set removed_at = ${removedAt === null ? null : new Date(removedAt)} where id = ${id} returning owner`.execute(db), null)).rows[0] ?? null
}

export async function ownerOfCanned(db: Db, id: Uuid): Promise<{ owner: string; ownerName: string } | null> {
  return (await sql<{ owner: string; ownerName: string }>`select owner, owner_name as "ownerName" from conversations.canned_replies where id = ${id}`.execute(db)).rows[0] ?? null
}

export interface EarlierAnswer {
  readonly id: Uuid
  readonly asked: string
  readonly text: string
  readonly language: string | null
  readonly conversation: Uuid
  readonly number: number
  readonly at: Instant
}

/** What somebody of ours answered to questions with these words: the nearest first, among the newest that hold most of them. */
export async function earlierAnswers(db: Db, words: readonly string[], notIn: Uuid, limit: number): Promise<EarlierAnswer[]> {
  if (words.length < 2) return []
  const all = words.slice(0, 8).map((word) => `'${word.replaceAll("'", "''")}'`)
  // Two of the rarer words together keep the index of words at work.
  const query = all.slice(0, 3).flatMap((one, at) => all.slice(at + 1, 4).map((other) => `(${one} & ${other})`)).join(' | ')
  return (await sql<EarlierAnswer>`
    with questions as (select id, conversation, at, text, ts_rank(words, ${all.join(' | ')}::tsquery) as rank from (select * from conversations.messages where words @@ ${query}::tsquery and direction = 'inbound' and removed_at is null limit 500) as near where conversation <> ${notIn} order by rank desc limit 40)
    select answer.id, left(question.text, 300) as asked, answer.text, answer.language, answer.conversation, conversation.number, answer.at from questions question
    join lateral (select * from conversations.messages where conversation = question.conversation and at > question.at and direction = 'outbound' and not note and member is not null and removed_at is null and state in ('sent', 'delivered', 'read') and length(text) between 20 and 4000 order by at limit 1) as answer on true
    join conversations.conversations conversation on conversation.id = answer.conversation and not conversation.spam order by question.rank desc, answer.at desc limit ${limit}`.execute(db)).rows
}
