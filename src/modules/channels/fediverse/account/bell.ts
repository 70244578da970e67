/** The stream of our account, as a bell: something is new, or was changed. Where there is none, it never rings. */
import { OutwardFault } from '../../../../platform/outward/outward-fault.ts'
import type { OutwardSocket } from '../../../../platform/outward/outward-socket.ts'
import { pause } from '../../../../platform/pause.ts'
import { objectOf } from '../../untrusted-json.ts'
import { idOf } from '../status.ts'
import type { Asking, Session } from './session.ts'

export interface Bell {
  /** Whether somebody pulls it. */
  readonly rings: boolean
  /** Until it rings, or that long. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** What was edited or removed since this was asked last, by the server's numbers. */
  takeChanged(): ReadonlySet<string>
  close(): void
}

/** Servers send a sign of life every thirty seconds or so. */
const silenceMs = 120_000
const atOnce = 200
const withinMs = 100

const silent: Bell = { rings: false, wait: pause, takeChanged: () => new Set(), close: () => undefined }

/**
 * A server that streams nothing, or not to us, is asked; so is one behind a proxy that knows no WebSockets.
 * @param concerns whether somebody wants to know that this status changed: the home timeline tells of many
 */
export async function openBell(session: Session, streaming: string | null, { fetch, signal }: Asking, concerns: (id: string) => boolean): Promise<Bell> {
  const url = URL.parse('/api/v1/streaming?stream=user', streaming ?? session.base.href)
  if (url === null) return silent
  url.protocol = url.protocol.replace('http', 'ws')
  const socket = await fetch.openSocket(url, { headers: session.headers, signal, silenceMs }).catch((thrown: unknown) => {
    if (thrown instanceof OutwardFault && !signal.aborted) return null
    throw thrown
  })
  return socket === null ? silent : bellOf(socket, concerns)
}

function bellOf(socket: OutwardSocket, concerns: (id: string) => boolean): Bell {
  let rings = true
  let changed = new Set<string>()
  /** @returns whether it is worth looking. */
  const hear = (text: string): boolean => {
    const { event, about } = read(text)
    if (event === 'notification' || event === 'notifications_merged') return true
    if ((event !== 'delete' && event !== 'status.update') || about === undefined || !concerns(about)) return false
    changed.add(about)
    return true
  }
  const next = (): Promise<boolean> => socket.take(atOnce, withinMs).then((messages) => {
    if (messages === null) rings = false
    return messages === null || messages.map((message) => hear(message.toString('utf8'))).includes(true)
  }, () => {
    // It broke: the server is asked until it is opened again.
    rings = false
    return true
  })
  let taking = next()
  return {
    get rings() {
      return rings
    },
    wait: async (ms, signal) => {
      const over = pause(ms, signal).then(() => 'over' as const)
      for (;;) {
        const first = await Promise.race([taking, over])
        if (first === 'over') return
        if (rings) taking = next()
        if (first || signal.aborted) return
      }
    },
    takeChanged: () => {
      const was = changed
      changed = new Set()
      return was
    },
    close: () => socket.close(),
  }
}

function read(text: string): { event?: unknown; about?: string | undefined } {
  const message = objectOf(parsed(text))
  const payload = message?.['payload']
  const about = message?.['event'] === 'delete' ? payload : objectOf(typeof payload === 'string' ? parsed(payload) : payload)?.['id']
  return { event: message?.['event'], about: idOf(about) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
