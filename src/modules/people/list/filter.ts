/** Which people: the filter of the list, as the API takes it and as SQL over cards. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { Invalid } from '../../../kernel/fault.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import { depths } from '../lifecycle/depth.ts'
import { stageAt } from '../lifecycle/life-cycle-store.ts'

const list = z.string().max(2_000).optional()
const amount = z.coerce.number().int().min(0).max(9e15).optional()
const ratio = z.coerce.number().min(0).max(1).optional()
const dayCount = z.coerce.number().int().min(0).max(36_500).optional()
const time = z.iso.datetime()

/** All of these hold at once; within a list of values, any. */
export const filterFields = {
  q: z.string().max(200).optional().describe('Words of names, handles, addresses, notes and tags; typing errors are forgiven.'),
  channels: list,
  stages: list.describe('Ids of stages.'),
  tags: list,
  owner: z.string().max(100).optional().describe('Id of a member, or `none`.'),
  ours: z.enum(['true', 'false']).optional().describe('Only, or without, people of the company itself.'),
  company: z.guid().optional(),
  depth: z.enum(depths).optional(),
  bought: z.enum(['true', 'false']).optional(),
  spentMin: amount.describe('Spent so far, in minor units of the company\'s currency.'),
  expectedMin: amount.describe('Value of the next twelve months, in minor units.'),
  aliveMin: ratio,
  aliveMax: ratio.describe('Chance to still be a customer: those at risk.'),
  heardDays: dayCount.describe('Heard in the last so many days.'),
  silentDays: dayCount.describe('Not heard for so many days.'),
  /** Who went from one stage to another between two instants. `new`: was not known before. */
  flowFrom: z.string().max(40).optional(),
  flowTo: z.string().max(40).optional(),
  flowStart: time.optional(),
  flowEnd: time.optional(),
} as const
export const peopleFilter = z.object(filterFields)
export type PeopleFilter = z.output<typeof peopleFilter>

const valuesOf = (text: string): string[] => text.split(',').map((one) => one.trim()).filter(Boolean)

export const soughtText = (q: string | undefined): string => q?.trim().replace(/^@/, '').toLowerCase().toWellFormed().replaceAll('\0', '') ?? ''
export const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
/** Shorter words have no group of three letters to be found by. */
const indexedFrom = 3

/** Text: of two letters the beginning of the name, of three anything anywhere. */
export function textCondition(sought: string): RawBuilder<boolean> {
  if (sought.length < indexedFrom) return sql<boolean>`(c.sort_name like ${likePattern(sought).slice(1)} or c.tags @> ${[sought]}::text[])`
  return sql<boolean>`c.searched like ${likePattern(sought)}`
}

/** @throws {Invalid} for half a flow. */
export function where(filter: PeopleFilter, now: Instant, beginning: string): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = []
  const sought = soughtText(filter.q)
  if (sought !== '') parts.push(textCondition(sought))
  if (filter.channels) parts.push(sql`c.channels && ${valuesOf(filter.channels)}::text[]`)
  if (filter.stages) parts.push(sql`c.stage = any(${valuesOf(filter.stages)}::text[])`)
  if (filter.tags) for (const tag of valuesOf(filter.tags)) parts.push(sql`(c.tags <> '{}' and c.tags @> ${[tag]}::text[])`)
  if (filter.owner) parts.push(filter.owner === 'none' ? sql`c.owner is null` : sql`c.owner = ${filter.owner}`)
  if (filter.ours) parts.push(filter.ours === 'true' ? sql`c.ours` : sql`not c.ours`)
  if (filter.company) parts.push(sql`(c.companies <> '{}' and c.companies @> ${[filter.company]}::uuid[])`)
  if (filter.depth) parts.push(sql`c.depth = ${depths.indexOf(filter.depth)}`)
  if (filter.bought) parts.push(filter.bought === 'true' ? sql`c.purchases > 0` : sql`c.purchases = 0`)
  if (filter.spentMin !== undefined) parts.push(sql`c.spent_minor >= ${filter.spentMin}::bigint`)
  if (filter.expectedMin !== undefined) parts.push(sql`coalesce(c.expected_minor, -1) >= ${filter.expectedMin}::bigint`)
  if (filter.aliveMin !== undefined) parts.push(sql`c.alive >= ${filter.aliveMin}::real`)
  if (filter.aliveMax !== undefined) parts.push(sql`c.alive <= ${filter.aliveMax}::real`)
  if (filter.heardDays !== undefined) parts.push(sql`c.last_at >= ${new Date(now - filter.heardDays * dayMs)}`)
  if (filter.silentDays !== undefined) parts.push(sql`c.last_at < ${new Date(now - filter.silentDays * dayMs)}`)
  if (filter.flowTo !== undefined || filter.flowFrom !== undefined) parts.push(flowCondition(filter, beginning))
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}

function flowCondition(filter: PeopleFilter, beginning: string): RawBuilder<boolean> {
  const { flowFrom, flowTo, flowStart, flowEnd } = filter
  if (flowStart === undefined || flowEnd === undefined || flowTo === undefined || flowFrom === undefined) throw new Invalid('A flow has four parts: flowFrom, flowTo, flowStart and flowEnd.', { path: '/flowFrom' }, 'people.flow')
  const before = stageAt(Date.parse(flowStart), beginning)
  const came = flowFrom === 'new' ? sql`c.first_at > ${new Date(flowStart)}` : sql`c.person in (select person from ${before} b where b.stage = ${flowFrom})`
  return sql`${came} and c.person in (select person from ${stageAt(Date.parse(flowEnd), beginning)} a where a.stage = ${flowTo})`
}

