/** Routes of the list and of one conversation, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { conversationStates, priorities } from '../model.ts'
import { filterFields, sorts, views } from './filter.ts'
import { accountView, conversationView, entryView, participantView, threadView } from './views.ts'

const tag = 'Conversations'
const time = z.iso.datetime()
const one = z.object({ id: z.guid() })

export const listConversations = route({
  method: 'get', path: '/conversations', access: 'conversations.read', tag, summary: 'Conversations of a view, in an order',
  query: z.object({ ...filterFields, sort: z.enum(sorts).default('newest'), ...pageQuery }),
  output: page(conversationView),
})
/** By ids: what the live stream named. Those that are gone, or not to be read, are left out. */
export const someConversations = route({
  method: 'get', path: '/conversations/some', access: 'conversations.read', tag, summary: 'Conversations by id',
  query: z.object({ ids: z.string().max(4_000).describe('Comma-separated, at most 100.') }),
  output: z.object({ items: z.array(conversationView) }),
})
const bounded = z.object({ count: z.int(), more: z.boolean().describe('There are more than are counted.') })
export const countConversations = route({
  method: 'get', path: '/conversations/counts', access: 'conversations.read', tag, summary: 'How many conversations each view holds, counted up to a thousand',
  output: z.object({ views: z.record(z.enum(views), bounded), saved: z.record(z.string(), bounded).describe('By id of a saved view.'), unreadMentions: z.int() }),
})
export const getConversation = route({
  onRecord: true, method: 'get', path: '/conversations/{id}', access: 'conversations.read', tag, summary: 'One conversation', description: 'What was joined to another answers with `joinedTo`.',
  params: one,
  output: conversationView.extend({
    joinedTo: z.string().nullable(),
    follows: z.object({ id: z.string(), number: z.int(), subject: z.string() }).nullable().describe('The same matter earlier.'),
    accounts: z.array(accountView),
    threads: z.array(threadView),
    participants: z.array(participantView),
    readUntil: time.nullable().describe('Until when I read it, before this.'),
    earlier: z.int().describe('How many other conversations there are with these people.'),
    topics: z.array(z.string()),
    emotion: z.string().nullable(),
    followers: z.int().nullable(),
    firstAnswerAt: time.nullable(),
    closedBecause: z.string().nullable(),
    openedBy: z.object({ id: z.string(), name: z.string() }).nullable().describe('Who reached out.'),
  }),
})
export const conversationEntries = route({
  onRecord: true, method: 'get', path: '/conversations/{id}/entries', access: 'conversations.read', tag, summary: 'Messages, notes and what was done, newest first; each page in that order', description: '`around` begins at an entry: half of the page before it, half after. `after` gives what came after a cursor, oldest first.',
  params: one,
  query: z.object({ ...pageQuery, after: z.string().max(500).optional(), around: z.guid().optional() }),
  output: page(entryView).extend({ previous: z.string().nullable().describe('Give it as `after` for what is newer.') }),
})
export const conversationFacts = route({
  method: 'get', path: '/conversations/{id}/facts', access: 'conversations.read', tag, summary: 'What rules see of a conversation',
  params: one,
  output: z.object({
    channel: z.string(), account: z.string(), visibility: z.enum(['public', 'private']), kind: z.string(), topics: z.array(z.string()), sentiment: z.string().nullable(), emotion: z.string().nullable(), intent: z.string().nullable(), urgency: z.string().nullable(), language: z.string().nullable(), followers: z.int().nullable(),
    person: z.string().nullable(), stage: z.string().nullable(), valueMinor: z.int().nullable(), currency: z.string().nullable(), isOurs: z.boolean(), companyIds: z.array(z.string()), labels: z.array(z.string()), team: z.string().nullable(), assignee: z.string().nullable(),
    priority: z.enum(priorities), state: z.enum(conversationStates), words: z.string(), subject: z.string(), openedAt: time, waitingSince: time.nullable(), lastInboundAt: time.nullable(), firstAnswerAt: time.nullable(), reopened: z.int(), earlierConversations: z.int(), automatic: z.boolean(),
  }),
})
export const earlierWordings = route({
  onRecord: true, method: 'get', path: '/messages/{id}/earlier', access: 'conversations.read', tag, summary: 'What a message said before it was changed', params: one,
  output: z.object({ items: z.array(z.object({ until: time, subject: z.string().nullable(), text: z.string() })) }),
})
/** From a message, an interaction of the timeline, to where it is answered. */
export const whereIsMessage = route({
  method: 'get', path: '/messages/{id}', access: 'conversations.read', tag, summary: 'The conversation of a message or of an interaction', params: one,
  output: z.object({ conversation: z.string(), number: z.int(), message: z.string() }),
})
export const myMentions = route({
  method: 'get', path: '/conversations/mentions', access: 'conversations.read', tag, summary: 'Notes that name me, newest first',
  query: z.object(pageQuery),
  output: page(z.object({ note: z.string(), conversation: z.string(), number: z.int(), subject: z.string(), by: z.string(), text: z.string(), at: time, read: z.boolean() })),
})
export const colleagues = route({
  method: 'get', path: '/conversations/colleagues', access: 'conversations.read', tag, summary: 'Members who may read conversations: to assign and to name in notes',
  output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), mayAnswer: z.boolean(), present: z.boolean() })), teams: z.array(z.object({ id: z.string(), name: z.string(), mine: z.boolean() })) }),
})
