/** SQL of customer value: the company's purchases as the model reads them, and the models fitted on them. */
import { sql } from 'kysely'
import { z } from 'zod'
import { newId } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'

/** A customer's purchases in one currency: one point a day on which they bought. */
export interface BuyingHistory {
  /** Days on which they bought, oldest first, with what they paid on each (minor units; `null`: not known). */
  readonly days: readonly { readonly at: Instant; readonly amountMinor: number | null }[]
}

/** Purchases of a day are one: somebody at the till twice did not come back. */
export function historyOf(purchases: readonly { at: Instant; amountMinor: number | null; currency: string | null }[], currency: string | null): BuyingHistory {
  const days = new Map<number, { at: Instant; amountMinor: number | null }>()
  for (const { at, amountMinor, currency: paidIn } of purchases) {
    if (amountMinor !== null && amountMinor < 0) continue
    const day = Math.floor(at / 86_400_000)
    const before = days.get(day)
    const amount = amountMinor === null || paidIn !== currency ? null : amountMinor
    days.set(day, { at: before?.at ?? at, amountMinor: before === undefined ? amount : before.amountMinor === null ? amount : before.amountMinor + (amount ?? 0) })
  }
  return { days: [...days.values()].toSorted((a, b) => a.at - b.at) }
}

/** Histories of customers, at most `limit` drawn evenly, in constant memory a customer. */
export async function customerHistories(db: Db, currency: string | null, limit: number): Promise<BuyingHistory[]> {
  const { rows } = await sql<{ days: { at: number; amount: number | null }[] }>`
    with buyers as (select person from people.cards where purchases > 0 and not ours order by md5(person::text) limit ${limit})
    select jsonb_agg(jsonb_build_object('at', d.at, 'amount', d.amount) order by d.at) as days from buyers b cross join lateral (
      select (extract(epoch from min(p.at)) * 1000)::bigint as at, sum(case when p.currency is not distinct from ${currency} then p.amount_minor end) as amount
      from people.identities i join people.purchases p on p.identity = i.id where i.person = b.person and coalesce(p.amount_minor, 0) >= 0 group by (p.at at time zone 'UTC')::date
    ) d group by b.person`.execute(db)
  return rows.map((row) => ({ days: row.days.map((day) => ({ at: day.at, amountMinor: day.amount })) }))
}

const range = z.object({ low: z.number(), high: z.number() })
export const calibrationSchema = z.object({
  /** Weeks that were left out of the fit and foretold. */
  weeks: z.number(),
  customers: z.number().int(),
  expected: z.number(),
  came: z.number().int(),
  /** By repeat purchases before: what was expected of a customer, and what came. */
  groups: z.array(z.object({ repeats: z.string(), customers: z.number().int(), expected: z.number(), came: z.number() })),
})
export const valueModelSchema = z.object({
  at: z.number(),
  currency: z.string().nullable(),
  customers: z.number().int(),
  repeaters: z.number().int(),
  /** Whether the model is that of a sample of the customers. */
  sampled: z.boolean(),
  buying: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number(), fromFirst: z.boolean().default(false) }).nullable(),
  spending: z.object({ p: z.number(), q: z.number(), gamma: z.number() }).nullable(),
  calibration: calibrationSchema.nullable(),
  needs: z.object({ customers: z.number().int(), repeaters: z.number().int() }),
})
export type ValueModel = z.output<typeof valueModelSchema>
export type Calibration = z.output<typeof calibrationSchema>
export { range as rangeSchema }

export async function newestModel(db: Db): Promise<ValueModel | null> {
  const { rows } = await sql<{ model: unknown }>`select model from people.value_models order by at desc limit 1`.execute(db)
  return rows[0] ? valueModelSchema.parse(rows[0].model) : null
}

export async function keepModel(db: Db, model: ValueModel): Promise<void> {
  await sql`insert into people.value_models (id, at, state, model) values (${newId(model.at)}, ${new Date(model.at)}, ${model.buying === null ? 'too-little' : 'ready'}, ${JSON.stringify(model)}::jsonb)`.execute(db)
  await sql`delete from people.value_models where id in (select id from people.value_models order by at desc offset 200)`.execute(db)
}

/** Days between purchases that followed each other: the middle half, by a way to group and by year. */
export async function buyingCycles(db: Db, by: 'stage' | 'channel' | 'tag'): Promise<{ group: string; year: number; gaps: number; median: number; low: number; high: number }[]> {
  const group = { stage: sql`c.stage`, channel: sql`i.channel`, tag: sql`t.tag` }[by]
  const { rows } = await sql<{ group: string; year: number; gaps: number; median: number; low: number; high: number }>`
    with gaps as (
      select ${group} as "group", extract(year from p.at)::int as year,
        extract(epoch from p.at - lag(p.at) over (partition by i.person ${by === 'tag' ? sql`, t.tag` : sql``} order by p.at)) / 86400 as days
      from people.purchases p join people.identities i on i.id = p.identity join people.cards c on c.person = i.person
      ${by === 'tag' ? sql`cross join lateral unnest(c.tags) as t (tag)` : sql``}
    )
    select "group", year, count(*) as gaps, percentile_cont(0.5) within group (order by days) as median, percentile_cont(0.25) within group (order by days) as low, percentile_cont(0.75) within group (order by days) as high
    from gaps where days >= 1 and "group" is not null group by "group", year order by "group", year limit 500`.execute(db)
  return rows
}
