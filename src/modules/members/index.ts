/** Who may use Rapport: the public face of this module. */
import type { Actor } from '../../kernel/permission.ts'
import type { Clock } from '../../kernel/instant.ts'
import type { Config } from '../../platform/config.ts'
import { secret } from '../../platform/data-folder.ts'
import type { MountedRoute } from '../../platform/http/route.ts'
import type { Log } from '../../platform/logs.ts'
import type { Db } from '../../platform/postgres/database.ts'
import { version } from '../../platform/version.ts'
import { newClaim } from './claim.ts'
import type { Post } from './ports.ts'
import { recentActors } from './recent-actors.ts'
import type { MemberTables } from './tables.ts'

export { addMember, resetPassword } from './accounts.ts'
export { companyOf } from './claim.ts'
export { allKeys, makeKey, removeKey, type ApiKey } from './keys.ts'
export { allMembers, changeMember, removeMember, type Member } from './roster.ts'
export { memberEventTypes } from './event-types.ts'
export type { Post } from './ports.ts'
export { reachableMembers, reachableOwners } from './reachable.ts'
export { membersMigrations, type MemberTables } from './tables.ts'
export { randomText } from './token.ts'

/** Name of the file under `secrets/` in the data folder that signs cookies. */
export const sessionSecretName = 'sessions'

export interface MembersDeps {
  readonly db: Db
  readonly config: Pick<Config, 'publicUrl' | 'dataFolder' | 'demo'>
  readonly clock: Clock
  readonly log: Log
  readonly post: Post
}

export interface Members {
  readonly routes: readonly MountedRoute[]
  /**
   * Who sends a request: a member by cookie, a key by `Authorization: Bearer`; `null` for nobody.
   * @throws {Unauthenticated} for a key that is not valid
   * @throws {ForeignOrigin} when a cookie is used to change something from another site's page
   */
  readonly authenticate: (request: Request) => Promise<Actor | null>
  /** Answers everything under `/api/auth/`; never throws. */
  readonly answerAuth: (request: Request, remoteAddress: string) => Promise<Response>
  /** Where the owner account is made, with a new one-time token; `null` when there is an owner. */
  readonly claimUrl: () => Promise<string | null>
}

/** Reads the library of sign-in. The commands use this module without it, so they do not wait for it; a server reads it while its engines come up. */
export const readSignIn = () => Promise.all([import('./sign-in.ts'), import('./authenticate.ts'), import('./auth-handler.ts'), import('./routes.ts'), import('./sign-in-throttle.ts')])

/** Opens the module on a migrated database. */
export async function openMembers({ db, config, clock, log, post }: MembersDeps): Promise<Members> {
  const [{ openSignIn }, { authenticate }, { answerAuth }, { memberRoutes }, { signInThrottle }] = await readSignIn()
  const { publicUrl, dataFolder, demo } = config
  const tables = db.withTables<MemberTables>()
  const recent = recentActors(clock)
  const signIn = openSignIn({ db: tables, secret: secret(dataFolder, sessionSecretName), publicUrl, log, post })
  const throttle = signInThrottle(clock)
  return {
    routes: memberRoutes({ db: tables, signIn, recent, clock, post, publicUrl, demo, version }),
    authenticate: (request) => authenticate({ db: tables, signIn, recent, clock, log, publicUrl }, request),
    answerAuth: (request, remoteAddress) => answerAuth({ signIn, throttle, recent, publicUrl, log, post }, request, remoteAddress),
    claimUrl: async () => {
      const token = await newClaim(tables, clock.now())
      return token === null ? null : `${publicUrl}/welcome?token=${token}`
    },
  }
}
