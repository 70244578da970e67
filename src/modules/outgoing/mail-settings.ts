/** How mail leaves: one set of SMTP settings, its password sealed. */
import { sql } from 'kysely'
import { Conflict } from '../../kernel/fault.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Seal } from '../../platform/seal.ts'

/** `tls` from the first byte, `starttls` or nothing at all, `none` for a server on this machine. */
export const securities = ['tls', 'starttls', 'none'] as const

export interface MailSettings {
  readonly host: string
  readonly port: number
  readonly security: (typeof securities)[number]
  /** `null`: the server asks for no sign-in. */
  readonly username: string | null
  readonly fromName: string
  readonly fromAddress: string
}
export interface OpenMailSettings extends MailSettings {
  readonly password: string | null
}

type Row = MailSettings & { readonly password: string | null }

async function row(db: Db | Tx): Promise<Row | null> {
  return (await sql<Row>`select host, port, security, username, password, from_name as "fromName", from_address as "fromAddress" from outgoing.mail_settings`.execute(db)).rows[0] ?? null
}

/** What may be shown: whether there is a password, not which. */
export async function shownMailSettings(db: Db | Tx): Promise<(MailSettings & { readonly hasPassword: boolean }) | null> {
  const settings = await row(db)
  if (settings === null) return null
  const { password, ...rest } = settings
  return { ...rest, hasPassword: password !== null }
}

/** @throws {Unavailable} when the password was sealed with another key */
export async function openMailSettings(db: Db | Tx, seal: Seal): Promise<OpenMailSettings | null> {
  const settings = await row(db)
  return settings === null ? null : { ...settings, password: settings.password === null ? null : seal.open(settings.password) }
}

/** `password`: `undefined` keeps the one that is there, for the same host and user only. */
export async function saveMailSettings(db: Db, seal: Seal, settings: MailSettings, password: string | null | undefined, now: Instant): Promise<void> {
  const { host, port, security, username, fromName, fromAddress } = settings
  const before = await row(db)
  if (password === undefined && before !== null && before.password !== null && username !== null && (before.host !== host || before.username !== username)) {
    throw new Conflict('The password is kept for the server and user it was entered for. Enter it again for the new ones.', 'outgoing.password-again')
  }
  const sealed = username === null ? null : password === undefined ? (before?.password ?? null) : password === null ? null : seal.seal(password)
  await sql`
    insert into outgoing.mail_settings (host, port, security, username, password, from_name, from_address, changed_at)
    values (${host}, ${port}, ${security}, ${username}, ${sealed}, ${fromName}, ${fromAddress}, ${new Date(now)})
    on conflict (sole) do update set host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username, password = excluded.password, from_name = excluded.from_name, from_address = excluded.from_address, changed_at = excluded.changed_at`.execute(db)
  // What waited for a server that was wrong need not wait longer.
  await sql`update outgoing.mails set due_at = ${new Date(now)} where state = 'waiting'`.execute(db)
}

/** Ends sending: what waits is let go, so that nothing old goes out when mail is set up anew. */
export async function removeMailSettings(db: Db, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`delete from outgoing.mail_settings`.execute(tx)
    await sql`update outgoing.mails set state = 'dropped', code = 'no-settings', letter = null, finished_at = ${new Date(now)} where state = 'waiting'`.execute(tx)
  })
}

export async function mailIsSetUp(db: Db | Tx): Promise<boolean> {
  return (await sql<{ here: boolean }>`select exists (select from outgoing.mail_settings) as here`.execute(db)).rows[0]?.here ?? false
}
