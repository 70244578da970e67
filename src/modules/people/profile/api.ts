/** Routes of what is known and said about a person, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { depths } from '../lifecycle/depth.ts'
import { conditionSchema } from '../lifecycle/stages.ts'
import { actView, cardView } from '../list/api.ts'
import { rangeSchema } from '../value/value-store.ts'
import { deedSchema, taskValue } from './deed.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const said = <T extends z.ZodType>(value: T) => z.object({ value, entry: z.string().nullable().describe('By which it is taken back; null: shown by a channel.'), source: z.string(), at: time, by: z.string().nullable() })
const personLink = z.object({ id: z.string(), name: z.string(), avatar: z.string().nullable(), stage: z.string().nullable(), ours: z.boolean() })

export const because = z.discriminatedUnion('by', [
  z.object({ by: z.literal('rules'), edition: z.int(), met: z.array(z.object({ condition: conditionSchema, actual: z.union([z.number(), z.boolean()]) })) }),
  z.object({ by: z.literal('hand'), name: z.string().nullable() }),
])
export const moveView = z.object({ id: z.string(), at: time, from: z.string().nullable(), to: z.string(), because })
export const purchaseView = z.object({ id: z.string(), at: time, amountMinor: z.int().nullable(), currency: z.string().nullable(), number: z.string().nullable(), items: z.array(z.object({ name: z.string(), count: z.number(), amountMinor: z.int().optional() })) })

export const personProfile = route({
  method: 'get', path: '/people/{id}/profile', access: 'people.read', tag: 'People', summary: 'What is known of a person: traits with their sources, tags, notes, tasks, owner, companies, stage and value',
  params: id,
  output: z.object({
    card: cardView.omit({ identities: true }).nullable(),
    tags: z.array(said(z.string())),
    owner: said(z.string().nullable()).nullable(),
    ours: z.object({ holds: z.boolean(), byHand: said(z.boolean()).nullable() }),
    traits: z.array(z.object({ name: z.string(), holds: said(z.string()), others: z.array(said(z.string())), disputed: z.boolean() })),
    notes: z.array(said(z.string())),
    tasks: z.array(said(taskValue)),
    companies: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), entry: z.string(), source: z.string() })),
    suggestedCompanies: z.array(z.object({ id: z.string().nullable().describe('null: there is none of this domain yet.'), name: z.string(), domain: z.string() })),
    household: z.array(personLink.extend({ entry: z.string() })),
    broughtBy: z.array(personLink.extend({ entry: z.string() })),
    brought: z.array(personLink.extend({ entry: z.string() })),
    life: z.object({ stage: z.string().nullable(), since: time.nullable(), hold: said(z.string()).nullable(), depth: z.enum(depths), exchanges: z.int(), moves: z.array(moveView) }),
    value: z.object({
      currency: z.string().nullable(), spentMinor: z.int(), purchases: z.array(purchaseView), count: z.int().describe('Days on which they bought.'),
      state: z.enum(['no-purchases', 'too-little', 'ready']), needs: z.object({ customers: z.int(), repeaters: z.int(), haveCustomers: z.int(), haveRepeaters: z.int() }).nullable(),
      alive: z.number().nullable(), expectedPurchases: z.number().nullable(), purchasesRange: rangeSchema.nullable(), expectedMinor: z.int().nullable(), valueRange: rangeSchema.nullable().describe('Minor units: the middle eighty of a hundred possible years.'),
      everyDays: z.number().nullable().describe('Days between purchases, while a customer.'), nextAt: time.nullable(),
    }),
  }),
})
export const actOnPerson = route({ method: 'post', path: '/people/{id}/acts', access: 'people.manage', tag: 'People', summary: 'Do something about a person: a note, task, tag, trait, owner, stage, company …; the answer names the act, by which it is undone', params: id, body: deedSchema, output: actView, status: 201 })
export const personPartners = route({
  method: 'get', path: '/people/{id}/partners', access: 'people.read', tag: 'People', summary: 'Who they talk with: replies, quotes and mentions, both ways',
  params: id, output: z.object({ items: z.array(personLink.extend({ toThem: z.int(), fromThem: z.int(), lastAt: time })) }),
})
export const personStory = route({
  method: 'get', path: '/people/{id}/story', access: 'people.read', tag: 'People', summary: 'What we said and did about a person, newest first: notes, tasks, tags, moves between stages',
  params: id,
  output: z.object({ items: z.array(z.object({ id: z.string(), at: time, is: z.enum(['note', 'task', 'tag', 'trait', 'owner', 'ours', 'stage', 'company', 'household', 'brought-by', 'move', 'taken-back']), what: z.string(), by: z.string().nullable(), source: z.string(), act: z.string().nullable(), move: moveView.nullable() })) }),
})
export const openTasks = route({
  method: 'get', path: '/people/tasks', access: 'people.read', tag: 'People', summary: 'Open tasks about people, the earliest due first',
  query: z.object({ owner: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ items: z.array(said(taskValue).extend({ person: z.string(), name: z.string() })) }),
})
