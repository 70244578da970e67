/**
 * Groups posts by their own words and names each group by its own words.
 *
 * Groups: spherical k-means on tf-idf (Dhillon & Modha, "Concept
 * Decompositions", Machine Learning 42, 2001), begun from posts that are far
 * apart, so that the same posts always give the same groups. Names: c-TF-IDF,
 * what a group says often and the others do not (Grootendorst, "BERTopic",
 * arXiv 2203.05794, 2022, eq. 2).
 */
import { queryOfTerm } from '../terms/term-query.ts'
import { readTerm } from '../terms/terms.ts'

export interface ThemePost {
  readonly id: string
  readonly terms: readonly string[]
}

export interface Theme<P extends ThemePost> {
  /** Its most telling terms, as kept. */
  readonly terms: readonly string[]
  /** Finds its posts, as nearly as a few words can. */
  readonly query: string
  readonly posts: readonly P[]
}

const leastHolders = 3
/** What nearly all posts say, such as the name of the brand, tells none apart; what most say in a crisis does. */
const mostHeldShare = 0.9
const postsAGroup = 40
const fewestGroups = 5
const mostGroups = 14
const rounds = 15
/** Groups whose middles are this much alike are one. */
const sameGroup = 0.55
/** A post this little like its group's middle belongs to none. */
const leastLike = 0.12
const leastPosts = 5
const leastShare = 0.01
const namedBy = 4
const queriedBy = 6
/** A term names a group that says it so many times as often as all posts do; half of the way to the most that can be, for a group too large for it. */
const leastLift = 1.5
const liftFor = (share: number): number => Math.min(leastLift, 1 + (1 / share - 1) / 2)
/** Of the posts that a term of the query finds, at least this many belong to the theme. */
const leastPrecision = 0.5

/** A post's terms by number, with their weights; together of length 1. */
interface Vector {
  readonly terms: Int32Array
  readonly weights: Float64Array
}
/** The middle of a group: a weight for every term; of length 1. */
type Middle = Float64Array

function likeness({ terms, weights }: Vector, middle: Middle): number {
  let sum = 0
  for (let index = 0; index < terms.length; index++) sum += (weights[index] ?? 0) * (middle[terms[index] ?? 0] ?? 0)
  return sum
}

const lengthOf = (weights: Float64Array): number => Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1

function vectorsOf(posts: readonly ThemePost[]): { vectors: Vector[]; size: number } {
  const holders = new Map<string, number>()
  for (const { terms } of posts) for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1)
  const most = Math.max(leastHolders + 1, posts.length * mostHeldShare)
  const numbers = new Map<string, number>()
  for (const [term, held] of holders) if (held >= leastHolders && held <= most) numbers.set(term, numbers.size)
  const vectors = posts.map(({ terms }): Vector => {
    const known = terms.filter((term) => numbers.has(term))
    const weights = Float64Array.from(known, (term) => Math.log(posts.length / (holders.get(term) ?? 1)))
    const length = lengthOf(weights)
    return { terms: Int32Array.from(known, (term) => numbers.get(term) ?? 0), weights: weights.map((weight) => weight / length) }
  })
  return { vectors, size: numbers.size }
}

function middleOf(vectors: readonly Vector[], size: number): Middle {
  const sum = new Float64Array(size)
  for (const { terms, weights } of vectors) for (let index = 0; index < terms.length; index++) sum[terms[index] ?? 0] = (sum[terms[index] ?? 0] ?? 0) + (weights[index] ?? 0)
  const length = lengthOf(sum)
  return sum.map((weight) => weight / length)
}

/** Begins with the post most like all others, then each time with the one least like those chosen, among posts that are like anything. */
function beginnings(vectors: readonly Vector[], size: number, count: number): Middle[] {
  const all = middleOf(vectors, size)
  const centrality = vectors.map((vector) => likeness(vector, all))
  const typical = centrality.toSorted((a, b) => a - b)[Math.floor(centrality.length / 4)] ?? 0
  const near = vectors.map(() => 0)
  let next = centrality.indexOf(Math.max(...centrality))
  const chosen: Middle[] = []
  while (chosen.length < count && next >= 0) {
    const first = vectors[next]
    const begin = middleOf(first ? [first] : [], size)
    chosen.push(begin)
    next = -1
    let farthest = Infinity
    for (const [index, vector] of vectors.entries()) {
      near[index] = Math.max(near[index] ?? 0, likeness(vector, begin))
      const nearness = near[index] ?? 0
      if ((centrality[index] ?? 0) >= typical && nearness < farthest) {
        farthest = nearness
        next = index
      }
    }
  }
  return chosen
}

function nearest(vector: Vector, middles: readonly Middle[]): number {
  let group = -1
  let like = leastLike
  for (const [index, middle] of middles.entries()) {
    const alike = likeness(vector, middle)
    if (alike > like) {
      like = alike
      group = index
    }
  }
  return group
}

const alike = (a: Middle, b: Middle): number => a.reduce((sum, weight, index) => sum + weight * (b[index] ?? 0), 0)

