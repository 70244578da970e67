/** The routes of this module: parse, authorise, call, present. */
import { Invalid, Unauthenticated } from '../../kernel/fault.ts'
import { iso, type Clock, type Instant } from '../../kernel/instant.ts'
import { permissionsOf, type Actor } from '../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import * as api from './api.ts'
import { claim, companyOf, isClaimed, nameCompany } from './claim.ts'
import { acceptInvitation, invitationByToken, invite, makerOf, openInvitations, revokeInvitation, type Invitation } from './invitations.ts'
import { customRoleRoutes } from './custom-role-routes.ts'
import { allKeys, makeKey, removeKey, type ApiKey } from './keys.ts'
import type { Post } from './ports.ts'
import type { RecentActors } from './recent-actors.ts'
import { allMembers, changeMember, changeOwnSettings, memberById, removeMember, type Member } from './roster.ts'
import { addressHeader, type SignIn } from './sign-in.ts'
import type { MemberDb } from './tables.ts'

export interface MemberRouteDeps {
  readonly db: MemberDb
  readonly signIn: SignIn
  readonly recent: RecentActors
  readonly clock: Clock
  readonly post: Post
  readonly publicUrl: string
  readonly demo: boolean
  readonly version: string
}

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

const shownMember = ({ id, name, email, role, customRole, suspended, createdAt, lastSeenAt }: Member) => ({ id, name, email, role, customRole, suspended, createdAt: iso(createdAt), lastSeenAt: isoOrNull(lastSeenAt) })
const shownInvitation = ({ createdAt, expiresAt, ...rest }: Invitation) => ({ ...rest, createdAt: iso(createdAt), expiresAt: iso(expiresAt) })
const shownKey = ({ createdAt, lastUsedAt, expiresAt, ...rest }: ApiKey) => ({ ...rest, createdAt: iso(createdAt), lastUsedAt: isoOrNull(lastUsedAt), expiresAt: isoOrNull(expiresAt) })

/** @throws {Unauthenticated} for a key: only a member has settings of their own */
function memberOnly(actor: Actor): string {
  if (actor.kind !== 'member') throw new Unauthenticated('Only a signed-in member has a name and settings to change; this is an API key.')
  return actor.id
}

function checkTimeZone(timeZone: string | null | undefined): void {
  if (timeZone === null || timeZone === undefined) return
  try {
    new Intl.DateTimeFormat('en', { timeZone }).format(0)
  } catch {
    throw new Invalid(`"${timeZone}" is not a time zone; expected a name such as Europe/Brussels.`, { path: '/timeZone' }, 'members.time-zone')
  }
}

/** Copies the cookies that better-auth set onto an answer of ours. */
function answerWith(cookies: Headers, body: unknown, status: number): Response {
  const headers = new Headers({ 'cache-control': 'no-store' })
  for (const cookie of cookies.getSetCookie()) headers.append('set-cookie', cookie)
  return Response.json(body, { status, headers })
}

