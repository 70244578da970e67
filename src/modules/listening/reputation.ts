/** Reputation: how each topic is spoken of, over time and against the period before. */
import type { z } from 'zod'
import { knownZone, starts, nextStart } from '../../kernel/calendar.ts'
import { iso, type Instant } from '../../kernel/instant.ts'
import type { mentionReputation, ReputationView } from './api.ts'
import { countedFromOf, select, type ReadDeps } from './read.ts'

const maxBuckets = 2_400

interface Feeling {
  negative: number
  neutral: number
  positive: number
}
const nothing = (): Feeling => ({ negative: 0, neutral: 0, positive: 0 })

/** (positive − negative) ÷ all that were understood, −1 to 1; `null` where there are none. */
export function netSentiment({ negative, neutral, positive }: Feeling): number | null {
  const all = negative + neutral + positive
  return all === 0 ? null : (positive - negative) / all
}

type Query = z.output<typeof mentionReputation.query>

/** Counts by edition, bucket and sentiment, of mentions that were understood. */
async function counted(deps: ReadDeps, query: Query): Promise<{ countedFrom: string | null; editions: readonly number[]; byEdition: Map<number, Map<Instant, Feeling>> }> {
  const selection = await select(deps, query)
  const byEdition = new Map<number, Map<Instant, Feeling>>(selection.editions.map((edition) => [edition, new Map()]))
  for (const { bucket, key, value } of await deps.mentions.volume(selection, query.by, 'topic-sentiment', 'mentions', query.zone)) {
    const [edition, sentiment] = key.split('|')
    if (sentiment !== 'negative' && sentiment !== 'neutral' && sentiment !== 'positive') continue
    const buckets = byEdition.get(Number(edition))
    const feeling = buckets?.get(bucket) ?? nothing()
    feeling[sentiment] += value
    buckets?.set(bucket, feeling)
  }
  return { countedFrom: countedFromOf(selection), editions: selection.editions, byEdition }
}

function total(feelings: Iterable<Feeling>): Feeling {
  const sum = nothing()
  for (const one of feelings) for (const sentiment of ['negative', 'neutral', 'positive'] as const) sum[sentiment] += one[sentiment]
  return sum
}

export async function reputation(deps: ReadDeps, query: Query, now: Instant): Promise<ReputationView> {
  const zone = knownZone(query.zone)
  const { countedFrom, editions, byEdition } = await counted(deps, { ...query, zone })
  const before = query.from === undefined ? null : await counted(deps, { ...query, zone, from: iso(Math.max(0, Date.parse(query.from) - ((query.to === undefined ? now : Date.parse(query.to)) - Date.parse(query.from)))), to: query.from })
  const seen = [...byEdition.values()].flatMap((buckets) => [...buckets.keys()])
  const from = query.from === undefined ? Math.min(...seen) : Date.parse(query.from)
  const to = query.to === undefined ? Math.max(...seen) + 1 : Date.parse(query.to)
  const buckets = Number.isFinite(from) && Number.isFinite(to) && from < to ? starts(query.by, from, to, zone, maxBuckets) : []
  const last = buckets.at(-1)
  return {
    by: query.by, zone, countedFrom, buckets: buckets.map(iso),
    lastIncomplete: last !== undefined && nextStart(query.by, last, zone) > now,
    items: editions.flatMap((edition) => {
      const topic = deps.listener.topicOfEdition(edition)
      if (!topic) return []
      const held = byEdition.get(edition) ?? new Map<Instant, Feeling>()
      const each = buckets.map((bucket) => held.get(bucket) ?? nothing())
      const totals = total(held.values())
      const earlier = before?.byEdition.get(edition)
      return [{
        topic: topic.id, negative: each.map((one) => one.negative), neutral: each.map((one) => one.neutral), positive: each.map((one) => one.positive),
        totals, net: netSentiment(totals), before: earlier ? netSentiment(total(earlier.values())) : null, nets: each.map(netSentiment),
      }]
    }),
  }
}
