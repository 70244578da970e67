/** The first visit: whoever can read the console makes the owner account, once. */
import { timingSafeEqual } from 'node:crypto'
import { Conflict, Invalid } from '../../kernel/fault.ts'
import type { Instant } from '../../kernel/instant.ts'
import { passwordHash, writeMember, type NewMember } from './accounts.ts'
import type { MemberDb } from './tables.ts'
import { hashOf, randomText } from './token.ts'

const tokenLength = 32

export async function isClaimed(db: MemberDb): Promise<boolean> {
  return (await db.selectFrom('members.members').select('user_id').where('role', '=', 'owner').limit(1).executeTakeFirst()) !== undefined
}

/** A new token for the console; earlier ones stop working. `null` when there is an owner already. */
export async function newClaim(db: MemberDb, now: Instant): Promise<string | null> {
  if (await isClaimed(db)) return null
  const token = randomText(tokenLength)
  const row = { token_hash: hashOf(token), created_at: new Date(now) }
  await db.insertInto('members.claims').values(row).onConflict((conflict) => conflict.column('sole').doUpdateSet(row)).execute()
  return token
}

/** Whose installation it is; empty when nobody said. */
export async function companyOf(db: MemberDb): Promise<string> {
  return (await db.selectFrom('members.installation').select('company').executeTakeFirst())?.company ?? ''
}

export async function nameCompany(db: MemberDb, company: string): Promise<void> {
  await db.updateTable('members.installation').set({ company }).execute()
}

const alreadyClaimed = (): Conflict => new Conflict('This installation has an owner already. Sign in, or ask them for an invitation.', 'members.claimed')

/**
 * Makes the owner. Of two who come at once with the same token, one becomes owner.
 * @throws {Conflict} when there is an owner already
 * @throws {Invalid} when the token is not the one printed last
 */
export async function claim(db: MemberDb, token: string, owner: Omit<NewMember, 'role'>, company: string, now: Instant): Promise<string> {
  if (await isClaimed(db)) throw alreadyClaimed()
  await checkToken(db, token)
  const hash = await passwordHash(owner.password)
  return db.transaction().execute(async (tx) => {
    // Whoever waits here finds the row gone: the one before has become owner.
    const open = await tx.selectFrom('members.claims').select('token_hash').forUpdate().executeTakeFirst()
    if (open === undefined) throw alreadyClaimed()
    await checkToken(tx, token)
    const id = await writeMember(tx, { ...owner, role: 'owner' }, hash, now)
    await tx.deleteFrom('members.claims').execute()
    await tx.insertInto('members.installation').values({ company, claimed_at: new Date(now) }).onConflict((conflict) => conflict.doNothing()).execute()
    return id
  })
}

async function checkToken(db: MemberDb, token: string): Promise<void> {
  const open = await db.selectFrom('members.claims').select('token_hash').executeTakeFirst()
  if (open === undefined || !timingSafeEqual(open.token_hash, hashOf(token.trim()))) {
    throw new Invalid('This is not the token that the console printed last. Each start prints a new one until there is an owner; "bin/rapport user add --role owner" makes one without it.', { path: '/token' }, 'members.claim-token')
  }
}
