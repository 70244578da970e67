/** The members: who they are, their role, and how it changes. */
import { NotFound } from '../../kernel/fault.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Actor, Permission, Role } from '../../kernel/permission.ts'
import { limitsOf, worthOf, type CustomRole } from './custom-roles.ts'
import { memberRemoved } from './event-types.ts'
import type { Post } from './ports.ts'
import { mayChange, mayGive, type Change } from './authority.ts'
import type { Language, MemberDb, Theme } from './tables.ts'

export interface Member {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Of the company's own making, within `role`. */
  readonly customRole: Pick<CustomRole, 'id' | 'name'> | null
  /** What it leaves of `role`; `null`: all. */
  readonly scopes: readonly Permission[] | null
  readonly suspended: boolean
  readonly createdAt: Instant
  readonly lastSeenAt: Instant | null
  readonly language: Language | null
  readonly timeZone: string | null
  readonly theme: Theme
}

function members(db: MemberDb) {
  return db
    .selectFrom('members.members as member')
    .innerJoin('auth.users as user', 'user.id', 'member.user_id')
    .leftJoin('members.custom_roles as custom', 'custom.id', 'member.custom_role')
    .select(['user.id', 'user.name', 'user.email', 'member.role', 'custom.id as custom_id', 'custom.name as custom_name', 'custom.permissions as custom_permissions', 'member.suspended_at', 'member.created_at', 'member.last_seen_at', 'member.language', 'member.time_zone', 'member.theme'])
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number]

function memberOf(row: MemberRow): Member {
  return {
    id: row.id, name: row.name, email: row.email, role: row.role, customRole: row.custom_id === null || row.custom_name === null ? null : { id: row.custom_id, name: row.custom_name }, scopes: limitsOf({ permissions: row.custom_permissions, reach: null }).scopes ?? null, suspended: row.suspended_at !== null,
    createdAt: row.created_at, lastSeenAt: row.last_seen_at, language: row.language, timeZone: row.time_zone, theme: row.theme,
  }
}

/** All members, the oldest first. A company has as many as it has seats, so this is not paged. */
export async function allMembers(db: MemberDb): Promise<Member[]> {
  return (await members(db).orderBy('member.created_at').orderBy('user.id').execute()).map(memberOf)
}

/** @throws {NotFound} */
export async function memberById(db: MemberDb, id: string): Promise<Member> {
  const row = await members(db).where('user.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new NotFound('member', id)
  return memberOf(row)
}

/**
 * Changes a member's role, built-in or custom, or suspends them, as far as the actor may. All
 * owners are locked first, so that two of them cannot take each other's
 * place away at the same moment. Suspending ends every session.
 */
export async function changeMember(db: MemberDb, actor: Pick<Actor, 'role' | 'scopes' | 'reach'>, id: string, asked: NonNullable<Change> & { readonly customRole?: string | undefined }, now: Instant): Promise<Member> {
  return db.transaction().execute(async (tx) => {
    const worth = asked.customRole === undefined ? (asked.role === undefined ? null : { role: asked.role, scopes: null, reach: null }) : await worthOf(tx, asked.customRole)
    const change = { suspended: asked.suspended, ...(worth === null ? {} : { role: worth.role }) }
    await checked(tx, actor, id, change)
    if (worth !== null) mayGive(actor, worth)
    if (worth !== null) await tx.updateTable('members.members').set({ role: worth.role, custom_role: asked.customRole ?? null }).where('user_id', '=', id).execute()
    if (change.suspended !== undefined) await tx.updateTable('members.members').set({ suspended_at: change.suspended ? new Date(now) : null }).where('user_id', '=', id).execute()
    if (change.suspended) await tx.deleteFrom('auth.sessions').where('user_id', '=', id).execute()
    return memberById(tx, id)
  })
}

/** Removes a member with their sessions, open invitations and keys. What they did stays. `telling`: the way to tell it; without, nobody is told. */
export async function removeMember(db: MemberDb, actor: Pick<Actor, 'role'>, id: string, telling?: { readonly post: Pick<Post, 'announce'>; readonly now: Instant }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name, role } = await checked(tx, actor, id, null)
    await telling?.post.announce(tx, { type: memberRemoved.type, at: telling.now, data: { member: id, name, role } })
    await tx.deleteFrom('auth.users').where('id', '=', id).execute()
  })
}

async function checked(tx: MemberDb, actor: Pick<Actor, 'role'>, id: string, change: Change): Promise<Member> {
  const owners = await tx.selectFrom('members.members').select('user_id').where('role', '=', 'owner').where('suspended_at', 'is', null).orderBy('user_id').forUpdate().execute()
  const member = await memberById(tx, id)
  mayChange(actor, member, change, owners.filter((owner) => owner.user_id !== id).length)
  return member
}

export interface OwnSettings {
  readonly name?: string | undefined
  readonly language?: Language | null | undefined
  readonly timeZone?: string | null | undefined
  readonly theme?: Theme | undefined
}

/** What members say about themselves. */
export async function changeOwnSettings(db: MemberDb, id: string, settings: OwnSettings, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (settings.name !== undefined) await tx.updateTable('auth.users').set({ name: settings.name, updated_at: new Date(now) }).where('id', '=', id).execute()
    const changes = {
      ...(settings.language === undefined ? {} : { language: settings.language }),
      ...(settings.timeZone === undefined ? {} : { time_zone: settings.timeZone }),
      ...(settings.theme === undefined ? {} : { theme: settings.theme }),
    }
    if (Object.keys(changes).length > 0) await tx.updateTable('members.members').set(changes).where('user_id', '=', id).execute()
  })
}
