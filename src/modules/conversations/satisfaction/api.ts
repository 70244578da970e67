/** Routes of satisfaction. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { questionKinds, satisfactionSchema } from './question.ts'

const tag = 'Satisfaction'
const time = z.iso.datetime()
export const getSatisfaction = route({ method: 'get', path: '/satisfaction', access: 'conversations.read', tag, summary: 'When and how people are asked how satisfied they are', output: satisfactionSchema })
export const setSatisfaction = route({ method: 'put', path: '/satisfaction', access: 'engagement.manage', tag, summary: 'Change when and how people are asked', body: satisfactionSchema, output: satisfactionSchema })
const figure = z.object({ key: z.string().nullable(), asked: z.int(), answered: z.int(), value: z.number().nullable().describe('csat and effort: share of good scores; nps: promoters less detractors. −1 to 1.'), mean: z.number().nullable(), scores: z.array(z.object({ score: z.int(), count: z.int() })) })
export const satisfactionFigures = route({ method: 'get', path: '/satisfaction-figures', access: 'conversations.read', tag, summary: 'How satisfied people are', query: z.object({ from: time, to: time, kind: z.enum(questionKinds).default('csat'), by: z.enum(['none', 'team', 'channel', 'assignee', 'hour']).default('none'), zone: z.string().max(60).default('UTC') }), output: z.object({ items: z.array(figure), leftOut: z.array(z.object({ because: z.string(), count: z.int() })) }) })
export const listAnswers = route({
  method: 'get', path: '/satisfaction-answers', access: 'conversations.read', tag, summary: 'What people answered, newest first', query: z.object({ kind: z.enum(questionKinds).optional(), ...pageQuery }),
  output: page(z.object({ id: z.string(), conversation: z.string(), number: z.int(), subject: z.string(), kind: z.enum(questionKinds), score: z.int(), max: z.int(), comment: z.string().nullable(), at: time, by: z.enum(['page', 'reply']) })),
})
