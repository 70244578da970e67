/** Who may do what. Pure, and shared with the page so that it shows only what works. */

export const roles = ['owner', 'manager', 'agent', 'analyst', 'guest'] as const
export type Role = (typeof roles)[number]

/**
 * Every act that a route can ask for. Named after the module and the deed.
 * A route names exactly one of these, or `public` or `signed-in`.
 */
export const permissions = [
  'installation.manage',
  'members.read', 'members.manage',
  'keys.manage',
  'webhooks.manage',
  'sources.read', 'sources.manage',
  'imports.read', 'imports.manage',
  'interactions.write',
  'topics.read', 'topics.manage',
  'mentions.read', 'mentions.export', 'mentions.manage',
  'people.read', 'people.manage', 'people.export', 'people.erase',
  'accounts.read', 'accounts.manage',
  'conversations.read', 'conversations.answer', 'conversations.manage',
  'engagement.manage',
  'audit.read',
  'operation.read',
] as const
export type Permission = (typeof permissions)[number]

const reading: readonly Permission[] = ['sources.read', 'topics.read', 'mentions.read', 'people.read']
const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  manager: permissions.filter((permission) => permission !== 'installation.manage'),
  agent: [...reading, 'accounts.read', 'conversations.read', 'conversations.answer', 'imports.read', 'members.read', 'mentions.manage', 'people.manage'],
  analyst: [...reading, 'accounts.read', 'imports.read', 'members.read', 'topics.manage', 'mentions.export', 'people.export'],
  guest: ['topics.read', 'mentions.read'],
}

/**
 * Which conversations somebody may read: those of some accounts, teams or
 * labels, and always what is assigned to them.
 */
export interface Reach {
  readonly accounts: readonly string[]
  /** `own`: of the teams that they are in. */
  readonly teams: 'own' | readonly string[]
  readonly labels: readonly string[]
  /** What belongs to no team, too. */
  readonly teamless: boolean
}

/** Who acts: a signed-in member, an API key, or the product itself. */
export interface Actor {
  readonly kind: 'member' | 'key' | 'system'
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Of keys and custom roles: only these. `undefined` means all that the role allows. */
  readonly scopes?: readonly Permission[]
  /** Of custom roles, and of keys that such members made. `undefined` means all conversations. */
  readonly reach?: Reach
}

/** Whether the actor may do this. A key never exceeds the role it was made with. */
export function may(actor: Pick<Actor, 'role' | 'scopes'> & Partial<Actor>, permission: Permission): boolean {
  if (!granted[actor.role].includes(permission)) return false
  return actor.scopes === undefined || actor.scopes.includes(permission)
}

export function permissionsOf(actor: Actor): Permission[] {
  return permissions.filter((permission) => may(actor, permission))
}
