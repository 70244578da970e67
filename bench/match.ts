/** Measures matching: posts a second on one core, against 1,000, 10,000 and 100,000 queries of brand shape. */
import { parseArgs } from 'node:util'
import { Matcher } from '../src/modules/listening/matcher/index.ts'
import { parseQuery } from '../src/modules/listening/query/index.ts'
import { makeWorkload } from './match-workload.ts'

const bars: Readonly<Record<number, number>> = { 1_000: 500_000, 10_000: 150_000, 100_000: 25_000 }

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}

/** Options: `--queries 1000,10000,100000`, `--posts 200000`, `--rounds 5`, `--seed 1`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: {
    queries: { type: 'string', default: '1000,10000,100000' }, posts: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' },
  } })
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
