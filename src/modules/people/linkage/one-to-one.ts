/** Links between two files of which each holds everybody once: whoever has a better partner is not yours. */
import { PairCollector } from './scored-pairs.ts'
import type { ScoredPairs } from './scored-pairs.ts'
import type { PeopleTree, Joined } from './gather-people.ts'
import { bitsOf } from './model.ts'

/**
 * Log odds of every pair across the files, given that a record has at most one
 * partner: its odds against no partner and against every rival of either side.
 *
 * A first-order form of the posterior of bipartite matchings (M. Sadinle,
 * "Bayesian Estimation of Bipartite Matchings for Record Linkage", JASA 2017).
 */
export function amongRivals(pairs: ScoredPairs, size: number): ScoredPairs {
  const sums = new Float64Array(size)
  const oddsOf = (i: number): number => 2 ** Math.min(900, pairs.bits[i] as number)
  for (let i = 0; i < pairs.length; i++) {
    for (const row of [pairs.a[i] as number, pairs.b[i] as number]) sums[row] = (sums[row] as number) + oddsOf(i)
  }
  const collector = new PairCollector()
  for (let i = 0; i < pairs.length; i++) {
    const odds = oddsOf(i)
    const rivals = Math.max(0, (sums[pairs.a[i] as number] as number) - odds) + Math.max(0, (sums[pairs.b[i] as number] as number) - odds)
    collector.add(pairs.a[i] as number, pairs.b[i] as number, Math.log2(odds / (1 + rivals)))
  }
  return collector.finish()
}

/** Joins the most certain pairs first, each record once; ties by rows. Jaro (1989) solves the whole assignment; among rivals the greedy one gives the same pairs but for exact ties. */
export function oneToOne(pairs: ScoredPairs, size: number, least: number): PeopleTree {
  const order = Array.from({ length: pairs.length }, (_, i) => i).filter((i) => (pairs.bits[i] as number) >= least).sort((x, y) => (pairs.bits[y] as number) - (pairs.bits[x] as number) || x - y)
  const taken = new Uint8Array(size)
  const joins: Joined[] = []
  for (const i of order) {
    const [a, b] = [pairs.a[i] as number, pairs.b[i] as number]
    if (taken[a] === 1 || taken[b] === 1) continue
    taken[a] = 1
    taken[b] = 1
    joins.push({ a, b, bits: pairs.bits[i] as number })
  }
  return { size, joins }
}

/** Pairs whose rows lie in different files, the first file having rows below `firstFile`. */
export function acrossFiles(pairs: ScoredPairs, firstFile: number): ScoredPairs {
  const collector = new PairCollector()
  for (let i = 0; i < pairs.length; i++) if ((pairs.a[i] as number) < firstFile && (pairs.b[i] as number) >= firstFile) collector.add(pairs.a[i] as number, pairs.b[i] as number, pairs.bits[i] as number)
  return collector.finish()
}

/** Share of likely pairs within a file, against those across, below which each file is taken to hold everybody once. */
const withinShare = 0.01

/** Whether the pairs themselves say that each file is free of duplicates. */
export function looksOneToOne(pairs: ScoredPairs, firstFile: number): boolean {
  const likely = bitsOf(0.9)
  let [within, across] = [0, 0]
  for (let i = 0; i < pairs.length; i++) {
    if ((pairs.bits[i] as number) < likely) continue
    if ((pairs.a[i] as number) < firstFile && (pairs.b[i] as number) >= firstFile) across++
    else within++
  }
  return across > 0 && within <= across * withinShare
}
