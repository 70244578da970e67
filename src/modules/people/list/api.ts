/** Routes of the list of people, its views and acts on many, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { channelName } from '../../../kernel/interaction.ts'
import { depths } from '../lifecycle/depth.ts'
import { bulkSchema } from '../profile/bulk.ts'
import { deedSchema } from '../profile/deed.ts'
import { identityView } from '../identity-view.ts'
import { sorts } from './card-store.ts'
import { filterFields } from './filter.ts'

const time = z.iso.datetime()

export const cardView = z.object({
  id: z.string(),
  name: z.string(),
  identities: z.array(identityView),
  interactions: z.int(),
  firstSeenAt: time,
  lastSeenAt: time,
  avatar: z.string().nullable(),
  bio: z.string().nullable(),
  bot: z.boolean(),
  channels: z.array(channelName),
  tags: z.array(z.string()),
  companies: z.array(z.object({ id: z.string(), name: z.string() })),
  owner: z.string().nullable(),
  ours: z.boolean(),
  stage: z.string().nullable(),
  stageSince: time.nullable(),
  held: z.boolean(),
  depth: z.enum(depths),
  followers: z.int(),
  purchases: z.int(),
  lastPurchaseAt: time.nullable(),
  spentMinor: z.int(),
  currency: z.string().nullable(),
  alive: z.number().nullable().describe('Chance that they still are a customer.'),
  expectedPurchases: z.number().nullable().describe('In the next twelve months.'),
  expectedMinor: z.int().nullable(),
  nextPurchaseAt: time.nullable(),
})
export const listPeople = route({
  method: 'get', path: '/people', access: 'people.read', tag: 'People', summary: 'People in an order, or the best matches of a search',
  query: z.object({ ...filterFields, sort: z.enum(sorts).default('recent'), ...pageQuery }),
  output: page(cardView),
})
export const countPeople = route({
  method: 'get', path: '/people/count', access: 'people.read', tag: 'People', summary: 'How many people a filter finds',
  query: z.object(filterFields), output: z.object({ count: z.int(), more: z.boolean().describe('There are more than could be counted without a wait.') }),
})
export const exportPeople = route({
  method: 'get', path: '/people/export.csv', access: 'people.export', tag: 'People', summary: 'People as CSV that is safe to open in a spreadsheet',
  query: z.object({ ...filterFields, columns: z.string().max(400).optional() }), output: z.string(),
})
export const listTags = route({ method: 'get', path: '/people/tags', access: 'people.read', tag: 'People', summary: 'Tags in use', output: z.object({ items: z.array(z.object({ tag: z.string(), count: z.int() })) }) })

export const columnNames = ['identities', 'stage', 'tags', 'owner', 'company', 'depth', 'interactions', 'followers', 'spent', 'purchases', 'lastPurchase', 'expected', 'alive', 'nextPurchase', 'firstHeard', 'lastHeard'] as const
const columns = z.array(z.enum(columnNames)).max(columnNames.length)
export const savedSearch = z.record(z.string().max(40), z.string().max(4_000)).refine((search) => Object.keys(search).length <= 30, 'a view has at most 30 parts')
export const viewView = z.object({ id: z.string(), name: z.string(), member: z.string(), memberName: z.string(), shared: z.boolean(), mine: z.boolean(), search: z.record(z.string(), z.string()), columns })
export const listViews = route({ method: 'get', path: '/people/views', access: 'people.read', tag: 'People', summary: 'Saved views: mine and those that others share', output: z.object({ items: z.array(viewView), columns: columns.describe('Columns of my list where no view is open.') }) })
export const saveView = route({ method: 'post', path: '/people/views', access: 'people.read', tag: 'People', summary: 'Save a view of the list', body: z.object({ name: z.string().trim().min(1).max(80), shared: z.boolean().default(false), search: savedSearch, columns: columns.default([]) }), output: viewView, status: 201 })
export const changeView = route({ method: 'patch', path: '/people/views/{id}', access: 'people.read', tag: 'People', summary: 'Rename, share or overwrite a view of mine', params: z.object({ id: z.guid() }), body: z.object({ name: z.string().trim().min(1).max(80).optional(), shared: z.boolean().optional(), search: savedSearch.optional(), columns: columns.optional() }), output: viewView })
export const removeView = route({ method: 'delete', path: '/people/views/{id}', access: 'people.read', tag: 'People', summary: 'Remove a view of mine', params: z.object({ id: z.guid() }), output: z.object({}) })
export const chooseColumns = route({ method: 'put', path: '/people/columns', access: 'people.read', tag: 'People', summary: 'Choose the columns of my list', body: z.object({ columns }), output: z.object({}) })

export const actView = z.object({ id: z.string(), state: z.enum(['running', 'done', 'failed', 'undoing', 'undone']), total: z.int(), done: z.int(), because: z.string().nullable() })
export const actOnMany = route({ method: 'post', path: '/people/acts', access: 'people.manage', tag: 'People', summary: 'Do something about many people, named or found by a filter; done in the background', body: z.object({ deed: deedSchema, whom: bulkSchema }), output: actView, status: 202 })
export const getAct = route({ method: 'get', path: '/people/acts/{act}', access: 'people.manage', tag: 'People', summary: 'How far an act on many is', params: z.object({ act: z.guid() }), output: actView })
export const undoOneAct = route({ method: 'post', path: '/people/acts/{act}/undo', access: 'people.manage', tag: 'People', summary: 'Undo an act, exactly', params: z.object({ act: z.guid() }), body: z.object({}), output: actView })
