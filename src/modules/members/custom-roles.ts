/** Roles of the company's own making: less than a built-in one, for a part of the conversations. */
import { Conflict, Invalid, NotFound } from '../../kernel/fault.ts'
import { newId } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import { permissions, type Actor, type Permission, type Reach, type Role } from '../../kernel/permission.ts'
import { beyond, mayGive, type Worth } from './authority.ts'
import type { MemberDb } from './tables.ts'

export interface CustomRole {
  readonly id: string
  readonly name: string
  /** What it can never exceed. */
  readonly base: Exclude<Role, 'owner'>
  readonly permissions: readonly Permission[]
  /** `null`: all conversations. */
  readonly reach: Reach | null
  /** How many members have it. */
  readonly members: number
}

export type CustomRoleWords = Pick<CustomRole, 'name' | 'base' | 'permissions' | 'reach'>

/** As many as somebody can tell apart. */
const mostRoles = 100

/** What of an actor follows from a custom role. */
export function limitsOf({ permissions: allowed, reach }: { readonly permissions: readonly string[] | null; readonly reach: Reach | null }): Pick<Actor, 'scopes' | 'reach'> {
  return { ...(allowed === null ? {} : { scopes: permissions.filter((permission) => allowed.includes(permission)) }), ...(reach === null ? {} : { reach }) }
}

function roles(db: MemberDb) {
  return db
    .selectFrom('members.custom_roles as role')
    .select(({ selectFrom }) => ['role.id', 'role.name', 'role.base', 'role.permissions', 'role.reach', selectFrom('members.members').whereRef('custom_role', '=', 'role.id').select(({ fn }) => fn.countAll<number>().as('count')).as('members')])
}

type RoleRow = Awaited<ReturnType<ReturnType<typeof roles>['execute']>>[number]

const roleOf = ({ permissions: allowed, members, ...row }: RoleRow): CustomRole => ({ ...row, permissions: permissions.filter((permission) => allowed.includes(permission)), members: members ?? 0 })

export async function customRoles(db: MemberDb): Promise<CustomRole[]> {
  return (await roles(db).orderBy('role.name').execute()).map(roleOf)
}

/** @throws {NotFound} */
export async function customRole(db: MemberDb, id: string): Promise<CustomRole> {
  const row = await roles(db).where('role.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new NotFound('role', id)
  return roleOf(row)
}

/** What somebody with this role gets. @throws {NotFound} */
export async function worthOf(db: MemberDb, id: string): Promise<Worth> {
  const { base, permissions: scopes, reach } = await customRole(db, id)
  return { role: base, scopes, reach }
}

/** @throws {Invalid} when it has what its base has not */
function check({ base, permissions: allowed }: CustomRoleWords): void {
  const lacking = beyond(base, allowed)
  if (lacking.length > 0) throw new Invalid(`A role within "${base}" cannot have the permission "${lacking.join('", "')}". Leave it out, or choose a higher base.`, { path: '/permissions' }, 'members.role.beyond-base')
}

const taken = (name: string): Conflict => new Conflict(`There is a role named "${name}" already. Give this one another name.`, 'members.role.name-taken')

const isTaken = async (db: MemberDb, name: string, except: string | null): Promise<boolean> =>
  (await customRoles(db)).some((role) => role.id !== except && role.name.toLowerCase() === name.toLowerCase())

/** @throws {Conflict} for a name that is taken; a fault for what the actor may not give */
export async function addCustomRole(db: MemberDb, actor: Actor, words: CustomRoleWords, now: Instant): Promise<CustomRole> {
  check(words)
  mayGive(actor, { role: words.base, scopes: words.permissions, reach: words.reach })
  const there = await customRoles(db)
  if (there.length >= mostRoles) throw new Conflict(`There are ${mostRoles} roles, the most that are kept. Remove one that nobody has.`, 'members.role.too-many')
  if (await isTaken(db, words.name, null)) throw taken(words.name)
  const id = newId(now)
  await db.insertInto('members.custom_roles').values({ id, name: words.name, base: words.base, permissions: [...words.permissions], reach: words.reach === null ? null : JSON.stringify(words.reach), created_at: new Date(now) }).execute()
  return customRole(db, id)
}

/**
 * Changes a role, and with it what everybody who has it may do.
 * @throws {Conflict} when the actor has it: nobody changes what they may themselves
 */
export async function changeCustomRole(db: MemberDb, actor: Actor, id: string, words: CustomRoleWords): Promise<CustomRole> {
  check(words)
  return db.transaction().execute(async (tx) => {
    // Both what it was and what it becomes is to be within what the actor has.
    mayGive(actor, await worthOf(tx, id))
    mayGive(actor, { role: words.base, scopes: words.permissions, reach: words.reach })
    const own = actor.kind === 'member' ? await tx.selectFrom('members.members').select('custom_role').where('user_id', '=', actor.id).executeTakeFirst() : undefined
    if (own?.custom_role === id) throw new Conflict('This is your own role, and nobody changes what they may themselves. Ask somebody else who manages members.', 'members.role.own')
    if (await isTaken(tx, words.name, id)) throw taken(words.name)
    await tx.updateTable('members.custom_roles').set({ name: words.name, base: words.base, permissions: [...words.permissions], reach: words.reach === null ? null : JSON.stringify(words.reach) }).where('id', '=', id).execute()
    await tx.updateTable('members.members').set({ role: words.base }).where('custom_role', '=', id).execute()
    await tx.updateTable('members.invitations').set({ role: words.base }).where('custom_role', '=', id).execute()
    return customRole(tx, id)
  })
}

/** @throws {Conflict} while somebody has it */
export async function removeCustomRole(db: MemberDb, actor: Actor, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name, members } = await customRole(tx, id)
    mayGive(actor, await worthOf(tx, id))
    if (members > 0) throw new Conflict(`${members === 1 ? 'A member has' : `${members} members have`} the role "${name}". Give them another one first.`, 'members.role.in-use')
    await tx.deleteFrom('members.custom_roles').where('id', '=', id).execute()
  })
}
