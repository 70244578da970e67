/**
 * The stream of mentions as it is read: arrivals wait until they are asked for,
 * so that what is being read never moves. Pure; the scene feeds and shows it.
 *
 * Invariants (see stream.test.ts): an arrival changes nothing that is shown; each
 * arrival is shown, waits, or makes the next look start afresh from the server;
 * no list grows beyond its limit; newest first, nobody twice. Only in a gathered
 * stream an arrival that belongs to a line that is shown adds to its count, where it stands.
 */

/** What the stream must know of a mention. */
export interface Streamed {
  readonly id: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** In a gathered stream: what it is one line with. */
  readonly line?: string
  readonly cascade?: unknown
}

/** Where older mentions go on. */
export type Older =
  | { readonly kind: 'cursor'; readonly cursor: string }
  /** The end was let go to stay small: go on from this time. */
  | { readonly kind: 'before'; readonly at: string }
  | { readonly kind: 'end' }

export interface Stream<M extends Streamed> {
  /** Newest first: what is shown. */
  readonly shown: readonly M[]
  readonly older: Older
  /** Newest first: what arrived since. */
  readonly waiting: readonly M[]
  /** How many arrivals are known of but not held. */
  readonly missed: number
}

export interface StreamLimits {
  /** How many are kept on screen while new ones flow in. */
  readonly shown: number
  readonly waiting: number
  /** How far down one can read before narrowing the filter is the better way. */
  readonly reading: number
}
export const streamLimits: StreamLimits = { shown: 1_000, waiting: 300, reading: 10_000 }

export function emptyStream<M extends Streamed>(): Stream<M> {
  return { shown: [], older: { kind: 'end' }, waiting: [], missed: 0 }
}

/** The first page as the server gave it. */
export function opened<M extends Streamed>(items: readonly M[], next: string | null): Stream<M> {
  return { shown: newestFirst(items), older: older(next), waiting: [], missed: 0 }
}

/** How many new mentions stand ready, and whether there are more than could be held. */
export function news<M extends Streamed>(stream: Stream<M>): number {
  return stream.waiting.length + stream.missed
}

/** Whether looking at the news means asking the server: some of it is not held here. */
export function needsFreshStart<M extends Streamed>(stream: Stream<M>): boolean {
  return stream.missed > 0
}

/** Takes in what arrived live. `more` counts those that the server left out of a burst. */
export function arrive<M extends Streamed>(stream: Stream<M>, items: readonly M[], more = 0, limits = streamLimits): Stream<M> {
  const lines = new Map(items.flatMap((item) => item.line === undefined ? [] : [[item.line, item] as const]))
  const isOneMore = (shown: M): boolean => lines.has(lineOf(shown)) && lines.get(lineOf(shown))?.id !== shown.id
  const grown = lines.size > 0 && stream.shown.some(isOneMore) ? { ...stream, shown: stream.shown.map((shown) => isOneMore(shown) ? { ...shown, line: lineOf(shown), cascade: lines.get(lineOf(shown))?.cascade } : shown) } : stream
  const taken = new Set(lines.size > 0 ? stream.shown.map(lineOf) : [])
  const fresh = items.filter((item) => !taken.has(lineOf(item)) && belongsHere(stream, item))
  if (fresh.length === 0 && more <= 0) return grown
  const waiting = newestFirst([...fresh, ...stream.waiting])
  const held = waiting.slice(0, limits.waiting)
  return { ...grown, waiting: held, missed: stream.missed + Math.max(0, more) + waiting.length - held.length }
}

/** Shows what waited. Call only when nothing is missed; else start afresh with `opened`. */
export function take<M extends Streamed>(stream: Stream<M>, limits = streamLimits): Stream<M> {
  if (stream.waiting.length === 0) return stream
  return bounded({ ...stream, shown: newestFirst([...stream.waiting, ...stream.shown]), waiting: [] }, limits)
}

/** Adds an older page below. The list grows while somebody reads down; `isFull` says when to stop asking. */
export function extend<M extends Streamed>(stream: Stream<M>, items: readonly M[], next: string | null): Stream<M> {
  const known = new Set(stream.shown.map(lineOf))
  return { ...stream, shown: [...stream.shown, ...items.filter((item) => !known.has(lineOf(item)))], older: older(next) }
}

/** Whether so much is loaded that reading on would cost more memory than a page should take. */
export function isFull<M extends Streamed>(stream: Stream<M>, limits = streamLimits): boolean {
  return stream.shown.length >= limits.reading
}

/** Lets go of what lies far below somebody who is at the top; it can be read again. */
export function bounded<M extends Streamed>(stream: Stream<M>, limits = streamLimits): Stream<M> {
  if (stream.shown.length <= limits.shown) return stream
  const shown = stream.shown.slice(0, limits.shown)
  const last = shown.at(-1)
  return last ? { ...stream, shown, older: { kind: 'before', at: last.at } } : stream
}

/** An arrival older than the end of what is loaded is met while reading on, not here. */
function belongsHere<M extends Streamed>(stream: Stream<M>, item: M): boolean {
  const last = stream.shown.at(-1)
  if (stream.older.kind !== 'end' && last && compare(item, last) > 0) return false
  return !stream.shown.some((shown) => shown.id === item.id) && !stream.waiting.some((waiting) => waiting.id === item.id)
}

const older = (next: string | null): Older => next === null ? { kind: 'end' } : { kind: 'cursor', cursor: next }
const compare = (a: Streamed, b: Streamed): number => a.at === b.at ? (a.id < b.id ? 1 : a.id > b.id ? -1 : 0) : a.at < b.at ? 1 : -1

/** What stands as one line: a cascade in a gathered stream, else the mention itself. */
const lineOf = (item: Streamed): string => item.line ?? item.id

function newestFirst<M extends Streamed>(items: readonly M[]): M[] {
  const known = new Set<string>()
  return items.filter((item) => !known.has(lineOf(item)) && known.add(lineOf(item))).sort(compare)
}
