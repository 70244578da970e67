/** Gathers records into people so that one wrong pair cannot chain strangers together. */
import { BetweenReader } from './between-clusters.ts'
import type { Between } from './between-clusters.ts'
import { JoinQueue } from './join-queue.ts'
import type { ScoredPairs } from './scored-pairs.ts'
import type { Scorer } from './scorer.ts'

/** One join of two clusters. Clusters below `size` are single rows; join `j` makes cluster `size + j`. */
export interface Joined {
  readonly a: number
  readonly b: number
  /** Log odds in bits; never above those of the joins within. */
  readonly bits: number
}

/** A tree of joins: cut at any certainty it gives a partition, and a higher cut always refines a lower one. */
export interface PeopleTree {
  readonly size: number
  readonly joins: readonly Joined[]
}

interface Cluster {
  readonly members: readonly number[]
  readonly neighbours: Map<number, Between>
  /** Certainty of the least certain join within. */
  readonly bits: number
}

/** Rows that hang together by pairs, as lists; rows that hang with nobody are left out. */
function components(pairs: ScoredPairs, size: number, least: number): number[][] {
  const parent = new Uint32Array(size).map((_, row) => row)
  const rootOf = (row: number): number => {
    let at = row
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number
      at = parent[at] as number
    }
    return at
  }
  for (let i = 0; i < pairs.length; i++) {
    if ((pairs.bits[i] as number) < least) continue
    const [x, y] = [rootOf(pairs.a[i] as number), rootOf(pairs.b[i] as number)]
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y)
  }
  const lists = new Map<number, number[]>()
  for (let i = 0; i < pairs.length; i++) {
    if ((pairs.bits[i] as number) < least) continue
    const root = rootOf(pairs.a[i] as number)
    const list = lists.get(root)
    if (list) list.push(i)
    else lists.set(root, [i])
  }
  return [...lists.values()]
}

/**
 * Joins the most certain clusters first, judging each join by all the records
 * on both sides, until nothing reaches `least`.
 *
 * Agglomerative clustering on the graph of likely pairs (Lance & Williams 1967
 * for the scheme; Hassanzadeh et al., "Framework for Evaluating Clustering
 * Algorithms in Duplicate Detection", VLDB 2009, on why transitive closure
 * chains). Pairs that blocking never brought together are compared when their
 * clusters come to be judged, so silence does not count as agreement.
 *
 * @param pairs ordered by rows; those below `least` bring no clusters together.
 * @param least log odds in bits.
 */
export function gatherPeople(pairs: ScoredPairs, size: number, scorer: Scorer, least: number): PeopleTree {
  const joins: Joined[] = []
  const reader = new BetweenReader(scorer)
  for (const component of components(pairs, size, least)) gatherComponent({ pairs, component, size, reader, least, joins })
  return { size, joins }
}

interface Gathering {
  readonly pairs: ScoredPairs
  /** Indexes of the component's pairs. */
  readonly component: readonly number[]
  readonly size: number
  readonly reader: BetweenReader
  readonly least: number
  readonly joins: Joined[]
}

function gatherComponent(gathering: Gathering): void {
  const { pairs, component, size, reader, least, joins } = gathering
  if (component.length === 1) {
    const [pair = 0] = component
    joins.push({ a: pairs.a[pair] as number, b: pairs.b[pair] as number, bits: pairs.bits[pair] as number })
    return
  }
  const clusters = new Map<number, Cluster>()
  const single = (row: number): Cluster => {
    const known = clusters.get(row)
    if (known) return known
    const made: Cluster = { members: [row], neighbours: new Map(), bits: Infinity }
    clusters.set(row, made)
    return made
  }
  const queue = new JoinQueue()
  for (const pair of component) {
    const [a, b] = [pairs.a[pair] as number, pairs.b[pair] as number]
    const between = reader.read([a], [b])
    single(a).neighbours.set(b, between)
    single(b).neighbours.set(a, between)
    queue.push({ bits: reader.bits(between), a, b })
  }
  for (let join = queue.pop(); join !== undefined && join.bits >= least; join = queue.pop()) {
    const [left, right] = [clusters.get(join.a), clusters.get(join.b)]
    // Clusters that were joined meanwhile left their old entries in the queue.
    if (!left || !right) continue
    const bits = Math.min(join.bits, left.bits, right.bits)
    const id = size + joins.length
    joins.push({ a: join.a, b: join.b, bits })
    clusters.delete(join.a)
    clusters.delete(join.b)
    const joined: Cluster = { members: [...left.members, ...right.members], neighbours: new Map(), bits }
    clusters.set(id, joined)
    for (const other of new Set([...left.neighbours.keys(), ...right.neighbours.keys()])) {
      const third = clusters.get(other)
      if (!third || third === joined) continue
      const between = reader.sum(left.neighbours.get(other) ?? reader.read(left.members, third.members), right.neighbours.get(other) ?? reader.read(right.members, third.members))
      joined.neighbours.set(other, between)
      third.neighbours.delete(join.a)
      third.neighbours.delete(join.b)
      third.neighbours.set(id, between)
      const certainty = reader.bits(between)
      if (certainty >= least) queue.push({ bits: certainty, a: Math.min(id, other), b: Math.max(id, other) })
    }
  }
}

/** Person of every row when the tree is cut: joins at `bits` and above hold. A person's number is their first row. */
export function peopleAt(tree: PeopleTree, bits: number): Uint32Array {
  const { size, joins } = tree
  /** For a cluster its person: itself until a join takes it in. */
  const into = new Uint32Array(size + joins.length).map((_, cluster) => cluster)
  const first = new Uint32Array(size + joins.length).map((_, cluster) => cluster)
  for (const [index, join] of joins.entries()) {
    if (join.bits < bits) continue
    into[join.a] = size + index
    into[join.b] = size + index
    first[size + index] = Math.min(first[join.a] as number, first[join.b] as number)
  }
  // A join comes after the clusters it takes in, so walking backwards every cluster finds its person settled.
  for (let cluster = size + joins.length - 1; cluster >= 0; cluster--) into[cluster] = into[into[cluster] as number] as number
  return new Uint32Array(size).map((_, row) => first[into[row] as number] as number)
}
