/** The routes of alarms, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { authorView, mentionView } from '../api.ts'
import { termKinds } from '../terms/terms.ts'
import { alarmKinds, sensitivities, topicKinds } from './model.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const list = z.string().max(4_000).optional().transform((text) => (text ? text.split(',').filter(Boolean) : []))

export const alarmView = z.object({
  id: z.string(),
  topic: z.string().nullable().describe('Null for a silent source.'),
  kind: z.enum(alarmKinds),
  subject: z.string().describe('A channel for a silent source, the id of a mention for one post taking off, else empty.'),
  severity: z.int().min(1).max(10),
  beganAt: time,
  openedAt: time,
  lastSeenAt: time.describe('The last look at which it was still unusual.'),
  closedAt: time.nullable(),
  closedBy: z.enum(['calm', 'member']).nullable(),
  closedBecause: z.string().nullable(),
  closedName: z.string().nullable(),
  acknowledgedAt: time.nullable(),
  acknowledgedName: z.string().nullable(),
  counted: z.number().describe('At its peak: mentions, negative mentions, people who use a new word, or shares of a post.'),
  expected: z.number(),
  from: time.describe('What the peak was counted over.'),
  to: time,
  terms: z.array(z.string()),
  hindsight: z.boolean().describe('Raised by looking back at history; nobody was told.'),
  lead: z.string().nullable().describe('The alarm of the same topic that it belongs to.'),
  toldAt: time.nullable().describe('When mail and webhooks were last told of it.'),
})
export type AlarmView = z.output<typeof alarmView>

export const listAlarms = route({ method: 'get', path: '/alarms', access: 'mentions.read', tag: 'Alarms', summary: 'Alarms, newest first', query: z.object({ state: z.enum(['open', 'closed', 'all']).default('all'), topics: list, kinds: list, ...pageQuery }), output: page(alarmView) })

const counted = z.object({ kind: z.enum(termKinds), text: z.string(), query: z.string().describe('Finds the mentions behind it.'), now: z.int(), nowShare: z.number(), beforeShare: z.number() })
export const alarmStory = z.object({
  alarm: alarmView,
  posts: z.array(mentionView).describe('What is being said: the posts that are most like all the others.'),
  terms: z.array(counted).describe('What is said more than in the four weeks before, by people and hours.'),
  speakers: z.array(z.object({ author: authorView, count: z.int() })),
  loudest: z.array(mentionView).describe('Who was heard by most, with one of their posts.'),
  start: z.object({ mentions: z.array(mentionView), links: z.array(z.object({ link: z.string(), people: z.int() })) }).describe('The first mentions, and links that more than one person passed on.'),
  subject: mentionView.nullable().describe('The post that takes off, where it is kept.'),
  mentions: z.int().describe('From its beginning to its end.'),
  earlier: z.object({ items: z.array(alarmView), graver: z.int().describe('How many of the earlier ones were graver.'), of: z.int() }),
  together: z.array(alarmView).describe('Other alarms of the same matter.'),
})
export const getAlarm = route({ method: 'get', path: '/alarms/{id}', access: 'mentions.read', tag: 'Alarms', summary: 'What an alarm is about: what is said, by whom, where it started, how it compares', params: id, output: alarmStory })

export const acknowledgeAlarm = route({ method: 'put', path: '/alarms/{id}/acknowledgement', access: 'mentions.manage', tag: 'Alarms', summary: 'Say that somebody has seen it', params: id, output: alarmView })
export const unacknowledgeAlarm = route({ method: 'delete', path: '/alarms/{id}/acknowledgement', access: 'mentions.manage', tag: 'Alarms', summary: 'Undo that', params: id, output: alarmView })
export const closeAlarm = route({ method: 'post', path: '/alarms/{id}/close', access: 'mentions.manage', tag: 'Alarms', summary: 'Close it with a reason', params: id, body: z.object({ because: z.string().trim().min(1).max(1_000) }), output: alarmView })
export const reopenAlarm = route({ method: 'post', path: '/alarms/{id}/reopen', access: 'mentions.manage', tag: 'Alarms', summary: 'Undo a closing by hand', params: id, output: alarmView })

const settings = z.object({
  kinds: z.array(z.enum(topicKinds)),
  sensitivity: z.enum(sensitivities).describe('`usual` lets chance open about one spike a topic in three months; `calm` about one in a year, `keen` about one a month.'),
  tellFrom: z.int().min(1).max(10).describe('Mail and webhooks are told from this severity on; the page shows all.'),
  mutedUntil: time.nullable().describe('Until then nobody is told; alarms are kept.'),
})
export const getAlarmSettings = route({ method: 'get', path: '/topics/{id}/alarm-settings', access: 'topics.read', tag: 'Alarms', summary: 'Which alarms a topic has', params: id, output: settings })
export const putAlarmSettings = route({ method: 'patch', path: '/topics/{id}/alarm-settings', access: 'topics.manage', tag: 'Alarms', summary: 'Change which alarms a topic has, and mute it', params: id, body: settings.partial(), output: settings })

export const replayAlarms = route({
  method: 'post', path: '/topics/{id}/alarm-replay', access: 'topics.read', tag: 'Alarms', summary: 'Which alarms history would have raised with these settings', params: id,
  body: z.object({ kinds: z.array(z.enum(topicKinds)).default([...topicKinds]), sensitivity: z.enum(sensitivities).default('usual'), from: time.optional(), to: time.optional() }),
  output: z.object({ from: time, to: time, days: z.number().describe('Days of the stretch for which enough was known to judge.'), items: z.array(alarmView.pick({ kind: true, subject: true, severity: true, beganAt: true, openedAt: true, closedAt: true, counted: true, expected: true, from: true, to: true, terms: true })) }),
})

const maybe = z.number().nullable()
export const expectedVolume = route({
  method: 'get', path: '/topics/{id}/expected-volume', access: 'mentions.read', tag: 'Figures', summary: 'What volume of a topic was to be expected, with the band that is left one time in ten',
  description: 'Each bucket is judged by what was known before it. `expected`, `low` and `high` are null where less than two weeks were known. Counts every mention of the topic.',
  params: id, query: z.object({ from: time, to: time, by: z.enum(['hour', 'day', 'week', 'month']).default('day'), zone: z.string().max(60).default('UTC') }),
  output: z.object({ by: z.enum(['hour', 'day', 'week', 'month']), zone: z.string(), buckets: z.array(z.object({ at: time, counted: z.number(), expected: maybe, low: maybe, high: maybe })), known: z.object({ days: z.number(), needed: z.number(), perDay: z.number(), weeklyFactor: z.number() }) }),
})
