/** The routes of cascades, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { interactionKinds } from '../../../kernel/interaction.ts'
import { authorView, mentionView } from '../api.ts'

const time = z.iso.datetime()
const edge = z.enum(['start', 'repost', 'quote', 'reply', 'copy'])

export const cascadeView = z.object({
  id: z.string(),
  start: mentionView.nullable().describe('The post that began it; null when it was never heard.'),
  first: mentionView.describe('The earliest post that was heard.'),
  startedAt: time,
  lastAt: time,
  size: z.int().describe('Posts in it, of all topics.'),
  people: z.int(),
  reach: z.int().describe('Followers of everybody in it, each identity once.'),
  depth: z.int().describe('The longest way from the start, in steps.'),
  kinds: z.array(z.object({ edge, count: z.int() })),
  turningPoints: z.array(z.object({ mention: mentionView, because: z.enum(['rate', 'brought']), brought: z.int(), before: z.int(), after: z.int() })),
  course: z.object({ starts: z.array(time), stepMs: z.int(), series: z.array(z.object({ edge, values: z.array(z.int()) })) }),
  nodes: z.array(z.object({ id: z.string(), parent: z.string().nullable(), edge, kind: z.enum(interactionKinds), at: time, depth: z.int(), followers: z.int(), brought: z.int(), name: z.string().nullable() })).describe('In order of time. Where there are more than can be drawn, those that brought most others and the earliest.'),
  drawnOf: z.int().describe('How many posts tree, course and turning points were made of: the earliest, where there are very many.'),
  speakers: z.array(z.object({ author: authorView, count: z.int() })),
})
export type CascadeView = z.output<typeof cascadeView>

export const getCascade = route({
  method: 'get', path: '/cascades/{id}', access: 'mentions.read', tag: 'Mentions', summary: 'A cascade: start, course, turning points, reach, tree and speakers',
  description: 'A cascade is what was said once and carried on: reposts, quotes, answers and near-identical copies. `id` is `cascade.id` of a mention. Its posts: `/mentions?cascade=`.',
  params: z.object({ id: z.guid() }), output: cascadeView,
})
