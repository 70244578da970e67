/**
 * A fake Mastodon server (`fedi.example`): instance, public, tag and account
 * timelines with Link headers and rate limits, streaming over SSE and
 * WebSocket, and faults on demand. Source: docs.joinmastodon.org, methods.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { iso } from '../../src/kernel/instant.ts'
import { accountId } from '../formats/addresses.ts'
import { account, localHost, status } from '../formats/mastodon.ts'
import { Random } from '../random.ts'
import type { SimIdentity } from '../world/identity.ts'
import { type FakeNetwork, type NetworkFaults, newCounters } from './faults.ts'
import { listenLocally, stopServer } from './local-server.ts'
import { mastodonStreams } from './mastodon-streams.ts'
import { picture } from './pictures.ts'
import { type Held, isOpening, StatusStore } from './status-store.ts'
import type { Wire } from './wire.ts'

export interface MastodonOptions {
  readonly port?: number
  readonly faults?: NetworkFaults
  /** Requests allowed in five minutes. Default 300, as the real one. */
  readonly rateLimit?: number
  /** How much of the past the server holds when it starts. Default: three days. */
  readonly pastMs?: number
  /** `false`: `/api/v2/instance` names a streaming address but nobody answers there. */
  readonly streaming?: boolean
}

const windowMs = 5 * 60_000

export async function startMastodon(wire: Wire, options: MastodonOptions = {}): Promise<FakeNetwork> {
  const sent = newCounters()
  let faults = options.faults ?? {}
  const chance = new Random(wire.world.options.seed, 702)
  const store = new StatusStore()
  const accounts = accountsOf(wire)
  for (const event of wire.since(wire.start - (options.pastMs ?? 3 * 86_400_000))) if (event.network === 'fediverse') store.add(event)
  const limit = options.rateLimit ?? 300
  let windowEnd = 0
  let left = limit
  const server = createServer((request, response) => {
    sent.requests++
    if (faults.slowMs === undefined) handle(request, response)
    else setTimeout(() => handle(request, response), faults.slowMs)
  })
  const show = (held: Held) => status(held.event, accounts.byHandle)
  const streams = mastodonStreams({ sent, chance, show, faults: () => faults })
  const unsubscribe = wire.subscribe((event) => {
    if (event.network === 'fediverse') streams.tell(store.add(event))
  })

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`)
    if (picture(url.pathname, response)) return
    const now = Date.now()
    if (now >= windowEnd) {
      windowEnd = now + windowMs
      left = limit
    }
    left--
    const headers: Record<string, string> = { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(Math.max(0, left)), 'x-ratelimit-reset': iso(windowEnd), 'content-type': 'application/json; charset=utf-8' }
    const say = (code: number, body: unknown, more: Record<string, string> = {}) => {
      const text = JSON.stringify(body)
      response.writeHead(code, { ...headers, ...more })
      if (chance.chance(faults.cut ?? 0)) {
        sent.cuts++
        response.write(text.slice(0, text.length / 2))
        response.destroy()
      } else response.end(text)
    }
    if (left < 0 || chance.chance(faults.tooMany ?? 0)) {
      sent.refused++
      return say(429, { error: 'Too many requests' }, { 'retry-after': String(Math.ceil((windowEnd - now) / 1000)) })
    }
    if (chance.chance(faults.broken ?? 0)) {
      sent.refused++
      response.writeHead(500, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>We are sorry, but something went wrong</title>')
      return
    }
    if (request.method !== 'GET') return say(405, { error: 'Only reading is possible here' })
    if (url.pathname.startsWith('/api/v1/streaming')) {
      if (options.streaming === false || !streams.serve(url, response)) say(404, { error: 'Not found' })
      return
    }
    const timeline = (wanted: (held: Held) => boolean) => {
      const { page, link } = paged(url, store, wanted)
      sent.messages += page.length
      say(200, page.map(show), link === '' ? {} : { link })
    }
    const flag = (name: string) => ['true', '1'].includes(url.searchParams.get(name) ?? '')
    const scope = ({ event }: Held) => (!flag('local') || event.author.handle.endsWith(`@${localHost}`)) && (!flag('remote') || !event.author.handle.endsWith(`@${localHost}`)) && (!flag('only_media') || event.image !== undefined)
    const path = url.pathname.split('/').slice(1)
    const [, version, kind, first = '', second] = path
    if (version === 'v2' && kind === 'instance') return say(200, instance(url, store))
    if (version === 'v1' && kind === 'instance') return say(200, { uri: localHost, title: 'Fedi', version: '4.5.0', urls: { streaming_api: `ws://${url.host}` } })
    if (version === 'v1' && kind === 'timelines' && first === 'public') return timeline((held) => isOpening(held) && scope(held))
    if (version === 'v1' && kind === 'timelines' && first === 'tag' && second !== undefined) {
      const list = (name: string) => url.searchParams.getAll(`${name}[]`).map((tag) => tag.toLowerCase())
      const any = [decodeURIComponent(second).toLowerCase(), ...list('any')]
      return timeline((held) => held.event.kind !== 'repost' && any.some((tag) => held.tags.includes(tag)) && list('all').every((tag) => held.tags.includes(tag)) && !list('none').some((tag) => held.tags.includes(tag)) && scope(held))
    }
    if (version === 'v1' && kind === 'accounts' && first === 'lookup') {
      const found = accounts.byHandle(url.searchParams.get('acct') ?? '')
      return found === undefined ? say(404, { error: 'Record not found' }) : say(200, account(found, now))
    }
    if (version === 'v1' && kind === 'accounts') {
      const found = accounts.byId(first)
      if (found === undefined) return say(404, { error: 'Record not found' })
      if (second === undefined) return say(200, account(found, now))
      if (second === 'statuses') return timeline((held) => held.event.author.externalId === found.externalId && (!flag('exclude_replies') || held.event.kind !== 'reply') && (!flag('exclude_reblogs') || held.event.kind !== 'repost') && scope(held))
    }
    if (version === 'v1' && kind === 'statuses') {
      const held = store.find(first)
      if (held === undefined) return say(404, { error: 'Record not found' })
      if (second === undefined) return say(200, show(held))
      if (second === 'context') return say(200, context(held, store, show))
    }
    say(404, { error: 'Not found' })
  }

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (options.streaming === false || !url.pathname.startsWith('/api/v1/streaming')) return void socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    streams.upgrade(url, request, socket, head)
  })
  const url = await listenLocally(server, options.port)
  return {
    url, sent,
    misbehave(next) {
      faults = next
    },
    async stop() {
      unsubscribe()
      streams.stop()
      await stopServer(server)
    },
  }
}

