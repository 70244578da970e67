/** The routes of relevance, verdicts and own accounts, as data. */
import { z } from 'zod'
import { channelName } from '../../../kernel/interaction.ts'
import { route } from '../../../platform/http/route.ts'
import { mentionFilter, mentionView } from '../api.ts'
import { reasonCodes } from './reasons.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const verdict = z.enum(['answered', 'handled', 'dismissed'])
const tag = 'Relevance'

export const reasonView = z.object({
  code: z.enum(reasonCodes),
  strength: z.number().describe('How strongly it holds, 0 to 1.'),
  weight: z.number().describe('What it adds to the score or takes from it, in log-odds.'),
})
export const verdictView = z.object({ verdict, name: z.string().nullable().describe('Who said so; null to those who may not see members.'), at: time })
const relevance = { score: z.int().min(0).max(100), reasons: z.array(reasonView).describe('The weightiest first.') }

export const worthJoining = route({
  method: 'get', path: '/mentions/worth-joining', access: 'mentions.read', tag, summary: 'The mentions most worth joining, with their reasons',
  description: 'Looks through the newest mentions of the filter, one a cascade, at most of the last seven days where the filter names no period; leaves out our own accounts, reposts unless asked for, and what the team has dealt with.',
  query: z.object({ ...mentionFilter, reposts: z.enum(['with', 'without', 'only']).default('without'), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ items: z.array(z.object({ mention: mentionView, ...relevance })), looked: z.int().describe('How many mentions were weighed.'), lookedFrom: time.nullable().describe('Older ones were not weighed; null when all were.') }),
})
export const mentionRelevance = route({ method: 'get', path: '/mentions/{id}/relevance', access: 'mentions.read', tag, summary: 'How worth joining a mention is, and why', params: id, output: z.object({ ...relevance, isOurs: z.boolean().describe('One of our own accounts said it.'), verdict: verdictView.nullable() }) })
export const setVerdict = route({ method: 'put', path: '/mentions/{id}/verdict', access: 'mentions.manage', tag, summary: 'Say what the team did with a mention; the order learns from it', params: id, body: z.object({ verdict }), output: verdictView })
export const undoVerdict = route({ method: 'delete', path: '/mentions/{id}/verdict', access: 'mentions.manage', tag, summary: 'Take the verdict back, as if it had never been', params: id, output: z.object({}) })

export const learning = route({
  method: 'get', path: '/relevance', access: 'mentions.read', tag, summary: 'What the order has learnt from the team',
  output: z.object({
    learnsFrom: time.nullable().describe('Verdicts before this are not learnt from; null when all are.'),
    verdicts: z.int(),
    habits: z.array(z.object({ code: z.enum(reasonCodes), tends: z.enum(['answered', 'dismissed']), answered: z.int(), dismissed: z.int(), moved: z.number().describe('How far the weight has moved, in log-odds.') })),
  }),
})
export const setLearning = route({ method: 'put', path: '/relevance', access: 'topics.manage', tag, summary: 'Learn only from verdicts after a moment: now forgets what was learnt, null or the moment before brings it back', body: z.object({ learnsFrom: time.nullable() }), output: z.object({ learnsFrom: time.nullable() }) })

export const ownAccountView = z.object({ id: z.string(), channel: channelName, handle: z.string(), isHeard: z.boolean().describe('Somebody by this handle was heard on the channel.'), isConnected: z.boolean().describe('Connected under `/accounts`; it leaves this list when it is removed there.') })
export const listOwnAccounts = route({ method: 'get', path: '/own-accounts', access: 'topics.read', tag, summary: 'The company\'s own accounts', output: z.object({ items: z.array(ownAccountView) }) })
export const addOwnAccount = route({ method: 'post', path: '/own-accounts', access: 'topics.manage', tag, summary: 'Name an account that is the company\'s own', body: z.object({ channel: channelName, handle: z.string().trim().min(1).max(300) }), output: ownAccountView, status: 201 })
export const removeOwnAccount = route({ method: 'delete', path: '/own-accounts/{id}', access: 'topics.manage', tag, summary: 'Take an account off the list', params: id, output: z.object({}) })
