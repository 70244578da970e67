/** Routes of rules of engagement at work: explaining, approvals, playbooks, certificates, reaching out; and of what stands beside a conversation. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { bothView } from '../rules/api.ts'
import { promiseKinds } from '../sla/standing.ts'
import { stepSchema } from './playbooks.ts'
import { reachingOutSchema } from './reach-out.ts'
import { routingSettingsSchema } from '../routing/assign.ts'

const tag = 'Rules of engagement'
const one = z.object({ id: z.guid() })
const time = z.iso.datetime()

export const explainAnswer = route({
  method: 'post', path: '/conversations/{id}/explain', access: 'conversations.answer', tag, summary: 'What the rules say to an answer of mine here', description: 'For the composer, while somebody writes. Sends nothing and is no use of a rule.', params: one,
  body: z.object({ text: z.string().max(200_000).default(''), visibility: z.enum(['public', 'private']).optional() }),
  output: z.object({
    may: z.boolean(), because: z.array(z.object({ rule: z.string(), version: z.int(), name: z.string(), sentence: bothView })),
    approvals: z.array(z.object({ rule: z.string(), count: z.int(), of: bothView, expiresMinutes: z.int() })),
    playbooks: z.array(z.string()), forbidden: z.array(z.object({ start: z.int(), end: z.int(), what: z.enum(['warn', 'refuse']), rule: z.string(), sentence: bothView })),
  }),
})

const approvalView = z.object({
  id: z.string(), conversation: z.string(), message: z.string(), askedBy: z.string(), askedByName: z.string(), askedAt: time, expiresAt: time, text: z.string(), askedText: z.string(), because: z.array(bothView),
  needed: z.array(z.object({ count: z.int(), of: bothView })), votes: z.array(z.object({ name: z.string(), at: time, isYes: z.boolean(), because: z.string(), outdated: z.boolean().describe('Given to other words than those that stand now.') })),
  state: z.enum(['asked', 'approved', 'refused', 'expired', 'withdrawn']), decidedAt: time.nullable(), mayVote: z.boolean().describe('I am among those who are asked.'),
})
export const listApprovals = route({ method: 'get', path: '/approvals', access: 'conversations.read', tag, summary: 'Replies that wait for approval, those that expire first', query: z.object({ state: z.enum(['asked', 'all']).default('asked'), conversation: z.guid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), output: z.object({ items: z.array(approvalView) }) })
export const voteOnApproval = route({ method: 'post', path: '/approvals/{id}/votes', access: 'conversations.read', tag, summary: 'Approve a reply, as it is or changed, or refuse it with a reason', description: '403 for whoever is not asked, and always for whoever wrote it.', params: one, body: z.object({ approve: z.boolean(), because: z.string().trim().max(1_000).default(''), text: z.string().max(200_000).nullable().default(null).describe('Other words instead; earlier approvals are asked for again.') }), output: approvalView })

const playbookView = z.object({ id: z.string(), name: z.string(), owner: z.string(), ownerName: z.string(), steps: z.array(stepSchema), changedAt: time, uses: z.int().describe('Conversations in ninety days.') })
const playbookBody = z.object({ name: z.string().trim().min(1).max(80), steps: z.array(stepSchema).min(1).max(50) })
export const listPlaybooks = route({ method: 'get', path: '/playbooks', access: 'conversations.read', tag, summary: 'Playbooks', output: z.object({ items: z.array(playbookView) }) })
export const addPlaybook = route({ method: 'post', path: '/playbooks', access: 'engagement.manage', tag, summary: 'Write a playbook', body: playbookBody, output: playbookView, status: 201 })
export const changePlaybook = route({ method: 'put', path: '/playbooks/{id}', access: 'engagement.manage', tag, summary: 'Change a playbook', params: one, body: playbookBody, output: playbookView })
export const removePlaybook = route({ method: 'delete', path: '/playbooks/{id}', access: 'engagement.manage', tag, summary: 'Remove a playbook', description: '409 while rules name it.', params: one, output: z.object({}) })
export const tickStep = route({ method: 'post', path: '/conversations/{id}/playbook-steps', access: 'conversations.answer', tag, summary: 'Tick off a step of a playbook, or take the tick back', params: one, body: z.object({ playbook: z.guid(), step: z.guid(), done: z.boolean() }), output: z.object({}) })

export const besideConversation = route({
  method: 'get', path: '/conversations/{id}/deciding', access: 'conversations.read', tag, summary: 'Promises, case, approvals, playbooks, satisfaction, and by which rules it got here', params: one,
  output: z.object({
    promises: z.array(z.object({ kind: z.enum(promiseKinds), startedAt: time, minutes: z.int(), state: z.enum(['running', 'stopped', 'kept', 'broken']), usedMinutes: z.number(), dueAt: time.nullable(), keptAt: time.nullable() })),
    case: z.object({ id: z.string(), number: z.int(), title: z.string() }).nullable(),
    approvals: z.array(approvalView),
    playbooks: z.array(z.object({ id: z.string(), name: z.string(), steps: z.array(stepSchema.extend({ doneBy: z.string().nullable(), doneAt: time.nullable() })) })),
    satisfaction: z.array(z.object({ kind: z.enum(['csat', 'nps', 'effort']), score: z.int(), max: z.int(), comment: z.string().nullable(), at: time })),
    uses: z.array(z.object({ rule: z.string(), name: z.string(), version: z.int(), made: z.string(), at: time, because: bothView })),
  }),
})

const certificateView = z.object({ id: z.string(), member: z.string(), name: z.string(), until: time.nullable(), givenAt: time, givenBy: z.string() })
export const listCertificates = route({ method: 'get', path: '/certificates', access: 'conversations.read', tag, summary: 'What members are certified for', output: z.object({ items: z.array(certificateView) }) })
export const giveCertificate = route({ method: 'post', path: '/certificates', access: 'engagement.manage', tag, summary: 'Certify somebody', body: z.object({ member: z.string().min(1).max(100), name: z.string().trim().min(1).max(60), until: time.nullable().default(null) }), output: certificateView, status: 201 })
export const takeCertificate = route({ method: 'delete', path: '/certificates/{id}', access: 'engagement.manage', tag, summary: 'Take a certificate back', params: one, output: z.object({}) })

export const getReachingOut = route({ method: 'get', path: '/reaching-out', access: 'conversations.read', tag, summary: 'When we may begin a conversation', output: reachingOutSchema })
export const setReachingOut = route({ method: 'put', path: '/reaching-out', access: 'engagement.manage', tag, summary: 'Change when we may begin a conversation', body: reachingOutSchema, output: reachingOutSchema })
export const mayReachOut = route({
  method: 'post', path: '/reaching-out/decision', access: 'conversations.answer', tag, summary: 'Whether we may answer something said in public, and why',
  body: z.object({ channel: z.string().max(32), externalId: z.string().min(1).max(1_024).describe('Of whoever said it.'), identity: z.guid(), visibility: z.enum(['public', 'private']).default('public'), saidAt: time, addressedUs: z.boolean().default(false), isBot: z.boolean().default(false) }),
  output: z.object({ may: z.boolean(), because: z.array(bothView) }),
})
export const getRoutingSettings = route({ method: 'get', path: '/routing-settings', access: 'conversations.read', tag: 'Rules', summary: 'When unanswered work goes to somebody else', output: routingSettingsSchema })
export const setRoutingSettings = route({ method: 'put', path: '/routing-settings', access: 'engagement.manage', tag: 'Rules', summary: 'Change when unanswered work goes to somebody else', body: routingSettingsSchema, output: routingSettingsSchema })

const promiseGroup = z.object({ key: z.string().nullable(), made: z.int(), kept: z.int(), broken: z.int(), running: z.int(), share: z.number().nullable().describe('Kept of those that are decided.') })
export const promiseFigures = route({ method: 'get', path: '/promise-figures', access: 'conversations.read', tag: 'Rules', summary: 'Promises kept and broken, in open hours', query: z.object({ from: time, to: time, by: z.enum(['none', 'team', 'channel', 'kind', 'hour', 'assignee']).default('none'), zone: z.string().max(60).default('UTC') }), output: z.object({ items: z.array(promiseGroup) }) })
