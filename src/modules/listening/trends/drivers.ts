/**
 * What goes with more engagement per post: an association, not a cause.
 *
 * Posts are compared with posts of the same channel by authors with about as
 * many followers, as these decide most of it. Engagement is heavy-tailed, so
 * ratios of geometric means are told. Small groups are drawn towards no
 * difference (empirical Bayes, Efron & Morris, JASA 70, 1975); intervals are
 * from resampling authors, not posts, as an author's posts resemble each other
 * (cluster bootstrap: Field & Welsh, JRSS B 69, 2007).
 */

export interface DrivenPost {
  readonly author: string
  readonly channel: string
  readonly followers: number
  /** Likes, reposts, quotes and answers together. */
  readonly engagement: number
  /** What it has: one value a trait, or several. */
  readonly traits: Readonly<Record<string, string | readonly string[]>>
}

export interface Driver {
  readonly trait: string
  readonly value: string
  readonly posts: number
  readonly authors: number
  /** Engagement per post, as the geometric mean of (1 + engagement), less 1. */
  readonly typical: number
  /** How many times that of comparable posts: 1 is as usual. */
  readonly times: number
  /** Nine resamplings in ten lie between. */
  readonly low: number
  readonly high: number
  /** Whether the interval leaves 1 out. */
  readonly isClear: boolean
}

export interface Drivers {
  readonly posts: number
  /** Share of posts of which any engagement is known, 0 to 1. */
  readonly engaged: number
  readonly drivers: readonly Driver[]
}

const leastPosts = 20
const leastAuthors = 8
/** Below this share of posts with any engagement there is nothing to compare. */
export const leastEngaged = 0.03
const resamplings = 200
/** Posts that "no difference" weighs: values are taken to differ by about a tenth as much, in variance, as posts do. */
const effectLean = 10
/** Posts that the average of a stratum weighs when few are in it. */
const strataLean = 10

/** A generator with a seed: the same posts give the same interval. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Row {
  readonly author: string
  readonly residual: number
  readonly outcome: number
  readonly traits: DrivenPost['traits']
}

/** Each post's logarithm of engagement beyond that of its channel's posts by authors as followed. */
function residuals(posts: readonly DrivenPost[]): Row[] {
  const outcome = ({ engagement }: DrivenPost): number => Math.log1p(engagement)
  const stratumOf = ({ channel, followers }: DrivenPost): string => `${channel} ${Math.floor(Math.log2(followers + 1) / 2)}`
  const mean = posts.reduce((sum, post) => sum + outcome(post), 0) / Math.max(1, posts.length)
  const strata = new Map<string, { sum: number; count: number }>()
  for (const post of posts) {
    const stratum = strata.get(stratumOf(post)) ?? { sum: 0, count: 0 }
    stratum.sum += outcome(post)
    stratum.count += 1
    strata.set(stratumOf(post), stratum)
  }
  return posts.map((post) => {
    const { sum, count } = strata.get(stratumOf(post)) ?? { sum: 0, count: 0 }
    return { author: post.author, outcome: outcome(post), residual: outcome(post) - (sum + strataLean * mean) / (count + strataLean), traits: post.traits }
  })
}

const has = (row: Row, trait: string, value: string): boolean => {
  const own = row.traits[trait]
  return Array.isArray(own) ? own.includes(value) : own === value
}

/** Mean difference between those with a value and those without, drawn to none while few. */
function effectOf(withIt: { sum: number; count: number }, without: { sum: number; count: number }): number {
  if (withIt.count === 0 || without.count === 0) return 0
  return (withIt.sum / withIt.count - without.sum / without.count) * (withIt.count / (withIt.count + effectLean))
}

function driverOf(rows: readonly Row[], trait: string, value: string, random: () => number): Driver | null {
  const byAuthor = new Map<string, { withIt: { sum: number; count: number }; without: { sum: number; count: number } }>()
  const inside = rows.filter((row) => has(row, trait, value))
  const known = rows.filter((row) => row.traits[trait] !== undefined)
  for (const row of known) {
    const author = byAuthor.get(row.author) ?? { withIt: { sum: 0, count: 0 }, without: { sum: 0, count: 0 } }
    const side = has(row, trait, value) ? author.withIt : author.without
    side.sum += row.residual
    side.count += 1
    byAuthor.set(row.author, author)
  }
  const authors = [...byAuthor.values()]
  const authorsWithIt = authors.filter(({ withIt }) => withIt.count > 0).length
  if (inside.length < leastPosts || authorsWithIt < leastAuthors || inside.length === known.length) return null
  const total = (some: readonly (typeof authors)[number][]): number => {
    const withIt = { sum: 0, count: 0 }
    const without = { sum: 0, count: 0 }
    for (const author of some) {
      withIt.sum += author.withIt.sum
      withIt.count += author.withIt.count
      without.sum += author.without.sum
      without.count += author.without.count
    }
    return effectOf(withIt, without)
  }
  const effects = Array.from({ length: resamplings }, () => total(authors.map(() => authors[Math.floor(random() * authors.length)] ?? { withIt: { sum: 0, count: 0 }, without: { sum: 0, count: 0 } }))).toSorted((a, b) => a - b)
  const low = Math.exp(effects[Math.floor(resamplings * 0.05)] ?? 0)
  const high = Math.exp(effects[Math.ceil(resamplings * 0.95) - 1] ?? 0)
  return {
    trait, value, posts: inside.length, authors: authorsWithIt, typical: Math.expm1(inside.reduce((sum, row) => sum + row.outcome, 0) / inside.length),
    times: Math.exp(total(authors)), low, high, isClear: low > 1 || high < 1,
  }
}

/** What goes with engagement, trait by trait, the strongest first. `values`: which values of each trait to try. */
export function driversOf(posts: readonly DrivenPost[], values: Readonly<Record<string, readonly string[]>>): Drivers {
  const engaged = posts.filter((post) => post.engagement > 0).length / Math.max(1, posts.length)
  if (engaged < leastEngaged) return { posts: posts.length, engaged, drivers: [] }
  const rows = residuals(posts)
  const random = generator(posts.length)
  const drivers = Object.entries(values).flatMap(([trait, some]) => some.flatMap((value) => driverOf(rows, trait, value, random) ?? []))
  return { posts: posts.length, engaged, drivers: drivers.toSorted((a, b) => Math.abs(Math.log(b.times)) - Math.abs(Math.log(a.times))) }
}
