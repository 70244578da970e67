/** Feeds the stream: first page, older pages, arrivals in batches a frame, and a fresh start when some were missed. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { useLive, type LiveFilter } from '../../api/live.ts'
import type { Mention, MentionFilter } from '../../api/routes.ts'
import { arrive, emptyStream, extend, isFull, needsFreshStart, news, opened, streamLimits, take, type Stream } from './stream.ts'

export interface StreamSource {
  readonly query: MentionFilter
  /** Whether each cascade is one line. */
  readonly isGathered: boolean
  readonly arrivals: 'live' | 'asked' | 'none'
  readonly liveFilter: LiveFilter
  /** Whether a live mention belongs to the view. */
  readonly belongs: (mention: Mention) => boolean
}

export interface StreamFeed {
  /** Names what is shown; another name is another list, read from its top. */
  readonly key: string
  readonly stream: Stream<Mention>
  readonly state: 'loading' | 'ready' | 'fault'
  readonly fault: unknown
  /** Shows what is held is still of the view before: dim it. */
  readonly isStale: boolean
  readonly older: { readonly state: 'idle' | 'loading' | 'fault'; readonly fault: unknown }
  readonly isFull: boolean
  readonly loadOlder: () => void
  readonly retry: () => void
  /** Shows the news; asks the server when not all of it is held. */
  readonly takeNews: () => void
}

const idle = { state: 'idle', fault: null } as const
const pageSize = 50
/** With fewer than this on screen, older ones are asked for without scrolling. */
const thin = 12
/** How often the server is asked where only it can judge, in milliseconds. */
const askEveryMs = 15_000
/** New mentions flow in by themselves only while they are as few as this in ten seconds. */
const calm = { count: 8, withinMs: 10_000 }

/** In a gathered stream posts of one cascade stand as one line. */
function lined(items: readonly Mention[], isGathered: boolean): readonly (Mention & { readonly line?: string })[] {
  return isGathered ? items.map((item) => item.cascade === null ? item : { ...item, line: item.cascade.id }) : items
}

