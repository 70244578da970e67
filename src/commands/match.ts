/** `rapport match`: puts every query of a file to every post of a file. */
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'
import { Invalid } from '../kernel/fault.ts'
import { answerer, MatcherPool } from '../modules/listening/matcher/index.ts'
import type { LineFormat } from '../modules/listening/matcher/index.ts'
import { parseQuery, QuerySyntaxFault } from '../modules/listening/query/index.ts'

interface Options {
  readonly queries: string
  readonly posts: string
  readonly format: LineFormat
  readonly lists?: string
  readonly threads?: number
  readonly skipBad?: true
}

/** Exit code for files that were not understood. */
const notUnderstood = 2
/** Bytes of posts that one thread is given at a time. */
const blockSize = 1 << 20
/** Below this many bytes of posts, threads take longer to start than to work. */
const worthThreads = 8 << 20
const mostTold = 20
const newline = 0x0a

type Lists = ReadonlyMap<string, readonly string[]>

function readThreads(word: string): number {
  const threads = Number(word)
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) throw new InvalidArgumentError('Give a whole number from 1 to 256.')
  return threads
}

function readLists(file: string | undefined): Lists {
  if (file === undefined) return new Map()
  const lists: unknown = JSON.parse(readText(file))
  const good = typeof lists === 'object' && lists !== null && Object.values(lists).every((each) => Array.isArray(each) && each.every((entry) => typeof entry === 'string'))
  if (!good) throw new Invalid(`${file} has to be one JSON object of lists of words, as in {"brands": ["tesla", "t-mobile"]}.`, undefined, 'match.lists')
  return new Map(Object.entries(lists as Record<string, string[]>))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  } catch (thrown) {
    throw new Invalid(`${file} cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)}). Give the path of a text file.`, undefined, 'match.file')
  }
}

/** The queries that can be read, by line number from 0; the others are told on standard error. */
function readQueries(file: string, lists: Lists): { queries: Map<number, string>; lines: number; bad: number } {
  const lines = readText(file).split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  if (lines.at(-1) === '') lines.pop()
  const queries = new Map<number, string>()
  let bad = 0
  for (const [number, line] of lines.entries()) {
    // An empty line keeps its number and asks nothing.
    if (line.trim() === '') continue
    try {
      parseQuery(line, { lists })
      queries.set(number, line)
    } catch (thrown) {
      if (!(thrown instanceof QuerySyntaxFault)) throw thrown
      if (++bad <= mostTold) console.error(`${file}, line ${number + 1}, character ${thrown.at + 1}: ${thrown.message}`)
    }
  }
  if (bad > mostTold) console.error(`… and ${bad - mostTold} more.`)
  return { queries, lines: lines.length, bad }
}

/** The file in blocks of whole lines, each in memory of its own. */
async function* blocksOf(file: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Buffer[] = []
  let isFirst = true
  const whole = (parts: readonly Buffer[]): Uint8Array<ArrayBuffer> => {
    const bytes = Buffer.concat(parts)
    const from = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    isFirst = false
    return Uint8Array.from(bytes.subarray(from))
  }
  for await (const chunk of createReadStream(file, { highWaterMark: blockSize }) as AsyncIterable<Buffer>) {
    const cut = chunk.lastIndexOf(newline)
    if (cut < 0) {
      held.push(chunk)
      continue
    }
    yield whole([...held, chunk.subarray(0, cut + 1)])
    held = cut + 1 < chunk.length ? [chunk.subarray(cut + 1)] : []
  }
  if (held.length > 0) yield whole(held)
}

interface Block { readonly posts: number; readonly found: readonly (readonly [number, string])[]; readonly bad: readonly { line: number; because: string }[]; readonly matchingMs: number; readonly thread: number }
type MatchBlock = (block: Uint8Array<ArrayBuffer>) => Promise<Block>

function inThisThread(queries: ReadonlyMap<number, string>, lists: Lists, format: LineFormat): MatchBlock {
  const answer = answerer()
  for (const [number, text] of queries) answer({ kind: 'set', id: String(number), text, lists: [...lists] })
  return async (block) => {
    const said = answer({ kind: 'lines', block, format })
    if (said?.kind !== 'lines') throw new Error('the matcher did not answer')
    return { ...said, thread: 0 }
  }
}

