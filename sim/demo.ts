/** The demonstration: a past of ninety days, topics to hear it by, and networks that go on talking. */
import { dayMs, type Clock, type Instant } from '../src/kernel/instant.ts'
import type { InteractionInput } from '../src/kernel/interaction.ts'
import { intakeOf } from './formats/intake.ts'
import type { FakeNetwork } from './networks/faults.ts'
import { startFeeds } from './networks/feeds.ts'
import { startJetstream } from './networks/jetstream.ts'
import { startMastodon } from './networks/mastodon.ts'
import { startPictures } from './networks/pictures.ts'
import { openWire } from './networks/wire.ts'
import type { LiveRates } from './world/live.ts'
import { createWorld, type World } from './world/world.ts'

export interface DemoTopic {
  readonly name: string
  readonly role: 'own' | 'competitor' | 'industry' | 'campaign' | 'risk'
  readonly query: string
}

/** What the demonstration listens for. */
export const demoTopics: readonly DemoTopic[] = [
  { name: 'Velora', role: 'own', query: 'velora OR @velora.example OR #VeloraT3' },
  { name: 'Norrhjul', role: 'competitor', query: 'norrhjul' },
  { name: 'Cadence', role: 'competitor', query: '#cadencebikes OR @cadencebikes.example OR (cadence AND (metro OR flow OR haul OR bike* OR belt OR hub OR fiets* OR riem* OR naaf* OR velora OR norrhjul OR vélo* OR courroie OR rad OR riemen OR bici* OR correa OR shop OR dealer OR workshop OR service OR deliver* OR order* OR winkel OR levering OR bestel* OR atelier OR boutique OR livraison OR gare OR laden OR liefer* OR bahnhof OR tienda OR taller OR entrega OR station OR gears))' },
  { name: 'Commuting by bicycle', role: 'industry', query: '#bikecommute OR #fietsnaarhetwerk OR #velotaf OR #mdrza OR #enbicialtrabajo OR "bike to work" OR "bike lane" OR (fietspad* AND lang:nl) OR "piste cyclable" OR radweg*' },
  { name: 'Rain or Ride', role: 'campaign', query: '#rainorride' },
  { name: 'Late hub gears', role: 'risk', query: '#soonvelora OR (velora AND ("hub gear" OR "hub gears" OR naafversnelling* OR naaf OR naven OR moyeu* OR nabenschaltung* OR nabe OR naben OR backorder) AND NOT (automatic OR automatische))' },
]

export interface DemoOptions {
  readonly seed?: number
  readonly people?: number
  readonly clock: Clock
  /** The present of the story and the end of the past. Keep it and give it again, and the same past comes again. Default: now, at the full hour. */
  readonly anchor?: Instant
  readonly rates?: Partial<LiveRates>
  /** Where pictures are served. Default in `demoWorld`: nowhere; in `startDemoNetworks`: here. */
  readonly pictures?: string
  /** Default: free ones. Keep them, and pictures of the past stay reachable after a restart. */
  readonly ports?: { readonly jetstream?: number; readonly mastodon?: number; readonly feeds?: number; readonly pictures?: number }
}

/** The world of the demonstration: four thousand people, ninety days. */
export function demoWorld({ seed = 8420, people = 4_000, clock, anchor, pictures }: DemoOptions): World {
  const to = anchor ?? Math.floor(clock.now() / 3_600_000) * 3_600_000
  return createWorld({ seed, people, from: to - 90 * dayMs, to, shares: { brands: 0.42, industry: 0.12 }, ...(pictures === undefined ? {} : { pictures }) })
}

/** What customers bought in the years before the past is told: a shop remembers longer than a network. */
function* earlierPurchases({ calendar, people, options }: World): Generator<InteractionInput> {
  for (const { purchase, problem } of calendar.between(options.from - 5 * 366 * dayMs, options.from)) {
    const customer = people.person(purchase.person).on('shop')
    if (problem || !customer) continue
    const { product, number, at } = purchase
    yield {
      channel: 'shop', externalId: `${number}-${Math.floor(at / 1_000)}`, kind: 'purchase', direction: 'inbound', at: new Date(at).toISOString(), title: product.name,
      author: { externalId: customer.externalId, handle: customer.handle, ...(customer.name === '' ? {} : { name: customer.name }), place: customer.place },
      purchase: { amountMinor: product.priceMinor, currency: 'EUR', number, items: [{ name: product.name }] },
    }
  }
}

function* wholePast(world: World): Generator<InteractionInput> {
  yield* [...earlierPurchases(world)].toSorted((a, b) => (a.at < b.at ? -1 : 1))
  for (const event of world.events()) yield intakeOf(event)
}

/** The past as batches for the intake, oldest first: the purchases of some years, then all of ninety days. */
export async function* demoHistory(world: World, batchSize = 500): AsyncGenerator<InteractionInput[]> {
  let batch: InteractionInput[] = []
  for (const item of wholePast(world)) {
    batch.push(item)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

export interface DemoNetworks {
  readonly world: World
  /** WebSocket `/subscribe`, AppView under `/xrpc`. */
  readonly jetstream: FakeNetwork
  readonly mastodon: FakeNetwork
  /** Sites under `/{host}/`. */
  readonly feeds: Awaited<ReturnType<typeof startFeeds>>
  /** Tags worth following on the Mastodon server. */
  readonly tags: readonly string[]
  readonly stop: () => Promise<void>
}

/**
 * Starts the networks; they talk from now on until stopped. The past between
 * the world's end and now is empty: the story's present is the full hour.
 */
export async function startDemoNetworks(options: DemoOptions): Promise<DemoNetworks> {
  const { ports = {} } = options
  const pictures = options.pictures === undefined ? await startPictures(ports.pictures) : null
  const world = demoWorld({ ...options, pictures: options.pictures ?? pictures?.url ?? '' })
  const wire = openWire(world, { clock: options.clock, ...(options.rates === undefined ? {} : { rates: options.rates }) })
  const jetstream = await startJetstream(wire, { port: ports.jetstream ?? 0 })
  const mastodon = await startMastodon(wire, { port: ports.mastodon ?? 0 })
  const feeds = await startFeeds(wire, { port: ports.feeds ?? 0, pastMs: 60 * dayMs })
  return {
    world, jetstream, mastodon, feeds, tags: ['velora', 'fietsnaarhetwerk', 'bikecommute', 'beltdrive', 'rainorride'],
    async stop() {
      wire.stop()
      await Promise.all([jetstream.stop(), mastodon.stop(), feeds.stop(), pictures?.stop()])
    },
  }
}
