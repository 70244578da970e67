/** Routes of what the inbox is arranged with: labels, saved views, settings. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { accountView } from '../reading/views.ts'

const tag = 'Conversations'
const one = z.object({ id: z.guid() })
export const tones = ['grey', 'green', 'blue', 'violet', 'red', 'amber'] as const

export const labelView = z.object({ id: z.string(), name: z.string(), tone: z.enum(tones) })
const label = z.object({ name: z.string().trim().min(1).max(60), tone: z.enum(tones).default('grey') })
export const listLabels = route({ method: 'get', path: '/conversation-labels', access: 'conversations.read', tag, summary: 'Labels for conversations', output: z.object({ items: z.array(labelView) }) })
export const addLabel = route({ method: 'post', path: '/conversation-labels', access: 'conversations.answer', tag, summary: 'Make a label', body: label, output: labelView, status: 201 })
export const changeLabel = route({ method: 'put', path: '/conversation-labels/{id}', access: 'conversations.manage', tag, summary: 'Rename a label', params: one, body: label, output: labelView })
export const removeLabel = route({ method: 'delete', path: '/conversation-labels/{id}', access: 'conversations.manage', tag, summary: 'Remove a label', description: 'Can be restored; conversations keep it hidden until then.', params: one, output: z.object({}) })
export const restoreLabel = route({ method: 'post', path: '/conversation-labels/{id}/restore', access: 'conversations.manage', tag, summary: 'Bring a removed label back', params: one, body: z.object({}), output: labelView })

export const savedSearch = z.record(z.string().max(40), z.string().max(2_000)).refine((search) => Object.keys(search).length <= 30, 'a view has at most 30 parts')
export const savedView = z.object({ id: z.string(), name: z.string(), member: z.string(), memberName: z.string(), shared: z.boolean(), mine: z.boolean(), search: savedSearch })
export const listSavedViews = route({ method: 'get', path: '/conversation-views', access: 'conversations.read', tag, summary: 'Saved views: mine and those that others share', output: z.object({ items: z.array(savedView) }) })
export const saveView = route({ method: 'post', path: '/conversation-views', access: 'conversations.read', tag, summary: 'Save a view', body: z.object({ name: z.string().trim().min(1).max(80), shared: z.boolean().default(false), search: savedSearch }), output: savedView, status: 201 })
export const changeView = route({ method: 'patch', path: '/conversation-views/{id}', access: 'conversations.read', tag, summary: 'Rename, share or overwrite a view of mine', params: one, body: z.object({ name: z.string().trim().min(1).max(80).optional(), shared: z.boolean().optional(), search: savedSearch.optional() }), output: savedView })
export const removeView = route({ method: 'delete', path: '/conversation-views/{id}', access: 'conversations.read', tag, summary: 'Remove a view of mine', params: one, output: z.object({}) })

export const settingsView = z.object({
  undoSeconds: z.int().min(0).max(120), reopenDays: z.int().min(0).max(365), signsAs: z.enum(['member', 'first-name', 'team']),
  translation: z.object({ kind: z.enum(['libretranslate', 'openai']), address: z.url().max(1_000), model: z.string().max(200).nullable(), hasKey: z.boolean() }).nullable(),
})
export const getSettings = route({ method: 'get', path: '/conversation-settings', access: 'conversations.read', tag, summary: 'How the inbox is set', output: settingsView })
export const changeSettings = route({ method: 'put', path: '/conversation-settings', access: 'conversations.manage', tag, summary: 'Set the inbox', body: settingsView.omit({ translation: true }).extend({ translation: settingsView.shape.translation.unwrap().omit({ hasKey: true }).extend({ key: z.string().max(1_000).optional().describe('Absent: the one that is kept stays.') }).nullable() }), output: settingsView })
/** Accounts of ours as the inbox names them: for filters, and to write from. */
export const writableAccounts = route({ method: 'get', path: '/conversations/accounts', access: 'conversations.read', tag, summary: 'Accounts whose conversations are here', output: z.object({ items: z.array(accountView.extend({ begins: z.boolean(), ready: z.boolean(), because: z.string().nullable() })) }) })
