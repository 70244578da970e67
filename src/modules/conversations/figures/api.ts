/** Routes of figures about conversations. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { conversationView } from '../reading/views.ts'

const tag = 'Conversations'
const time = z.iso.datetime()
export const measures = ['opened', 'closed', 'answered-first', 'reopened', 'backlog'] as const
export const groupings = ['none', 'team', 'assignee', 'channel', 'account', 'topic', 'label', 'hour', 'day'] as const
const period = { from: time, to: time, zone: z.string().max(60).default('UTC'), teams: z.string().max(2_000).optional(), channels: z.string().max(400).optional(), accounts: z.string().max(2_000).optional() }

const figures = z.object({
  opened: z.int(), closed: z.int(), reopened: z.int(),
  backlog: z.int().describe('Not closed at the end of the period.'),
  answered: z.int().describe('Opened in the period and answered since.'),
  firstAnswerMedianMs: z.int().nullable(), firstAnswerP90Ms: z.int().nullable(),
  resolutionMedianMs: z.int().nullable(), resolutionP90Ms: z.int().nullable(),
})
export const conversationFigures = route({
  method: 'get', path: '/conversation-figures', access: 'conversations.read', tag, summary: 'First answers, resolutions, backlog and reopened, by what you like', description: 'By the clock, not by open hours: promises reckon with those.',
  query: z.object({ ...period, by: z.enum(groupings).default('none') }),
  output: z.object({ total: figures, groups: z.array(figures.extend({ key: z.string().nullable(), name: z.string().nullable() })) }),
})
export const openFigure = route({
  method: 'get', path: '/conversation-figures/open', access: 'conversations.read', tag, summary: 'The conversations behind a figure',
  query: z.object({ ...period, measure: z.enum(measures), by: z.enum(groupings).default('none'), key: z.string().max(200).optional(), ...pageQuery }),
  output: page(conversationView),
})
