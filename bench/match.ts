/** Measures matching: posts a second on one core, against 1,000, 10,000 and 100,000 queries of brand shape. */
import { parseArgs } from 'node:util'
import { Matcher } from '../src/modules/listening/matcher/index.ts'
import { parseQuery } from '../src/modules/listening/query/index.ts'

/** What a query of the workload is made of; a query may have several. */
type Shape = 'phrase' | 'near' | 'wildcard' | 'tag' | 'exclusion'

interface Workload {
  readonly posts: readonly string[]
  readonly queries: readonly string[]
  /** Share of the queries that have each shape, from 0 to 1. */
  readonly shares: Readonly<Record<Shape, number>>
}

/** Numbers from 0 to 1 from a seed (Mulberry32, Tommy Ettinger, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const onsets = ['b', 'br', 'c', 'cl', 'd', 'f', 'fl', 'g', 'gr', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'pl', 'r', 's', 'st', 't', 'tr', 'v', 'w', 'z']
const vowels = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou', 'ie']
const codas = ['', '', 'n', 'r', 's', 'l', 't', 'nd', 'rk', 'm']

function vocabulary(size: number, random: () => number): string[] {
  const words = new Set<string>()
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? ''
  while (words.size < size) {
    // Frequent words come first and are short, as in any language.
    const syllables = words.size < 200 ? 1 : words.size < 4_000 ? 1 + Math.floor(random() * 2) : 2 + Math.floor(random() * 2)
    let word = ''
    for (let each = 0; each < syllables; each++) word += pick(onsets) + pick(vowels) + pick(codas)
    words.add(word)
  }
  return [...words]
}

/** Ranks drawn by Zipf's law with exponent 1: frequency falls as one over the rank. */
function zipf(size: number, random: () => number): () => number {
  const sums = new Float64Array(size)
  let total = 0
  for (let rank = 0; rank < size; rank++) sums[rank] = total += 1 / (rank + 2)
  return () => {
    const wanted = random() * total
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) >= wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}

const vocabularySize = 60_000

/**
 * Posts of 4 to 30 words (17 on average) with case, punctuation, tags, names,
 * emoji, accents and addresses; queries of brand shape: names among the rarer
 * words, context among all but the most frequent.
 */
export function makeWorkload(seed: number, postCount: number, queryCount: number): Workload {
  const random = randomFrom(seed)
  const words = vocabulary(vocabularySize, random)
  const rank = zipf(vocabularySize, random)
  const word = (): string => words[rank()] ?? ''
  const between = (from: number, to: number): string => words[Math.floor(from * (to / from) ** random())] ?? ''

  const posts = Array.from({ length: postCount }, () => {
    const length = 4 + Math.floor(random() * 27)
    let text = ''
    for (let each = 0; each < length; each++) text += (each === 0 ? '' : ' ') + dressed(word(), each, random)
    return random() < 0.15 ? `${text} https://${word()}.example/${word()}/${word()}` : text
  })

  const counts: Record<Shape, number> = { phrase: 0, near: 0, wildcard: 0, tag: 0, exclusion: 0 }
  const brand = (): string => between(2_000, vocabularySize)
  const context = (): string => between(200, 20_000)
  const queries = Array.from({ length: queryCount }, () => {
    const has: Partial<Record<Shape, boolean>> = {}
    const names = [brand()]
    has.phrase = random() < 0.6
    if (has.phrase) names.push(`"${context()} ${context()}"`)
    has.tag = random() < 0.2
    if (has.tag) names.push(`#${brand()}`)
    if (random() < 0.2) names.push(brand())
    let query = names.length > 1 ? `(${names.join(' OR ')})` : names[0] ?? ''
    const around = Array.from({ length: 2 + Math.floor(random() * 5) }, () => {
      const kind = random()
      has.wildcard ||= kind < 0.1
      has.phrase ||= kind > 0.9
      return kind < 0.1 ? `${context().slice(0, 5)}*` : kind > 0.9 ? `"${context()} ${context()}"` : context()
    })
    has.near = random() < 0.15
    query += ` ${has.near ? `NEAR/${2 + Math.floor(random() * 8)}` : 'AND'} (${around.join(' OR ')})`
    has.exclusion = random() < 0.5
    if (has.exclusion) query += ` NOT ${random() < 0.3 ? `(${context()} OR "${context()} ${context()}")` : context()}`
    for (const shape of Object.keys(counts) as Shape[]) if (has[shape]) counts[shape]++
    return query
  })
  for (const shape of Object.keys(counts) as Shape[]) counts[shape] /= queryCount
  return { posts, queries, shares: counts }
}

