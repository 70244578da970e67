/**
 * A fake Jetstream: `/subscribe` over WebSocket, with filters, replay from a
 * cursor and faults on demand; and the three AppView calls by which a reader
 * learns who stands behind a DID.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SimEvent } from '../event.ts'
import { jetstreamCommit, jetstreamIdentity, type JetstreamMessage, jetstreamProfile, profileView, timeUs } from '../formats/jetstream.ts'
import { Random } from '../random.ts'
import type { SimIdentity } from '../world/identity.ts'
import { type FakeNetwork, type NetworkFaults, newCounters } from './faults.ts'
import { listenLocally, stopServer } from './local-server.ts'
import { picture } from './pictures.ts'
import type { Wire } from './wire.ts'

export interface JetstreamOptions {
  readonly port?: number
  readonly faults?: NetworkFaults
  /** Sends identity and profile of an author before their first message on a connection. The real one does so only when they change. Default `true`. */
  readonly introduce?: boolean
}

interface Listener {
  readonly socket: WebSocket
  collections: readonly string[]
  dids: ReadonlySet<string>
  maxBytes: number
  readonly introduced: Set<string>
  /** Live messages wait here while the past is replayed. */
  waiting: SimEvent[] | null
  lastUs: number
}

/** Bytes that may wait for one reader before it is cut as too slow, as the real one does. */
const tooSlowBytes = 16_000_000

