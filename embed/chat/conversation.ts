/**
 * What is said, kept in step with the server and with the other tabs. A message
 * has an id before it is sent and is sent until it is acknowledged, so that
 * none is lost and none arrives twice. One tab at a time listens and sends; the
 * others hear from it.
 */
import { Trouble, type Api } from './api.ts'
import { readEvents } from './event-stream.ts'
import { withoutToken, type Memory } from './memory.ts'
import { newMessageId } from './message-id.ts'
import { backoff, wait } from './patience.ts'
import type { Entry, Pending, PendingFile, Session, State } from './types.ts'

type Shared = { readonly entries?: readonly Entry[]; readonly state?: State; readonly typing?: string }

export interface Conversation {
  readonly entries: readonly Entry[]
  readonly pending: readonly Pending[]
  readonly state: State
  readonly unread: number
  readonly typing: string
  readonly isOnline: boolean
  readonly hasOlder: boolean
  readonly person: { readonly name: string; readonly mail: string }
  /** Begins, or goes on where it was. */
  begin(identity?: string): Promise<void>
  /** Forgets who this was; the next to write here is a stranger. */
  forget(): void
  say(text: string, files: readonly PendingFile[]): void
  retry(id: string): void
  drop(id: string): void
  upload(file: File): Promise<PendingFile>
  /** @param message with an id of its own, so that trying again leaves it once. */
  leave(message: { id: string; name: string; mail: string; text: string }): Promise<void>
  read(): void
  type(isTyping: boolean): void
  older(): Promise<void>
}

/** A stream that says nothing for so long is held back by something in between. */
const helloWithinMs = 6_000
const silenceMs = 50_000
const pollS = 25

