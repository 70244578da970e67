/** Routes of cases. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'

const tag = 'Recovery'
const one = z.object({ id: z.guid() })
const time = z.iso.datetime()
const promiseView = z.object({ id: z.string(), what: z.string(), memberName: z.string().nullable(), dueAt: time.nullable(), madeBy: z.string(), keptAt: time.nullable(), overdue: z.boolean() })
export const caseView = z.object({
  id: z.string(), number: z.int(), title: z.string(), conversation: z.string().nullable(), conversationNumber: z.int().nullable(), subject: z.string().nullable(), identity: z.string().nullable(), with: z.string().nullable(),
  openedAt: time, openedBy: z.string(), team: z.string().nullable(), owner: z.string().nullable(), state: z.enum(['open', 'satisfied', 'closed']), closedAt: time.nullable(), closedBy: z.string().nullable(), closedBecause: z.string().nullable(), promises: z.array(promiseView),
})
export const listCases = route({ method: 'get', path: '/cases', access: 'conversations.read', tag, summary: 'Complaints that are being mended, or were', query: z.object({ state: z.enum(['open', 'overdue', 'done']).default('open'), conversation: z.guid().optional(), ...pageQuery }), output: page(caseView) })
export const openCase = route({ method: 'post', path: '/cases', access: 'conversations.answer', tag, summary: 'Open a case by hand', body: z.object({ conversation: z.guid(), title: z.string().trim().min(1).max(200) }), output: caseView, status: 201 })
export const closeCase = route({ method: 'post', path: '/cases/{id}/close', access: 'conversations.answer', tag, summary: 'Say that they are satisfied, or close it with a reason', description: 'Closing without satisfaction needs `conversations.manage`.', params: one, body: z.object({ state: z.enum(['satisfied', 'closed']), because: z.string().trim().min(1).max(1_000) }), output: caseView })
export const reopenCase = route({ method: 'post', path: '/cases/{id}/reopen', access: 'conversations.answer', tag, summary: 'Open a case again', params: one, body: z.object({}), output: caseView })
export const ownCase = route({ method: 'put', path: '/cases/{id}/owner', access: 'conversations.answer', tag, summary: 'Say who looks after it', params: one, body: z.object({ owner: z.string().max(100).nullable() }), output: caseView })
export const promiseInCase = route({ method: 'post', path: '/cases/{id}/promises', access: 'conversations.answer', tag, summary: 'Write down what was promised, by whom, by when', params: one, body: z.object({ what: z.string().trim().min(1).max(500), member: z.string().max(100).nullable().default(null), dueAt: time.nullable().default(null) }), output: caseView, status: 201 })
export const keepCasePromise = route({ method: 'put', path: '/cases/{id}/promises/{promise}', access: 'conversations.answer', tag, summary: 'Say that a promise was kept, or not yet', params: one.extend({ promise: z.guid() }), body: z.object({ kept: z.boolean() }), output: caseView })
export const caseFigures = route({ method: 'get', path: '/case-figures', access: 'conversations.read', tag, summary: 'How many were mended, came back as customers, and became advocates', query: z.object({ from: time, to: time }), output: z.object({ opened: z.int(), open: z.int(), overdue: z.int(), satisfied: z.int(), closed: z.int(), cameBack: z.int(), advocates: z.int(), medianHours: z.number().nullable() }) })
