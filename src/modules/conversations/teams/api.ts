/** Routes of teams, their hours, and who is in them. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { calendarSchema } from '../hours/calendar.ts'

const tag = 'Teams'
const one = z.object({ id: z.guid() })
const time = z.iso.datetime()
const member = z.object({ member: z.string().min(1).max(100), lead: z.boolean().default(false) })
const teamBody = z.object({
  name: z.string().trim().min(1).max(60),
  calendar: calendarSchema,
  shares: z.array(z.guid()).max(20).default([]).describe('Teams whose hours count for its promises too: they take turns around the world.'),
  overflow: z.guid().nullable().default(null).describe('The team that takes over while it is closed.'),
  members: z.array(member).max(500).default([]),
})
export const teamView = teamBody.extend({ id: z.string(), open: z.boolean(), opensAt: time.nullable().describe('When it opens next; null when it is open, or never opens.'), closesAt: time.nullable() })
export const agentView = z.object({
  member: z.string(), name: z.string(), skills: z.array(z.string()), languages: z.array(z.string()), capacity: z.int(), load: z.int().describe('Open conversations that they have.'),
  presence: z.enum(['here', 'away', 'offline']), awayUntil: time.nullable(), teams: z.array(z.string()),
})

export const listTeams = route({ method: 'get', path: '/teams', access: 'conversations.read', tag, summary: 'Teams, with their hours and members', output: z.object({ items: z.array(teamView) }) })
export const addTeam = route({ method: 'post', path: '/teams', access: 'engagement.manage', tag, summary: 'Add a team', body: teamBody, output: teamView, status: 201 })
export const changeTeam = route({ method: 'put', path: '/teams/{id}', access: 'engagement.manage', tag, summary: 'Change a team', params: one, body: teamBody, output: teamView })
export const removeTeam = route({ method: 'delete', path: '/teams/{id}', access: 'engagement.manage', tag, summary: 'Remove a team', description: '409 while rules name it.', params: one, output: z.object({}) })
export const listAgents = route({ method: 'get', path: '/agents', access: 'conversations.read', tag, summary: 'Who may answer: skills, languages, how much they can carry and have', output: z.object({ items: z.array(agentView) }) })
export const changeAgent = route({ method: 'put', path: '/agents/{member}', access: 'engagement.manage', tag, summary: 'Say what somebody knows and can carry', params: z.object({ member: z.string().min(1).max(100) }), body: z.object({ skills: z.array(z.string().trim().min(1).max(60)).max(50), languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'a language is two or three small letters, for example nl')).max(30), capacity: z.int().min(0).max(500) }), output: z.object({}) })
export const sayAway = route({ method: 'post', path: '/agents/me/away', access: 'conversations.answer', tag, summary: 'Say that I am away, or back', description: 'While I am away nothing is assigned to me; what waits goes to others after a set time.', body: z.object({ away: z.boolean(), until: time.nullable().default(null) }), output: z.object({}) })
