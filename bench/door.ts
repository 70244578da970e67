/** Measures the door: bytes of a public firehose read, matched against saved queries, dropped or kept, on every core. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { jetstreamCommit } from '../sim/formats/jetstream.ts'
import { openReader } from '../src/modules/channels/bluesky/stretch.ts'
import { DoorPool } from '../src/modules/listening/door/index.ts'
import { parseQuery } from '../src/modules/listening/query/index.ts'
import type { SimEvent } from '../sim/event.ts'
import { makeWorkload } from './match.ts'

const reader = new URL('../src/modules/channels/bluesky/stretch.ts', import.meta.url)
const options = { mode: 'jetstream', collections: ['app.bsky.feed.post'] }
const stretchMessages = 1_000
const bar = 100_000

/** Frames as Jetstream sends them; every third post is a reply. */
function frames(texts: readonly string[], startAt: number): Buffer[] {
  const author = (index: number) => ({ externalId: `did:plc:${(index % 50_000).toString(32).padStart(24, 'a')}` })
  let before: SimEvent | null = null
  return texts.map((text, index) => {
    const isReply = index % 3 === 2 && before !== null
    const event = { id: `bench-${index}`, at: startAt + Math.floor(index / 100), sub: index % 1_000, kind: isReply ? 'reply' : 'post', channel: 'bluesky', author: author(index), text, language: 'en', target: isReply ? before : null, thread: null } as unknown as SimEvent
    before = event
    return Buffer.from(JSON.stringify(jetstreamCommit(event, () => undefined)))
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}

/** Options: `--queries 1000`, `--posts 100000` in memory, gone through `--rounds 5` times, `--threads` (all cores), `--seed 1`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: {
    queries: { type: 'string', default: '1000' }, posts: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' }, threads: { type: 'string', default: String(availableParallelism()) }, seed: { type: 'string', default: '1' },
  } })
  const { posts, queries } = makeWorkload(Number(values.seed), Number(values.posts), Number(values.queries))
  const now = Date.now()
  const messages = frames(posts, now - 60_000)
  const bytes = messages.reduce((sum, message) => sum + message.length, 0)
  const stretches = Array.from({ length: Math.ceil(messages.length / stretchMessages) }, (_, index) => messages.slice(index * stretchMessages, (index + 1) * stretchMessages))
  const rate = (ms: number): number => messages.length / ms * 1_000
  console.log(`${messages.length} posts of ${Math.round(bytes / messages.length)} bytes, ${queries.length} queries, ${values.threads} threads\n`)

  const alone: number[] = []
  const read: number[] = []
  for (let round = 0; round <= Number(values.rounds); round++) {
    const from = performance.now()
    for (const message of messages) JSON.parse(message.toString('utf8'))
    const parsed = performance.now()
    const one = openReader(options)
    for (const stretch of stretches) one.read(stretch, now)
    if (round === 0) continue
    alone.push(rate(parsed - from))
    read.push(rate(performance.now() - parsed))
  }

  const pool = new DoorPool(() => undefined, Number(values.threads))
  for (const [index, query] of queries.entries()) pool.set(String(index), parseQuery(query))
  const sieve = pool.open(reader, options)
  await pool.ready()
  const whole: number[] = []
  const perCore: number[] = []
  let kept = 0
  for (let round = 0; round <= Number(values.rounds); round++) {
    const from = performance.now()
    const used = process.cpuUsage()
    kept = 0
    const underWay: Promise<void>[] = []
    for (const stretch of stretches) {
      underWay.push(sieve.sift(stretch, now).then(({ items }) => void (kept += items.length)))
      if (underWay.length >= sieve.depth) await underWay.shift()
    }
    await Promise.all(underWay)
    // The first round warms the compiler and teaches the matchers what is frequent.
    if (round === 0) continue
    const { user, system } = process.cpuUsage(used)
    whole.push(rate(performance.now() - from))
    perCore.push(rate((user + system) / 1_000))
  }
  await pool.close()

  const row = (what: string, rates: readonly number[], wanted = ''): void => console.log([what.padEnd(44), Math.round(median(rates)), Math.round(Math.min(...rates)), Math.round(Math.max(...rates)), wanted].join('\t'))
  console.log(`${'posts/s'.padEnd(44)}\tmedian\tlowest\thighest\tbar`)
  row('JSON parsing alone, one core', alone)
  row('read as posts, one core', read)
  row('door: read, matched, kept or let go', whole, String(bar))
  row('door, per second of one core', perCore)
  console.log(`\nkept ${kept} of ${messages.length} (${(kept / messages.length * 100).toFixed(1)} %); resident ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`)
}
