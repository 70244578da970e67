/** The probability of every pair, once all the records of both people have been heard. */
import { peopleAt } from './gather-people.ts'
import type { PeopleTree } from './gather-people.ts'
import { inOrder, PairCollector } from './scored-pairs.ts'
import type { ScoredPairs } from './scored-pairs.ts'

/** Joins that would give more pairs than this list only the pairs that were compared. */
const mostPairsOfJoin = 250_000

/**
 * Two records of one cluster are as certain as the join that brought them
 * together, even where they alone say little; two that were compared but kept
 * apart are at most as certain as `least`, where joining stopped.
 */
export function certaintyOf(pairs: ScoredPairs, tree: PeopleTree, least: number): ScoredPairs {
  const collector = new PairCollector()
  const members = new Map<number, readonly number[]>()
  const membersOf = (cluster: number): readonly number[] => members.get(cluster) ?? [cluster]
  /** Certainty of joins too wide to list, by cluster. */
  const wide = new Map<number, number>()
  const person = peopleAt(tree, -Infinity)
  for (const [index, join] of tree.joins.entries()) {
    const [left, right] = [membersOf(join.a), membersOf(join.b)]
    const together = [...left, ...right]
    if (left.length * right.length > mostPairsOfJoin) wide.set(person[together[0] ?? 0] ?? 0, join.bits)
    else for (const x of left) for (const y of right) collector.add(Math.min(x, y), Math.max(x, y), join.bits)
    members.delete(join.a)
    members.delete(join.b)
    members.set(tree.size + index, together)
  }
  const listed = collector.finish()
  const rest = new PairCollector()
  for (let i = 0; i < pairs.length; i++) {
    const [a, b, bits] = [pairs.a[i] as number, pairs.b[i] as number, pairs.bits[i] as number]
    const shared = person[a] === person[b]
    if (!shared) rest.add(a, b, Math.min(bits, least))
    else if (wide.has(person[a] as number)) rest.add(a, b, Math.min(bits, wide.get(person[a] as number) ?? least))
  }
  return inOrder([listed, rest.finish()], tree.size)
}
