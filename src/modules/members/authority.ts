/** Who may change whom: nobody gives or takes more than they have, and there is always an owner. */
import { Conflict, Fault } from '../../kernel/fault.ts'
import { may, permissions, type Actor, type Permission, type Reach, type Role } from '../../kernel/permission.ts'

class OwnersOnly extends Fault {
  readonly code = 'members.owners-only'
  override readonly status = 403
  constructor(deed: string) {
    super(`Only an owner may ${deed}. Ask an owner; the list of members shows who they are.`)
  }
}

class BeyondOwn extends Fault {
  readonly code = 'members.beyond-own'
  override readonly status = 403
  constructor(what: string) {
    super(`Nobody gives more than they have, and you do not have "${what}" yourself. Ask somebody who does.`)
  }
}

/** What a role is worth: its permissions, and which conversations. */
export interface Worth {
  readonly role: Role
  /** `null`: all that the role has. */
  readonly scopes: readonly Permission[] | null
  /** `null`: all conversations. */
  readonly reach: Reach | null
}

/** What a change would make of a member; `null` removes them. */
export type Change = { readonly role?: Role | undefined; readonly suspended?: boolean | undefined } | null

interface Standing {
  readonly role: Role
  readonly suspended: boolean
}

/**
 * @throws {OwnersOnly} when the role is above the actor's own
 */
export function mayGrant(actor: Pick<Actor, 'role'>, role: Role): void {
  if (role === 'owner' && actor.role !== 'owner') throw new OwnersOnly('make somebody an owner')
}

/**
 * Whether the actor has everything that somebody else is to get.
 * @throws {OwnersOnly} {BeyondOwn}
 */
export function mayGive(actor: Pick<Actor, 'role' | 'scopes' | 'reach'>, worth: Worth): void {
  mayGrant(actor, worth.role)
  const lacking = permissions.find((permission) => may({ role: worth.role, ...(worth.scopes === null ? {} : { scopes: worth.scopes }) }, permission) && !may(actor, permission))
  if (lacking !== undefined) throw new BeyondOwn(lacking)
  if (actor.reach !== undefined && !isWithin(worth.reach, actor.reach)) throw new BeyondOwn('conversations.read')
}

/** Whether every conversation of one reach is certainly in the other. */
function isWithin(reach: Reach | null, other: Reach): boolean {
  if (reach === null) return false
  const among = (some: readonly string[], all: readonly string[]): boolean => some.every((one) => all.includes(one))
  const teams = reach.teams === 'own' ? other.teams === 'own' : other.teams !== 'own' && among(reach.teams, other.teams)
  return teams && among(reach.accounts, other.accounts) && among(reach.labels, other.labels) && (!reach.teamless || other.teamless)
}

/**
 * Checks a change of a member by the actor.
 * @param otherOwners how many owners there are beside this member who are not suspended
 * @throws {OwnersOnly}
 * @throws {Conflict} when it would leave nobody in charge
 */
export function mayChange(actor: Pick<Actor, 'role'>, member: Standing, change: Change, otherOwners: number): void {
  if (member.role === 'owner' && actor.role !== 'owner') throw new OwnersOnly('change another owner')
  if (change?.role !== undefined) mayGrant(actor, change.role)
  const wasInCharge = member.role === 'owner' && !member.suspended
  const isInCharge = change !== null && (change.role ?? member.role) === 'owner' && !(change.suspended ?? member.suspended)
  if (wasInCharge && !isInCharge && otherOwners === 0) {
    throw new Conflict('This is the last owner, and an installation needs one. Make somebody else an owner first.', 'members.last-owner')
  }
}

/** Scopes that were asked for and that the role does not have. */
export function beyond(role: Role, scopes: readonly Permission[]): Permission[] {
  return scopes.filter((scope) => !may({ kind: 'key', id: '', name: '', role }, scope))
}

/**
 * What a key may do today: what it was made for, as far as its role and its
 * maker's present role both go. `makerRole` is `null` for a key made on the
 * command line, `makerScopes` for a maker with a built-in role.
 */
export function keyScopes(role: Role, scopes: readonly string[] | null, makerRole: Role | null, makerScopes: readonly string[] | null = null): Permission[] {
  const holds = (of: Role, permission: Permission): boolean => may({ kind: 'key', id: '', name: '', role: of }, permission)
  return permissions.filter((permission) => holds(role, permission) && (makerRole === null || holds(makerRole, permission)) && (makerScopes === null || makerScopes.includes(permission)) && (scopes === null || scopes.includes(permission)))
}
