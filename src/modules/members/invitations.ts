/** Invitation links: they work once, for seven days, as long as whoever made them may still give that role. */
import { Conflict, Invalid, NotFound } from '../../kernel/fault.ts'
import { newId } from '../../kernel/ids.ts'
import { dayMs, type Instant } from '../../kernel/instant.ts'
import { may, type Actor, type Role } from '../../kernel/permission.ts'
import { addressOf, passwordHash, writeMember, type NewMember } from './accounts.ts'
import { mayGive } from './authority.ts'
import { worthOf } from './custom-roles.ts'
import { memberJoined } from './event-types.ts'
import { invitationLetter } from './letters.ts'
import type { Post } from './ports.ts'
import { moment, type Language, type MemberDb } from './tables.ts'
import { hashOf, randomText } from './token.ts'

const lifetimeMs = 7 * dayMs
const tokenLength = 32

export interface Invitation {
  readonly id: string
  readonly email: string | null
  readonly role: Role
  readonly customRole: { readonly id: string; readonly name: string } | null
  /** Name of who made it. */
  readonly invitedBy: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

function invitations(db: MemberDb) {
  return db
    .selectFrom('members.invitations as invitation')
    .innerJoin('auth.users as user', 'user.id', 'invitation.invited_by')
    .innerJoin('members.members as maker', 'maker.user_id', 'invitation.invited_by')
    .leftJoin('members.custom_roles as custom', 'custom.id', 'invitation.custom_role')
    .select(['invitation.id', 'invitation.email', 'invitation.role', 'custom.id as custom_id', 'custom.name as custom_name', 'user.name as invited_by', 'invitation.created_at', 'invitation.expires_at', 'maker.role as maker_role', 'maker.suspended_at as maker_suspended_at'])
}

type InvitationRow = Awaited<ReturnType<ReturnType<typeof invitations>['execute']>>[number]

function invitationOf(row: InvitationRow): Invitation {
  return { id: row.id, email: row.email, role: row.role, customRole: row.custom_id === null || row.custom_name === null ? null : { id: row.custom_id, name: row.custom_name }, invitedBy: row.invited_by, createdAt: row.created_at, expiresAt: row.expires_at }
}

/** Those that can still be used, the newest first. */
export async function openInvitations(db: MemberDb, now: Instant): Promise<Invitation[]> {
  const rows = await invitations(db).where('invitation.expires_at', '>', moment(now)).orderBy('invitation.created_at', 'desc').execute()
  return rows.map(invitationOf)
}

/**
 * Makes an invitation; `token` goes into the link and is not kept. With an
 * address it is mailed there too, where mail is set up.
 * @throws {OwnersOnly} when the role is above the actor's
 * @throws {Conflict} when the address belongs to a member already
 * @throws {Invalid} when a key that no member made asks
 */
export async function invite(db: MemberDb, post: Post, actor: Actor, email: string | undefined, as: { readonly role: Role } | { readonly customRole: string }, now: Instant): Promise<{ invitation: Invitation; token: string; mailed: boolean }> {
  const worth = 'customRole' in as ? await worthOf(db, as.customRole) : { role: as.role, scopes: null, reach: null }
  const { role } = worth
  mayGive(actor, worth)
  const maker = await makerOf(db, actor)
  if (maker === null) throw new Invalid('An invitation is made by a member, and this key belongs to none: it was made on the command line. Use "bin/rapport user add" there instead.', undefined, 'members.no-inviter')
  const address = email === undefined ? null : addressOf(email)
  if (address !== null && (await db.selectFrom('auth.users').select('id').where('email', '=', address).executeTakeFirst())) {
    throw new Conflict(`There is already a member with the address ${address}.`, 'members.address-taken')
  }
  const token = randomText(tokenLength)
  const id = newId(now)
  const mailed = await db.transaction().execute(async (tx) => {
    // Expired ones are of no use to anybody, and a second one to the same person replaces the first.
    await tx.deleteFrom('members.invitations').where((where) => where.or([where('expires_at', '<=', moment(now)), ...(address === null ? [] : [where('email', '=', address)])])).execute()
    await tx.insertInto('members.invitations').values({ id, token_hash: hashOf(token), email: address, role, custom_role: 'customRole' in as ? as.customRole : null, invited_by: maker, created_at: new Date(now), expires_at: new Date(now + lifetimeMs) }).execute()
    if (address === null) return false
    const language = await languageOf(tx, maker)
    return post.mail(tx, { address, language }, invitationLetter(actor.name, await companyOf(tx), role, token, language))
  })
  return { invitation: invitationOf(await invitations(db).where('invitation.id', '=', id).executeTakeFirstOrThrow()), token, mailed }
}

/** An invitation speaks the language of who made it: the other's is not known yet. */
async function languageOf(db: MemberDb, id: string): Promise<Language> {
  return (await db.selectFrom('members.members').select('language').where('user_id', '=', id).executeTakeFirst())?.language ?? 'en'
}

async function companyOf(db: MemberDb): Promise<string> {
  return (await db.selectFrom('members.installation').select('company').executeTakeFirst())?.company ?? ''
}

/** The member behind an actor: themselves, or who made the key. */
export async function makerOf(db: MemberDb, actor: Actor): Promise<string | null> {
  if (actor.kind === 'member') return actor.id
  if (actor.kind !== 'key') return null
  return (await db.selectFrom('members.keys').select('created_by').where('id', '=', actor.id).executeTakeFirst())?.created_by ?? null
}

/** @throws {NotFound} */
export async function revokeInvitation(db: MemberDb, id: string): Promise<void> {
  const gone = await db.deleteFrom('members.invitations').where('id', '=', id).executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new NotFound('invitation', id)
}

const noSuchInvitation = (): Invalid => new Invalid('This invitation link does not work: it was used, taken back, or is older than seven days. Ask for a new one.', undefined, 'members.invitation')

/** @throws {Invalid} with one sentence for every reason, so that it cannot be probed */
export async function invitationByToken(db: MemberDb, token: string, now: Instant): Promise<Invitation> {
  const row = await invitations(db).where('invitation.token_hash', '=', hashOf(token)).executeTakeFirst()
  if (row === undefined || row.expires_at <= now || row.maker_suspended_at !== null) throw noSuchInvitation()
  const maker = { kind: 'member', id: '', name: '', role: row.maker_role } as const
  if (!may(maker, 'members.manage') || (row.role === 'owner' && maker.role !== 'owner')) throw noSuchInvitation()
  return invitationOf(row)
}

/**
 * Joins. Of two who come at once with the same link, one gets in.
 * @throws {Invalid} when the link does not work or is for another address
 * @throws {Conflict} when the address belongs to a member already
 */
export async function acceptInvitation(db: MemberDb, post: Pick<Post, 'announce'>, token: string, joining: Omit<NewMember, 'role'>, now: Instant): Promise<string> {
  const { id, email, role, customRole } = await invitationByToken(db, token, now)
  if (email !== null && email !== addressOf(joining.email)) {
    throw new Invalid(`This invitation is for ${email}. Join with that address, or ask for an invitation to yours.`, { path: '/email' }, 'members.other-address')
  }
  const hash = await passwordHash(joining.password)
  return db.transaction().execute(async (tx) => {
    const used = await tx.deleteFrom('members.invitations').where('id', '=', id).executeTakeFirst()
    if (used.numDeletedRows === 0n) throw noSuchInvitation()
    const member = await writeMember(tx, { ...joining, role, customRole: customRole?.id }, hash, now)
    await post.announce(tx, { type: memberJoined.type, at: now, data: { member, name: joining.name, role } })
    return member
  })
}
