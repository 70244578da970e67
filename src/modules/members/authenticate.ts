/** Who sends a request: the member whose session the cookie names, or the key in the Authorization header. */
import { Unauthenticated } from '../../kernel/fault.ts'
import { minuteMs, type Clock } from '../../kernel/instant.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Log } from '../../platform/logs.ts'
import { limitsOf } from './custom-roles.ts'
import { actorOfKey } from './keys.ts'
import { refuseForeignOrigin } from './origin.ts'
import type { RecentActors } from './recent-actors.ts'
import type { SignIn } from './sign-in.ts'
import type { MemberDb } from './tables.ts'

export interface AuthenticateDeps {
  readonly db: MemberDb
  readonly signIn: SignIn
  readonly recent: RecentActors
  readonly clock: Clock
  readonly log: Log
  readonly publicUrl: string
}

/** When somebody was last seen is written at most this often. */
const seenGrainMs = minuteMs
const sessionCookie = /(?:^|;\s*)(?:__Secure-)?rapport\.session_token=([^;]+)/

/**
 * @throws {Unauthenticated} for a key that is unknown, mistyped, over, or whose maker is suspended
 * @throws {ForeignOrigin} when a cookie is used from another site's page
 */
export async function authenticate(deps: AuthenticateDeps, request: Request): Promise<Actor | null> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return keyActor(deps, authorization)
  const cookie = sessionCookie.exec(request.headers.get('cookie') ?? '')?.[1]
  if (cookie === undefined) return null
  const actor = deps.recent.get(cookie) ?? (await sessionActor(deps, request, cookie))
  if (actor !== null) refuseForeignOrigin(request, deps.publicUrl)
  return actor
}

async function keyActor({ db, recent, clock, log }: AuthenticateDeps, authorization: string): Promise<Actor> {
  const key = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
  if (key === undefined) throw new Unauthenticated('The Authorization header was not understood; send "Bearer " and an API key.')
  const known = recent.get(key)
  if (known !== undefined) return known
  const found = await actorOfKey(db, key, clock.now())
  if (found === null) throw new Unauthenticated('This API key is not valid: it is mistyped, was removed, has expired, or its maker is suspended. Settings, API keys, shows those that are.')
  recent.set(key, found.actor, found.expiresAt)
  found.noteUse?.().catch(() => { log.warn('members.key-use-not-noted', { key: found.actor.id }) })
  return found.actor
}

async function sessionActor({ db, signIn, recent, clock, log }: AuthenticateDeps, request: Request, cookie: string): Promise<Actor | null> {
  const session = await signIn.api.getSession({ headers: request.headers, query: { disableRefresh: true } })
  if (session === null) return null
  const { id, name } = session.user
  const member = await db.selectFrom('members.members as member').leftJoin('members.custom_roles as custom', 'custom.id', 'member.custom_role').select(['member.role', 'member.suspended_at', 'member.last_seen_at', 'custom.permissions', 'custom.reach']).where('user_id', '=', id).executeTakeFirst()
  if (member === undefined || member.suspended_at !== null) return null
  const now = clock.now()
  if (member.last_seen_at === null || member.last_seen_at < now - seenGrainMs) {
    db.updateTable('members.members').set({ last_seen_at: new Date(now) }).where('user_id', '=', id).execute().catch(() => { log.warn('members.visit-not-noted', { member: id }) })
  }
  const actor: Actor = { kind: 'member', id, name, role: member.role, ...limitsOf(member) }
  recent.set(cookie, actor, session.session.expiresAt.getTime())
  return actor
}
