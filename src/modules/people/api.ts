/** The routes of people, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/paging.ts'
import { route } from '../../platform/http/route.ts'
import { identityView } from './identity-view.ts'
import { channelName, directions, interactionKinds } from '../../kernel/interaction.ts'

export * from './companies/api.ts'
export * from './habits/api.ts'
export * from './lifecycle/api.ts'
export * from './list/api.ts'
export * from './profile/api.ts'
export * from './value/api.ts'

const time = z.iso.datetime()

export const personSummary = z.object({
  id: z.string(),
  name: z.string(),
  identities: z.array(identityView),
  interactions: z.int(),
  firstSeenAt: time,
  lastSeenAt: time,
})
export const getPerson = route({
  method: 'get', path: '/people/{id}', access: 'people.read', tag: 'People', summary: 'One person: identities and what was heard, in figures',
  params: z.object({ id: z.guid() }),
  output: personSummary.extend({
    byChannel: z.array(z.object({ channel: channelName, count: z.int() })),
    byTopic: z.array(z.object({ topic: z.string(), count: z.int() })),
    /** When they speak: counts by weekday (Monday first) and hour, in UTC. */
    rhythm: z.array(z.array(z.int())),
  }),
})
export const personTimeline = route({
  onRecord: true, method: 'get', path: '/people/{id}/timeline', access: 'people.read', tag: 'People', summary: 'Everything kept of a person, newest first',
  params: z.object({ id: z.guid() }),
  query: z.object({ kinds: z.string().max(400).optional(), topics: z.string().max(4_000).optional(), channels: z.string().max(400).optional(), q: z.string().max(1_000).optional(), before: time.optional().describe('Jump: only what happened before.'), ...pageQuery }),
  output: page(z.object({
    id: z.string(), channel: channelName, kind: z.enum(interactionKinds), direction: z.enum(directions), at: time, text: z.string(), title: z.string().nullable(), url: z.string().nullable(), identity: z.string(), topics: z.array(z.string()),
    private: z.boolean().describe('A message between them and us: its words are here only for those who may read the conversation.'),
    conversation: z.object({ id: z.string(), number: z.int() }).nullable().describe('Where it is answered.'),
  })),
})
/** Activity by month for the story picture. */
export const personActivity = route({
  method: 'get', path: '/people/{id}/activity', access: 'people.read', tag: 'People', summary: 'Interactions by channel and day, for the picture of the story so far',
  params: z.object({ id: z.guid() }),
  query: z.object({ zone: z.string().max(60).default('UTC') }),
  output: z.object({ items: z.array(z.object({ channel: channelName, day: z.iso.date(), direction: z.enum(directions), count: z.int() })) }),
})
