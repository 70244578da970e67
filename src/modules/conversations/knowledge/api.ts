/** Routes of canned replies, macros, and answers offered as one types. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { deedSchema } from '../acting/api.ts'

const tag = 'Knowledge'
const one = z.object({ id: z.guid() })
const time = z.iso.datetime()
const language = z.string().trim().min(2).max(35)

export const cannedView = z.object({
  id: z.string(), name: z.string(), shortcut: z.string().nullable(), owner: z.object({ id: z.string(), name: z.string() }), teams: z.array(z.string()),
  texts: z.array(z.object({ language, text: z.string() })),
  variables: z.array(z.string()).describe('As they stand in the texts: {{person.first-name}}.'),
  used: z.int(), lastUsedAt: time.nullable(), changedAt: time,
  unused: z.boolean().describe('Not used for ninety days.'),
})
const canned = z.object({
  name: z.string().trim().min(1).max(120), shortcut: z.string().trim().regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'a shortcut is one word').nullable().default(null), teams: z.array(z.guid()).max(50).default([]), owner: z.string().max(100).optional(),
  texts: z.array(z.object({ language, text: z.string().min(1).max(20_000) })).min(1).max(50),
})
export const listCanned = route({ method: 'get', path: '/canned-replies', access: 'conversations.read', tag, summary: 'Canned replies', query: z.object({ q: z.string().max(200).optional(), unused: z.enum(['true', 'false']).optional() }), output: z.object({ items: z.array(cannedView), variables: z.array(z.object({ name: z.string(), example: z.string() })) }) })
export const addCanned = route({ method: 'post', path: '/canned-replies', access: 'conversations.answer', tag, summary: 'Write a canned reply', body: canned, output: cannedView, status: 201 })
export const changeCanned = route({ method: 'put', path: '/canned-replies/{id}', access: 'conversations.answer', tag, summary: 'Change a canned reply; others\' only with conversations.manage', params: one, body: canned, output: cannedView })
export const removeCanned = route({ method: 'delete', path: '/canned-replies/{id}', access: 'conversations.answer', tag, summary: 'Remove a canned reply', params: one, output: z.object({}) })
export const restoreCanned = route({ method: 'post', path: '/canned-replies/{id}/restore', access: 'conversations.answer', tag, summary: 'Bring a removed canned reply back', params: one, body: z.object({}), output: cannedView })

const suggestion = z.object({ is: z.enum(['canned', 'answered']), id: z.string(), name: z.string().describe('Of a canned reply; of an earlier answer what had been asked.'), text: z.string().describe('With its variables filled in.'), language: z.string().nullable(), missing: z.array(z.string()).describe('Variables that nothing is known for.'), conversation: z.object({ id: z.string(), number: z.int() }).nullable(), at: time.nullable() })
export const suggest = route({
  method: 'get', path: '/conversations/{id}/suggestions', access: 'conversations.answer', tag, summary: 'Canned replies and earlier answers that fit', description: 'Without `text`: what fits their question. `/word` looks for shortcuts.', params: one, query: z.object({ text: z.string().max(2_000).default(''), limit: z.coerce.number().int().min(1).max(20).default(6) }), output: z.object({ items: z.array(suggestion) }),
})

export const macroStep = z.union([deedSchema, z.object({ is: z.literal('reply'), canned: z.guid() }), z.object({ is: z.literal('note'), text: z.string().trim().min(1).max(5_000) })])
export const macroView = z.object({ id: z.string(), name: z.string(), owner: z.object({ id: z.string(), name: z.string() }), shared: z.boolean(), steps: z.array(macroStep), used: z.int(), lastUsedAt: time.nullable() })
const macro = z.object({ name: z.string().trim().min(1).max(120), shared: z.boolean().default(true), steps: z.array(macroStep).min(1).max(20) })
export const listMacros = route({ method: 'get', path: '/macros', access: 'conversations.read', tag, summary: 'Macros: several acts under one name', output: z.object({ items: z.array(macroView) }) })
export const addMacro = route({ method: 'post', path: '/macros', access: 'conversations.answer', tag, summary: 'Make a macro', body: macro, output: macroView, status: 201 })
export const changeMacro = route({ method: 'put', path: '/macros/{id}', access: 'conversations.answer', tag, summary: 'Change a macro', params: one, body: macro, output: macroView })
export const removeMacro = route({ method: 'delete', path: '/macros/{id}', access: 'conversations.answer', tag, summary: 'Remove a macro', params: one, output: z.object({}) })
export const runMacro = route({ method: 'post', path: '/macros/{id}/run', access: 'conversations.answer', tag, summary: 'Do what a macro says', description: 'Its answers become drafts where several conversations are meant, and are sent by no macro. Undone as one act.', params: one, body: z.object({ conversations: z.array(z.guid()).min(1).max(500) }), output: z.object({ act: z.string().nullable(), changed: z.int(), drafted: z.int() }) })
