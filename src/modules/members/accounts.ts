/** Makes members and sets their passwords, in the database alone: for the first visit, invitations and the command line. */
import { Conflict, Invalid, NotFound } from '../../kernel/fault.ts'
import { newId } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Role } from '../../kernel/permission.ts'
import type { MemberDb } from './tables.ts'

/** Lengths in UTF-16 code units, as sign-in counts them. */
export const passwordLength = { least: 10, most: 256 } as const

export interface NewMember {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Id of a custom role within `role`. */
  readonly customRole?: string | undefined
}

/** The form in which addresses are kept and compared. */
export function addressOf(email: string): string {
  return email.trim().toLowerCase()
}

/**
 * scrypt with better-auth's own parameters, so that sign-in can check it.
 * Slow by design: do it outside transactions.
 */
export async function passwordHash(password: string): Promise<string> {
  const { hashPassword } = await import('better-auth/crypto')
  return hashPassword(password)
}

/** @throws {Invalid} when the password is too short or too long */
function checkPassword(password: string): void {
  if (password.length < passwordLength.least) throw new Invalid(`A password has at least ${passwordLength.least} characters; this one has ${password.length}.`, { path: '/password' }, 'members.password')
  if (password.length > passwordLength.most) throw new Invalid(`A password has at most ${passwordLength.most} characters; this one has ${password.length}.`, { path: '/password' }, 'members.password')
}

/**
 * Writes a member; the caller has checked that this may be.
 * @param hash of `passwordHash`
 * @throws {Conflict} when the address is taken
 */
export async function writeMember(db: MemberDb, member: Omit<NewMember, 'password'>, hash: string, now: Instant): Promise<string> {
  const id = newId(now)
  const email = addressOf(member.email)
  const made = await db.insertInto('auth.users').values({ id, name: member.name, email }).onConflict((conflict) => conflict.column('email').doNothing()).returning('id').executeTakeFirst()
  if (made === undefined) throw new Conflict(`There is already a member with the address ${email}. Sign in instead, or use another address.`, 'members.address-taken')
  await db.insertInto('auth.accounts').values({ id: newId(now), account_id: id, provider_id: 'credential', user_id: id, password: hash }).execute()
  await db.insertInto('members.members').values({ user_id: id, role: member.role, custom_role: member.customRole ?? null, language: null, time_zone: null, created_at: new Date(now) }).execute()
  return id
}

/**
 * Adds a member from outside the page. An owner made here claims the installation.
 * @throws {Conflict} when the address is taken
 * @throws {Invalid} when the password does not do
 */
export async function addMember(db: MemberDb, member: NewMember, now: Instant): Promise<string> {
  checkPassword(member.password)
  const hash = await passwordHash(member.password)
  return db.transaction().execute(async (tx) => {
    const id = await writeMember(tx, member, hash, now)
    if (member.role === 'owner') {
      await tx.deleteFrom('members.claims').execute()
      await tx.insertInto('members.installation').values({ company: '' }).onConflict((conflict) => conflict.doNothing()).execute()
    }
    return id
  })
}

/**
 * Sets a new password and ends every session, because whoever needs this has lost the old one.
 * @throws {NotFound}
 */
export async function resetPassword(db: MemberDb, email: string, password: string, now: Instant): Promise<void> {
  checkPassword(password)
  const user = await db.selectFrom('auth.users').select('id').where('email', '=', addressOf(email)).executeTakeFirst()
  if (user === undefined) throw new NotFound('member', email)
  const hash = await passwordHash(password)
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('auth.accounts').set({ password: hash, updated_at: new Date(now) }).where('user_id', '=', user.id).where('provider_id', '=', 'credential').execute()
    await tx.deleteFrom('auth.sessions').where('user_id', '=', user.id).execute()
  })
}
