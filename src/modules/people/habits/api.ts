/** The route of somebody's habits, as data. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { channelName } from '../../../kernel/interaction.ts'

const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() })
export const personHabits = route({
  method: 'get', path: '/people/{id}/habits', access: 'people.read', tag: 'People', summary: 'How often, when, and how fast they answer, by channel, with how sure that is',
  params: z.object({ id: z.guid() }),
  output: z.object({
    zone: z.object({ zone: z.string(), from: z.enum(['hand', 'place', 'hours', 'unknown']), certainty: z.number().describe('0 to 1.') }),
    weekdays: z.array(z.number()).describe('Counts, Monday first, in their zone.'),
    hours: z.array(z.number()).describe('Counts by hour, in their zone.'),
    hourShares: z.array(interval).describe('Share of each hour, drawn towards everybody\'s where little is known.'),
    acts: z.int(), sittings: z.int().describe('Hours of a day in which they spoke; a talk counts once, however long.'), needs: z.int().describe('Sittings below which the hours say little.'),
    best: z.object({ fromHour: z.int(), toHour: z.int(), share: z.number(), certainty: z.number() }).nullable(),
    channels: z.array(z.object({
      channel: channelName, acts: z.int(), perWeek: interval,
      asked: z.int().describe('How often we spoke to them.'), answered: z.int(), answers: interval.nullable().describe('Chance that they answer within seven days.'),
      answerHours: z.object({ median: z.number(), low: z.number(), high: z.number() }).nullable(), never: z.boolean().describe('Asked often enough, and never answered.'),
    })),
  }),
})
