/** Feeds the list: first page, next pages, what changes live; it asks again after a gap. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../../api/client.ts'
import { useLive } from '../../../api/live.ts'
import type { Conversation } from '../../../api/routes.ts'
import { tellConversations, watchConversations } from '../conversations-now.ts'
import { listQuery, sortOf, type InboxSearch } from '../inbox-search.ts'
import { belongsTo, type Reader } from './belongs.ts'
import { drop, emptyList, extend, hasNews, mostWaiting, openedList, receive, take, type HeldList } from './list-state.ts'

const pageSize = 50
/** Changes are gathered so long before the server is asked what they are, in milliseconds. */
const gatherMs = 250
/** So many are asked for by id; with more the list asks for its first page anew. */
const mostAsked = 100

export interface ListFeed {
  readonly list: HeldList
  readonly state: 'loading' | 'ready' | 'fault'
  readonly fault: unknown
  /** What is shown is still of the view before: dim it. */
  readonly isStale: boolean
  readonly older: { readonly state: 'idle' | 'loading' | 'fault'; readonly fault: unknown }
  readonly loadOlder: () => void
  readonly retry: () => void
  readonly takeNews: () => void
  readonly drop: (ids: readonly string[]) => void
  /** Puts back what was dropped. */
  readonly bring: (items: readonly Conversation[]) => void
}

const idle = { state: 'idle', fault: null } as const

/** @param isReading Whether moving the list now would move it under somebody's eyes. */
export function useList(search: InboxSearch, me: Reader, isReading: () => boolean): ListFeed {
  const key = JSON.stringify(listQuery(search))
  const query = useMemo(() => JSON.parse(key) as ReturnType<typeof listQuery>, [key])
  const sort = sortOf(search)
  const [held, setHeld] = useState<{ readonly key: string; readonly list: HeldList }>({ key: '', list: emptyList })
  const [fault, setFault] = useState<{ readonly key: string; readonly fault: unknown } | null>(null)
  const [older, setOlder] = useState<ListFeed['older'] & { readonly key: string }>({ key: '', ...idle })
  const latest = useRef({ key, search, me, isReading, held, sort, busy: false })
  useEffect(() => { Object.assign(latest.current, { key, search, me, isReading, held, sort }) })

  const start = useCallback(async (signal?: AbortSignal) => {
    try {
      const page = await api('get', '/conversations', { query: { ...query, limit: pageSize } as never }, { signal })
      if (signal?.aborted === true) return
      setHeld({ key, list: openedList(page.items, page.next) })
      setFault(null)
      tellConversations(page.items)
    } catch (thrown) {
      if (signal?.aborted !== true) setFault({ key, fault: thrown })
    }
  }, [key, query])
  useEffect(() => {
    const stop = new AbortController()
    latest.current.busy = false
    // oxlint-disable-next-line react/set-state-in-effect -- state is set when the server has answered
    void start(stop.signal)
    return () => stop.abort()
  }, [start])

  /** Takes in what conversations have become; lets news in by itself only while nobody reads. */
  const learn = useCallback((items: readonly Conversation[], judged = false) => {
    const { search: shown, me: reader, sort: order } = latest.current
    setHeld((before) => {
      if (before.key !== latest.current.key) return before
      const known = new Set(before.list.shown.map((one) => one.id))
      const wanted = items.filter((one) => judged || known.has(one.id) || belongsTo(shown, one, reader) === 'yes')
      if (wanted.length === 0) return before
      const next = receive(before.list, wanted, (one) => judged || belongsTo(shown, one, reader) !== 'no', order)
      return { ...before, list: hasNews(next) && document.visibilityState === 'visible' && !latest.current.isReading() ? take(next, order) : next }
    })
  }, [])
  // Also what acts and the thread learn of.
  useEffect(() => watchConversations(learn), [learn])

  /** What the first page holds now that is not known: for views that only the server can judge, and after a gap. */
  const compare = useCallback(async () => {
    const page = await api('get', '/conversations', { query: { ...query, limit: pageSize } as never }).catch(() => null)
    if (page === null || latest.current.key !== key) return
    tellConversations(page.items)
    learn(page.items, true)
  }, [key, query, learn])

  const pending = useRef<{ ids: Set<string>; timer: ReturnType<typeof setTimeout> | undefined }>({ ids: new Set(), timer: undefined })
  const ask = useCallback(async () => {
    const ids = [...pending.current.ids]
    pending.current = { ids: new Set(), timer: undefined }
    if (ids.length > mostAsked) return compare()
    const answer = await api('get', '/conversations/some', { query: { ids: ids.join(',') } }).catch(() => null)
    if (answer === null) return undefined
    tellConversations(answer.items)
    const { search: shown, me: reader } = latest.current
    return answer.items.some((one) => belongsTo(shown, one, reader) === 'ask') ? compare() : undefined
  }, [compare])
  const hear = useCallback((id: string) => {
    pending.current.ids.add(id)
    pending.current.timer ??= setTimeout(() => void ask(), gatherMs)
  }, [ask])
  useEffect(() => () => clearTimeout(pending.current.timer), [])
  useLive({}, { conversation: ({ id }) => hear(id), message: ({ conversation }) => hear(conversation), resumed: () => void compare() })

  const loadOlder = useCallback(async () => {
    const { held: { list, key: of }, busy } = latest.current
    if (busy || of !== key || list.next === null) return
    latest.current.busy = true
    setOlder({ key, state: 'loading', fault: null })
    try {
      const page = await api('get', '/conversations', { query: { ...query, limit: pageSize, cursor: list.next } as never })
      setHeld((before) => before.key === key ? { key, list: extend(before.list, page.items, page.next) } : before)
      setOlder({ key, ...idle })
    } catch (thrown) {
      setOlder({ key, state: 'fault', fault: thrown })
    } finally {
      latest.current.busy = false
    }
  }, [key, query])

  const takeNews = useCallback(() => {
    if (latest.current.held.list.waiting.length >= mostWaiting) void start()
    else setHeld((before) => ({ ...before, list: take(before.list, latest.current.sort) }))
  }, [start])

  const isOf = held.key === key
  return {
    list: held.list,
    state: fault?.key === key && !isOf ? 'fault' : held.key === '' ? 'loading' : 'ready',
    fault: fault?.key === key ? fault.fault : null,
    isStale: held.key !== '' && !isOf,
    older: older.key === key ? older : idle,
    loadOlder: useCallback(() => void loadOlder(), [loadOlder]),
    retry: useCallback(() => { setFault(null); void start() }, [start]),
    takeNews,
    drop: useCallback((ids) => setHeld((before) => ({ ...before, list: drop(before.list, new Set(ids)) })), []),
    bring: useCallback((items) => setHeld((before) => ({ ...before, list: take({ ...before.list, waiting: [...before.list.waiting, ...items.filter((one) => before.list.shown.every((other) => other.id !== one.id))] }, latest.current.sort) })), []),
  }
}