function paged(url: URL, store: StatusStore, wanted: (held: Held) => boolean): { page: Held[]; link: string } {
  const { searchParams } = url
  const limit = Math.max(1, Math.min(40, Number(searchParams.get('limit') ?? 20) || 20))
  const page = store.page(wanted, { maxId: searchParams.get('max_id'), sinceId: searchParams.get('since_id'), minId: searchParams.get('min_id'), limit })
  const to = (name: string, id: string) => {
    const next = new URL(url)
    for (const key of ['max_id', 'since_id', 'min_id']) next.searchParams.delete(key)
    next.searchParams.set(name, id)
    return next.href
  }
  const first = page[0]
  const last = page.at(-1)
  const links = [
    ...(last !== undefined && page.length === limit ? [`<${to('max_id', last.id)}>; rel="next"`] : []),
    ...(first === undefined ? [] : [`<${to('min_id', first.id)}>; rel="prev"`]),
  ]
  return { page, link: links.join(', ') }
}

function context(held: Held, store: StatusStore, show: (held: Held) => unknown): unknown {
  const above = new Set<string>()
  for (let event = held.event.kind === 'reply' ? held.event.target : null; event !== null; event = event.kind === 'reply' ? event.target : null) above.add(event.id)
  const below = new Set([held.event.id])
  const descendants = store.all().filter(({ event }) => event.kind === 'reply' && event.target !== null && below.has(event.target.id) && below.add(event.id))
  return { ancestors: store.all().filter(({ event }) => above.has(event.id)).map(show), descendants: descendants.map(show) }
}

function instance(url: URL, store: StatusStore): unknown {
  return {
    domain: localHost, title: 'Fedi', version: '4.5.0', source_url: 'https://github.example/mastodon', description: 'A server of the simulated world.', usage: { users: { active_month: store.all().length } },
    thumbnail: { url: `${url.origin}/photos/fedi.png`, blurhash: null, versions: {} }, icon: [], languages: ['en', 'nl', 'fr', 'de', 'es'],
    configuration: {
      urls: { streaming: `ws://${url.host}`, status: null, about: null, privacy_policy: null, terms_of_service: null },
      accounts: { max_featured_tags: 10, max_pinned_statuses: 5 }, statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 }, polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 }, translation: { enabled: false },
      media_attachments: { supported_mime_types: ['image/png', 'image/jpeg'], image_size_limit: 16_777_216, image_matrix_limit: 33_177_600, video_size_limit: 103_809_024, video_frame_rate_limit: 120, video_matrix_limit: 8_294_400, description_limit: 1_500 },
      timelines_access: { live_feeds: { local: 'public', remote: 'public' }, hashtag_feeds: { local: 'public', remote: 'public' }, trending_link_feeds: { local: 'public', remote: 'public' } },
    },
    registrations: { enabled: false, approval_required: false, message: null, url: null }, api_versions: { mastodon: 7 }, contact: { email: `admin@${localHost}`, account: null }, rules: [],
  }
}

interface Accounts {
  readonly byHandle: (handle: string) => SimIdentity | undefined
  readonly byId: (id: string) => SimIdentity | undefined
}

/** Accounts by `user@host` (or `user` for the server's own) and by number; made on the first question. */
function accountsOf(wire: Wire): Accounts {
  let known: Map<string, number> | undefined
  const find = (key: string): SimIdentity | undefined => {
    if (known === undefined) {
      known = new Map()
      for (const identity of wire.world.identities()) {
        if (identity.network !== 'fediverse') continue
        known.set(identity.handle.toLowerCase(), identity.person)
        known.set(accountId(identity.externalId), identity.person)
      }
    }
    const person = known.get(key)
    return person === undefined ? undefined : wire.world.people.person(person).on('fediverse')
  }
  return {
    byHandle(handle) {
      const plain = handle.replace(/^@/, '').toLowerCase()
      return find(plain.includes('@') ? plain : `${plain}@${localHost}`)
    },
    byId: find,
  }
}
