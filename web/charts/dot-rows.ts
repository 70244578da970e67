/** Places a person's story on rows by channel: a dot a day, days joined where they would overlap. */
import type { Direction } from '../../src/kernel/interaction.ts'

export interface Activity {
  readonly channel: string
  /** `2026-11-22`, in the viewer's zone. */
  readonly day: string
  readonly direction: Direction
  readonly count: number
}

export interface StoryDot {
  readonly channel: string
  readonly direction: Direction
  /** First and last day that the dot stands for, `2026-11-22`. */
  readonly from: string
  readonly to: string
  readonly count: number
  /** Pixels from the left, and the radius: the area grows with the count. */
  readonly x: number
  readonly radius: number
}

export interface StoryTick { readonly x: number; readonly date: string; readonly style: 'year' | 'month' | 'day' }

const dayMs = 86_400_000
/** Days as numbers, so that arithmetic on dates knows no clocks. */
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs
const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

export interface StoryRows {
  readonly channels: readonly string[]
  readonly dots: readonly StoryDot[]
  readonly ticks: readonly StoryTick[]
  /** How many days one dot stands for. */
  readonly daysPerDot: number
}

/**
 * Rows in order of first appearance, dots from the first day to `today`.
 * A dot stands for as many days as fit in `leastGapPx`, counted back from
 * today, so that neighbours stay apart without hiding each other.
 */
export function storyRows(items: readonly Activity[], today: string, left: number, width: number, leastGapPx = 9): StoryRows {
  const known = items.filter((item) => item.count > 0 && !Number.isNaN(dayNumber(item.day)))
  const first = Math.min(dayNumber(today), ...known.map((item) => dayNumber(item.day)))
  const last = Math.max(dayNumber(today), ...known.map((item) => dayNumber(item.day)))
  const days = last - first + 1
  const pxPerDay = width / days
  const daysPerDot = Math.max(1, Math.ceil(leastGapPx / Math.max(pxPerDay, 0.001)))
  const bins = new Map<string, { channel: string; direction: Direction; bin: number; count: number; from: number; to: number }>()
  const channels: string[] = []
  for (const item of [...known].sort((a, b) => a.day.localeCompare(b.day))) {
    if (!channels.includes(item.channel)) channels.push(item.channel)
    const day = dayNumber(item.day)
    const bin = Math.floor((last - day) / daysPerDot)
    const key = `${item.channel} ${item.direction} ${bin}`
    const held = bins.get(key)
    if (held) Object.assign(held, { count: held.count + item.count, from: Math.min(held.from, day), to: Math.max(held.to, day) })
    else bins.set(key, { channel: item.channel, direction: item.direction, bin, count: item.count, from: day, to: day })
  }
  const most = Math.max(1, ...[...bins.values()].map((dot) => dot.count))
  const dots = [...bins.values()].map((dot): StoryDot => ({
    channel: dot.channel,
    direction: dot.direction,
    from: dateOf(dot.from),
    to: dateOf(dot.to),
    count: dot.count,
    x: left + ((dot.from + dot.to) / 2 - first + 0.5) * pxPerDay,
    radius: Math.min(2.5 + 4.5 * Math.sqrt((dot.count - 1) / Math.max(1, most - 1)), 7),
  }))
  return { channels, dots, ticks: storyTicks(first, days, left, pxPerDay), daysPerDot }
}

/** New years when there are several, else months, else Mondays, else days; never closer than a label is wide. */
function storyTicks(first: number, days: number, left: number, pxPerDay: number): StoryTick[] {
  const dates = Array.from({ length: days }, (_, index) => dateOf(first + index))
  const rules: [StoryTick['style'], (date: string, index: number) => boolean, number][] = [
    ['day', () => true, 64],
    // 1970-01-01, day 0, was a Thursday.
    ['day', (_, index) => (first + index + 3) % 7 === 0, 64],
    ['month', (date) => date.endsWith('-01'), 56],
    ['month', (date) => /-(01|04|07|10)-01$/.test(date), 56],
    ['year', (date) => date.endsWith('-01-01'), 40],
  ]
  for (const [style, keep, gapPx] of rules) {
    const kept = dates.flatMap((date, index) => keep(date, index) ? [{ x: left + index * pxPerDay, date, style: date.endsWith('-01-01') && style !== 'day' ? 'year' as const : style }] : [])
    const apart = kept.every((tick, index) => index === 0 || tick.x - (kept[index - 1]?.x ?? 0) >= gapPx)
    if (apart && (kept.length > 1 || style === 'year')) return kept
  }
  return []
}
