/** The routes of trends, themes and what drives engagement, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { mentionFilter, mentionView } from '../api.ts'
import { termKinds } from '../terms/terms.ts'

const time = z.iso.datetime()
const countedFrom = time.nullable().describe('With `q` over more mentions than one search looks through: what is older than this is not counted. Otherwise null.')
const kinds = termKinds.filter((kind) => kind !== 'shared')

export const trendsView = z.object({
  from: time, to: time,
  before: time.describe('What was before is counted from here up to `from`.'),
  countedFrom,
  people: z.int().describe('People × days in the period.'),
  estimated: z.boolean().describe('Counted of a part of the people, as there are many.'),
  steps: z.array(time).describe('Starts of the steps of each course, from `before` to `to`.'),
  kinds: z.array(z.object({
    kind: z.enum(termKinds),
    items: z.array(z.object({
      text: z.string(), query: z.string().describe('Finds the mentions behind it.'),
      people: z.int().describe('People × days that used it.'), posts: z.int(),
      nowShare: z.number(), beforeShare: z.number(), times: z.number().nullable().describe('How many times more often than before; null where it is new.'),
      z: z.number().describe('Log-odds with an informative Dirichlet prior, in standard deviations.'),
      course: z.array(z.number()),
    })),
  })),
})
export type TrendsView = z.output<typeof trendsView>
export const listTrends = route({
  method: 'get', path: '/mentions/trends', access: 'mentions.read', tag: 'Trends', summary: 'Words, phrases, tags, emoji, links and people that rise against their own past',
  description: 'The period (a week unless said otherwise) is compared with the four times as long before it. Posts are counted without reposts, by people and days, so that nobody makes a trend alone.',
  query: z.object({ ...mentionFilter, kind: z.enum(['all', ...kinds]).default('all'), limit: z.coerce.number().int().min(1).max(100).default(12) }), output: trendsView,
})

export const themesView = z.object({
  from: time, to: time, countedFrom,
  posts: z.int().describe('Posts in the period, without reposts.'),
  sampled: z.int().describe('How many of them were grouped.'),
  rest: z.number().describe('Share that belongs to no theme, 0 to 1.'),
  items: z.array(z.object({
    name: z.array(z.object({ kind: z.enum(termKinds), text: z.string() })),
    query: z.string().describe('Finds its posts, as nearly as a few words can.'),
    share: z.number().describe('Of the grouped posts, 0 to 1.'), posts: z.int().describe('Of the grouped posts.'),
    negative: z.number().nullable().describe('Share of negative ones, 0 to 1; null where nothing is understood yet.'),
    examples: z.array(mentionView),
  })),
})
export type ThemesView = z.output<typeof themesView>
export const listThemes = route({ method: 'get', path: '/mentions/themes', access: 'mentions.read', tag: 'Trends', summary: 'What a selection talks about: posts grouped and named by their own words', query: z.object(mentionFilter), output: themesView })

export const driverTraits = ['kind', 'channel', 'language', 'hour', 'weekday', 'media', 'length', 'term'] as const
export const driversView = z.object({
  from: time, to: time, countedFrom,
  posts: z.int(), sampled: z.int(),
  engaged: z.number().describe('Share of posts of which any engagement is known, 0 to 1.'),
  isEnough: z.boolean().describe('Whether enough engagement is known to compare.'),
  items: z.array(z.object({
    trait: z.enum(driverTraits), value: z.string(), query: z.string().nullable(), posts: z.int(), authors: z.int(), typical: z.number(),
    times: z.number().describe('Engagement against posts of the same channel by authors with about as many followers: 1 is as usual.'), low: z.number(), high: z.number(), isClear: z.boolean(),
  })),
})
export type DriversView = z.output<typeof driversView>
export const listDrivers = route({
  method: 'get', path: '/mentions/engagement-drivers', access: 'mentions.read', tag: 'Trends', summary: 'What goes with more engagement per post, with its uncertainty',
  description: 'An association, not a cause. `low` and `high` hold nine resamplings of authors in ten.',
  query: z.object({ ...mentionFilter, zone: z.string().max(60).default('UTC') }), output: driversView,
})
