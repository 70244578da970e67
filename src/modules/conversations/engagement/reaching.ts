/** Reaching out as it stands now: what is known of somebody, held against the company's settings. */
import { sql } from 'kysely'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { ReachingOutTo } from '../hooks.ts'
import type { DecidingDeps } from './ports.ts'
import { mayReachOut, reachingOutSchema, type OutreachDecision } from './reach-out.ts'
import { readSettings } from './settings.ts'

export async function decideReachingOut({ people, clock }: Pick<DecidingDeps, 'people' | 'clock'>, db: Db, to: ReachingOutTo): Promise<OutreachDecision> {
  const known = (await people.known(db, [to.identity])).get(to.identity)
  const { rows } = await sql<{ at: Instant }>`select opened_at as at from conversations.conversations where opened_by is not null and identity = any(${[...(known?.identities ?? [to.identity])]}::uuid[]) order by opened_at desc limit 50`.execute(db)
  const consent = to.visibility === 'private' ? await people.mayContact(db, { channel: to.channel, externalId: to.externalId }, 'outreach') : null
  return mayReachOut(await readSettings(db, 'reaching-out', reachingOutSchema), { ...to, isOurs: known?.isOurs ?? false, consent, earlier: rows.map(({ at }) => at) }, clock.now())
}
