/** Routes of customer value, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { valueModelSchema } from './value-store.ts'

export const getValue = route({
  method: 'get', path: '/people/value', access: 'people.read', tag: 'Value', summary: 'The value model: what it was fitted on, its parameters, how well it foretold what was held out',
  output: z.object({ model: valueModelSchema.nullable().describe('null: nothing was bought yet.'), atRisk: z.int().describe('Customers whose chance to still be one fell below a half.'), expectedMinor: z.int().describe('Of all customers together, in the next twelve months.') }),
})
export const refitValue = route({ method: 'post', path: '/people/value/refit', access: 'people.manage', tag: 'Value', summary: 'Fit the model anew now; otherwise it is done once a day', body: z.object({}), output: z.object({ model: valueModelSchema }) })
export const buyingCycle = route({
  method: 'get', path: '/people/value/cycles', access: 'people.read', tag: 'Value', summary: 'Days between purchases, by segment and year: the median and the middle half',
  query: z.object({ by: z.enum(['stage', 'channel', 'tag']).default('stage') }),
  output: z.object({ items: z.array(z.object({ group: z.string(), year: z.int(), gaps: z.int(), median: z.number(), low: z.number(), high: z.number() })) }),
})