export async function startJetstream(wire: Wire, options: JetstreamOptions = {}): Promise<FakeNetwork> {
  const sent = newCounters()
  let faults = options.faults ?? {}
  const chance = new Random(wire.world.options.seed, 701)
  const listeners = new Set<Listener>()
  const known = directory(wire)
  const server = createServer((request, response) => {
    sent.requests++
    answer(request, response, known)
  })
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })

  function wants(listener: Listener, message: JetstreamMessage): boolean {
    if (listener.dids.size > 0 && !listener.dids.has(message.did)) return false
    // Identity and account events pass every filter of collections.
    if (message.kind !== 'commit' || listener.collections.length === 0) return true
    const collection = String(message.commit?.['collection'])
    return listener.collections.some((wanted) => wanted.endsWith('*') ? collection.startsWith(wanted.slice(0, -1)) : wanted === collection)
  }

  function send(listener: Listener, message: JetstreamMessage): void {
    if (!wants(listener, message)) return
    const text = JSON.stringify(message)
    if (listener.maxBytes > 0 && Buffer.byteLength(text) > listener.maxBytes) return
    if (chance.chance(faults.garbage ?? 0)) {
      sent.garbage++
      listener.socket.send(chance.pick(['{"did":"did:plc:', 'not json at all', '{}', '[1,2,3]', '{"kind":"commit","time_us":"yesterday"}', '']))
    }
    sent.messages++
    listener.socket.send(text)
    if (chance.chance(faults.cut ?? 0) || listener.socket.bufferedAmount > tooSlowBytes) {
      sent.cuts++
      listener.socket.terminate()
    }
  }

  function hear(listener: Listener, event: SimEvent): void {
    const at = timeUs(event)
    if (event.network !== 'bluesky' || listener.socket.readyState !== listener.socket.OPEN) return
    if (options.introduce !== false && !listener.introduced.has(event.author.externalId)) {
      listener.introduced.add(event.author.externalId)
      send(listener, jetstreamIdentity(event.author, at))
      send(listener, jetstreamProfile(event.author, at))
    }
    listener.lastUs = at
    send(listener, jetstreamCommit(event, known.didOfHandle))
  }

  async function replay(listener: Listener, cursorUs: number): Promise<void> {
    for (const event of wire.since(Math.floor(cursorUs / 1000))) {
      if (listener.socket.readyState !== listener.socket.OPEN) return
      if (timeUs(event) >= cursorUs) hear(listener, event)
      if (faults.slowMs !== undefined) await pause(faults.slowMs)
      while (listener.socket.bufferedAmount > 1_000_000 && listener.socket.readyState === listener.socket.OPEN) await pause(5)
    }
    const waiting = listener.waiting ?? []
    listener.waiting = null
    for (const event of waiting) if (timeUs(event) > listener.lastUs) hear(listener, event)
  }

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const collections = url.searchParams.getAll('wantedCollections')
    const refuse = (status: string) => {
      sent.refused++
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    }
    if (url.pathname !== '/subscribe') return refuse('404 Not Found')
    // Compressed frames need the network's own dictionary, which is not ours to carry.
    if (collections.length > 100 || url.searchParams.get('compress') === 'true') return refuse('400 Bad Request')
    if (chance.chance(faults.tooMany ?? 0)) return refuse('429 Too Many Requests')
    if (chance.chance(faults.broken ?? 0)) return refuse('500 Internal Server Error')
    sockets.handleUpgrade(request, socket, head, (open) => {
      sent.connections++
      const cursor = Number(url.searchParams.get('cursor') ?? NaN)
      const listener: Listener = { socket: open, collections, dids: new Set(url.searchParams.getAll('wantedDids')), maxBytes: Number(url.searchParams.get('maxMessageSizeBytes') ?? 0), introduced: new Set(), waiting: Number.isFinite(cursor) ? [] : null, lastUs: 0 }
      open.on('message', (data) => {
        if (update(listener, Buffer.isBuffer(data) ? data.toString('utf8') : '')) return
        open.close(1008, 'invalid options update')
      })
      open.on('close', () => listeners.delete(listener))
      open.on('error', () => listeners.delete(listener))
      const begin = () => {
        listeners.add(listener)
        if (listener.waiting !== null) void replay(listener, cursor)
      }
      if (url.searchParams.get('requireHello') === 'true') open.once('message', begin)
      else begin()
    })
  })

  const unsubscribe = wire.subscribe((event) => {
    for (const listener of listeners) {
      if (listener.waiting !== null) listener.waiting.push(event)
      else if (faults.slowMs === undefined) hear(listener, event)
      else setTimeout(() => hear(listener, event), faults.slowMs)
    }
  })
  const pings = setInterval(() => {
    for (const { socket } of listeners) socket.ping()
  }, 20_000)

  const url = await listenLocally(server, options.port)
  return {
    url, sent,
    misbehave(next) {
      faults = next
    },
    async stop() {
      clearInterval(pings)
      unsubscribe()
      for (const { socket } of listeners) socket.close(1001, 'going away')
      await stopServer(server)
    },
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Takes an options update; `false` when it cannot be read. */
function update(listener: Listener, text: string): boolean {
  try {
    const message = JSON.parse(text) as { type?: unknown; payload?: { wantedCollections?: string[]; wantedDids?: string[]; maxMessageSizeBytes?: number } }
    if (message.type !== 'options_update' || message.payload === undefined) return false
    listener.collections = message.payload.wantedCollections ?? []
    listener.dids = new Set(message.payload.wantedDids ?? [])
    listener.maxBytes = message.payload.maxMessageSizeBytes ?? 0
    return true
  } catch {
    return false
  }
}

interface Directory {
  readonly find: (actor: string) => SimIdentity | undefined
  readonly didOfHandle: (handle: string) => string | undefined
}

/** Who is who on this network; made on the first question, one pass over everybody. */
function directory(wire: Wire): Directory {
  let byKey: Map<string, number> | undefined
  const find = (actor: string): SimIdentity | undefined => {
    if (byKey === undefined) {
      byKey = new Map()
      for (const identity of wire.world.identities()) {
        if (identity.network !== 'bluesky') continue
        byKey.set(identity.externalId, identity.person)
        byKey.set(identity.handle, identity.person)
      }
    }
    const person = byKey.get(actor)
    return person === undefined ? undefined : wire.world.people.person(person).on('bluesky')
  }
  return { find, didOfHandle: (handle) => find(handle)?.externalId }
}

function answer(request: IncomingMessage, response: ServerResponse, known: Directory): void {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const say = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
  if (picture(url.pathname, response)) return
  switch (url.pathname) {
    case '/xrpc/app.bsky.actor.getProfiles':
      say(200, { profiles: url.searchParams.getAll('actors').slice(0, 25).flatMap((actor) => known.find(actor) ?? []).map(profileView) })
      return
    case '/xrpc/app.bsky.actor.getProfile': {
      const identity = known.find(url.searchParams.get('actor') ?? '')
      if (identity === undefined) say(400, { error: 'InvalidRequest', message: 'Profile not found' })
      else say(200, profileView(identity))
      return
    }
    case '/xrpc/com.atproto.identity.resolveHandle': {
      const did = known.didOfHandle(url.searchParams.get('handle') ?? '')
      if (did === undefined) say(400, { error: 'InvalidRequest', message: 'Unable to resolve handle' })
      else say(200, { did })
      return
    }
    case '/.well-known/atproto-did': {
      // What each domain that is a handle answers; here one server stands for all of them.
      const did = known.didOfHandle(url.searchParams.get('handle') ?? '')
      if (did === undefined) say(404, { error: 'NotFound', message: 'Not Found' })
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(did)
      return
    }
    default: say(404, { error: 'NotFound', message: 'Not Found' })
  }
}
