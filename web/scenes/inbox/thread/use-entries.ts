/** Feeds a thread: its newest page, older ones by key, and what changes live. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { useLive } from '../../../api/live.ts'
import type { Entry } from '../../../api/routes.ts'
import { mergeEntries } from './thread-lines.ts'

const pageSize = 40
const gatherMs = 120

interface Held {
  readonly entries: readonly Entry[]
  readonly older: string | null
  /** Begun in the middle: what is newer is not here yet. */
  readonly newer: string | null
}

export interface EntryFeed extends Held {
  readonly state: 'loading' | 'ready' | 'fault'
  readonly fault: unknown
  readonly isLoadingOlder: boolean
  readonly loadOlder: () => void
  readonly loadNewer: () => void
  /** Begins at the newest again. */
  readonly toNewest: () => void
  readonly retry: () => void
  /** Puts in what an act answered with. */
  readonly put: (entry: Entry) => void
  readonly take: (id: string) => void
  readonly refresh: () => void
}

/** @param around Begins at this entry instead of the newest. */
export function useEntries(id: string, around: string | undefined): EntryFeed {
  const [held, setHeld] = useState<Held | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [isLoadingOlder, setLoadingOlder] = useState(false)
  const latest = useRef({ held, busy: false })
  useEffect(() => { latest.current.held = held })

  const start = useCallback(async (entry: string | undefined, signal?: AbortSignal) => {
    try {
      const page = await api('get', '/conversations/{id}/entries', { params: { id }, query: { limit: pageSize, ...(entry === undefined ? {} : { around: entry }) } }, { signal })
      if (signal?.aborted === true) return
      setHeld({ entries: mergeEntries([], page.items), older: page.next, newer: entry === undefined ? null : page.previous })
      setFault(null)
    } catch (thrown) {
      if (signal?.aborted === true) return
      // An entry that is gone is no reason to show nothing.
      // oxlint-disable-next-line react/immutability -- it is there by the time it calls itself
      if (entry !== undefined) { await start(undefined, signal); return }
      setFault(thrown)
    }
    // oxlint-disable-next-line react/memo-dependencies -- it calls itself alone
  }, [id])
  useEffect(() => {
    const stop = new AbortController()
    // oxlint-disable-next-line react/set-state-in-effect -- state is set when the server has answered
    void start(around, stop.signal)
    return () => stop.abort()
  }, [start, around])

  const refresh = useCallback(async () => {
    const page = await api('get', '/conversations/{id}/entries', { params: { id }, query: { limit: pageSize } }).catch(() => null)
    if (page === null) return
    setHeld((before) => {
      if (before === null) return { entries: mergeEntries([], page.items), older: page.next, newer: null }
      const known = new Set(before.entries.map((entry) => entry.id))
      const isApart = page.next !== null && page.items.length > 0 && page.items.every((entry) => !known.has(entry.id))
      // In the middle of a long thread what is new lies below what is loaded.
      if (isApart) return before.newer === null ? { entries: mergeEntries([], page.items), older: page.next, newer: null } : before
      const reaches = before.newer === null || page.items.some((entry) => known.has(entry.id))
      return reaches ? { ...before, entries: mergeEntries(before.entries, page.items), newer: null } : before
    })
  }, [id])
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const soon = useCallback(() => { timer.current ??= setTimeout(() => { timer.current = undefined; void refresh() }, gatherMs) }, [refresh])
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive({}, { message: ({ conversation }) => { if (conversation === id) soon() }, conversation: (change) => { if (change.id === id) soon() }, resumed: soon })

  const load = useCallback(async (way: 'older' | 'newer') => {
    const { held: now, busy } = latest.current
    const cursor = way === 'older' ? now?.older : now?.newer
    if (busy || cursor === null || cursor === undefined) return
    latest.current.busy = true
    setLoadingOlder(way === 'older')
    try {
      const page = await api('get', '/conversations/{id}/entries', { params: { id }, query: { limit: pageSize, ...(way === 'older' ? { cursor } : { after: cursor }) } })
      setHeld((before) => before === null ? before : {
        entries: mergeEntries(before.entries, page.items),
        older: way === 'older' ? page.next : before.older,
        newer: way === 'newer' ? (page.items.length < pageSize ? null : page.previous) : before.newer,
      })
    } catch {
      // Scrolling again tries again.
    } finally {
      latest.current.busy = false
      setLoadingOlder(false)
    }
  }, [id])

  return {
    entries: held?.entries ?? [], older: held?.older ?? null, newer: held?.newer ?? null,
    state: held !== null ? 'ready' : fault !== null ? 'fault' : 'loading', fault, isLoadingOlder,
    loadOlder: useCallback(() => void load('older'), [load]),
    loadNewer: useCallback(() => void load('newer'), [load]),
    toNewest: useCallback(() => void start(undefined), [start]),
    retry: useCallback(() => { setFault(null); void start(around) }, [start, around]),
    put: useCallback((entry) => setHeld((before) => before === null ? before : { ...before, entries: mergeEntries(before.entries, [entry]) }), []),
    take: useCallback((gone) => setHeld((before) => before === null ? before : { ...before, entries: before.entries.filter((entry) => entry.id !== gone) }), []),
    refresh: useCallback(() => void refresh(), [refresh]),
  }
}
