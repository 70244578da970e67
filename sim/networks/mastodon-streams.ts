/** The streaming side of the fake Mastodon server: server-sent events and WebSocket, the same news on both. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { localHost } from '../formats/mastodon.ts'
import type { Random } from '../random.ts'
import type { NetworkFaults, SentCounters } from './faults.ts'
import { type Held, isOpening } from './status-store.ts'

interface Subscription {
  /** As the protocol names it: `public`, `public:local`, `hashtag`, … */
  readonly stream: string
  readonly tag: string
}

interface Hearer {
  readonly subscriptions: Subscription[]
  readonly hear: (subscription: Subscription, event: string, payload: string) => void
  readonly garbage: () => void
  readonly cut: () => void
  readonly beat: () => void
}

export interface MastodonStreams {
  readonly tell: (held: Held) => void
  /** Serves `/api/v1/streaming/…` as server-sent events; `false` for a path it does not know. */
  readonly serve: (url: URL, response: ServerResponse) => boolean
  readonly upgrade: (url: URL, request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly stop: () => void
}

const known = new Set(['public', 'public:local', 'public:remote', 'public:media', 'hashtag', 'hashtag:local'])

interface Deps {
  readonly sent: SentCounters
  readonly chance: Random
  readonly show: (held: Held) => unknown
  readonly faults: () => NetworkFaults
}

function wants({ stream, tag }: Subscription, held: Held): boolean {
  const { event } = held
  const local = event.author.handle.endsWith(`@${localHost}`)
  switch (stream) {
    case 'public': return isOpening(held)
    case 'public:local': return isOpening(held) && local
    case 'public:remote': return isOpening(held) && !local
    case 'public:media': return isOpening(held) && event.image !== undefined
    case 'hashtag': return event.kind !== 'repost' && held.tags.includes(tag)
    case 'hashtag:local': return event.kind !== 'repost' && local && held.tags.includes(tag)
    default: return false
  }
}

export function mastodonStreams({ sent, chance, show, faults }: Deps): MastodonStreams {
  const hearers = new Set<Hearer>()
  const sockets = new WebSocketServer({ noServer: true })
  const beats = setInterval(() => {
    for (const hearer of hearers) hearer.beat()
  }, 15_000)

  function overSocket(open: WebSocket, first: Subscription | null): void {
    sent.connections++
    const hearer: Hearer = {
      subscriptions: first === null ? [] : [first],
      hear: ({ stream, tag }, event, payload) => open.send(JSON.stringify({ stream: stream.startsWith('hashtag') ? [stream, tag] : [stream], event, payload })),
      garbage: () => open.send(chance.pick(['', '{', 'null', '{"event":"update"}'])),
      cut: () => open.terminate(),
      beat: () => open.ping(),
    }
    hearers.add(hearer)
    open.on('message', (data) => {
      try {
        const message = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '') as { type?: string; stream?: string; tag?: string }
        const subscription = { stream: message.stream ?? '', tag: (message.tag ?? '').toLowerCase() }
        if (!known.has(subscription.stream)) open.send(JSON.stringify({ error: 'Unknown channel requested', status: 400 }))
        else if (message.type === 'subscribe') hearer.subscriptions.push(subscription)
        else if (message.type === 'unsubscribe') hearer.subscriptions.splice(0, hearer.subscriptions.length, ...hearer.subscriptions.filter(({ stream, tag }) => stream !== subscription.stream || tag !== subscription.tag))
      } catch {
        open.close(1007, 'not JSON')
      }
    })
    open.on('close', () => hearers.delete(hearer))
    open.on('error', () => hearers.delete(hearer))
  }

  return {
    tell(held) {
      let payload: string | undefined
      for (const hearer of hearers) {
        for (const subscription of hearer.subscriptions) {
          if (!wants(subscription, held)) continue
          if (chance.chance(faults().garbage ?? 0)) {
            sent.garbage++
            hearer.garbage()
          }
          sent.messages++
          hearer.hear(subscription, 'update', payload ??= JSON.stringify(show(held)))
          if (chance.chance(faults().cut ?? 0)) {
            sent.cuts++
            hearer.cut()
          }
        }
      }
    },
    serve(url, response) {
      if (url.pathname === '/api/v1/streaming/health') {
        response.writeHead(200, { 'content-type': 'text/plain' }).end('OK')
        return true
      }
      const stream = url.pathname.slice('/api/v1/streaming/'.length).replace('/', ':')
      if (!known.has(stream)) return false
      sent.connections++
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'private, no-store' })
      response.write(':)\n')
      const hearer: Hearer = {
        subscriptions: [{ stream, tag: (url.searchParams.get('tag') ?? '').toLowerCase() }],
        hear: (_, event, payload) => response.write(`event: ${event}\ndata: ${payload}\n\n`),
        garbage: () => response.write(chance.pick(['event: update\ndata: {\n\n', 'data\n\n', ':\n', 'event: unheard\ndata: 1\n\n'])),
        cut: () => response.destroy(),
        beat: () => response.write(':thump\n'),
      }
      hearers.add(hearer)
      response.on('close', () => hearers.delete(hearer))
      return true
    },
    upgrade(url, request, socket, head) {
      const stream = url.searchParams.get('stream')
      sockets.handleUpgrade(request, socket, head, (open) => overSocket(open, stream === null || !known.has(stream) ? null : { stream, tag: (url.searchParams.get('tag') ?? '').toLowerCase() }))
    },
    stop() {
      clearInterval(beats)
      for (const hearer of hearers) hearer.cut()
      hearers.clear()
      sockets.close()
    },
  }
}