/** Queries of one shape each, to see what a shape costs. */
const shapesAlone: Readonly<Record<string, (brand: () => string, context: () => string) => string>> = {
  'word': (brand) => brand(),
  'brand shape: (a OR "b c") AND (d OR e) NOT f': (brand, context) => `(${brand()} OR "${context()} ${context()}") AND (${context()} OR ${context()}) NOT ${context()}`,
  'phrase of two': (_, context) => `"${context()} ${context()}"`,
  'phrase of three': (_, context) => `"${context()} ${context()} ${context()}"`,
  'NEAR/5 of groups': (_, context) => `(${context()} OR ${context()}) NEAR/5 (${context()} OR ${context()})`,
  'wildcard at the end': (brand) => `${brand().slice(0, 6)}*`,
  'wildcard at the beginning': (brand) => `*${brand().slice(-6)}`,
  'tag': (brand) => `#${brand()}`,
  'as written': (brand) => `{${brand()}}`,
  'address': (brand) => `${brand()}.example`,
  'word and language': (brand) => `${brand()} lang:nl`,
}

function dressed(word: string, place: number, random: () => number): string {
  const luck = random()
  if (luck < 0.02) return `#${word}`
  if (luck < 0.04) return `@${word}`
  if (luck < 0.05) return `${word} 😀`
  if (luck < 0.06) return word.replace('e', 'é')
  if (luck < 0.1) return `${word},`
  if (luck < 0.14) return `${word}.`
  if (luck < 0.2 || place === 0) return word.charAt(0).toUpperCase() + word.slice(1)
  return word
}

const bars: Readonly<Record<number, number>> = { 1_000: 500_000, 10_000: 150_000, 100_000: 25_000 }

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}

/** The best of short stretches of matching, in nanoseconds a post: noise of the machine only ever adds. */
function bestNanoseconds(matcher: Matcher, posts: readonly string[]): number {
  let best = Infinity
  for (let round = 0; round < 60; round++) {
    const part = posts.slice((round % 20) * 500, (round % 20) * 500 + 500)
    const from = performance.now()
    for (const text of part) matcher.match({ text })
    if (round >= 20) best = Math.min(best, (performance.now() - from) / part.length * 1e6)
  }
  return best
}

function measureShapes(seed: number): void {
  const count = 10_000
  const random = randomFrom(seed)
  const words = vocabulary(vocabularySize, random)
  const between = (from: number, to: number) => (): string => words[Math.floor(from * (to / from) ** random())] ?? ''
  const { posts } = makeWorkload(seed, 10_000, 1)
  const alone = new Matcher()
  alone.set('only', parseQuery('a'))
  const reading = bestNanoseconds(alone, posts)
  console.log(`\nReading a post: ${reading.toFixed()} ns. On top of it, for ${count} queries of one shape:\n\nns a post and query\tns a post\tshape`)
  for (const [shape, make] of Object.entries(shapesAlone)) {
    const matcher = new Matcher()
    for (let index = 0; index < count; index++) matcher.set(String(index), parseQuery(make(between(2_000, vocabularySize), between(200, 20_000))))
    const cost = bestNanoseconds(matcher, posts) - reading
    console.log(`${(cost / count).toFixed(3)}\t${cost.toFixed()}\t${shape}`)
  }
}

/** Options: `--queries 1000,10000,100000`, `--posts 200000`, `--rounds 5`, `--seed 1`; `--shapes` measures the cost of each shape of query by itself. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: {
    queries: { type: 'string', default: '1000,10000,100000' }, posts: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' }, shapes: { type: 'boolean', default: false },
  } })
  if (values.shapes) {
    measureShapes(Number(values.seed))
    return
  }
  console.log('queries\tread ms\tfile ms\tposts/s\tlowest\thighest\tper core second\tbar\tmatches/post\theap MB')
  for (const queryCount of values.queries.split(',').map(Number)) {
    const { posts, queries, shares } = makeWorkload(Number(values.seed), Number(values.posts), queryCount)
    const readFrom = performance.now()
    const parsed = queries.map((query) => parseQuery(query))
    const readMs = performance.now() - readFrom
    const matcher = new Matcher()
    const fileFrom = performance.now()
    parsed.forEach((query, index) => { matcher.set(String(index), query) })
    const fileMs = performance.now() - fileFrom
    parsed.length = 0
    const rates: number[] = []
    const coreRates: number[] = []
    let matched = 0
    for (let round = 0; round <= Number(values.rounds); round++) {
      const from = performance.now()
      const usedFrom = process.cpuUsage()
      matched = 0
      for (const text of posts) matched += matcher.match({ text }).length
      // The first round warms the compiler and teaches the matcher what is frequent.
      if (round === 0) continue
      rates.push(posts.length / (performance.now() - from) * 1000)
      const used = process.cpuUsage(usedFrom)
      coreRates.push(posts.length / (used.user + used.system) * 1e6)
    }
    const row = [queryCount, readMs.toFixed(), fileMs.toFixed(), median(rates).toFixed(), Math.min(...rates).toFixed(), Math.max(...rates).toFixed(), median(coreRates).toFixed(), bars[queryCount] ?? '', (matched / posts.length).toFixed(3), (process.memoryUsage().heapUsed / 1e6).toFixed()]
    console.log(row.join('\t'))
    if (queryCount === Number(values.queries.split(',')[0])) console.log(`  shapes: ${Object.entries(shares).map(([shape, share]) => `${shape} ${(share * 100).toFixed()} %`).join(', ')}; characters a post: ${(posts.reduce((sum, post) => sum + post.length, 0) / posts.length).toFixed()}`)
  }
}
