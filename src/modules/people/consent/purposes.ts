/** The company's purposes and the words with which it asks. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Basis, PurposeRule } from './may-contact.ts'

export type Language = 'en' | 'nl'
export type ByLanguage = Partial<Record<Language, string>>

export interface Purpose extends PurposeRule {
  readonly name: ByLanguage
  readonly about: ByLanguage
  /** Channels that it is offered on. */
  readonly channels: readonly string[]
  readonly position: number
}

export interface Wording {
  readonly id: Uuid
  readonly purpose: string
  readonly language: Language
  readonly words: string
  readonly since: Instant
}

const columns = sql`id, name, about, basis, channels, valid_months as "validMonths", position`

/** Those in use, in the company's order. */
export async function purposesOf(db: Db | Tx): Promise<Purpose[]> {
  const { rows } = await sql<Purpose>`select ${columns} from people.purposes where retired_at is null order by position, id`.execute(db)
  return rows
}

/** All, those out of use too, by id: what was said about them keeps its meaning. */
export async function purposeRules(db: Db | Tx): Promise<Map<string, Purpose>> {
  const { rows } = await sql<Purpose>`select ${columns} from people.purposes`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface PurposeChange {
  readonly name: ByLanguage
  readonly about: ByLanguage
  readonly basis: Basis
  readonly channels: readonly string[]
  readonly validMonths: number | null
  readonly position: number
}

/** Makes a purpose or changes it; one out of use comes back. */
export async function savePurpose(db: Db, id: string, to: PurposeChange): Promise<void> {
  await sql`
    insert into people.purposes (id, name, about, basis, channels, valid_months, position)
    values (${id}, ${JSON.stringify(to.name)}::jsonb, ${JSON.stringify(to.about)}::jsonb, ${to.basis}, ${[...to.channels]}, ${to.validMonths}, ${to.position})
    on conflict (id) do update set name = excluded.name, about = excluded.about, basis = excluded.basis, channels = excluded.channels, valid_months = excluded.valid_months, position = excluded.position, retired_at = null`.execute(db)
}

/** Takes a purpose out of use. What people said about it stays in the ledger. @throws {NotFound} {Conflict} for the last one. */
export async function retirePurpose(db: Db, id: string): Promise<void> {
  const left = await purposesOf(db)
  if (!left.some((one) => one.id === id)) throw new NotFound('purpose', id)
  if (left.length === 1) throw new Conflict('The last purpose cannot go: without one nobody could say yes or no to anything. Make another one first.', 'people.purpose.last')
  await sql`update people.purposes set retired_at = now() where id = ${id}`.execute(db)
}

/** The wordings in use, newest first. */
export async function wordingsOf(db: Db | Tx, purpose: string | null = null): Promise<Wording[]> {
  const { rows } = await sql<Wording>`select id, purpose, language, words, since from people.wordings where retired_at is null and (${purpose}::text is null or purpose = ${purpose}) order by purpose, language, since desc`.execute(db)
  return rows
}

/** New words for a purpose in a language; the old ones stay with those who read them. @throws {NotFound} */
export async function saveWording(db: Db, purpose: string, language: Language, words: string): Promise<Uuid> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql`select 1 from people.purposes where id = ${purpose} for update`.execute(tx)
    if (rows.length === 0) throw new NotFound('purpose', purpose)
    await sql`update people.wordings set retired_at = now() where purpose = ${purpose} and language = ${language} and retired_at is null`.execute(tx)
    const id = newId()
    await sql`insert into people.wordings (id, purpose, language, words) values (${id}, ${purpose}, ${language}, ${words})`.execute(tx)
    return id
  })
}
