/** A server's own stream of new, edited and removed statuses. */
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { OutwardFault } from '../../../platform/outward/outward-fault.ts'
import type { OutwardSocket } from '../../../platform/outward/outward-socket.ts'
import { SocketRefused } from '../../../platform/outward/outward-socket.ts'
import { objectOf } from '../untrusted-json.ts'
import type { Client } from './client.ts'
import type { Gathering } from './gathering.ts'
import type { Instance } from './instance.ts'
import type { Timeline } from './timelines.ts'

/** Servers send a sign of life every thirty seconds or so. */
const silenceMs = 120_000

/**
 * Opens one connection for all timelines, or answers `null` where the server
 * streams none of this, or not to us; then it has to be asked.
 */
export async function openStream(client: Client, instance: Instance, timelines: readonly Timeline[], context: { fetch: OutwardFetch; signal: AbortSignal }): Promise<OutwardSocket | null> {
  const [first, ...others] = timelines
  if (first?.stream === undefined || first.stream === null) return null
  const url = URL.parse('/api/v1/streaming', instance.streaming ?? client.base.href)
  if (url === null) return null
  url.protocol = url.protocol.replace('http', 'ws')
  for (const [name, value] of Object.entries(first.stream)) url.searchParams.set(name, value)
  try {
    const socket = await context.fetch.openSocket(url, { headers: client.headers, signal: context.signal, silenceMs })
    for (const { stream } of others) if (stream !== null) socket.send(JSON.stringify({ type: 'subscribe', ...stream }))
    return socket
  } catch (thrown) {
    if (context.signal.aborted) throw thrown
    // Refused, not there, or behind a proxy that knows no WebSockets: asking works all the same.
    if (thrown instanceof SocketRefused || thrown instanceof OutwardFault) return null
    throw thrown
  }
}

/** Reads one message into the gathering; gives the id of a new status, so that the place in the timeline is known. */
export function readStreamMessage(message: Buffer, gathering: Gathering): { id: string; stream: readonly unknown[] } | null {
  const text = message.toString('utf8')
  // Some servers send empty messages as a sign of life.
  if (text.trim() === '') return null
  const event = objectOf(parsed(text))
  if (event === null) {
    gathering.aside('fediverse.not-json', 'A message of the stream should be a JSON object and is not.', text)
    return null
  }
  const { payload, stream } = event
  switch (event['event']) {
    case 'update':
    case 'status.update': {
      const id = gathering.status(typeof payload === 'string' ? parsed(payload) : payload)
      return id === null || event['event'] === 'status.update' ? null : { id, stream: Array.isArray(stream) ? stream : [] }
    }
    case 'delete':
      gathering.remove(payload)
      return null
    default:
      // Notifications, announcements and the like concern the account whose token it is.
      return null
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