export function memberRoutes(deps: MemberRouteDeps): MountedRoute[] {
  const { db, signIn, recent, clock, post, publicUrl } = deps

  async function signedIn(request: Request, remoteAddress: string, email: string, password: string): Promise<Response> {
    const headers = new Headers(request.headers)
    headers.set(addressHeader, remoteAddress)
    const session = await signIn.api.signInEmail({ body: { email, password }, headers, returnHeaders: true })
    return answerWith(session.headers, {}, 201)
  }

  return [
    handle(api.installationState, async () => ({ claimed: await isClaimed(db), company: await companyOf(db), demo: deps.demo, version: deps.version, resetByMail: await post.canMail() })),
    handle(api.updateInstallation, async ({ body: { company } }) => {
      await nameCompany(db, company)
      return { company }
    }),
    handle(api.claimInstallation, async ({ body: { token, company, ...owner }, request, remoteAddress }) => {
      await claim(db, token, owner, company, clock.now())
      return signedIn(request, remoteAddress, owner.email, owner.password)
    }),

    handle(api.me, async ({ actor, request }) => {
      const own = { id: actor.id, kind: actor.kind, role: actor.role, permissions: permissionsOf(actor) }
      if (actor.kind !== 'member') return { ...own, name: actor.name, customRole: null, email: null, language: null, timeZone: null, theme: 'system' as const }
      const { name, email, customRole, language, timeZone, theme } = await memberById(db, actor.id)
      // The page asks this first at every visit, so here a session in use is made to last.
      const { headers } = await signIn.api.getSession({ headers: request.headers, returnHeaders: true })
      return answerWith(headers, { ...own, name, customRole: customRole?.name ?? null, email, language, timeZone, theme }, 200)
    }),
    handle(api.updateMe, async ({ actor, body }) => {
      const id = memberOnly(actor)
      checkTimeZone(body.timeZone)
      await changeOwnSettings(db, id, body, clock.now())
      recent.clear()
      return {}
    }),

    handle(api.listMembers, async () => ({ items: (await allMembers(db)).map(shownMember) })),
    handle(api.updateMember, async ({ actor, params, body }) => {
      const member = await changeMember(db, actor, params.id, body, clock.now())
      recent.clear()
      return shownMember(member)
    }),
    handle(api.removeMember, async ({ actor, params }) => {
      await removeMember(db, actor, params.id, { post, now: clock.now() })
      recent.clear()
      return {}
    }),

    ...customRoleRoutes(db, recent, clock),

    handle(api.listInvitations, async () => ({ items: (await openInvitations(db, clock.now())).map(shownInvitation) })),
    handle(api.invite, async ({ actor, body }) => {
      const { invitation, token, mailed } = await invite(db, post, actor, body.email, body.customRole === undefined ? { role: body.role } : { customRole: body.customRole }, clock.now())
      return { ...shownInvitation(invitation), url: `${publicUrl}/join/${token}`, mailed }
    }),
    handle(api.revokeInvitation, async ({ params }) => {
      await revokeInvitation(db, params.id)
      return {}
    }),
    handle(api.readInvitation, async ({ params }) => {
      const { email, role, invitedBy, expiresAt } = await invitationByToken(db, params.token, clock.now())
      return { email, role, invitedBy, expiresAt: iso(expiresAt) }
    }),
    handle(api.acceptInvitation, async ({ params, body, request, remoteAddress }) => {
      await acceptInvitation(db, post, params.token, body, clock.now())
      return signedIn(request, remoteAddress, body.email, body.password)
    }),

    handle(api.listKeys, async () => ({ items: (await allKeys(db)).map(shownKey) })),
    handle(api.createKey, async ({ actor, body }) => {
      const made = await makeKey(db, { name: body.name, role: actor.role, scopes: scopesWithin(actor, body.scopes), createdBy: await makerOf(db, actor), expiresAt: body.expiresAt === null ? null : Date.parse(body.expiresAt) }, clock.now())
      return shownNewKey(made)
    }),
    handle(api.removeKey, async ({ params }) => {
      await removeKey(db, params.id)
      recent.clear()
      return {}
    }),
  ]
}

const shownNewKey = ({ key, ...made }: ApiKey & { readonly key: string }) => ({ ...shownKey(made), key })

/** Whoever has less than their role, a key or a member with a custom role, gives at most what they have. */
function scopesWithin(actor: Actor, asked: Parameters<typeof makeKey>[1]['scopes']): Parameters<typeof makeKey>[1]['scopes'] {
  if (actor.scopes === undefined) return asked
  const own = permissionsOf(actor)
  const lacking = (asked ?? []).filter((scope) => !own.includes(scope))
  if (lacking.length > 0) throw new Invalid(`Whoever asks does not have the scope "${lacking.join('", "')}" themselves.`, { path: '/scopes' }, 'members.scope')
  return asked ?? own
}
