/** What stands in a thread, line by line: days, where the new begins, messages, notes, and what was done, gathered. Pure. */
import type { ActivityEntry, Entry, MessageEntry, NoteEntry } from '../../../api/routes.ts'
import { dateIn } from '../../../charts/zoned-time.ts'

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: number; readonly date: string }
  /** What follows came since it was read last. */
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: MessageEntry | NoteEntry; /** The same writer as just before: the name is not repeated. */ readonly goesOn: boolean }
  | { readonly kind: 'done'; readonly key: string; readonly entries: readonly ActivityEntry[] }

/** So soon after each other two messages are one turn. */
const turnMs = 5 * 60_000

/** Oldest first; of what is held twice the later one holds. */
export function mergeEntries(held: readonly Entry[], page: readonly Entry[]): Entry[] {
  const all = new Map(held.map((entry) => [entry.id, entry]))
  for (const entry of page) all.set(entry.id, entry)
  return [...all.values()].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
}

const writerOf = (entry: MessageEntry | NoteEntry): string => entry.is === 'note' ? `note ${entry.by.member ?? entry.by.name}` : `${entry.direction} ${entry.by.identity ?? entry.by.member ?? entry.by.name} ${entry.channel} ${entry.visibility}`

/** @param readUntil What came later than this, from outside, is new; `null`: nothing is marked. */
export function threadLines(entries: readonly Entry[], zone: string, readUntil: number | null): Line[] {
  const lines: Line[] = []
  let date = ''
  let isNewSaid = readUntil === null
  let before: MessageEntry | NoteEntry | null = null
  for (const entry of entries) {
    const at = Date.parse(entry.at)
    const its = dateIn(zone, at)
    if (its !== date) {
      date = its
      before = null
      lines.push({ kind: 'day', key: `day ${its} ${entry.id}`, at, date: its })
    }
    if (entry.is === 'activity') {
      const last = lines.at(-1)
      if (last?.kind === 'done') lines[lines.length - 1] = { ...last, entries: [...last.entries, entry] }
      else lines.push({ kind: 'done', key: `done ${entry.id}`, entries: [entry] })
      before = null
      continue
    }
    if (!isNewSaid && readUntil !== null && at > readUntil && entry.is === 'message' && entry.direction === 'inbound') {
      isNewSaid = true
      before = null
      lines.push({ kind: 'new', key: 'new' })
    }
    const goesOn = before !== null && writerOf(before) === writerOf(entry) && at - Date.parse(before.at) < turnMs
    lines.push({ kind: 'entry', key: entry.id, entry, goesOn })
    before = entry
  }
  return lines
}
