/** HTTP of somebody's habits. */
import { NotFound } from '../../../kernel/fault.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { dayMs } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { PeopleDeps } from '../deps.ts'
import { entriesOf } from '../profile/entry-store.ts'
import { profileOf } from '../profile/profile.ts'
import { identitiesOf } from '../store.ts'
import * as api from './api.ts'
import { answeringOf, bestHours, hourShares, needs, rateOf } from './habits.ts'
import { homeZone } from './home-zone.ts'

const everybodyForMs = 10 * 60_000
const turnsEach = 400

export function habitRoutes(deps: PeopleDeps): MountedRoute[] {
  let everybody: { at: number; rows: ReturnType<PeopleDeps['deeds']['everybody']> } | null = null
  return [
    handle(api.personHabits, async ({ params }) => {
      const identities = isUuid(params.id) ? await identitiesOf(deps.db, params.id) : []
      if (identities.length === 0) throw new NotFound('person', params.id)
      const ids = identities.map((one) => one.id)
      const now = deps.now()
      if (everybody === null || now - everybody.at > everybodyForMs) everybody = { at: now, rows: deps.deeds.everybody() }
      const [all, inUtc, turns, entries] = await Promise.all([everybody.rows, deps.deeds.hours(ids, 'UTC'), deps.deeds.turns(ids, turnsEach), entriesOf(deps.db, [params.id])])
      const sum = (rows: readonly { day: number; hour: number; count: number }[], of: 'day' | 'hour'): number[] => {
        const list = Array.from({ length: of === 'day' ? 7 : 24 }, () => 0)
        for (const row of rows) { const at = of === 'day' ? row.day - 1 : row.hour; list[at] = (list[at] ?? 0) + row.count }
        return list
      }
      const traits = profileOf(identities, entries.get(params.id) ?? []).traits
      const said = traits.find((trait) => /^(time ?zone|tijdzone)$/i.test(trait.name))?.holds.value ?? null
      const zone = homeZone({ said, places: traits.filter((trait) => trait.name === 'place').flatMap((trait) => [trait.holds.value, ...trait.others.map((one) => one.value)]), hoursUtc: sum(inUtc, 'hour') })
      const local = zone.zone === 'UTC' ? inUtc : await deps.deeds.hours(ids, zone.zone)
      const hours = sum(local, 'hour')
      const sittings = sum(local.map((row) => ({ ...row, count: row.days })), 'hour')
      const channels = [...new Set([...local.map((row) => row.channel), ...turns.map((turn) => turn.channel)])]
      return {
        zone, weekdays: sum(local, 'day'), hours, needs, acts: hours.reduce((total, count) => total + count, 0), sittings: sittings.reduce((total, count) => total + count, 0), best: bestHours(sittings),
        hourShares: hourShares(sittings, all.map((row) => row.hours).reduce((total, list) => total.map((count, hour) => count + (list[hour] ?? 0)), Array.from({ length: 24 }, () => 0))),
        channels: channels.map((channel) => {
          const acts = local.filter((row) => row.channel === channel).reduce((total, row) => total + row.count, 0)
          const firstSeen = Math.min(...identities.filter((one) => one.channel === channel).map((one) => one.firstSeenAt), now)
          return { channel, acts, perWeek: rateOf(acts, Math.max(1, (now - firstSeen) / (7 * dayMs)), all.find((row) => row.channel === channel) ?? null), ...answeringOf(turns.filter((turn) => turn.channel === channel), now) }
        }).toSorted((a, b) => b.acts - a.acts),
      }
    }),
  ]
}
