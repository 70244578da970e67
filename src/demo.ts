/** The demonstration: a simulated world that is heard through the same channels as the real one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { admit } from './kernel/admission.ts'
import { sentence } from './kernel/fault.ts'
import { hourMs, type Clock } from './kernel/instant.ts'
import { interactionSchema, type Interaction } from './kernel/interaction.ts'
import { addSource, listSources, type TakeIn } from './modules/channels/index.ts'
import { createTopic, listTopics } from './modules/listening/index.ts'
import type { Log } from './platform/logs.ts'
import type { OutwardFetch } from './platform/outward/outward-fetch.ts'
import type { Db } from './platform/postgres/database.ts'

const stateSchema = z.object({
  /** The full hour at which the story was begun: with it the same past comes again. */
  anchor: z.number(),
  ports: z.object({ jetstream: z.number(), mastodon: z.number(), feeds: z.number(), pictures: z.number() }),
  /** Batches of the past that are taken in. */
  batches: z.number(),
  pastDone: z.boolean(),
})
type DemoState = z.infer<typeof stateSchema>

export interface Demo {
  /** `host:port` of the simulated networks, which live on this machine. */
  readonly hosts: readonly string[]
  /** The way out to the simulated people's own pages and servers, whose names no DNS knows. */
  reach(fetch: OutwardFetch): OutwardFetch
  /** Makes topics and sources where there are none, and takes in the past where it was left. */
  populate(deps: { db: Db; takeIn: TakeIn; log: Log }, signal: AbortSignal): Promise<void>
  stop(): Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}

/** Starts the simulated networks. What was begun is gone on with: the same people, the same past, the same addresses. */
export async function openDemo(dataFolder: string, clock: Clock): Promise<Demo> {
  const file = join(dataFolder, 'demo.json')
  const state: DemoState = existsSync(file)
    ? stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { anchor: Math.floor(clock.now() / hourMs) * hourMs, ports: { jetstream: await freePort(), mastodon: await freePort(), feeds: await freePort(), pictures: await freePort() }, batches: 0, pastDone: false }
  const save = (): void => writeFileSync(file, JSON.stringify(state))
  save()
  // Loaded only here: who does not want the demonstration does not carry it.
  const { demoHistory, demoTopics, startDemoNetworks } = await import('../sim/demo.ts')
  const networks = await startDemoNetworks({ clock, anchor: state.anchor, ports: state.ports })

  async function takePast(takeIn: TakeIn, signal: AbortSignal): Promise<void> {
    let number = 0
    for await (const batch of demoHistory(networks.world)) {
      if (signal.aborted) return
      number += 1
      if (number <= state.batches) continue
      const items = batch.flatMap((input): Interaction[] => {
        const admission = admit(interactionSchema.parse(input), clock.now())
        return admission.admitted ? [admission.interaction] : []
      })
      await takeIn.append({ items, origin: 'demo' })
      state.batches = number
      save()
    }
    state.pastDone = true
    save()
  }

  return {
    hosts: Object.values(state.ports).map((port) => `127.0.0.1:${port}`),
    reach: (fetch) => {
      const at = (given: string | URL): string => {
        const { host, pathname, search, href } = new URL(given)
        if (!host.endsWith('.example')) return href
        if (pathname === '/.well-known/atproto-did') return `${networks.jetstream.url}/.well-known/atproto-did?handle=${host}`
        if (pathname.startsWith('/api/v1/accounts/')) return `${networks.mastodon.url}${pathname}${search}${host === 'fedi.example' ? '' : `@${host}`}`
        return `${networks.feeds.url}/people/${host}`
      }
      return Object.assign((given: string | URL, options?: Parameters<OutwardFetch>[1]) => fetch(at(given), options), { mailServer: (host: string, port: number) => fetch.mailServer(host, port), openSocket: fetch.openSocket, check: fetch.check })
    },
    populate: async ({ db, takeIn, log }, signal) => {
      if ((await listTopics(db)).length === 0 && !state.pastDone) for (const topic of demoTopics) await createTopic(db, { ...topic, applyToHistory: false })
      if ((await listSources(db)).length === 0 && !state.pastDone) {
        const jetstream = networks.jetstream.url
        await addSource(db, { channel: 'bluesky', name: 'Simulated Bluesky', settings: { mode: 'jetstream', host: jetstream.replace('http', 'ws'), reposts: true, likes: false, appView: jetstream } })
        await addSource(db, { channel: 'fediverse', name: 'Simulated fediverse, tags', settings: { server: networks.mastodon.url, mode: 'hashtag', tags: [...networks.tags], account: '', token: '', everySeconds: 60 } })
        // The review site's past is in the history already, under its own channel.
        for (const site of networks.feeds.sites.filter(({ host }) => host !== 'reviews.example')) await addSource(db, { channel: 'feed', name: site.title, settings: { url: site.url } })
      }
      if (!state.pastDone) {
        log.info('demo.past-begins')
        await takePast(takeIn, signal).catch((thrown: unknown) => log.error('demo.past-failed', { because: sentence(thrown) }))
      }
    },
    stop: () => networks.stop(),
  }
}
