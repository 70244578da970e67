/** The outbox of mail: what is to be sent, to whom, and what came of it. */
import { sql } from 'kysely'
import type { Letter, LetterLanguage } from '../../kernel/letter.ts'
import { newId, type Uuid } from '../../kernel/ids.ts'
import { minuteMs, type Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Seal } from '../../platform/seal.ts'
import { wake } from './events.ts'
import { mailIsSetUp } from './mail-settings.ts'

/** Longer than any conversation with a mail server lasts. */
const leaseMs = 3 * minuteMs

/**
 * Puts a letter to one address into the outbox, in the caller's transaction.
 * It is sealed while it waits, because it may hold a link that lets somebody in.
 * Answers whether there is mail at all; without, nothing is kept.
 */
export async function keepLetter(tx: Db | Tx, seal: Seal, to: { address: string; language: LetterLanguage }, letter: Letter, now: Instant): Promise<boolean> {
  if (!(await mailIsSetUp(tx))) return false
  await sql`
    insert into outgoing.mails (id, address, language, letter, subject, due_at, created_at)
    values (${newId(now)}, ${to.address}, ${to.language}, ${seal.seal(JSON.stringify(letter))}, ${letter.subject.slice(0, 200)}, ${new Date(now)}, ${new Date(now)})`.execute(tx)
  await wake(tx)
  return true
}

export interface DueMail {
  readonly id: Uuid
  readonly member: string | null
  readonly address: string | null
  readonly language: LetterLanguage | null
  readonly letter: string | null
  readonly type: string | null
  readonly body: string | null
  readonly tries: number
  readonly firstTriedAt: Instant | null
}

export async function claimMails(db: Db, atMost: number, now: Instant): Promise<DueMail[]> {
  const { rows } = await sql<DueMail>`
    with chosen as (
      select id from outgoing.mails where state = 'waiting' and due_at <= ${new Date(now)} and (leased_until is null or leased_until <= ${new Date(now)})
      order by due_at limit ${atMost} for update skip locked
    ), leased as (
      update outgoing.mails mail set leased_until = ${new Date(now + leaseMs)} from chosen where mail.id = chosen.id returning mail.*
    )
    select leased.id, leased.member, leased.address, leased.language, leased.letter, event.type, event.body, leased.tries, leased.first_tried_at as "firstTriedAt" from leased left join outgoing.events event on event.id = leased.event`.execute(db)
  return rows
}

export async function nextMailDue(db: Db): Promise<Instant | null> {
  return (await sql<{ at: Instant | null }>`select min(greatest(due_at, leased_until)) as at from outgoing.mails where state = 'waiting'`.execute(db)).rows[0]?.at ?? null
}

export interface MailTry {
  readonly state: 'sent' | 'waiting' | 'failed' | 'dropped'
  readonly at: Instant
  readonly dueAt?: Instant
  readonly subject?: string
  readonly code?: string
  readonly because?: string
}

/** Saves what came of a try; a letter that will not be sent again is forgotten. */
export async function saveMailTry(db: Db, id: Uuid, { state, at, dueAt, subject, code, because }: MailTry): Promise<void> {
  const over = state !== 'waiting'
  await sql`
    update outgoing.mails set state = ${state}, tries = tries + 1, first_tried_at = coalesce(first_tried_at, ${new Date(at)}), leased_until = null, due_at = ${new Date(dueAt ?? at)},
      subject = coalesce(${subject ?? null}, subject), code = ${code ?? null}, because = ${because ?? null}, letter = case when ${over} then null else letter end, finished_at = ${over ? new Date(at) : null}::timestamptz
    where id = ${id} and state = 'waiting'`.execute(db)
}

export interface LoggedMail {
  readonly id: Uuid
  readonly member: string | null
  readonly address: string | null
  readonly type: string | null
  readonly subject: string
  readonly state: MailTry['state']
  readonly tries: number
  readonly dueAt: Instant
  readonly code: string | null
  readonly because: string | null
  readonly createdAt: Instant
  readonly finishedAt: Instant | null
}

/** The outbox, the newest first. */
export async function listMails(db: Db, page: { before: { at: Instant; id: Uuid } | null; limit: number }): Promise<LoggedMail[]> {
  const { rows } = await sql<LoggedMail>`
    select mail.id, mail.member, mail.address, event.type, mail.subject, mail.state, mail.tries, mail.due_at as "dueAt", mail.code, mail.because, mail.created_at as "createdAt", mail.finished_at as "finishedAt"
    from outgoing.mails mail left join outgoing.events event on event.id = mail.event
    where ${page.before === null} or (mail.created_at, mail.id) < (${new Date(page.before?.at ?? 0)}, ${page.before?.id ?? null}::uuid)
    order by mail.created_at desc, mail.id desc limit ${page.limit}`.execute(db)
  return rows
}

export async function subscriptionsOf(db: Db, member: string): Promise<string[]> {
  return (await sql<{ type: string }>`select type from outgoing.subscriptions where member = ${member} order by type`.execute(db)).rows.map(({ type }) => type)
}

export async function saveSubscriptions(db: Db, member: string, types: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`delete from outgoing.subscriptions where member = ${member}`.execute(tx)
    await sql`insert into outgoing.subscriptions (member, type) select ${member}, type from unnest(${types}::text[]) as type on conflict do nothing`.execute(tx)
  })
}
