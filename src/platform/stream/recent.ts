/** What this process appended lately and has not read yet, so that it need not be fetched, unpacked and parsed again. */

/** More than this is read from the database: a burst is kept there, not here. */
const mostItems = 20_000

export interface Recent {
  /** Whether somebody here reads. */
  isRead: boolean
  keep(seq: number, items: readonly unknown[]): void
  /** Hands over the items of an entry, in order of number; `undefined` when they are not here. */
  take(seq: number): readonly unknown[] | undefined
}

export function recentEntries(): Recent {
  const entries = new Map<number, readonly unknown[]>()
  let held = 0
  let takenTo = 0
  const recent: Recent = {
    isRead: false,
    keep: (seq, items) => {
      // Whoever reads can be there before whoever appended is told that it is done.
      if (!recent.isRead || seq <= takenTo || held + items.length > mostItems) return
      entries.set(seq, items)
      held += items.length
    },
    take: (seq) => {
      takenTo = Math.max(takenTo, seq)
      const items = entries.get(seq)
      if (items === undefined) return undefined
      entries.delete(seq)
      held -= items.length
      return items
    },
  }
  return recent
}
