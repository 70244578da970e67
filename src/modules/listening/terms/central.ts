/**
 * Which posts say what most of the others say: by how like the others their
 * words are (degree centrality on the cosine of tf-idf: Erkan & Radev,
 * "LexRank", JAIR 22, 2004), each next one the less like those already chosen
 * (maximal marginal relevance: Carbonell & Goldstein, SIGIR 1998). Loudness
 * plays no part.
 */

export interface Worded {
  readonly id: string
  /** As kept with the mention; each once. */
  readonly terms: readonly string[]
}

/** Weight of being central against being unlike what is chosen. */
const central = 0.65
/** What is more alike than this says the same again. */
const same = 0.8
/** What is this much less central than the most central stands for itself alone. */
const leastCentral = 0.1

type Vector = ReadonlyMap<string, number>

function vectorsOf(posts: readonly Worded[], weightOf: (term: string) => number): Vector[] {
  const holders = new Map<string, number>()
  for (const { terms } of posts) for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1)
  return posts.map(({ terms }) => {
    const weights = terms.flatMap((term) => {
      const held = holders.get(term) ?? 0
      // What only one post says tells nothing about the others.
      return held < 2 ? [] : [[term, weightOf(term) * Math.log(1 + posts.length / held)] as const]
    })
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
    return new Map(weights.map(([term, weight]) => [term, weight / length]))
  })
}

function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0)
  return sum
}

/**
 * At most `most` posts that stand for all of them, the most central first. The
 * same posts give the same choice, in whatever order. `weightOf`: how much a
 * term matters to what is asked, 1 unless said otherwise.
 */
export function representatives<P extends Worded>(posts: readonly P[], most: number, weightOf: (term: string) => number = () => 1): P[] {
  const ordered = posts.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const vectors = vectorsOf(ordered, weightOf)
  // The mean of the cosines to all is the cosine to their sum: no need for every pair.
  const centre = new Map<string, number>()
  for (const vector of vectors) for (const [term, weight] of vector) centre.set(term, (centre.get(term) ?? 0) + weight)
  const centrality = vectors.map((vector) => cosine(vector, centre) / Math.max(1, ordered.length))
  const highest = Math.max(...centrality)
  // Where no two share a word none stands for another: the first ones do.
  if (!(highest > 0)) return ordered.slice(0, most)
  const chosen: number[] = []
  while (chosen.length < Math.min(most, ordered.length)) {
    let best = -1
    let bestWorth = -Infinity
    for (const [index, vector] of vectors.entries()) {
      if (chosen.includes(index) || (centrality[index] ?? 0) < leastCentral * highest) continue
      const likeness = Math.max(0, ...chosen.map((other) => cosine(vector, vectors[other] ?? new Map())))
      if (likeness > same) continue
      const worth = central * ((centrality[index] ?? 0) / highest) - (1 - central) * likeness
      if (worth > bestWorth) {
        bestWorth = worth
        best = index
      }
    }
    if (best === -1) break
    chosen.push(best)
  }
  return chosen.flatMap((index) => ordered[index] ?? [])
}
