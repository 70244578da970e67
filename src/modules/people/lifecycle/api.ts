/** Routes of the life cycle, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { stageSchema, stagesSchema } from './stages.ts'

const time = z.iso.datetime()

const lifeCycleView = z.object({ edition: z.int(), since: time.nullable(), byName: z.string().nullable(), isDefault: z.boolean(), stages: z.array(stageSchema), counts: z.array(z.object({ stage: z.string(), count: z.int() })), judging: z.int().describe('People who are still to be judged by these rules.') })
export const getLifeCycle = route({ method: 'get', path: '/people/life-cycle', access: 'people.read', tag: 'Life cycle', summary: 'The stages, their rules, and how many are in each', output: lifeCycleView })
export const tryLifeCycle = route({
  method: 'post', path: '/people/life-cycle/try', access: 'people.manage', tag: 'Life cycle', summary: 'Who would move if these rules were saved; nothing is changed',
  body: z.object({ stages: stagesSchema }),
  output: z.object({ looked: z.int(), total: z.int(), moving: z.int(), moves: z.array(z.object({ from: z.string(), to: z.string(), count: z.int(), some: z.array(z.object({ id: z.string(), name: z.string() })) })) }),
})
export const saveStages = route({
  method: 'put', path: '/people/life-cycle', access: 'people.manage', tag: 'Life cycle', summary: 'Save stages and rules; everybody is judged by them in the background',
  body: z.object({ stages: stagesSchema, after: z.int().describe('The edition these were made from; refused when somebody saved another meanwhile.') }),
  output: lifeCycleView,
})
export const stageFlow = route({
  method: 'get', path: '/people/life-cycle/flow', access: 'people.read', tag: 'Life cycle', summary: 'How many went from which stage to which, step by step',
  query: z.object({ from: time, to: time, steps: z.coerce.number().int().min(1).max(8).default(4) }),
  output: z.object({ at: z.array(time), flows: z.array(z.array(z.object({ from: z.string().nullable().describe('null: not known before.'), to: z.string(), count: z.int() }))) }),
})
