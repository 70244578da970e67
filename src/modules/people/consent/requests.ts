/** What people ask for on their preference page, until a member decides. All its SQL. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Language } from './purposes.ts'

export interface PrivacyRequest {
  readonly id: Uuid
  readonly identity: Uuid
  /** `null` when the identity is here no more. */
  readonly person: Uuid | null
  readonly name: string | null
  readonly kind: 'copy' | 'erasure'
  readonly state: 'waiting' | 'confirmed' | 'declined'
  readonly language: Language
  readonly neverAgain: boolean
  readonly at: Instant
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly because: string | null
}

const selected = sql`request.id, request.identity, identity.person, coalesce(identity.name, identity.handle, identity.external_id) as name, kind, state, language, never_again as "neverAgain", at, decided_at as "decidedAt", decided_by as "decidedBy", because
  from people.requests as request left join people.identities as identity on identity.id = request.identity`

/** Puts a request in the queue; asking twice is asking once. */
export async function askFor(db: Db, ask: { identity: Uuid; kind: PrivacyRequest['kind']; language: Language; neverAgain: boolean }): Promise<void> {
  await sql`
    insert into people.requests (id, identity, kind, language, never_again) values (${newId()}, ${ask.identity}, ${ask.kind}, ${ask.language}, ${ask.neverAgain})
    on conflict (identity, kind) where state = 'waiting' do update set never_again = excluded.never_again, language = excluded.language`.execute(db)
}

export async function requestsPage(db: Db, after: { waiting: boolean; at: Instant; id: Uuid } | null, limit: number): Promise<PrivacyRequest[]> {
  const beyond = after ? sql`(state = 'waiting', at, request.id) < (${after.waiting}, ${new Date(after.at)}, ${after.id}::uuid)` : sql`true`
  const { rows } = await sql<PrivacyRequest>`select ${selected} where ${beyond} order by (state = 'waiting') desc, at desc, request.id desc limit ${limit}`.execute(db)
  return rows
}

/** What waits for some identities. */
export async function waitingFor(db: Db, identities: readonly Uuid[]): Promise<PrivacyRequest[]> {
  const { rows } = await sql<PrivacyRequest>`select ${selected} where request.identity = any(${[...identities]}::uuid[]) and state = 'waiting'`.execute(db)
  return rows
}

/** @throws {NotFound} */
export async function requestOf(db: Db | Tx, id: Uuid): Promise<PrivacyRequest> {
  const { rows } = await sql<PrivacyRequest>`select ${selected} where request.id = ${id}`.execute(db)
  if (!rows[0]) throw new NotFound('request', id)
  return rows[0]
}

/** @throws {Conflict} when somebody decided already. */
export async function decide(tx: Tx, id: Uuid, state: 'confirmed' | 'declined', by: string, because: string | null): Promise<void> {
  const { numAffectedRows } = await sql`update people.requests set state = ${state}, decided_at = now(), decided_by = ${by}, because = ${because} where id = ${id} and state = 'waiting'`.execute(tx)
  if (!numAffectedRows) throw new Conflict('Somebody has decided on this request already. Load the list again.', 'people.request.decided')
}
