/** The routes of word lists, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'

const id = z.object({ id: z.guid() })
const name = z.string().trim().min(1).max(60).regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} _.-]*$/u, 'a name of letters, digits, spaces, points, hyphens and underscores')
const entries = z.array(z.string().max(1_000)).max(20_000).describe('Words, phrases or {As Written}; * and ? are wildcards.')

export const wordListView = z.object({ id: z.string(), name: z.string(), entries: z.array(z.string()), changedAt: z.iso.datetime(), changedBy: z.string(), usedBy: z.array(z.object({ id: z.string(), name: z.string() })).describe('Topics whose query names it.') })
export const listLists = route({ method: 'get', path: '/lists', access: 'topics.read', tag: 'Word lists', summary: 'All word lists', output: z.object({ items: z.array(wordListView) }) })
export const createList = route({ method: 'post', path: '/lists', access: 'topics.manage', tag: 'Word lists', summary: 'Make a word list, for list:name in queries', body: z.object({ name, entries }), maxBodyBytes: 4_000_000, output: wordListView, status: 201 })
export const updateList = route({ method: 'patch', path: '/lists/{id}', access: 'topics.manage', tag: 'Word lists', summary: 'Change a word list; topics that name it follow at once', params: id, body: z.object({ name: name.optional(), entries: entries.optional(), applyToHistory: z.boolean().default(true) }), maxBodyBytes: 4_000_000, output: wordListView })
export const removeList = route({ method: 'delete', path: '/lists/{id}', access: 'topics.manage', tag: 'Word lists', summary: 'Remove a word list that no topic names', params: id, output: z.object({}) })
