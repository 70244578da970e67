/** A look at a stream before a source is made of it. */
import { Unavailable } from '../../../kernel/fault.ts'
import { secondMs } from '../../../kernel/instant.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { Author, Interaction } from '../../../kernel/interaction.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Probe } from '../contract.ts'
import { blueskyAuthors } from './authors.ts'
import type { BlueskySettings } from './manifest.ts'
import type { Context } from './read.ts'
import { readBluesky } from './read.ts'

const lookForMs = 5 * secondMs
const sampleSize = 5
/** Jetstream replays: a few seconds ago something was surely said. */
const lookBackUs = 10_000_000

/** @throws a fault that says what is wrong with the settings or the server. */
export async function probeBluesky(settings: BlueskySettings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Promise<Probe> {
  const enough = new AbortController()
  const late = setTimeout(() => enough.abort(), lookForMs)
  const found: Interaction[] = []
  let unreadable = 0
  const seen: { connected: boolean } = { connected: false }
  const { clock, fetch } = context
  const looking: Context = {
    settings,
    cursor: settings.mode === 'jetstream' ? { mode: 'jetstream', host: '', timeUs: clock.now() * 1_000 - lookBackUs } : null,
    signal: AbortSignal.any([context.signal, enough.signal]),
    clock,
    fetch,
    emit: (batch) => {
      found.push(...batch.items)
      unreadable += batch.setAside?.length ?? 0
      if (found.length >= sampleSize || unreadable > 100) enough.abort()
      return Promise.resolve()
    },
    health: ({ state }) => {
      seen.connected ||= state === 'reading'
    },
  }
  try {
    await readBluesky(looking)
  } finally {
    clearTimeout(late)
  }
  context.signal.throwIfAborted()
  if (!seen.connected) throw new Unavailable(`${settings.host === '' ? 'Bluesky' : settings.host} did not open its stream within ${lookForMs / secondMs} seconds. Check the host, and try again.`, 'bluesky.too-slow')
  const host = settings.host === '' ? 'Bluesky' : settings.host
  return {
    title: settings.host === '' ? 'Bluesky' : `Bluesky: ${host}`,
    words: found.length > 0 ? `${host} answers. Every public post comes by; only what a topic wants is kept.` : `${host} is connected, but nothing was said within ${lookForMs / secondMs} seconds. On a small server that is nothing unusual.`,
    choices: [],
    sample: await named(found.slice(0, sampleSize), settings, { ...context, signal: AbortSignal.any([context.signal, AbortSignal.timeout(lookForMs)]) }),
  }
}

/** With names where they can be had; a sample without names is still a sample. */
async function named(sample: readonly Interaction[], settings: BlueskySettings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Promise<readonly Interaction[]> {
  const authors = await blueskyAuthors([...new Set(sample.map(({ author }) => author.externalId))], settings, context).catch((): Author[] => [])
  const byId = new Map(authors.map((author) => [author.externalId, author]))
  return sample.map((item) => ({ ...item, author: byId.get(item.author.externalId) ?? item.author }))
}
