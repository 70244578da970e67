/** What the list holds: what is shown, what came meanwhile and waits to be let in, and what left the view. It moves only when somebody lets it. Pure. */
import type { Conversation } from '../../../api/routes.ts'
import type { SortName } from '../inbox-search.ts'

export interface HeldList {
  readonly shown: readonly Conversation[]
  /** Belongs into the view and is not shown yet. */
  readonly waiting: readonly Conversation[]
  /** Shown, but no longer of the view: stays in its place, dimmed, until the list is taken anew. */
  readonly gone: ReadonlySet<string>
  /** Where the next page begins; `null` when there is none. */
  readonly next: string | null
}

/** Most that wait; beyond that the list begins anew when it is taken. */
export const mostWaiting = 200

export const emptyList: HeldList = { shown: [], waiting: [], gone: new Set(), next: null }
export const openedList = (items: readonly Conversation[], next: string | null): HeldList => ({ ...emptyList, shown: items, next })

type Key = readonly [value: number, id: string]
const last = Number.MAX_SAFE_INTEGER
const time = (at: string | null): number => (at === null ? last : Date.parse(at))

/** Where a conversation stands in an order; smaller is higher. */
function place(sort: SortName, one: Conversation): Key {
  switch (sort) {
    case 'newest': return [-Date.parse(one.lastAt), one.id]
    case 'oldest': return [Date.parse(one.lastAt), one.id]
    case 'waiting': return [time(one.waitingSince), one.id]
    case 'due': return [time(one.dueAt), one.id]
  }
}

export function inOrder(sort: SortName): (a: Conversation, b: Conversation) => number {
  return (a, b) => {
    const [[x, i], [y, j]] = [place(sort, a), place(sort, b)]
    return x - y || (sort === 'newest' ? (i < j ? 1 : i > j ? -1 : 0) : i < j ? -1 : i > j ? 1 : 0)
  }
}

const newer = (a: Conversation, b: Conversation): Conversation => (b.revision >= a.revision ? b : a)

/**
 * Changed conversations, as the server has them now. Those that are shown
 * change in their places; those that belong and are not shown wait, or are
 * put at the end where nothing stands below.
 */
export function receive(held: HeldList, items: readonly Conversation[], belongs: (one: Conversation) => boolean, sort: SortName): HeldList {
  const changed = new Map(items.map((one) => [one.id, one]))
  const known = new Set(held.shown.map((one) => one.id))
  const gone = new Set(held.gone)
  for (const one of items) if (known.has(one.id)) { if (belongs(one)) gone.delete(one.id); else gone.add(one.id) }
  const shown = held.shown.map((one) => { const now = changed.get(one.id); return now === undefined ? one : newer(one, now) })
  const fresh = items.filter((one) => !known.has(one.id) && belongs(one))
  const before = held.waiting.filter((one) => !changed.has(one.id))
  const compare = inOrder(sort)
  const end = shown.at(-1)
  // At the very end nothing moves when something is added.
  const isAtEnd = (one: Conversation): boolean => held.next === null && (end === undefined || compare(end, one) < 0)
  return {
    ...held, gone,
    shown: [...shown, ...fresh.filter(isAtEnd).toSorted(compare)],
    waiting: [...before, ...fresh.filter((one) => !isAtEnd(one))].slice(-mostWaiting),
  }
}

/** Lets in what waits, puts everything in order, and drops what left. */
export function take(held: HeldList, sort: SortName): HeldList {
  const compare = inOrder(sort)
  const end = held.shown.at(-1)
  const stays = held.shown.filter((one) => !held.gone.has(one.id))
  // Below the last that is loaded lies what is not loaded: it comes with its page.
  const within = held.waiting.filter((one) => held.next === null || end === undefined || compare(one, end) <= 0)
  return { shown: [...stays, ...within].toSorted(compare), waiting: [], gone: new Set(), next: held.next }
}

/** The next page, without what is held already. */
export function extend(held: HeldList, items: readonly Conversation[], next: string | null): HeldList {
  const known = new Set(held.shown.map((one) => one.id))
  const fresh = items.filter((one) => !known.has(one.id))
  const ids = new Set(fresh.map((one) => one.id))
  return { ...held, shown: [...held.shown, ...fresh], waiting: held.waiting.filter((one) => !ids.has(one.id)), next }
}

/** What I have just done with: it goes at once. */
export function drop(held: HeldList, ids: ReadonlySet<string>): HeldList {
  return { ...held, shown: held.shown.filter((one) => !ids.has(one.id)), waiting: held.waiting.filter((one) => !ids.has(one.id)) }
}

/** Whether letting in would change anything that is seen. */
export const hasNews = (held: HeldList): boolean => held.waiting.length > 0
