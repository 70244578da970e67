/** HTTP of teams: parse, authorise, call, present. */
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { isOpen, nextClosing, nextOpening } from '../hours/open-hours.ts'
import * as api from './api.ts'
import { agentsNow, keepAgent, keepTeam, keptAgents, keptTeams, removeTeam, setAway, type KeptTeam } from './store.ts'

const orNull = (at: number | null): string | null => (at === null ? null : iso(at))

export function teamRoutes({ db, clock, members, lastSeen }: DecidingDeps): MountedRoute[] {
  const presented = ({ shares, members: of, ...team }: KeptTeam) => {
    const now = clock.now()
    const open = isOpen([team.calendar], now)
    return { ...team, shares: [...shares], members: [...of], open, opensAt: open ? null : orNull(nextOpening([team.calendar], now)), closesAt: open ? orNull(nextClosing([team.calendar], now)) : null }
  }
  return [
    handle(api.listTeams, async () => ({ items: (await keptTeams(db)).map(presented) })),
    handle(api.addTeam, async ({ body }) => presented(await keepTeam(db, null, body, clock.now()))),
    handle(api.changeTeam, async ({ params, body }) => presented(await keepTeam(db, params.id, body, clock.now()))),
    handle(api.removeTeam, async ({ params }) => { await removeTeam(db, params.id, clock.now()); return {} }),
    handle(api.listAgents, async () => {
      const away = new Map((await keptAgents(db)).map(({ member, awayUntil }) => [member, awayUntil]))
      const agents = await agentsNow(db, await members.all(), await lastSeen(), await keptTeams(db), clock.now())
      return { items: agents.map(({ id, name, skills, languages, capacity, load, presence, teams }) => ({ member: id, name, skills: [...skills], languages: [...languages], capacity, load, presence, awayUntil: presence === 'away' ? orNull(away.get(id) ?? null) : null, teams: [...teams] })) }
    }),
    handle(api.changeAgent, async ({ params, body }) => { await keepAgent(db, params.member, body); return {} }),
    handle(api.sayAway, async ({ body, actor }) => { await setAway(db, actor.id, body.away ? { until: body.until === null ? null : Date.parse(body.until) } : null, clock.now()); return {} }),
  ]
}
