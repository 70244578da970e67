/** One shared stream of server-sent events for the whole page, with reconnection. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { queryString } from './client.ts'
import type { conversations } from '../../src/api.ts'
import type { Mention } from './routes.ts'

export type ConversationEvents = conversations.ConversationEvents

export interface LiveFilter {
  readonly topics?: readonly string[]
  readonly channels?: readonly string[]
  readonly languages?: readonly string[]
}
export interface LiveHandler {
  /** New mentions, at most four times a second; `more` counts those left out of a burst. */
  readonly mentions?: (items: readonly Mention[], more: number) => void
  /** Topics were made, changed or removed. */
  readonly topics?: () => void
  /** An alarm opened, grew or closed. */
  readonly alarms?: () => void
  /** The health of a source changed. */
  readonly health?: () => void
  /** Something of a conversation changed: its state, its assignee, its labels … */
  readonly conversation?: (change: ConversationEvents['conversation']) => void
  /** A message or note came, was changed, or went. */
  readonly message?: (message: ConversationEvents['message']) => void
  /** How many conversations each view holds changed. */
  readonly counts?: () => void
  /** Who looks at a conversation, and who writes in it. */
  readonly presence?: (presence: ConversationEvents['presence']) => void
  /** The person outside types, or stopped. */
  readonly personTypes?: (told: ConversationEvents['person-types']) => void
  /** A note names me. */
  readonly mentioned?: (note: ConversationEvents['mentioned']) => void
  /** The stream is back after a gap: what came meanwhile was missed, so ask again. */
  readonly resumed?: () => void
}
export type LiveState = 'idle' | 'connecting' | 'open' | 'lost'

interface Subscriber {
  filter: LiveFilter
  handler: LiveHandler
}

const subscribers = new Set<Subscriber>()
const watchers = new Set<() => void>()
let state: LiveState = 'idle'
let source: EventSource | null = null
let openFilter = ''
let attempts = 0
let hadGap = false
let retry: ReturnType<typeof setTimeout> | undefined
let settle: ReturnType<typeof setTimeout> | undefined

function setState(next: LiveState): void {
  if (next === state) return
  state = next
  for (const watcher of watchers) watcher()
}

function filterKey(filter: LiveFilter): string {
  return queryString({ topics: filter.topics, channels: filter.channels, languages: filter.languages })
}

/** Whether a mention passes a filter; an empty list lets everything through. */
export function passes(filter: LiveFilter, mention: Pick<Mention, 'topics' | 'channel' | 'language'>): boolean {
  const within = (list: readonly string[] | undefined, values: readonly string[]): boolean => list === undefined || list.length === 0 || values.some((value) => list.includes(value))
  return within(filter.topics, mention.topics) && within(filter.channels, [mention.channel]) && within(filter.languages, [mention.language])
}

/** The filter the server can apply for everybody who listens: theirs if they agree, else none. */
export function commonFilter(filters: readonly LiveFilter[]): string {
  const keys = new Set(filters.map(filterKey))
  const [only] = keys
  return keys.size === 1 && only !== undefined ? only : ''
}

function onMentions(event: MessageEvent<string>): void {
  const { items, more } = JSON.parse(event.data) as { items: Mention[]; more: number }
  for (const { filter, handler } of subscribers) {
    if (handler.mentions === undefined) continue
    const wanted = items.filter((item) => passes(filter, item))
    // `more` was counted under the filter of the stream; for another filter nobody knows it.
    const left = filterKey(filter) === openFilter ? more : 0
    if (wanted.length > 0 || left > 0) handler.mentions(wanted, left)
  }
}

function close(): void {
  clearTimeout(retry)
  source?.close()
  source = null
}

function open(): void {
  close()
  openFilter = commonFilter([...subscribers].filter(({ handler }) => handler.mentions !== undefined).map(({ filter }) => filter))
  setState(state === 'lost' ? 'lost' : 'connecting')
  const stream = new EventSource(`/api/v1/live${openFilter}`)
  source = stream
  stream.addEventListener('open', () => {
    attempts = 0
    setState('open')
    if (hadGap) for (const { handler } of subscribers) handler.resumed?.()
    hadGap = false
  })
  stream.addEventListener('mentions', onMentions)
  stream.addEventListener('topics', () => { for (const { handler } of subscribers) handler.topics?.() })
  stream.addEventListener('alarms', () => { for (const { handler } of subscribers) handler.alarms?.() })
  stream.addEventListener('health', () => { for (const { handler } of subscribers) handler.health?.() })
  const tell = (event: string, name: keyof LiveHandler): void => stream.addEventListener(event, ({ data }: MessageEvent<string>) => {
    const what = JSON.parse(data) as never
    for (const { handler } of subscribers) (handler[name] as ((what: never) => void) | undefined)?.(what)
  })
  tell('conversation', 'conversation')
  tell('message', 'message')
  tell('conversation-counts', 'counts')
  tell('presence', 'presence')
  tell('person-types', 'personTypes')
  tell('mentioned', 'mentioned')
  stream.addEventListener('error', () => {
    hadGap = true
    setState('lost')
    // The browser tries again after a dropped connection, but gives up for good on an error answer.
    if (stream.readyState !== EventSource.CLOSED || source !== stream) return
    const waitMs = Math.min(30_000, 1_000 * 2 ** attempts) * (0.5 + Math.random() / 2)
    attempts += 1
    retry = setTimeout(open, waitMs)
  })
}

/** Follows the subscribers: opens with the first, closes after the last, reopens when the common filter changes. */
function follow(): void {
  clearTimeout(settle)
  settle = setTimeout(() => {
    if (subscribers.size === 0) {
      close()
      hadGap = false
      setState('idle')
      return
    }
    const wanted = commonFilter([...subscribers].filter(({ handler }) => handler.mentions !== undefined).map(({ filter }) => filter))
    if (source === null || wanted !== openFilter) open()
  }, 50)
}

/** Listens while the component is mounted. The handler may change freely; only the filter reopens the stream. */
export function useLive(filter: LiveFilter, handler: LiveHandler): void {
  const latest = useRef(handler)
  useEffect(() => { latest.current = handler })
  const key = filterKey(filter)
  const mentions = handler.mentions !== undefined
  useEffect(() => {
    const subscriber: Subscriber = {
      filter: Object.fromEntries([...new URLSearchParams(key)].map(([name, list]) => [name, list.split(',')])),
      handler: {
        ...(mentions ? { mentions: (items: readonly Mention[], more: number) => latest.current.mentions?.(items, more) } : {}),
        topics: () => latest.current.topics?.(),
        alarms: () => latest.current.alarms?.(),
        health: () => latest.current.health?.(),
        conversation: (change) => latest.current.conversation?.(change),
        message: (message) => latest.current.message?.(message),
        counts: () => latest.current.counts?.(),
        personTypes: (told) => latest.current.personTypes?.(told),
        presence: (presence) => latest.current.presence?.(presence),
        mentioned: (note) => latest.current.mentioned?.(note),
        resumed: () => latest.current.resumed?.(),
      },
    }
    subscribers.add(subscriber)
    follow()
    return () => {
      subscribers.delete(subscriber)
      follow()
    }
  }, [key, mentions])
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** How the stream is. `lost` while it is being reconnected. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(watch, () => state)
}
