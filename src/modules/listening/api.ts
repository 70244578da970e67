/** The routes of topics, mentions and figures, as data. */
import { z } from 'zod'
import { labelValues } from './labels/labels.ts'
import type { Block } from './query/blocks.ts'
import { page, pageQuery } from '../../platform/http/paging.ts'
import { route } from '../../platform/http/route.ts'
import { channelName, facetSchema, interactionKinds, mediaSchema, metricsSchema, relationSchema } from '../../kernel/interaction.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })

export const topicRoles = ['own', 'competitor', 'industry', 'campaign', 'risk'] as const
export type TopicRole = (typeof topicRoles)[number]

export const topicView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(topicRoles),
  query: z.string(),
  /** Index into the page's series colours, stable over the topic's life. */
  colour: z.int(),
  createdAt: time,
  updatedAt: time,
  /** While a new or changed query is applied to history. */
  backfill: z.object({ state: z.enum(['running', 'done', 'failed']), scanned: z.int(), total: z.int(), matched: z.int(), words: z.string() }).nullable(),
})
export type TopicView = z.output<typeof topicView>
const topicBody = z.object({ name: z.string().trim().min(1).max(120), role: z.enum(topicRoles), query: z.string().min(1).max(100_000), applyToHistory: z.boolean().default(true) })
export const listTopics = route({ method: 'get', path: '/topics', access: 'topics.read', tag: 'Topics', summary: 'All topics', output: z.object({ items: z.array(topicView) }) })
export const createTopic = route({ method: 'post', path: '/topics', access: 'topics.manage', tag: 'Topics', summary: 'Make a topic', body: topicBody, output: topicView, status: 201 })
export const updateTopic = route({ method: 'patch', path: '/topics/{id}', access: 'topics.manage', tag: 'Topics', summary: 'Change a topic', params: id, body: topicBody.omit({ applyToHistory: true }).partial().extend({ applyToHistory: z.boolean().optional() }), output: topicView })
export const removeTopic = route({ method: 'delete', path: '/topics/{id}', access: 'topics.manage', tag: 'Topics', summary: 'Remove a topic; can be restored for 30 days', params: id, output: z.object({}) })
export const restoreTopic = route({ method: 'post', path: '/topics/{id}/restore', access: 'topics.manage', tag: 'Topics', summary: 'Undo the removal', params: id, output: topicView })

const stretch = z.object({ at: z.int(), end: z.int(), message: z.string() })
export const readTopicQuery = route({
  method: 'post', path: '/topics/parse', access: 'topics.read', tag: 'Topics', summary: 'Read a query: its canonical text, its blocks, its fault with the mend, its warnings', description: 'Always 200: a query that cannot be read is answered with its fault.',
  body: z.object({ query: z.string().max(200_000) }), maxBodyBytes: 1_000_000,
  output: z.object({
    fault: stretch.extend({ fix: z.string().nullable().describe('What to put in place of at … end.') }).nullable(),
    canonical: z.string().nullable().describe('null when it cannot be read, or is longer than 20,000 characters.'),
    warnings: z.array(stretch),
    blocks: z.custom<Block>().nullable().describe('Groups (`join`: all, any, near) and terms (`field`, `value`), each with `not`; null when there are more than can be drawn.'),
  }),
})
export const expectTopic = route({
  method: 'post', path: '/topics/expect', access: 'topics.read', tag: 'Topics', summary: 'How many posts a day a query would have matched in the last 90 days',
  description: 'Estimated from an even sample of at most some 10,000 interactions of the history kept. Public posts that no topic wanted are not in it.',
  body: z.object({ query: z.string().min(1).max(100_000) }),
  output: z.object({ from: time, days: z.array(z.number()), looked: z.int(), of: z.int(), matched: z.int() }),
})

