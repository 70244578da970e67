/** HTTP of sources, set-aside items and intake. */
import { cleanText } from '../../kernel/admission.ts'
import { Invalid, NotFound } from '../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { iso, type Clock } from '../../kernel/instant.ts'
import { may, type Actor } from '../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Pressure } from '../../platform/pressure.ts'
import type { Seal } from '../../platform/seal.ts'
import * as api from './api.ts'
import type { Channel } from './contract.ts'
import { readInteraction, takeInItems } from './intake.ts'
import type { TakeIn } from './ports.ts'
import { channelOf, checkAddresses, checkSettings, openSettings, sealSettings, shownSettings, withKeptSecrets } from './settings.ts'
import { addSource, changeSource, dropAside, findAside, findSource, listAside, listSources, removeSource, type KeptAside, type Source } from './source-store.ts'

export interface ChannelDeps {
  readonly db: Db
  readonly clock: Clock
  readonly metrics: Metrics
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly channels: readonly Channel[]
  readonly takeIn: TakeIn
  readonly pressure: Pressure
  /** Reads once more what an account of ours could not read, and drops it from what is set aside. */
  readAgain(account: Uuid, aside: KeptAside): Promise<void>
}

/** What came to an account may be private: it is for those who look after accounts. */
const maySeeAccounts = (actor: Actor): boolean => may(actor, 'accounts.manage')

async function asideFor(db: Db, actor: Actor, id: Uuid): Promise<KeptAside> {
  const aside = await findAside(db, id)
  if (aside.account !== null && !maySeeAccounts(actor)) throw new NotFound('set-aside item', id)
  return aside
}

/** Longest that a look at an address may take. */
const probeTimeoutMs = 20_000

export function sourceView(source: Source, channels: readonly Channel[]): api.SourceView {
  const { id, channel, name, paused, takenIn, seen, setAside } = source
  return {
    id, channel, name, paused, takenIn, seen, setAside,
    settings: shownSettings(channels.find((one) => one.manifest.id === channel), source.settings),
    health: paused ? { state: 'paused', words: 'Paused by somebody.', since: iso(source.healthSince) } : { state: source.healthState, words: source.healthWords, since: iso(source.healthSince) },
    lastReadAt: source.lastReadAt === null ? null : iso(source.lastReadAt),
    createdAt: iso(source.createdAt),
  }
}

export function channelRoutes(deps: ChannelDeps): MountedRoute[] {
  const { db, channels, seal } = deps
  const probe = (channel: Channel, settings: unknown) => channel.probe(settings, { fetch: deps.fetch, clock: deps.clock, signal: AbortSignal.timeout(probeTimeoutMs) })
  return [
    handle(api.listChannels, () => ({
      items: channels.map(({ manifest }) => ({
        id: manifest.id, name: manifest.name, about: manifest.about, reads: [...manifest.reads],
        fields: manifest.fields.map(({ choices, ...field }) => ({ ...field, ...(choices ? { choices: [...choices] } : {}) })),
      })),
    })),
    handle(api.listSources, async () => ({ items: (await listSources(db)).map((source) => sourceView(source, channels)) })),
    handle(api.createSource, async ({ body }) => {
      const channel = channelOf(channels, body.channel)
      const settings = checkSettings(channel, body.settings)
      checkAddresses(channel, settings, deps.fetch)
      const name = body.name ?? (await probe(channel, settings)).title
      return sourceView(await addSource(db, { channel: body.channel, name: cleanText(name).slice(0, 200), settings: sealSettings(channel, settings, seal) }), channels)
    }),
    handle(api.probeSource, async ({ body }) => {
      const channel = channelOf(channels, body.channel)
      const found = await probe(channel, checkSettings(channel, body.settings))
      return {
        title: found.title, words: found.words,
        choices: found.choices.map(({ title, settings }) => ({ title, settings: settings as Record<string, unknown> })),
        sample: found.sample.slice(0, 5).map(({ channel: name, kind, author, at, text, url }) => ({ channel: name, kind, at: iso(at), text: text.slice(0, 1_000), author: { externalId: author.externalId, ...(author.handle ? { handle: author.handle } : {}), ...(author.name ? { name: author.name } : {}) }, ...(url ? { url } : {}) })),
      }
    }),
    handle(api.updateSource, async ({ params, body }) => {
      const before = await findSource(db, params.id)
      const channel = channelOf(channels, before.channel)
      const changed = body.settings === undefined ? undefined : checkSettings(channel, withKeptSecrets(channel, body.settings, openSettings(channel, before.settings, seal)))
      if (changed) checkAddresses(channel, changed, deps.fetch)
      const settings = changed && sealSettings(channel, changed, seal)
      return sourceView(await changeSource(db, params.id, { name: body.name, paused: body.paused, settings }), channels)
    }),
    handle(api.removeSource, async ({ params }) => {
      await removeSource(db, params.id)
      return {}
    }),

    handle(api.listSetAside, async ({ query, actor }) => {
      const before = query.cursor === undefined ? null : readCursor(query.cursor)
      const rows = await listAside(db, { source: query.source ?? null, account: query.account ?? null, ofAccounts: maySeeAccounts(actor), before, limit: query.limit })
      const last = rows.at(-1)
      return {
        items: rows.map(({ id, source, account, sourceName, origin, at, code, because, raw }) => ({ id, source, account, sourceName: sourceName ?? origin, at: iso(at), code, because, raw })),
        next: rows.length === query.limit && last ? `${last.at}.${last.id}` : null,
      }
    }),
    handle(api.retrySetAside, async ({ params, body, actor }) => {
      const aside = await asideFor(db, actor, params.id)
      if (aside.account !== null && body.interaction === undefined) {
        await deps.readAgain(aside.account, aside)
        return { id: params.id }
      }
      const interaction = readInteraction(body.interaction ?? jsonOf(aside.raw), deps.clock.now())
      await deps.takeIn.append({ items: [interaction], origin: aside.source ?? aside.origin }, async (tx) => {
        if (!(await dropAside(tx, params.id))) throw new NotFound('set-aside item', params.id)
      })
      return { id: params.id }
    }),
    handle(api.removeSetAside, async ({ params, actor }) => {
      await asideFor(db, actor, params.id)
      if (!(await dropAside(db, params.id))) throw new NotFound('set-aside item', params.id)
      return {}
    }),

    handle(api.takeIn, async ({ body, actor }) => {
      deps.pressure.brought(Array.isArray(body) ? body.length : 1)
      const taken = await takeInItems(deps, body, `api:${actor.id}`, deps.clock.now())
      deps.metrics.takenIn.inc({ channel: 'api' }, taken.accepted)
      return taken
    }),
  ]
}

function jsonOf(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    throw new Invalid('What was set aside is not JSON, so it cannot be read as it is. Correct it and send it as `interaction`.', { path: '/interaction' }, 'set-aside.not-json')
  }
}

function readCursor(text: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? []
  if (id === undefined || !isUuid(id)) throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
  return { at: Number(at), id }
}
