/** better-auth, set up for this product: sessions, passwords, cookies. */
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { sql, type KyselyPlugin } from 'kysely'
import { sentence } from '../../kernel/fault.ts'
import { newId } from '../../kernel/ids.ts'
import { dayMs, secondMs } from '../../kernel/instant.ts'
import type { Log } from '../../platform/logs.ts'
import { passwordLength } from './accounts.ts'
import { resetLetter } from './letters.ts'
import { refuseForeignOrigin } from './origin.ts'
import type { Post } from './ports.ts'
import type { MemberDb } from './tables.ts'

export interface SignInDeps {
  readonly db: MemberDb
  /** Signs cookies; kept outside the database. */
  readonly secret: string
  readonly publicUrl: string
  readonly log: Log
  readonly post: Post
}

/** The header in which we tell better-auth the address a request came from, because it reads headers only. */
export const addressHeader = 'x-rapport-remote-address'
export const authBase = '/api/auth'

/** How long somebody who keeps coming stays signed in without coming. */
const sessionSeconds = (30 * dayMs) / secondMs
const dayOfSeconds = dayMs / secondMs

const times = new Set(['created_at', 'updated_at', 'expires_at', 'access_token_expires_at', 'refresh_token_expires_at'])

/** Our connection reads times as instants; better-auth wants dates. */
const datesForBetterAuth: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) =>
    Promise.resolve({
      ...result,
      rows: result.rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, times.has(column) && typeof value === 'number' ? new Date(value) : value]))),
    }),
}

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

export function openSignIn({ db, secret, publicUrl, log, post }: SignInDeps) {
  return betterAuth({
    appName: 'Rapport',
    baseURL: publicUrl,
    basePath: authBase,
    secret,
    database: { db: db.withPlugin(datesForBetterAuth), type: 'postgres', schemaName: 'auth', transaction: true },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...timestamps } },
    session: {
      modelName: 'sessions',
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...timestamps },
      expiresIn: sessionSeconds,
      updateAge: dayOfSeconds,
    },
    account: {
      modelName: 'accounts',
      fields: { userId: 'user_id', accountId: 'account_id', providerId: 'provider_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token', accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', ...timestamps },
    },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...timestamps } },
    // Members come by the first visit, an invitation or the command line, never by asking.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: passwordLength.least, maxPasswordLength: passwordLength.most,
      resetPasswordTokenExpiresIn: resetMinutes * 60, revokeSessionsOnPasswordReset: true,
      // Not waited for: how long the answer takes must not tell whether there is such a member.
      sendResetPassword: ({ user, token }) => {
        void mailReset({ db, post }, user, token).catch((thrown: unknown) => log.warn('members.reset-not-mailed', { because: sentence(thrown) }))
        return Promise.resolve()
      },
    },
    trustedOrigins: (request) => (request !== undefined && comesFromOurPage(request, publicUrl) ? [request.headers.get('origin')] : []),
    rateLimit: { enabled: true, window: 60, max: 120, customRules: { '/sign-in/email': { window: 60, max: 10 }, '/change-password': { window: 60, max: 10 }, '/request-password-reset': { window: 60, max: 5 }, '/reset-password': { window: 60, max: 10 }, '/get-session': false } },
    advanced: {
      cookiePrefix: 'rapport',
      useSecureCookies: publicUrl.startsWith('https://'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: () => newId() },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const member = await db.selectFrom('members.members').select('suspended_at').where('user_id', '=', session.userId).executeTakeFirst()
            if (member === undefined || member.suspended_at !== null) throw new APIError('FORBIDDEN', { code: 'SUSPENDED', message: 'This account is suspended. An owner or manager can restore it under Settings, Members.' })
          },
        },
      },
    },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => { log.warn('members.sign-in', { because: message }) } },
  })
}

/** How long the link of a forgotten password works. */
const resetMinutes = 30
/** Links that may be open for one member at a time: enough for who is impatient, too few to fill a mailbox. */
const openResets = 3

async function mailReset({ db, post }: Pick<SignInDeps, 'db' | 'post'>, user: { id: string; email: string }, token: string): Promise<void> {
  const member = await db.selectFrom('members.members').select(['language', 'suspended_at']).where('user_id', '=', user.id).executeTakeFirst()
  const { open } = await db.selectFrom('auth.verifications').select((count) => count.fn.countAll<number>().as('open')).where('value', '=', user.id).where('identifier', 'like', 'reset-password:%').where('expires_at', '>', sql<number>`now()`).executeTakeFirstOrThrow()
  if (member === undefined || member.suspended_at !== null || open > openResets) return
  const language = member.language ?? 'en'
  await post.mail(db, { address: user.email, language }, resetLetter(token, resetMinutes, language))
}

export type SignIn = ReturnType<typeof openSignIn>

function comesFromOurPage(request: Request, publicUrl: string): boolean {
  try {
    refuseForeignOrigin(request, publicUrl)
    return true
  } catch {
    return false
  }
}
