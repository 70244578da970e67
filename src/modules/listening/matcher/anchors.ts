/** Chooses by which features a compiled query is found: the rarest that one of must be in any post it holds for. */
import { opAnd, opHas, opNot, opOr, opPhrase, opSeek, sizeOf } from './code.ts'

/** Features of which a post must have at least one, and in what share of posts one is expected. */
export interface Need { readonly features: readonly number[]; readonly share: number }

/** Needs longer than this are no use as a filter: asking them costs more than the query itself. */
const longestFilter = 12

/** What is known about features when needs are chosen. */
export interface Frequencies {
  /** Share of posts that have the feature. */
  share(feature: number): number
  /** A word that every post with the feature has: itself, or one of the two words of a pair; 0 for a pattern. */
  wordOf(feature: number): number
}

/**
 * The rarest need, by which the query is found, and the next rarest that is
 * of words alone, by which most candidates are dismissed at once. No anchor:
 * the query may hold for posts with none of its words, and must be put to
 * every post.
 */
export function chooseNeeds(code: ArrayLike<number>, frequencies: Frequencies): { anchor: Need | undefined; filter: readonly number[] } {
  const needs: Need[] = []
  gather(code, 0, (feature) => frequencies.share(feature), needs)
  let anchor: Need | undefined
  for (const need of needs) if (anchor === undefined || need.share < anchor.share) anchor = need
  let filter: readonly number[] = []
  let least = Infinity
  for (const need of needs) {
    if (need === anchor || need.features.length > longestFilter) continue
    const words = need.features.map((feature) => frequencies.wordOf(feature))
    const share = words.reduce((sum, word) => sum + frequencies.share(word), 0)
    if (!words.includes(0) && share < least) [filter, least] = [words, share]
  }
  // The most frequent first: what passes then passes early.
  return { anchor, filter: [...new Set(filter)].sort((one, other) => frequencies.share(other) - frequencies.share(one)) }
}

/** Adds every need of the operation at `at`. */
function gather(code: ArrayLike<number>, at: number, share: (feature: number) => number, needs: Need[]): void {
  const op = code[at]
  if (op === opAnd) {
    const end = at + (code[at + 1] ?? 0)
    for (let next = at + 2; next < end; next += sizeOf(code, next)) gather(code, next, share, needs)
    return
  }
  const need = needOf(code, at, share)
  if (need !== undefined) needs.push(need)
}

/** The rarest need of the operation at `at`. */
function needOf(code: ArrayLike<number>, at: number, share: (feature: number) => number): Need | undefined {
  const op = code[at]
  switch (op) {
    case opHas: case opSeek: return one(code[at + 1] ?? 0, share)
    case opPhrase: return one(code[at + 2] ?? 0, share)
    case opNot: return undefined
    case opAnd: case opOr: {
      const end = at + (code[at + 1] ?? 0)
      const features: number[] = []
      let total = 0
      let rarest: Need | undefined
      for (let next = at + 2; next < end; next += sizeOf(code, next)) {
        const need = needOf(code, next, share)
        if (op === opAnd) {
          if (need !== undefined && (rarest === undefined || need.share < rarest.share)) rarest = need
        } else {
          if (need === undefined) return undefined
          for (const feature of need.features) features.push(feature)
          total += need.share
        }
      }
      if (op === opAnd) return rarest
      return { features: [...new Set(features)], share: total }
    }
    default: return undefined
  }
}

function one(feature: number, share: (feature: number) => number): Need {
  return { features: [feature], share: share(feature) }
}
