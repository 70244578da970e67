/** `rapport classify`: understands posts from standard input, one a line. */
import { once } from 'node:events'
import { Command, InvalidArgumentError } from 'commander'
import { classified, linesOf, readPost, type Post } from './classify-lines.ts'
import { openUnderstanding, openUnderstandingPool, type Understood } from '../modules/listening/understanding/index.ts'

interface Options {
  readonly lines?: true
  readonly why?: true
  readonly threads: number
}

/** Lines that each thread understands before they are written together. */
const blockLines = 1_024

export function classifyCommand(): Command {
  return new Command('classify')
    .description('Reads posts from standard input, one a line, as JSON objects with "text" (and "language", where it is known), and writes what each says as one JSON object a line, in the same order: language, sentiment, probabilities, emotion, intent, urgency. A line that cannot be read becomes {"fault": …} in its place. Works without a server.')
    .option('--lines', 'each line is a post as it stands, not JSON')
    .option('--why', 'say why, as "because"')
    .option('--threads <n>', 'work in this many threads', readThreads, 1)
    .action(classify)
}

function readThreads(word: string): number {
  const threads = Number(word)
  if (!Number.isInteger(threads) || threads < 1 || threads > 64) throw new InvalidArgumentError('Give a whole number from 1 to 64.')
  return threads
}

type Understand = (posts: readonly Post[]) => Promise<Understood[]> | Understood[]

async function classify({ lines: isPlain, why, threads }: Options): Promise<void> {
  const pool = threads > 1 ? openUnderstandingPool({ workers: threads }) : undefined
  const understand: Understand = pool === undefined ? understandHere : (posts) => pool.understandMany(posts.map(({ text }) => text), posts.map(({ language }) => language))
  // Weights are opened before the clock starts.
  await understand([{ text: '' }])
  let posts = 0
  let faults = 0
  let busyMs = 0
  // A reader that has seen enough (`head`) is no fault.
  let isHeard = true
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault
    isHeard = false
  })
  const write = async (block: readonly string[]): Promise<void> => {
    const read = block.map((line) => readPost(line, isPlain === true))
    const good = read.filter((each) => 'text' in each)
    const startedAt = performance.now()
    const understood = await understand(good)
    busyMs += performance.now() - startedAt
    posts += good.length
    faults += read.length - good.length
    let next = 0
    const out = read.map((each) => JSON.stringify('fault' in each ? each : classified(understood[next++], why === true))).join('\n')
    if (isHeard && !process.stdout.write(`${out}\n`)) await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => undefined)
  }

  let block: string[] = []
  for await (const line of linesOf(process.stdin)) {
    block.push(line)
    if (block.length < blockLines * threads) continue
    await write(block)
    block = []
    if (!isHeard) break
  }
  if (block.length > 0) await write(block)
  await pool?.close()
  const rate = busyMs === 0 ? 0 : Math.round(posts / (busyMs / 1_000))
  console.error(`${posts} posts, ${faults} bad lines, ${rate} posts/s`)
}

function understandHere(posts: readonly Post[]): Understood[] {
  const understanding = openUnderstanding()
  return posts.map(({ text, language }) => understanding.understand(text, language))
}
