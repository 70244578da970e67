/** Which terms rise against their own past. */
import { contrastOf } from '../terms/log-odds.ts'
import { readTerm, type TermKind } from '../terms/terms.ts'
import { withoutParts } from '../terms/without-parts.ts'
import type { Counted } from './trend-store.ts'

export interface RisingTerm {
  readonly kept: string
  readonly kind: TermKind
  readonly text: string
  /** People × days that used it. */
  readonly now: number
  readonly posts: number
  /** Shares of all people × days, 0 to 1. */
  readonly nowShare: number
  readonly beforeShare: number
  /** How many times more often than before; `null` where it was not used before. */
  readonly times: number | null
  /** Standard deviations of the log-odds. */
  readonly z: number
}

/** Chance lets one term in a thousand stand out this much; there are thousands. */
const leastZ = 3.3

/** The terms that rose, by kind, the most telling first. */
export function risingTerms({ terms, nowOf, pastOf, part }: Counted, most: number): Map<TermKind, RisingTerm[]> {
  const risen = terms.flatMap(({ term: kept, now, past, posts }): RisingTerm[] => {
    const term = readTerm(kept)
    const { z } = contrastOf({ count: now, of: nowOf }, { count: past, of: pastOf })
    if (!term || z < leastZ) return []
    const nowShare = now / Math.max(1, nowOf)
    const beforeShare = past / Math.max(1, pastOf)
    return [{ kept, ...term, now: now * part, posts: posts * part, nowShare, beforeShare, times: past === 0 ? null : nowShare / beforeShare, z }]
  }).toSorted((a, b) => b.z - a.z || (a.kept < b.kept ? -1 : 1))
  const byKind = new Map<TermKind, RisingTerm[]>()
  for (const term of withoutParts(risen)) {
    const list = byKind.get(term.kind) ?? []
    if (list.length < most) list.push(term)
    byKind.set(term.kind, list)
  }
  return byKind
}
