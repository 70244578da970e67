/** API keys: shown once, kept as a hash, never worth more than who made them. */
import { Invalid, NotFound } from '../../kernel/fault.ts'
import { newId } from '../../kernel/ids.ts'
import { minuteMs, type Instant } from '../../kernel/instant.ts'
import type { Actor, Permission, Role } from '../../kernel/permission.ts'
import { looksLikeApiKey, newApiKey, startOf } from './api-key.ts'
import { beyond, keyScopes } from './authority.ts'
import { limitsOf } from './custom-roles.ts'
import type { MemberDb } from './tables.ts'
import { hashOf } from './token.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** The first characters, to tell keys apart. */
  readonly start: string
  readonly role: Role
  /** `null`: all that the role may. */
  readonly scopes: Permission[] | null
  /** Name of who made it. */
  readonly createdBy: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
  readonly expiresAt: Instant | null
}

export interface NewKey {
  readonly name: string
  readonly role: Role
  readonly scopes: readonly Permission[] | null
  /** Member who makes it; `null` on the command line. */
  readonly createdBy: string | null
  readonly expiresAt: Instant | null
}

/** Last use is written at most this often. */
const useGrainMs = minuteMs

function keys(db: MemberDb) {
  return db
    .selectFrom('members.keys as key')
    .leftJoin('auth.users as user', 'user.id', 'key.created_by')
    .leftJoin('members.members as maker', 'maker.user_id', 'key.created_by')
    .leftJoin('members.custom_roles as custom', 'custom.id', 'maker.custom_role')
    .select(['key.id', 'key.name', 'key.start', 'key.role', 'key.scopes', 'key.created_by', 'user.name as maker_name', 'maker.role as maker_role', 'maker.suspended_at as maker_suspended_at', 'custom.permissions as maker_permissions', 'custom.reach', 'key.created_at', 'key.last_used_at', 'key.expires_at'])
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof keys>['execute']>>[number]

function keyOf(row: KeyRow): ApiKey {
  return {
    id: row.id, name: row.name, start: row.start, role: row.role, scopes: row.scopes === null ? null : keyScopes(row.role, row.scopes, null),
    createdBy: row.maker_name ?? 'command line', createdAt: row.created_at, lastUsedAt: row.last_used_at, expiresAt: row.expires_at,
  }
}

/** All keys, the oldest first. */
export async function allKeys(db: MemberDb): Promise<ApiKey[]> {
  return (await keys(db).orderBy('key.created_at').orderBy('key.id').execute()).map(keyOf)
}

/**
 * Makes a key; `key` is shown once and not kept.
 * @throws {Invalid} when it asks for more than its role may, or is over before it begins
 */
export async function makeKey(db: MemberDb, asked: NewKey, now: Instant): Promise<ApiKey & { readonly key: string }> {
  const lacking = beyond(asked.role, asked.scopes ?? [])
  if (lacking.length > 0) throw new Invalid(`A key with the role "${asked.role}" may not have the scope "${lacking.join('", "')}". Leave it out, or use a higher role.`, { path: '/scopes' }, 'members.scope')
  if (asked.expiresAt !== null && asked.expiresAt <= now) throw new Invalid('A key expires in the future; this time has passed.', { path: '/expiresAt' }, 'members.expiry')
  const key = newApiKey()
  const id = newId(now)
  await db
    .insertInto('members.keys')
    .values({
      id, name: asked.name, start: startOf(key), hash: hashOf(key), role: asked.role, scopes: asked.scopes === null ? null : [...asked.scopes],
      created_by: asked.createdBy, created_at: new Date(now), expires_at: asked.expiresAt === null ? null : new Date(asked.expiresAt),
    })
    .execute()
  return { ...keyOf(await keys(db).where('key.id', '=', id).executeTakeFirstOrThrow()), key }
}

/** @throws {NotFound} */
export async function removeKey(db: MemberDb, id: string): Promise<void> {
  const gone = await db.deleteFrom('members.keys').where('id', '=', id).executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new NotFound('key', id)
}

/** Who a key stands for; `null` when it is unknown, over, or its maker is suspended. */
export async function actorOfKey(db: MemberDb, key: string, now: Instant): Promise<{ actor: Actor; expiresAt: Instant | null; noteUse: (() => Promise<unknown>) | null } | null> {
  if (!looksLikeApiKey(key)) return null
  const row = await keys(db).where('key.hash', '=', hashOf(key)).executeTakeFirst()
  if (row === undefined || (row.expires_at !== null && row.expires_at <= now)) return null
  if (row.created_by !== null && (row.maker_role === null || row.maker_suspended_at !== null)) return null
  const isNews = row.last_used_at === null || row.last_used_at < now - useGrainMs
  return {
    actor: { kind: 'key', id: row.id, name: row.name, role: row.role, ...limitsOf({ permissions: null, reach: row.reach }), scopes: keyScopes(row.role, row.scopes, row.maker_role, row.maker_permissions) },
    expiresAt: row.expires_at,
    noteUse: isNews ? () => db.updateTable('members.keys').set({ last_used_at: new Date(now) }).where('id', '=', row.id).execute() : null,
  }
}
