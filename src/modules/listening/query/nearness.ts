/** Which places lie near each other. */
import type { Place } from './places.ts'

/**
 * Most pairs that are kept, and most that are looked at, for one NEAR in one
 * text. Texts that people write stay far below; a text of one word repeated
 * has millions.
 */
const mostPairs = 20_000
const mostLooks = 200_000

/** More than there are words in any post, so that two word numbers make one key. */
const keyStep = 2 ** 24

/** Where each word stands, counted in words. */
type Standing = ArrayLike<number>

/** Pairs of places with at most `within` words between them, as the stretch they span. Both lists in order of `first`. */
export function nearPairs(left: readonly Place[], right: readonly Place[], within: number, ordered: boolean, standing: Standing): Place[] {
  const found = new Map<number, Place>()
  follow(left, right, within, standing, found)
  if (!ordered) follow(right, left, within, standing, found)
  return [...found.values()].toSorted((one, other) => one.first - other.first || one.last - other.last)
}

function follow(before: readonly Place[], after: readonly Place[], within: number, standing: Standing, found: Map<number, Place>): void {
  let looks = 0
  for (const one of before) {
    for (let index = firstAfter(after, one.last); index < after.length; index++) {
      const other = after[index]
      if (other === undefined || wordsBetween(standing, one.last, other.first) > within) break
      if (found.size >= mostPairs || ++looks > mostLooks) return
      found.set(one.first * keyStep + other.last, { first: one.first, last: other.last, text: one.text, start: one.start, end: other.end })
    }
  }
}

function wordsBetween(standing: Standing, last: number, first: number): number {
  return (standing[first] ?? 0) - (standing[last] ?? 0) - 1
}

/** Index of the first place that begins after word `last`. */
function firstAfter(places: readonly Place[], last: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.first ?? 0) > last) high = middle
    else low = middle + 1
  }
  return low
}

/** What has to lie in a stretch: places, how many of them that do not overlap. */
export interface Wanted { readonly places: readonly Place[]; readonly times: number }

/** Stretches of at most `width` words that hold all that is wanted. */
export function windows(wanted: readonly Wanted[], width: number, standing: Standing): Place[] {
  const found = new Map<number, Place>()
  for (const { places } of wanted) {
    for (const from of places) {
      if (found.size >= mostPairs) break
      const stretch = windowFrom(from, wanted, width, standing)
      if (stretch) found.set(stretch.first * keyStep + stretch.last, stretch)
    }
  }
  return [...found.values()].toSorted((one, other) => one.first - other.first || one.last - other.last)
}

function windowFrom(from: Place, wanted: readonly Wanted[], width: number, standing: Standing): Place | undefined {
  const end = (standing[from.first] ?? 0) + width
  let last = from
  for (const { places, times } of wanted) {
    let missing = times
    let after = from.first - 1
    for (let index = firstAfter(places, after); index < places.length && missing > 0; index++) {
      const place = places[index]
      if (place === undefined || (standing[place.first] ?? 0) >= end) break
      if (place.first <= after || (standing[place.last] ?? 0) >= end) continue
      after = place.last
      missing--
      if (place.last > last.last) last = place
    }
    if (missing > 0) return undefined
  }
  return { first: from.first, last: last.last, text: from.text, start: from.start, end: last.end }
}
