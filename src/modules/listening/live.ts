/** New mentions as they are recorded, to every page that listens: server-sent events. */
import { may } from '../../kernel/permission.ts'
import type { LiveHub, LiveTab } from '../../platform/http/live-hub.ts'
import type { Log } from '../../platform/logs.ts'
import type { Notifications } from '../../platform/postgres/notifications.ts'
import { sentence } from '../../kernel/fault.ts'
import type { MentionView } from './api.ts'
import type { MentionKey } from './ports.ts'
import { presentKept, type ReadDeps } from './read.ts'

/** What the loop tells when mentions were recorded: the newest by key, and how many more there were. */
export interface Recorded {
  readonly keys: readonly (readonly [at: number, id: string])[]
  readonly more: number
}

/** As many keys as fit in a notification of 8,000 bytes. */
export const maxToldKeys = 120
const eventEveryMs = 250
const maxShown = 60

interface LiveFilter {
  readonly topics: readonly string[]
  readonly channels: readonly string[]
  readonly languages: readonly string[]
  readonly sentiments: readonly string[]
  readonly emotions: readonly string[]
  readonly intents: readonly string[]
  readonly urgencies: readonly string[]
}

export interface Live {
  close(): void
}

const says = (asked: readonly string[], value: string | undefined): boolean => asked.length === 0 || (value !== undefined && asked.includes(value))
const wants = (filter: LiveFilter, view: MentionView): boolean =>
  (filter.topics.length === 0 || view.topics.some((topic) => filter.topics.includes(topic))) &&
  (filter.channels.length === 0 || filter.channels.includes(view.channel)) &&
  (filter.languages.length === 0 || filter.languages.includes(view.language)) &&
  says(filter.sentiments, view.labels?.sentiment) && says(filter.emotions, view.labels?.emotion) && says(filter.intents, view.labels?.intent) && says(filter.urgencies, view.labels?.urgency)

export function openLive(deps: ReadDeps, hub: LiveHub, notifications: Notifications, log: Log): Live {
  const listeners = (): LiveTab[] => [...hub.tabs].filter(({ actor }) => may(actor, 'mentions.read'))
  let keys: MentionKey[] = []
  let more = 0
  let timer: NodeJS.Timeout | null = null

  async function flush(): Promise<void> {
    timer = null
    const tabs = listeners()
    if (tabs.length === 0) {
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
    const views = await presentKept(deps, newest)
    for (const tab of tabs) {
      const items = views.filter((view) => wants(tab.asked as LiveFilter, view))
      const unseen = left + told.length - newest.length
      if (items.length > 0 || unseen > 0) tab.send('mentions', { items, more: unseen })
    }
  }

  const off = [
    notifications.on('rapport_recorded', (payload) => {
      if (payload === null) {
        for (const tab of listeners()) tab.send('reset', {})
        return
      }
      if (hub.tabs.size === 0) return
      const recorded = JSON.parse(payload) as Recorded
      keys.push(...recorded.keys.map(([at, id]) => ({ at, id })))
      more += recorded.more
      timer ??= setTimeout(() => void flush().catch((thrown: unknown) => log.warn('listening.live-failed', { because: sentence(thrown) })), eventEveryMs)
    }),
    notifications.on('rapport_topics', () => {
      deps.listener.invalidate()
      for (const tab of listeners()) tab.send('topics', {})
    }),
    notifications.on('rapport_alarms', () => {
      for (const tab of listeners()) tab.send('alarms', {})
    }),
    notifications.on('rapport_health', () => {
      for (const tab of listeners()) tab.send('health', {})
    }),
  ]
  return {
    close: () => {
      if (timer) clearTimeout(timer)
      for (const stop of off) stop()
    },
  }
}
