/** Which conversations a list shows: a view, narrowed by filters. */
import { z } from 'zod'
import { conversationStates, priorities } from '../model.ts'

export const views = ['mine', 'unassigned', 'mentions', 'waiting', 'team', 'open', 'all', 'snoozed', 'closed', 'spam', 'failed', 'drafts'] as const
export type View = (typeof views)[number]

export const sorts = ['newest', 'oldest', 'waiting', 'due'] as const
export type Sort = (typeof sorts)[number]

const many = z.string().max(2_000).optional()

/** Lists are comma-separated. */
export const filterFields = {
  view: z.enum(views).default('open').describe('mine, unassigned, mentions (of me), waiting (for us), team (mine), open, all, snoozed, closed, spam, failed (answers), drafts (mine)'),
  states: many.describe(`Of ${conversationStates.join(', ')}; narrows the view.`),
  assignees: many.describe('Member ids; "none" for nobody.'),
  teams: many.describe('Team ids; "none" for none.'),
  labels: many.describe('Label ids; one of them suffices.'),
  accounts: many,
  channels: many,
  priorities: many.describe(`Of ${priorities.join(', ')}`),
  languages: many,
  sentiments: many,
  intents: many,
  topics: many,
  visibility: z.enum(['public', 'private']).optional(),
  person: z.guid().optional().describe('With this person, on whatever channel.'),
  openedFrom: z.iso.datetime().optional(),
  openedTo: z.iso.datetime().optional(),
  closedFrom: z.iso.datetime().optional(),
  closedTo: z.iso.datetime().optional(),
}
const filterSchema = z.object(filterFields)
export type Filter = z.output<typeof filterSchema>