async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await new Promise((resolve) => { process.stdout.once('drain', resolve) })
}

async function match(options: Options): Promise<void> {
  const lists = readLists(options.lists)
  const { queries, lines, bad } = readQueries(options.queries, lists)
  if (bad > 0 && !options.skipBad) {
    console.error(`${bad} of ${lines} queries cannot be read. Mend them, or leave them out with --skip-bad.`)
    process.exitCode = notUnderstood
    return
  }
  const stats = statSync(options.posts, { throwIfNoEntry: false })
  if (stats?.isDirectory() === true) throw new Invalid(`${options.posts} is a folder. Give the path of a text file.`, undefined, 'match.file')
  const size = stats?.size
  if (size === undefined) throw new Invalid(`There is no file ${options.posts}.`, undefined, 'match.file')
  const threads = options.threads ?? (size < worthThreads ? 1 : availableParallelism())
  const pool = threads > 1 ? new MatcherPool(threads) : undefined
  if (pool) {
    for (const [number, text] of queries) pool.setChecked(String(number), text, [...lists])
    await pool.ready()
  }
  const matchBlock: MatchBlock = pool ? (block) => pool.matchLines(block, options.format) : inThisThread(queries, lists, options.format)
  try {
    await matchAll(options, matchBlock, threads, lines)
  } finally {
    await pool?.close()
  }
}

async function matchAll(options: Options, matchBlock: MatchBlock, threads: number, queryCount: number): Promise<void> {
  const matchingMs = new Float64Array(threads)
  const running: Promise<Block>[] = []
  let posts = 0
  let matches = 0
  let badPosts = 0
  const finish = async (): Promise<void> => {
    const block = await running.shift()
    if (block === undefined) return
    for (const { line, because } of block.bad) if (++badPosts <= mostTold) console.error(`${options.posts}, line ${posts + line + 1}: ${because}`)
    let text = ''
    for (const [line, id] of block.found) text += `${posts + line}\t${id}\n`
    await write(text)
    posts += block.posts
    matches += block.found.length
    matchingMs[block.thread] = (matchingMs[block.thread] ?? 0) + block.matchingMs
  }
  for await (const block of blocksOf(options.posts)) {
    running.push(matchBlock(block))
    if (running.length > threads * 2) await finish()
  }
  while (running.length > 0) await finish()
  if (badPosts > mostTold) console.error(`… and ${badPosts - mostTold} more.`)
  if (badPosts > 0 && !options.skipBad) {
    console.error(`${badPosts} of ${posts} posts cannot be read. Mend them, or leave them out with --skip-bad.`)
    process.exitCode = notUnderstood
  }
  // Threads work side by side: the busiest one says how long matching took.
  const seconds = Math.max(...matchingMs) / 1000
  console.error(`${posts} posts, ${queryCount} queries, ${matches} matches, ${seconds > 0 ? Math.round(posts / seconds) : 0} posts/s`)
}

/** The command, for the list of commands. */
export function matchCommand(): Command {
  return new Command('match')
    .description('Puts every query of a file to every post of a file and prints one line a match: number of the post, tab, number of the query, both from 0.')
    .requiredOption('--queries <file>', 'one query a line; an empty line asks nothing')
    .requiredOption('--posts <file>', 'one post a line')
    .addOption(new Option('--format <format>', 'lines: each line is a text; ndjson: a JSON object with "text" and, if known, title, languages, author, country, site, channel, kind, media, links, relations, sentiment, emotion, intent, topics').choices(['lines', 'ndjson']).default('lines'))
    .option('--lists <file>', 'word lists for list:name, as JSON: {"name": ["word", "two words"]}')
    .option('--threads <number>', 'how many cores to use (default: all, or one when the posts are few)', readThreads)
    .option('--skip-bad', 'leave out queries and posts that cannot be read, instead of stopping')
    .addHelpText('after', '\nThe language is described in docs/manual/query-language.md.\nThe last line on standard error counts posts, queries, matches, and posts a second of matching alone.')
    .action(match)
}
