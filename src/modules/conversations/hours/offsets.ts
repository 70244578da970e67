/** How far a zone's wall is ahead of UTC, and when that changes. */
import { knownZone } from '../../../kernel/calendar.ts'
import { dayMs, secondMs, type Instant } from '../../../kernel/instant.ts'

/** From `from` to `to` (exclusive), the wall shows UTC + `offsetMs`. */
export interface OffsetSpan { readonly from: Instant; readonly to: Instant; readonly offsetMs: number }

const formats = new Map<string, Intl.DateTimeFormat>()
const spansOfYear = new Map<string, readonly OffsetSpan[]>()
const mostKept = 4_000
/** No zone has ever changed its clock twice within so few days. */
const stepMs = 7 * dayMs

function offsetAt(at: Instant, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    knownZone(zone)
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
    formats.set(zone, format)
  }
  const parts: Record<string, number> = {}
  for (const part of format.formatToParts(at)) if (part.type !== 'literal') parts[part.type] = Number(part.value)
  const wall = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0)
  return wall - Math.floor(at / secondMs) * secondMs
}

/** The first second in (from, to] at which the offset is no longer what it is at `from`. */
function changeWithin(from: Instant, to: Instant, zone: string): Instant {
  const before = offsetAt(from, zone)
  let [low, high] = [from, to]
  while (high - low > secondMs) {
    const middle = Math.floor((low + high) / 2 / secondMs) * secondMs
    if (offsetAt(middle, zone) === before) low = middle
    else high = middle
  }
  return high
}

function yearSpans(year: number, zone: string): readonly OffsetSpan[] {
  const key = `${zone} ${year}`
  const kept = spansOfYear.get(key)
  if (kept) return kept
  const end = Date.UTC(year + 1, 0)
  const spans: OffsetSpan[] = []
  let from = Date.UTC(year, 0)
  for (let at = from; at < end;) {
    const next = Math.min(at + stepMs, end)
    if (offsetAt(next, zone) === offsetAt(at, zone)) {
      at = next
      continue
    }
    const change = changeWithin(at, next, zone)
    spans.push({ from, to: change, offsetMs: offsetAt(from, zone) })
    from = at = change
  }
  if (from < end) spans.push({ from, to: end, offsetMs: offsetAt(from, zone) })
  if (spansOfYear.size > mostKept) spansOfYear.clear()
  spansOfYear.set(key, spans)
  return spans
}

/** The stretches of one offset that touch [from, to), in order. */
export function* offsetSpans(from: Instant, to: Instant, zone: string): Generator<OffsetSpan> {
  for (let year = new Date(from).getUTCFullYear(); Date.UTC(year, 0) < to; year++) {
    for (const span of yearSpans(year, zone)) if (span.to > from && span.from < to) yield { ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) }
  }
}

/** What the wall shows, as if it were UTC. */
export function wallAt(at: Instant, zone: string): Instant {
  return at + offsetAt(at, zone)
}
