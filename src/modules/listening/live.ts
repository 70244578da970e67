/** New mentions as they are recorded, to every page that listens: server-sent events. */
import type { Log } from '../../platform/logs.ts'
import type { Notifications } from '../../platform/postgres/notifications.ts'
import { sentence } from '../../kernel/fault.ts'
import type { MentionView } from './api.ts'
import type { MentionKey } from './ports.ts'
import { present, type ReadDeps } from './read.ts'

/** What the loop tells when mentions were recorded: the newest by key, and how many more there were. */
export interface Recorded {
  readonly keys: readonly (readonly [at: number, id: string])[]
  readonly more: number
}

/** As many keys as fit in a notification of 8,000 bytes. */
export const maxToldKeys = 120
const eventEveryMs = 250
const beatEveryMs = 20_000
const maxShown = 60
const maxListeners = 2_000
/** What may wait for a page that does not read, in bytes. */
const maxWaitingBytes = 4_000_000

export interface LiveFilter {
  readonly topics: readonly string[]
  readonly channels: readonly string[]
  readonly languages: readonly string[]
  readonly sentiments: readonly string[]
  readonly emotions: readonly string[]
  readonly intents: readonly string[]
  readonly urgencies: readonly string[]
}

export interface Live {
  open(filter: LiveFilter): Response
  readonly listeners: number
  close(): void
}

interface Listening {
  readonly filter: LiveFilter
  send(event: string, data: unknown): void
  end(): void
}

const says = (asked: readonly string[], value: string | undefined): boolean => asked.length === 0 || (value !== undefined && asked.includes(value))
const wants = (filter: LiveFilter, view: MentionView): boolean =>
  (filter.topics.length === 0 || view.topics.some((topic) => filter.topics.includes(topic))) &&
  (filter.channels.length === 0 || filter.channels.includes(view.channel)) &&
  (filter.languages.length === 0 || filter.languages.includes(view.language)) &&
  says(filter.sentiments, view.labels?.sentiment) && says(filter.emotions, view.labels?.emotion) && says(filter.intents, view.labels?.intent) && says(filter.urgencies, view.labels?.urgency)

export function openLive(deps: ReadDeps, notifications: Notifications, log: Log): Live {
  const listeners = new Set<Listening>()
  let keys: MentionKey[] = []
  let more = 0
  let timer: NodeJS.Timeout | null = null

  async function flush(): Promise<void> {
    timer = null
    if (listeners.size === 0) {
      keys = []
      more = 0
      return
    }
    const told = keys
    const left = more
    keys = []
    more = 0
    await deps.listener.refresh()
    const newest = told.toSorted((a, b) => b.at - a.at).slice(0, maxShown)
    const views = await present(deps, await deps.history.interactions(newest))
    for (const listening of listeners) {
      const items = views.filter((view) => wants(listening.filter, view))
      const unseen = left + told.length - newest.length
      if (items.length > 0 || unseen > 0) listening.send('mentions', { items, more: unseen })
    }
  }

  const off = [
    notifications.on('rapport_recorded', (payload) => {
      if (payload === null) {
        for (const listening of listeners) listening.send('reset', {})
        return
      }
      if (listeners.size === 0) return
      const recorded = JSON.parse(payload) as Recorded
      keys.push(...recorded.keys.map(([at, id]) => ({ at, id })))
      more += recorded.more
      timer ??= setTimeout(() => void flush().catch((thrown: unknown) => log.warn('listening.live-failed', { because: sentence(thrown) })), eventEveryMs)
    }),
    notifications.on('rapport_topics', () => {
      deps.listener.invalidate()
      for (const listening of listeners) listening.send('topics', {})
    }),
    notifications.on('rapport_alarms', () => {
      for (const listening of listeners) listening.send('alarms', {})
    }),
    notifications.on('rapport_health', () => {
      for (const listening of listeners) listening.send('health', {})
    }),
  ]
  const beat = setInterval(() => {
    for (const listening of listeners) listening.send('beat', {})
  }, beatEveryMs)
  beat.unref()

  return {
    get listeners() {
      return listeners.size
    },
    open: (filter) => {
      const encoder = new TextEncoder()
      let listening: Listening | null = null
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          listening = {
            filter,
            send: (event, data) => {
              if ((controller.desiredSize ?? 0) > -maxWaitingBytes) return controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
              // A page that does not read is let go, with all that waits for it; it reconnects when it is back.
              if (listening && listeners.delete(listening)) controller.error(new Error('The page does not read.'))
            },
            end: () => {
              if (listening && listeners.delete(listening)) controller.close()
            },
          }
          if (listeners.size >= maxListeners) for (const oldest of listeners) { oldest.end(); break }
          listeners.add(listening)
          controller.enqueue(encoder.encode('retry: 2000\nevent: ready\ndata: {}\n\n'))
        },
        cancel: () => {
          if (listening) listeners.delete(listening)
        },
      }, new ByteLengthQueuingStrategy({ highWaterMark: 0 }))
      return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } })
    },
    close: () => {
      clearInterval(beat)
      if (timer) clearTimeout(timer)
      for (const stop of off) stop()
      for (const listening of listeners) listening.end()
    },
  }
}
