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

import { setImmediate as turn } from 'node:timers/promises'

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
/** So many values are tried between two turns of the event loop: some milliseconds. */
const triedAtOnce = 4
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

/** Sums of an author's posts with a value, and of those without. */
interface Sides {
  readonly author: number
  withSum: number
  withCount: number
  withoutSum: number
  withoutCount: number
}

/** Mean difference between those with a value and those without, drawn to none while few. `weights`: how often each author counts. */
function effectOf(sides: readonly Sides[], weights: Int32Array | null): number {
  let withSum = 0
  let withCount = 0
  let withoutSum = 0
  let withoutCount = 0
  for (const side of sides) {
    const weight = weights === null ? 1 : weights[side.author] ?? 0
    withSum += weight * side.withSum
    withCount += weight * side.withCount
    withoutSum += weight * side.withoutSum
    withoutCount += weight * side.withoutCount
  }
  if (withCount === 0 || withoutCount === 0) return 0
  return (withSum / withCount - withoutSum / withoutCount) * (withCount / (withCount + effectLean))
}

/** How often each author is drawn in each resampling: the same draws for every value. */
function drawn(authors: number, random: () => number): Int32Array[] {
  return Array.from({ length: resamplings }, () => {
    const weights = new Int32Array(authors)
    for (let draw = 0; draw < authors; draw++) {
      const author = Math.floor(random() * authors)
      weights[author] = (weights[author] ?? 0) + 1
    }
    return weights
  })
}

function driverOf(rows: readonly Row[], authors: ReadonlyMap<string, number>, draws: readonly Int32Array[], trait: string, value: string): Driver | null {
  const byAuthor = new Map<string, Sides>()
  let known = 0
  let inside = 0
  let outcome = 0
  for (const row of rows) {
    if (row.traits[trait] === undefined) continue
    known += 1
    const sides = byAuthor.get(row.author) ?? { author: authors.get(row.author) ?? 0, withSum: 0, withCount: 0, withoutSum: 0, withoutCount: 0 }
    byAuthor.set(row.author, sides)
    if (has(row, trait, value)) {
      sides.withSum += row.residual
      sides.withCount += 1
      inside += 1
      outcome += row.outcome
    } else {
      sides.withoutSum += row.residual
      sides.withoutCount += 1
    }
  }
  const all = [...byAuthor.values()]
  const authorsWithIt = all.filter(({ withCount }) => withCount > 0).length
  if (inside < leastPosts || authorsWithIt < leastAuthors || inside === known) return null
  const effects = draws.map((weights) => effectOf(all, weights)).toSorted((a, b) => a - b)
  const low = Math.exp(effects[Math.floor(resamplings * 0.05)] ?? 0)
  const high = Math.exp(effects[Math.ceil(resamplings * 0.95) - 1] ?? 0)
  return { trait, value, posts: inside, authors: authorsWithIt, typical: Math.expm1(outcome / inside), times: Math.exp(effectOf(all, null)), low, high, isClear: low > 1 || high < 1 }
}

/** What goes with engagement, trait by trait, the strongest first. `values`: which values of each trait to try. Others have their turn between traits. */
export async function driversOf(posts: readonly DrivenPost[], values: Readonly<Record<string, readonly string[]>>): Promise<Drivers> {
  const engaged = posts.filter((post) => post.engagement > 0).length / Math.max(1, posts.length)
  if (engaged < leastEngaged) return { posts: posts.length, engaged, drivers: [] }
  const rows = residuals(posts)
  const authors = new Map<string, number>()
  for (const { author } of rows) if (!authors.has(author)) authors.set(author, authors.size)
  const draws = drawn(authors.size, generator(posts.length))
  const drivers: Driver[] = []
  for (const [trait, some] of Object.entries(values)) {
    for (const [index, value] of some.entries()) {
      if (index % triedAtOnce === 0) await turn()
      const driver = driverOf(rows, authors, draws, trait, value)
      if (driver) drivers.push(driver)
    }
  }
  return { posts: posts.length, engaged, drivers: drivers.toSorted((a, b) => Math.abs(Math.log(b.times)) - Math.abs(Math.log(a.times))) }
}
