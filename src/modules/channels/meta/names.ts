/** Who somebody is behind the number that Meta gives: asked once in a while, and never waited for long. */
import type { Author } from '../../../kernel/interaction.ts'
import { hourMs } from '../../../kernel/instant.ts'
import type { AccountContext } from '../account-contract.ts'
import { countOf, textOf, webAddressOf } from '../untrusted-json.ts'
import { askGraph, type GraphSettings } from './graph.ts'
import type { Read } from './read-messaging.ts'

type Known = Partial<Pick<Author, 'name' | 'handle' | 'avatarUrl' | 'followers'>>

const keptMs = 12 * hourMs
const mostKept = 20_000
/** Meta wants its answer soon; whoever is not known by then has no name yet. */
const withinMs = 2_500

const known = new Map<string, { readonly at: number; readonly who: Known }>()

async function ask(context: AccountContext<GraphSettings>, id: string, fields: string): Promise<Known> {
  const key = `${context.account.id}/${id}`
  const now = context.clock.now()
  const before = known.get(key)
  if (before && now - before.at < keptMs) return before.who
  const said = await askGraph(context.settings, { fetch: context.fetch, signal: AbortSignal.any([context.signal, AbortSignal.timeout(withinMs)]) }, id, { query: { fields }, timeoutMs: withinMs })
  const [name, handle, avatarUrl, followers] = [textOf(said['name'], 300), textOf(said['username'], 200), webAddressOf(said['profile_pic']), countOf(said['follower_count'])]
  const who: Known = { ...(name === undefined ? {} : { name }), ...(handle === undefined ? {} : { handle }), ...(avatarUrl === undefined ? {} : { avatarUrl }), ...(followers === undefined ? {} : { followers }) }
  known.delete(key)
  known.set(key, { at: now, who })
  if (known.size > mostKept) for (const oldest of known.keys()) { known.delete(oldest); break }
  return who
}

/** The same, with the names of those who wrote where Meta gives them. */
export async function withNames(read: Read, context: AccountContext<GraphSettings>, fields: string): Promise<Read> {
  const strangers = new Set(read.items.filter(({ direction, author, kind }) => direction === 'inbound' && kind === 'message' && author.name === undefined).map(({ author }) => author.externalId))
  if (strangers.size === 0) return read
  const found = new Map(await Promise.all([...strangers].slice(0, 20).map(async (id) => [id, await ask(context, id, fields).catch((): Known => ({}))] as const)))
  return { ...read, items: read.items.map((item) => (item.direction === 'inbound' && found.has(item.author.externalId) ? { ...item, author: { ...item.author, ...found.get(item.author.externalId) } } : item)) }
}