export const authorView = z.object({
  identity: z.string(),
  person: z.string().describe('For `/people/{id}`.'),
  channel: channelName,
  externalId: z.string(),
  handle: z.string().nullable(),
  name: z.string().nullable(),
  url: z.string().nullable(),
  avatar: z.string().nullable().describe('Through our picture proxy.'),
  followers: z.int().nullable(),
})
export const labelsView = z.object({
  sentiment: z.enum(labelValues.sentiment),
  sentimentProbability: z.number().describe('0 to 1, calibrated; 1 when somebody said so.'),
  emotion: z.enum(labelValues.emotion),
  intent: z.enum(labelValues.intent),
  urgency: z.enum(labelValues.urgency),
})
export const mentionView = z.object({
  id: z.string(),
  channel: channelName,
  kind: z.enum(interactionKinds),
  at: time,
  takenInAt: time,
  text: z.string(),
  title: z.string().nullable(),
  facets: z.array(facetSchema),
  media: z.array(mediaSchema).describe('Picture addresses lead through our proxy.'),
  relations: z.array(relationSchema),
  metrics: metricsSchema,
  /** Detected, ISO 639-1 where there is one; `und` when unknown. */
  language: z.string(),
  site: z.string().nullable(),
  url: z.string().nullable().describe('The original.'),
  author: authorView,
  topics: z.array(z.string()).describe('Ids of the topics it belongs to.'),
  labels: labelsView.nullable().describe('What it says; null while it is not understood yet.'),
  /** Which stretches of the text made it match, in UTF-16 code units, by topic. */
  hits: z.array(z.object({ topic: z.string().describe('Its id; empty in a preview, whose query is no topic yet.'), start: z.int(), end: z.int() })).describe('Stretches of the text that made it match.'),
  cascade: z.object({ id: z.string(), size: z.int().describe('Posts in it, of all topics.'), people: z.int(), startedAt: time }).nullable().describe('What it belongs to where others said or carried on the same; null where it stands alone.'),
  passedOn: z.object({ name: z.string().nullable(), text: z.string(), language: z.string() }).nullable().describe('The words that a repost without words of its own passes on, where they are kept.'),
  editedAt: time.nullable(),
})
export type MentionView = z.output<typeof mentionView>

const list = z.string().max(4_000).optional().transform((text) => (text ? text.split(',').filter(Boolean) : []))
/** A list of which each must be one of these. */
const choices = <T extends string>(values: readonly T[]) => list.pipe(z.array(z.enum(values as unknown as readonly [T, ...T[]]))).describe(`Of ${values.join(', ')}.`)
/** The one filter that stream, figures and export share; lists are comma-separated. */
export const mentionFilter = {
  topics: list.describe('Topic ids.'),
  roles: list.describe('Topic roles.'),
  channels: list,
  languages: list,
  kinds: list,
  sentiments: choices(labelValues.sentiment),
  emotions: choices(labelValues.emotion),
  intents: choices(labelValues.intent),
  urgencies: choices(labelValues.urgency),
  author: z.string().max(300).optional().describe('Identity id, or a handle with or without @.'),
  person: z.string().optional(),
  own: z.enum(['with', 'without', 'only']).default('with').describe('Posts of our own accounts, as listed under `/own-accounts`.'),
  cascade: z.guid().optional().describe('Only posts of this cascade.'),
  q: z.string().max(10_000).optional().describe('A query in the topic language, applied on top.'),
  reposts: z.enum(['with', 'without', 'only']).default('with'),
  from: time.optional().describe('Inclusive.'),
  to: time.optional().describe('Exclusive.'),
}
export const listMentions = route({ method: 'get', path: '/mentions', access: 'mentions.read', tag: 'Mentions', summary: 'Mentions, newest first', query: z.object({ ...mentionFilter, gather: z.enum(['each', 'one']).default('each').describe('`one`: of each cascade only the newest post that the filter holds. Figures always count each.'), ...pageQuery }), output: page(mentionView) })
export const whyMention = route({
  method: 'get', path: '/mentions/{id}/why', access: 'mentions.read', tag: 'Mentions', summary: 'Which branches of which queries made it match', params: id,
  output: z.object({ items: z.array(z.object({ topic: z.string(), reasons: z.array(z.object({ kind: z.enum(['has', 'lacks', 'near', 'is']), query: z.string().describe('The branch, in the query language.'), found: z.array(z.string()).describe('What it found, as it stands in the text.') })).describe('Empty: it matched an earlier version of the query, or of the post.') })) }),
})
export const getMention = route({ method: 'get', path: '/mentions/{id}', access: 'mentions.read', tag: 'Mentions', summary: 'One mention', params: id, output: mentionView })
export const exportMentions = route({ method: 'get', path: '/mentions/export.csv', access: 'mentions.export', tag: 'Mentions', summary: 'All mentions of a filter as CSV, safe to open in a spreadsheet', query: z.object(mentionFilter), output: z.string() })