export function openConversation(account: string, api: Api, memory: Memory, language: string, changed: () => void): Conversation {
  const entries = new Map<string, Entry>()
  let state: State = { last: 0, delivered: 0, read: 0, seenByUs: null }
  let hasOlder = false
  let typing = ''
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let isOnline = true
  let person = { name: '', mail: '' }
  let identity: string | undefined
  let beginning: Promise<void> | null = null
  let listening: AbortController | null = null
  const wake = new EventTarget()
  const rouse = (): boolean => wake.dispatchEvent(new Event('wake'))
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`rapport-chat:${account}`)
  // Locks are there only in secure contexts; without them each tab listens for itself, and the server keeps it true.
  const alone = <T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> => (navigator.locks === undefined ? work() : (navigator.locks.request(`rapport-chat:${account}:${name}`, signal === undefined ? {} : { signal }, work) as Promise<T>))

  const online = (now: boolean): void => {
    if (isOnline === now) return
    isOnline = now
    changed()
  }
  const lastSeq = (): number => Math.max(0, ...[...entries.values()].map(({ seq }) => seq))

  function take({ entries: news = [], state: newest, typing: name }: Shared): void {
    for (const entry of news) {
      entries.set(entry.id, entry)
      const gone = entry.removes === undefined ? undefined : entries.get(entry.removes)
      if (gone) entries.set(gone.id, { ...gone, text: '', files: [] })
    }
    if (news.some(({ ours }) => ours)) setTyping('')
    const got = new Set(news.map(({ id }) => id))
    if ((memory.get().pending ?? []).some(({ id }) => got.has(id))) memory.change((now) => ({ ...now, pending: (now.pending ?? []).filter(({ id }) => !got.has(id)) }))
    if (newest) state = { last: Math.max(state.last, newest.last), delivered: Math.max(state.delivered, newest.delivered), read: Math.max(state.read, newest.read), seenByUs: newest.seenByUs }
    if (name !== undefined) setTyping(name)
    changed()
  }
  function setTyping(name: string): void {
    clearTimeout(typingTimer)
    typing = name
    if (name !== '') typingTimer = setTimeout(() => { setTyping(''); changed() }, 8_000)
  }
  /** Here, and in the other tabs. */
  function share(news: Shared): void {
    take(news)
    channel?.postMessage(news)
  }
  channel?.addEventListener('message', (event) => take(event.data as Shared))
  addEventListener('online', rouse)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') rouse() })
  memory.onChange(() => {
    const { token } = memory.get()
    if (token === undefined && listening) stop()
    changed()
    void flush()
  })

  function stop(): void {
    listening?.abort()
    listening = null
    entries.clear()
    state = { last: 0, delivered: 0, read: 0, seenByUs: null }
    hasOlder = false
    person = { name: '', mail: '' }
  }

  async function begin(newIdentity?: string): Promise<void> {
    if (newIdentity !== undefined) identity = newIdentity
    beginning ??= open().finally(() => (beginning = null))
    return beginning
  }

  async function open(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        // One tab at a time, or two that open together would make two visitors of one.
        const session: Session = await alone('begin', async () => {
          const got = await api.session({ token: memory.get().token, identity, language, page: location.href.slice(0, 2_000) })
          memory.change((now) => ({ ...now, token: got.token }))
          return got
        })
        online(true)
        person = { name: session.name ?? '', mail: session.mail ?? '' }
        hasOlder = session.older
        take({ entries: session.entries, state: session.state })
        if (!listening) {
          listening = new AbortController()
          void listen(listening.signal)
        }
        void flush()
        return
      } catch (thrown) {
        if (!(thrown instanceof Trouble) || thrown.is === 'refused') throw thrown
        if (thrown.is === 'unknown') {
          // Only an identity that does not hold is refused here: without it they are a stranger.
          if (identity === undefined) throw thrown
          console.warn('Rapport chat: the identity was refused; the visitor is a stranger.')
          identity = undefined
          continue
        }
        online(false)
        await wait(Math.max(thrown.waitMs, backoff(attempt)), wake)
      }
    }
  }

  async function listen(signal: AbortSignal): Promise<void> {
    await alone('listen', async () => {
      let mode: 'stream' | 'poll' = 'stream'
      let silent = 0
      for (let attempt = 0; !signal.aborted; ) {
        const { token } = memory.get()
        if (token === undefined) return
        const startedAt = Date.now()
        try {
          if (mode === 'stream') {
            const heard = await follow(token, signal)
            silent = heard ? 0 : silent + 1
            if (silent >= 2) mode = 'poll'
            if (!heard) throw new Trouble('away')
          } else {
            const got = (await (await api.events(token, lastSeq(), signal, pollS)).json()) as Shared
            share(got)
            delivered()
          }
          online(true)
          attempt = 0
        } catch (thrown) {
          if (signal.aborted) return
          if (thrown instanceof Trouble && thrown.is === 'unknown') {
            // The server forgot this visitor: a new beginning.
            memory.change(withoutToken)
            stop()
            void begin()
            return
          }
          online(navigator.onLine && Date.now() - startedAt > silenceMs)
          await wait(Math.max(thrown instanceof Trouble ? thrown.waitMs : 0, backoff(attempt)), wake)
          attempt++
        }
      }
    }, signal).catch(() => undefined)
  }

  /** Follows the stream to its end; whether it said anything. */
  async function follow(token: string, signal: AbortSignal): Promise<boolean> {
    const stopping = new AbortController()
    const end = (): void => stopping.abort()
    signal.addEventListener('abort', end)
    let heard = false
    const hello = setTimeout(() => { if (!heard) end() }, helloWithinMs)
    try {
      const response = await api.events(token, lastSeq(), stopping.signal)
      if (response.body === null) return false
      for await (const { event, data } of readEvents(response.body, silenceMs)) {
        if (signal.aborted) return true
        heard = true
        online(true)
        void flush()
        if (event === 'entry') {
          share({ entries: [JSON.parse(data) as Entry] })
          delivered()
        } else if (event === 'state') share({ state: JSON.parse(data) as State })
        else if (event === 'typing') share({ typing: (JSON.parse(data) as { name: string }).name })
      }
      return heard
    } catch (thrown) {
      if (heard && !(thrown instanceof Trouble)) return true
      throw thrown
    } finally {
      clearTimeout(hello)
      signal.removeEventListener('abort', end)
      end()
    }
  }

  let deliveredTimer: ReturnType<typeof setTimeout> | undefined
  function delivered(): void {
    clearTimeout(deliveredTimer)
    deliveredTimer = setTimeout(() => void tell({ delivered: lastSeq() }), 250)
  }
  async function tell(told: Parameters<Api['signal']>[1]): Promise<void> {
    const { token } = memory.get()
    if (token !== undefined) await api.signal(token, told).catch(() => undefined)
  }

  let flushing = false
  /** Sends what waits, in order, until nothing does. */
  async function flush(): Promise<void> {
    if (flushing || !next()) return
    flushing = true
    try {
      await alone('send', async () => {
        for (let attempt = 0; ; ) {
          const pending = next()
          const { token } = memory.get()
          if (pending === undefined || token === undefined) return
          try {
            const entry = await api.say(token, pending)
            settle(pending.id)
            online(true)
            share({ entries: [entry] })
            attempt = 0
          } catch (thrown) {
            const trouble = thrown instanceof Trouble ? thrown : new Trouble('away')
            if (trouble.is === 'refused') {
              mark(pending.id, true)
              continue
            }
            if (trouble.is === 'unknown') {
              memory.change(withoutToken)
              stop()
              await begin()
              continue
            }
            if (trouble.waitMs === 0) online(false)
            await wait(Math.max(trouble.waitMs, backoff(attempt)), wake)
            attempt++
          }
        }
      })
    } finally {
      flushing = false
    }
    if (next() && memory.get().token !== undefined) void flush()
  }
  const next = (): Pending | undefined => (memory.get().pending ?? []).find(({ refused }) => refused !== true)
  function settle(id: string): void {
    memory.change((now) => ({ ...now, pending: (now.pending ?? []).filter((one) => one.id !== id) }))
  }
  function mark(id: string, refused: boolean): void {
    memory.change((now) => ({ ...now, pending: (now.pending ?? []).map((one) => (one.id === id ? { ...one, refused } : one)) }))
    changed()
  }

  let typingSaidAt = 0
  return {
    get entries() { return [...entries.values()].filter(({ removes }) => removes === undefined).sort((a, b) => a.seq - b.seq) },
    get pending() { return (memory.get().pending ?? []).filter(({ id }) => !entries.has(id)) },
    get state() { return state },
    get unread() { return [...entries.values()].filter(({ ours, seq, removes }) => ours && removes === undefined && seq > state.read).length },
    get typing() { return typing },
    get isOnline() { return isOnline },
    get hasOlder() { return hasOlder },
    get person() { return person },
    begin,
    forget() {
      memory.change(() => ({}))
      identity = undefined
      stop()
      changed()
    },
    say(text, files) {
      memory.change((now) => ({ ...now, pending: [...(now.pending ?? []), { id: newMessageId(), text, files, at: Date.now() }] }))
      typingSaidAt = 0
      changed()
      if (memory.get().token === undefined) void begin()
      else void flush()
    },
    retry: (id) => { mark(id, false); void flush() },
    drop: (id) => { settle(id); changed() },
    async upload(file) {
      if (memory.get().token === undefined) await begin()
      return api.upload(memory.get().token ?? '', file)
    },
    async leave(message) {
      if (memory.get().token === undefined) await begin()
      await api.leave(memory.get().token ?? '', { ...message, language, page: location.href.slice(0, 2_000) })
      person = { name: message.name, mail: message.mail }
    },
    read() {
      const seq = lastSeq()
      if (seq <= state.read) return
      share({ state: { ...state, read: seq, delivered: seq } })
      void tell({ read: seq })
    },
    type(isTyping) {
      const now = Date.now()
      if (isTyping ? now - typingSaidAt < 3_000 : typingSaidAt === 0) return
      typingSaidAt = isTyping ? now : 0
      void tell({ typing: isTyping })
    },
    async older() {
      const { token } = memory.get()
      const first = Math.min(...[...entries.values()].map(({ seq }) => seq))
      if (token === undefined || !Number.isFinite(first)) return
      const got = await api.older(token, first)
      hasOlder = got.older
      take({ entries: got.entries })
    },
  }
}
