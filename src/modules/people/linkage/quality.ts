/** How right recognition is where the truth is known: precision, recall and F1 over pairs. */
import { probabilityOf } from './model.ts'
import type { ScoredPairs } from './scored-pairs.ts'

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface BestQuality extends Quality {
  /** Probability at and above which pairs count as joined. */
  readonly threshold: number
  readonly truePairs: number
}

const pairsOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)

function countsOf(size: number, key: (row: number) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let row = 0; row < size; row++) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return counts
}

function quality(right: number, joined: number, truePairs: number): Quality {
  return { precision: joined === 0 ? 1 : right / joined, recall: truePairs === 0 ? 1 : right / truePairs, f1: (2 * right) / Math.max(1, joined + truePairs) }
}

/** Quality of a partition, over all pairs of rows that it puts together. */
export function clusterQuality(people: Uint32Array, truth: (row: number) => string): Quality {
  const right = pairsOf(countsOf(people.length, (row) => `${people[row]} ${truth(row)}`))
  return quality(right, pairsOf(countsOf(people.length, (row) => String(people[row]))), pairsOf(countsOf(people.length, truth)))
}

/** The best F1 that any threshold reaches, over all true pairs of the rows, found or not. */
export function bestF1(pairs: ScoredPairs, truth: (row: number) => string, size: number): BestQuality {
  const truePairs = pairsOf(countsOf(size, truth))
  const order = Array.from({ length: pairs.length }, (_, i) => i).sort((x, y) => (pairs.bits[y] as number) - (pairs.bits[x] as number))
  let right = 0
  let best: BestQuality = { ...quality(0, 0, truePairs), threshold: 1, truePairs }
  for (const [at, i] of order.entries()) {
    if (truth(pairs.a[i] as number) === truth(pairs.b[i] as number)) right++
    const next = order[at + 1]
    if (next !== undefined && pairs.bits[next] === pairs.bits[i]) continue
    const here = quality(right, at + 1, truePairs)
    if (here.f1 > best.f1) best = { ...here, threshold: probabilityOf(pairs.bits[i] as number), truePairs }
  }
  return best
}