const countedFrom = time.nullable().describe('With `q` over more mentions than one search looks through: what is older than this is not counted. Otherwise null.')
const zone = z.string().max(60).default('UTC').describe('IANA time zone in which days and hours are cut.')
export const volumeQuery = z.object({
  ...mentionFilter,
  by: z.enum(['hour', 'day', 'week', 'month']).default('day'),
  split: z.enum(['topic', 'channel', 'language', 'sentiment', 'emotion', 'intent', 'urgency', 'none']).default('topic').describe('Posts that are not understood yet have an empty key.'),
  measure: z.enum(['mentions', 'people', 'reach', 'engagement']).default('mentions'),
  zone,
})
export const volumeView = z.object({
  by: z.enum(['hour', 'day', 'week', 'month']),
  zone: z.string(),
  countedFrom,
  /** Start of each bucket as an instant; the last may be incomplete. */
  buckets: z.array(time),
  /** True when the last bucket has not ended yet. */
  lastIncomplete: z.boolean(),
  series: z.array(z.object({ key: z.string(), values: z.array(z.number()), total: z.number() })),
  total: z.number(),
})
export type VolumeView = z.output<typeof volumeView>
export const mentionVolume = route({ method: 'get', path: '/mentions/volume', access: 'mentions.read', tag: 'Figures', summary: 'Volume over time, split by topic, channel, language or label', query: volumeQuery, output: volumeView })
export const shareOfVoice = route({
  method: 'get', path: '/mentions/share-of-voice', access: 'mentions.read', tag: 'Figures', summary: 'Share of voice by topic, against the period before',
  description: 'share = mentions of the topic ÷ sum of the mentions of all topics asked for. A post that matches two topics counts once for each. `before` is the same share over the period of equal length that ends where this one starts.',
  query: z.object({ ...mentionFilter, measure: z.enum(['mentions', 'people', 'reach', 'engagement']).default('mentions'), split: z.enum(['none', 'channel', 'language']).default('none') }),
  output: z.object({ measure: z.string(), total: z.number(), countedFrom, parts: z.array(z.object({ key: z.string(), total: z.number(), items: z.array(z.object({ topic: z.string(), value: z.number(), share: z.number().describe('0 to 1, within this channel or language.') })) })).describe('With `split`: the same within each channel or language, the largest fifty first.'), items: z.array(z.object({ topic: z.string(), value: z.number(), share: z.number().describe('0 to 1'), before: z.number().nullable().describe('0 to 1; null where there is nothing to compare with') })) }),
})
const facet = z.array(z.object({ key: z.string(), count: z.int() })).describe('An empty key: not understood yet.')
const counts = z.array(z.number())
export const reputationView = z.object({
  by: z.enum(['hour', 'day', 'week', 'month']),
  zone: z.string(),
  countedFrom,
  buckets: z.array(time),
  lastIncomplete: z.boolean(),
  items: z.array(z.object({
    topic: z.string(),
    /** Mentions of each sentiment, by bucket. */
    negative: counts, neutral: counts, positive: counts,
    totals: z.object({ negative: z.number(), neutral: z.number(), positive: z.number() }),
    net: z.number().nullable().describe('−1 to 1; null where nothing was said.'),
    before: z.number().nullable().describe('The same over the period of equal length just before; null where there is nothing to compare with.'),
    nets: z.array(z.number().nullable()).describe('By bucket.'),
  })),
})
export type ReputationView = z.output<typeof reputationView>
export const mentionReputation = route({
  method: 'get', path: '/mentions/reputation', access: 'mentions.read', tag: 'Figures', summary: 'Sentiment and net sentiment by topic over time',
  description: 'net = (positive − negative) ÷ (negative + neutral + positive), over mentions that were understood. A post that matches two topics counts for each.',
  query: z.object({ ...mentionFilter, by: z.enum(['hour', 'day', 'week', 'month']).default('day'), zone }), output: reputationView,
})
export const mentionFacets = route({ method: 'get', path: '/mentions/facets', access: 'mentions.read', tag: 'Figures', summary: 'Which channels, languages, kinds, labels and authors a filter holds, with counts', query: z.object(mentionFilter), output: z.object({ total: z.int(), countedFrom, channels: z.array(z.object({ key: z.string(), count: z.int() })), languages: z.array(z.object({ key: z.string(), count: z.int() })), kinds: z.array(z.object({ key: z.string(), count: z.int() })), sentiments: facet, emotions: facet, intents: facet, urgencies: facet, authors: z.array(z.object({ author: authorView, count: z.int() })) }) })

export const previewTopic = route({
  method: 'post', path: '/topics/preview', access: 'topics.read', tag: 'Topics', summary: 'Which recent posts a query would match, while it is typed',
  description: 'A query that cannot be read is answered with 422, `code` listening.query.syntax, and `at`: the character, from 0.',
  body: z.object({ query: z.string().max(100_000), limit: z.int().min(1).max(50).default(20) }),
  output: z.object({ canonical: z.string(), warnings: z.array(z.object({ at: z.int(), end: z.int(), message: z.string() })), scanned: z.int(), matched: z.int(), perDay: z.number().nullable().describe('Expected mentions a day, from what was scanned.'), items: z.array(mentionView) }),
})

/**
 * Live: server-sent events. `mentions` carries `{ items: MentionView[], more: number }`
 * at most four times a second, `more` counting those left out of a burst;
 * `topics` says that topics changed; `alarms` that one opened, grew or closed; `health` that a source's health changed.
 */
export const live = route({ method: 'get', path: '/live', access: 'signed-in', tag: 'Live', summary: 'New mentions and changes as they happen (text/event-stream)', query: z.object({ topics: list, channels: list, languages: list, sentiments: mentionFilter.sentiments, emotions: mentionFilter.emotions, intents: mentionFilter.intents, urgencies: mentionFilter.urgencies }), output: z.string() })
