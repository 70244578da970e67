/** What is told to others: every module's events and letters, by webhook and mail. */
import { accountEvents } from '../modules/channels/index.ts'
import { alarmEvents } from '../modules/listening/index.ts'
import { memberEventTypes, reachableMembers, reachableOwners, type MemberTables } from '../modules/members/index.ts'
import { openOutgoing, type Outgoing } from '../modules/outgoing/index.ts'
import { consentChanged, personErased } from '../modules/people/index.ts'
import type { Ground } from './ground.ts'

export function wireOutgoing(ground: Ground): Outgoing {
  const { config, db, clock, log, seal, fetch, notifications } = ground
  const members = db.withTables<MemberTables>()
  const outgoing = openOutgoing({
    db, clock, log, seal, fetch, notifications, publicUrl: config.publicUrl, allowPrivate: config.allowPrivate,
    members: { reachable: (ids) => reachableMembers(members, ids), owners: () => reachableOwners(members) },
    types: [...memberEventTypes, ...alarmEvents, ...accountEvents, consentChanged, personErased],
  })
  ground.begin('work', (signal) => outgoing.run(signal))
  ground.tidy(() => outgoing.tidy())
  return outgoing
}