export function useStream(source: StreamSource, isReading: () => boolean): StreamFeed {
  const { isGathered } = source
  const key = JSON.stringify(isGathered ? { ...source.query, gather: 'one' } : source.query)
  const query = useMemo(() => JSON.parse(key) as MentionFilter, [key])
  const [held, setHeld] = useState<{ key: string; stream: Stream<Mention> }>({ key: '', stream: emptyStream() })
  const [fault, setFault] = useState<{ key: string; fault: unknown } | null>(null)
  const [older, setOlder] = useState<StreamFeed['older'] & { readonly key: string }>({ key: '', ...idle })
  const latest = useRef({ key, held, source, isReading, olderBusy: false, starting: false })
  useEffect(() => { Object.assign(latest.current, { key, held, source, isReading }) })

  const start = useCallback(async (signal?: AbortSignal) => {
    latest.current.starting = true
    try {
      const page = await api('get', '/mentions', { query: { ...query, limit: pageSize } }, { signal })
      if (signal?.aborted !== true) { setHeld({ key, stream: opened(lined(page.items, isGathered), page.next) }); setFault(null) }
    } catch (thrown) {
      if (signal?.aborted !== true) setFault({ key, fault: thrown })
    } finally { latest.current.starting = false }
  }, [key, query, isGathered])

  useEffect(() => {
    const stop = new AbortController()
    latest.current.olderBusy = false
    // oxlint-disable-next-line react/set-state-in-effect -- state is set when the server has answered
    void start(stop.signal)
    return () => stop.abort()
  }, [start])

  const pending = useRef<{ items: Mention[]; more: number; at: number[]; frame: number }>({ items: [], more: 0, at: [], frame: 0 })
  const flush = useCallback(() => {
    const { items, more } = pending.current
    Object.assign(pending.current, { items: [], more: 0, frame: 0 })
    const now = Date.now()
    pending.current.at = [...pending.current.at.filter((at) => now - at < calm.withinMs), ...items.map(() => now)].slice(-calm.count * 4)
    const isCalm = pending.current.at.length <= calm.count && more === 0
    setHeld((before) => {
      if (before.key !== latest.current.key) return before
      const stream = arrive(before.stream, items, more)
      const flows = isCalm && !needsFreshStart(stream) && document.visibilityState === 'visible' && !latest.current.isReading()
      const next = flows ? take(stream) : stream
      return next === before.stream ? before : { ...before, stream: next }
    })
  }, [])
  const receive = useCallback((items: readonly Mention[], more: number) => {
    const wanted = lined(items.filter((item) => latest.current.source.belongs(item)), latest.current.source.isGathered)
    if (wanted.length === 0 && more === 0) return
    pending.current.items.push(...wanted)
    pending.current.more += more
    // A page in the background gets no frames: what piles up is counted, not kept.
    const excess = pending.current.items.length - streamLimits.waiting
    if (excess > 0) {
      pending.current.items.splice(0, excess)
      pending.current.more += excess
    }
    pending.current.frame ||= requestAnimationFrame(flush)
  }, [flush])
  useEffect(() => () => cancelAnimationFrame(pending.current.frame), [])

  const ask = useCallback(async () => {
    const page = await api('get', '/mentions', { query: { ...query, limit: pageSize } }).catch(() => null)
    if (!page || latest.current.key !== key) return
    const known = new Set([...latest.current.held.stream.shown, ...latest.current.held.stream.waiting].map((item) => item.id))
    // When nothing of the page is known there are more between it and what is held, nobody knows how many.
    const hasGap = page.next !== null && known.size > 0 && page.items.every((item) => !known.has(item.id))
    receive(page.items, hasGap ? 1 : 0)
  }, [key, query, receive])

  useLive(source.liveFilter, source.arrivals === 'live' ? { mentions: receive, resumed: () => void ask() } : {})
  useEffect(() => {
    if (source.arrivals !== 'asked') return undefined
    const timer = setInterval(() => { if (document.visibilityState === 'visible') void ask() }, askEveryMs)
    return () => clearInterval(timer)
  }, [source.arrivals, ask])

  const isOf = held.key === key
  const loadOlder = useCallback(async () => {
    const { held: { stream }, olderBusy, starting } = latest.current
    if (olderBusy || starting || stream.older.kind === 'end' || isFull(stream) || latest.current.held.key !== key) return
    latest.current.olderBusy = true
    setOlder({ key, state: 'loading', fault: null })
    try {
      // `to` is excluded, so one millisecond more reads those of the same moment again; they are known by id.
      const from = stream.older.kind === 'cursor' ? { cursor: stream.older.cursor } : { to: new Date(Date.parse(stream.older.at) + 1).toISOString() }
      const page = await api('get', '/mentions', { query: { ...query, limit: pageSize, ...from } })
      setHeld((before) => before.key === key ? { key, stream: extend(before.stream, lined(page.items, isGathered), page.next) } : before)
      setOlder({ key, ...idle })
    } catch (thrown) {
      setOlder({ key, state: 'fault', fault: thrown })
    } finally {
      latest.current.olderBusy = false
    }
  }, [key, query, isGathered])

  // A text search answers with what it found on a stretch of the list: it goes on by itself until there is something to read.
  const isThin = isOf && held.stream.older.kind === 'cursor' && held.stream.shown.length < thin && older.state === 'idle'
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- state is set when the server has answered
    if (isThin) void loadOlder()
  }, [isThin, loadOlder])

  const takeNews = useCallback(() => {
    const { stream } = latest.current.held
    if (news(stream) === 0) return
    if (needsFreshStart(stream)) void start()
    else setHeld((before) => ({ ...before, stream: take(before.stream) }))
  }, [start])

  return {
    stream: held.stream,
    state: fault?.key === key && !isOf ? 'fault' : held.key === '' ? 'loading' : 'ready',
    fault: fault?.key === key ? fault.fault : null,
    isStale: held.key !== '' && !isOf,
    key: held.key, older: older.key === key ? older : idle, isFull: isFull(held.stream),
    loadOlder: useCallback(() => void loadOlder(), [loadOlder]),
    retry: useCallback(() => { setFault(null); void start() }, [start]),
    takeNews,
  }
}
