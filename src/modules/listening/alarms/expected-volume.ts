/** What volume was to be expected, bucket by bucket, from what was known before each. */
import { starts, knownZone, nextStart } from '../../../kernel/calendar.ts'
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import { dayMs, hourMs, iso, type Instant } from '../../../kernel/instant.ts'
import type { AlarmBoard } from './alarm-board.ts'
import { countsOf, sumOf } from './counts.ts'
import { learner } from './judge.ts'
import { backMs } from './replay.ts'

const maxBuckets = 2_400
const longestMs = 400 * dayMs
/** Days with something heard that are needed to expect anything. */
export const leastDaysToExpect = 14

export interface ExpectedBucket {
  readonly at: string
  readonly counted: number
  /** Null while there was too little history. */
  readonly expected: number | null
  readonly low: number | null
  readonly high: number | null
}

export interface ExpectedVolume {
  readonly by: 'hour' | 'day' | 'week' | 'month'
  readonly zone: string
  readonly buckets: ExpectedBucket[]
  readonly known: { readonly days: number; readonly needed: number; readonly perDay: number; readonly weeklyFactor: number }
}

/** @throws {NotFound} when there is no such topic, {Invalid} when the stretch is no stretch or too long */
export async function expectedVolume(board: AlarmBoard, topicId: string, asked: { from: Instant; to: Instant; by: ExpectedVolume['by']; zone: string }): Promise<ExpectedVolume> {
  await board.listener.refresh()
  const topic = board.listener.topics.find(({ id }) => id === topicId)
  if (!topic) throw new NotFound('topic', topicId)
  const zone = knownZone(asked.zone)
  if (!(asked.from < asked.to) || asked.to - asked.from > longestMs) throw new Invalid('The end must lie after the beginning, at most 400 days.', { path: '/to' }, 'alarms.stretch')
  const now = board.clock.now()
  const from = asked.from - backMs
  const to = Math.min(asked.to, now + 14 * dayMs)
  const cells = (await board.heard.hourly([topic.edition], from, to)).get(topic.edition) ?? []
  const hoursHeard = await board.heard.hoursHeard(from, to)
  const hourly = countsOf(cells, hourMs, from, to)
  const usualOf = learner({ hourly, isHeard: (hour) => hoursHeard.has(hour) })
  const last = usualOf(Math.min(to, now))
  const buckets = starts(asked.by, asked.from, to, zone, maxBuckets).map((start): ExpectedBucket => {
    const end = nextStart(asked.by, start, zone)
    const usual = usualOf(Math.min(start, now))
    const counted = sumOf(hourly, start, end)
    if (!usual.isEnough) return { at: iso(start), counted, expected: null, low: null, high: null }
    const { mean, low, high } = usual.expect(start, end)
    return { at: iso(start), counted, expected: Math.round(mean * 100) / 100, low, high }
  })
  return { by: asked.by, zone, buckets, known: { days: last.days, needed: leastDaysToExpect, perDay: last.level, weeklyFactor: last.weeklyFactor } }
}