function grouped(posts: readonly ThemePost[]): number[] {
  const { vectors, size } = vectorsOf(posts)
  const count = Math.max(fewestGroups, Math.min(mostGroups, Math.round(vectors.length / postsAGroup)))
  let middles = beginnings(vectors, size, count)
  let groups = vectors.map(() => -1)
  for (let round = 0; round < rounds; round++) {
    const next = vectors.map((vector) => nearest(vector, middles))
    const isSame = next.every((group, index) => group === groups[index])
    groups = next
    if (isSame) break
    middles = middles.map((middle, group) => {
      const members = vectors.filter((_, index) => groups[index] === group)
      return members.length === 0 ? middle : middleOf(members, size)
    })
  }
  // Two that came to say the same are one.
  const into = middles.map((_, group) => group)
  for (const [a, one] of middles.entries()) for (const [b, other] of middles.entries()) if (b > a && alike(one, other) > sameGroup) into[b] = into[a] ?? a
  return groups.map((group) => (group === -1 ? -1 : into[group] ?? group))
}

/** Names of groups, by what each says often and the others do not. */
function naming(posts: readonly ThemePost[], groups: readonly number[]): Map<number, string[]> {
  const counts = new Map<number, Map<string, number>>()
  const everywhere = new Map<string, number>()
  for (const [index, { terms }] of posts.entries()) {
    const group = groups[index] ?? -1
    const held = counts.get(group) ?? new Map<string, number>()
    for (const term of terms) {
      held.set(term, (held.get(term) ?? 0) + 1)
      everywhere.set(term, (everywhere.get(term) ?? 0) + 1)
    }
    counts.set(group, held)
  }
  const words = [...counts.values()].map((held) => [...held.values()].reduce((sum, count) => sum + count, 0))
  const average = words.reduce((sum, count) => sum + count, 0) / Math.max(1, words.length)
  const sizes = Map.groupBy(groups, (group) => group)
  return new Map([...counts].map(([group, held]) => {
    const total = [...held.values()].reduce((sum, count) => sum + count, 0)
    const size = sizes.get(group)?.length ?? 1
    return [group, [...held].filter(([term, count]) => count >= leastHolders && count / size >= (liftFor(size / posts.length) * (everywhere.get(term) ?? 1)) / posts.length)
      .map(([term, count]) => ({ term, worth: (count / total) * Math.log(1 + average / (everywhere.get(term) ?? 1)) }))
      .toSorted((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1)).map(({ term }) => term)] as const
  }))
}

const partsOf = (kept: string): string[] => (readTerm(kept)?.text ?? '').split(' ')

/** The most telling terms that do not repeat each other's words. */
function nameOf(terms: readonly string[]): string[] {
  const name: string[] = []
  const said = new Set<string>()
  for (const kept of terms.slice(0, 30)) {
    const kind = readTerm(kept)?.kind
    if (kind === 'link' || kind === 'shared' || kind === undefined) continue
    const parts = partsOf(kept)
    if (parts.some((part) => said.has(part))) continue
    // A phrase that says a word already near the top says it better.
    const better = kind === 'word' ? terms.slice(0, 12).find((other) => readTerm(other)?.kind === 'phrase' && partsOf(other).includes(parts[0] ?? '')) : undefined
    const chosen = better !== undefined && !partsOf(better).some((part) => said.has(part)) ? better : kept
    name.push(chosen)
    for (const part of partsOf(chosen)) said.add(part)
    if (name.length === namedBy) break
  }
  return name
}

/** Terms joined by OR that together find the theme's posts and few others. */
function queryFor(terms: readonly string[], holdersOf: ReadonlyMap<string, readonly ThemePost[]>, members: ReadonlySet<string>): string {
  const chosen: string[] = []
  const found = new Set<string>()
  for (const kept of terms.slice(0, 40)) {
    const term = readTerm(kept)
    if (!term || term.kind === 'shared') continue
    const holders = holdersOf.get(kept) ?? []
    const inside = holders.filter((post) => members.has(post.id))
    if (inside.length / Math.max(1, holders.length) < leastPrecision || inside.every((post) => found.has(post.id))) continue
    chosen.push(queryOfTerm(term))
    for (const post of inside) found.add(post.id)
    if (chosen.length === queriedBy) break
  }
  const [first] = terms
  const fallback = first === undefined ? null : readTerm(first)
  return chosen.length > 0 ? chosen.join(' OR ') : fallback === null ? '' : queryOfTerm(fallback)
}

/** The themes of some posts, the largest first. The same posts give the same themes, in whatever order. */
export function themesOf<P extends ThemePost>(given: readonly P[]): Theme<P>[] {
  const posts = given.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (posts.length < 2 * leastPosts) return []
  const groups = grouped(posts)
  const names = naming(posts, groups)
  const holdersOf = new Map<string, ThemePost[]>()
  for (const post of posts) {
    for (const term of post.terms) {
      const holders = holdersOf.get(term) ?? []
      holders.push(post)
      holdersOf.set(term, holders)
    }
  }
  return [...new Set(groups)].filter((group) => group >= 0).flatMap((group): Theme<P>[] => {
    const members = posts.filter((_, index) => groups[index] === group)
    const terms = names.get(group) ?? []
    if (members.length < Math.max(leastPosts, leastShare * posts.length) || terms.length === 0) return []
    return [{ terms: nameOf(terms), query: queryFor(terms, holdersOf, new Set(members.map((post) => post.id))), posts: members }]
  }).toSorted((a, b) => b.posts.length - a.posts.length || (a.query < b.query ? -1 : 1))
}
