/** Routes of all kinds of rules: promises, routing, rules of engagement, and what opens a case. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { whenSchema } from '../conditions/when.ts'
import { ruleKinds } from './kinds.ts'

const tag = 'Rules'
const time = z.iso.datetime()
export const bothView = z.object({ en: z.string(), nl: z.string() })
const kind = z.object({ kind: z.enum(ruleKinds) })
const one = kind.extend({ id: z.guid() })
const name = z.string().trim().min(1).max(80)
const then = z.record(z.string(), z.unknown()).describe('What it does, by kind: see the manual.')

const ruleView = z.object({ id: z.string(), kind: z.enum(ruleKinds), name: z.string(), active: z.boolean(), version: z.int(), when: whenSchema, then, words: bothView.describe('When it holds, in words.'), changedAt: time, changedBy: z.string(), uses: z.int().describe('In the last thirty days.') })

export const listRules = route({ method: 'get', path: '/conversation-rules/{kind}', access: 'conversations.read', tag, summary: 'Rules of a kind, in their order', params: kind, output: z.object({ items: z.array(ruleView) }) })
export const addRule = route({ method: 'post', path: '/conversation-rules/{kind}', access: 'engagement.manage', tag, summary: 'Add a rule', params: kind, body: z.object({ name, when: whenSchema, then, active: z.boolean().default(false) }), output: ruleView, status: 201 })
export const changeRule = route({ method: 'patch', path: '/conversation-rules/{kind}/{id}', access: 'engagement.manage', tag, summary: 'Change a rule, or switch it on or off', description: 'What it said before is kept as an earlier version. 409 when `version` is not the one that stands.', params: one, body: z.object({ name: name.optional(), when: whenSchema.optional(), then: then.optional(), active: z.boolean().optional(), version: z.int().optional() }), output: ruleView })
export const orderRules = route({ method: 'put', path: '/conversation-rules/{kind}/order', access: 'engagement.manage', tag, summary: 'Put rules in order', params: kind, body: z.object({ ids: z.array(z.guid()).max(500) }), output: z.object({}) })
export const removeRule = route({ method: 'delete', path: '/conversation-rules/{kind}/{id}', access: 'engagement.manage', tag, summary: 'Remove a rule; it can be brought back', params: one, output: z.object({}) })
export const restoreRule = route({ method: 'post', path: '/conversation-rules/{kind}/{id}/restore', access: 'engagement.manage', tag, summary: 'Bring a removed rule back, switched off', params: one, body: z.object({}), output: ruleView })
export const ruleVersions = route({ method: 'get', path: '/conversation-rules/{kind}/{id}/versions', access: 'conversations.read', tag, summary: 'A rule as it was, newest first', params: one, output: z.object({ items: z.array(z.object({ version: z.int(), name: z.string(), when: whenSchema, then, words: bothView, changedAt: time, changedBy: z.string() })) }) })
export const ruleUses = route({
  method: 'get', path: '/conversation-rules/{kind}/{id}/uses', access: 'conversations.read', tag, summary: 'When a rule was used, and what it made', params: one, query: z.object(pageQuery),
  output: page(z.object({ id: z.string(), version: z.int(), conversation: z.string(), number: z.int().nullable(), subject: z.string().nullable(), at: time, made: z.enum(['send', 'approve', 'refuse', 'route', 'promise', 'case']), by: z.string(), because: bothView })),
})
export const tryRule = route({
  method: 'post', path: '/conversation-rules/{kind}/try', access: 'engagement.manage', tag, summary: 'Try a rule on past conversations before it is switched on', description: 'Looks at what is known of them now; the newest thousand.', params: kind,
  body: z.object({ name: name.default('Trial'), when: whenSchema, then: then.default({}), days: z.int().min(1).max(365).default(30) }),
  output: z.object({
    looked: z.int(), touched: z.int(), words: bothView,
    items: z.array(z.object({ conversation: z.string(), number: z.int(), subject: z.string(), at: time, because: bothView, effects: z.array(bothView).describe('What would have been different.') })).describe('The newest hundred that it touches.'),
  }),
})
