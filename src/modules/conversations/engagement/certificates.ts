/** Certificates: what a member has shown they can do, given by who may, for a time or for good. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface Certificate { readonly id: Uuid; readonly member: string; readonly name: string; readonly until: Instant | null; readonly givenAt: Instant; readonly givenBy: string }
const columns = sql`id, member, name, until, given_at as "givenAt", given_by_name as "givenBy"`

export async function listCertificates(db: Db): Promise<Certificate[]> {
  const { rows } = await sql<Certificate>`select ${columns} from conversations.certificates where taken_at is null order by lower(name), member`.execute(db)
  return rows
}

/** Nobody certifies themselves. */
export async function giveCertificate(db: Db, actor: Actor, given: { readonly member: string; readonly name: string; readonly until: Instant | null }, now: Instant): Promise<Certificate> {
  if (actor.id === given.member) throw new Conflict('Nobody certifies themselves. Ask somebody else who may.', 'conversations.certificate.own')
  return db.transaction().execute(async (tx) => {
    await sql`update conversations.certificates set taken_at = ${new Date(now)} where member = ${given.member} and lower(name) = lower(${given.name}) and taken_at is null`.execute(tx)
    const { rows } = await sql<Certificate>`insert into conversations.certificates (id, member, name, until, given_at, given_by, given_by_name)
      values (${newId(now)}, ${given.member}, ${given.name}, ${given.until === null ? null : new Date(given.until)}, ${new Date(now)}, ${actor.id}, ${actor.name}) returning ${columns}`.execute(tx)
    const [one] = rows
    if (!one) throw new NotFound('certificate', given.name)
    return one
  })
}

export async function takeCertificate(db: Db, id: Uuid, now: Instant): Promise<void> {
  const { numAffectedRows } = await sql`update conversations.certificates set taken_at = ${new Date(now)} where id = ${id} and taken_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('certificate', id)
}
