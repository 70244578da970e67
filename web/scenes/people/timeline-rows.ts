/** A person's timeline as rows: a heading for each day of the viewer's zone, then what happened on it. Pure. */
import { dateIn } from '../../charts/zoned-time.ts'

export type TimelineRow<E> =
  | { readonly kind: 'day'; readonly key: string; /** `2026-11-22` */ readonly date: string; readonly at: number }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: E }

/** Keeps the order of the entries, which is newest first; an entry that comes twice is shown once. */
export function timelineRows<E extends { readonly id: string; readonly at: string }>(entries: readonly E[], zone: string): TimelineRow<E>[] {
  const rows: TimelineRow<E>[] = []
  const known = new Set<string>()
  let day = ''
  for (const entry of entries) {
    if (known.has(entry.id)) continue
    known.add(entry.id)
    const at = Date.parse(entry.at)
    const date = dateIn(zone, at)
    if (date !== day) rows.push({ kind: 'day', key: `day ${date} ${entry.id}`, date, at })
    day = date
    rows.push({ kind: 'entry', key: entry.id, entry })
  }
  return rows
}
