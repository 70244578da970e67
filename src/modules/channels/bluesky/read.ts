/** Reads a stream of the network, batch by batch, each with the place where reading goes on. */
import { Unavailable } from '../../../kernel/fault.ts'
import { iso, minuteMs, secondMs } from '../../../kernel/instant.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { RetryAfter, retryAfterOf } from '../../../platform/outward/retry-after.ts'
import { SocketRefused } from '../../../platform/outward/outward-socket.ts'
import type { OutwardSocket } from '../../../platform/outward/outward-socket.ts'
import type { Batch, ReadContext, SetAside, Stretch } from '../contract.ts'
import { Line } from '../line.ts'
import { streamAddress, withCursor } from './endpoint.ts'
import { overlapUs } from './jetstream.ts'
import { wantedCollections } from './manifest.ts'
import type { BlueskySettings } from './manifest.ts'
import { StreamError } from './relay.ts'
import { openReader, tellsHandle } from './stretch.ts'
import type { StreamTold, StretchOptions } from './stretch.ts'

/** Where reading goes on: a time that holds on any Jetstream, or a number that holds on one relay. */
export type BlueskyCursor =
  | { readonly mode: 'jetstream'; readonly host: string; readonly timeUs: number }
  | { readonly mode: 'relay'; readonly host: string; readonly seq: number }

export type Context = ReadContext<BlueskySettings, BlueskyCursor>

const batchMessages = 500
const batchWithinMs = 250
const healthEveryMs = 10 * secondMs
/** A place to go on from is kept at least this often while nothing that we want goes by. */
const idleCursorMs = 5 * secondMs
const mostCarried = 100
/** From here on the lag is told; below, the stream is simply live. */
const tellableLagMs = 10 * secondMs

export async function readBluesky(context: Context): Promise<void> {
  const { settings } = context
  const address = streamAddress(settings)
  let start = startOf(context.cursor, settings, address.host)
  let notice: string | null = null
  for (;;) {
    context.health({ state: 'starting', words: `Connecting to ${address.host}.` })
    let socket: OutwardSocket | null = null
    try {
      socket = await open(context, withCursor(address, start.ask))
      await follow(context, socket, { host: address.host, start, notice })
      throw goodbye(socket, address.host)
    } catch (thrown) {
      if (context.signal.aborted) return
      if (!(thrown instanceof StreamError) || thrown.errorName !== 'FutureCursor' || start.ask === null) throw thrown
      start = live
      notice = `${thrown.message} Reading started again from now.`
    } finally {
      socket?.close()
    }
  }
}

interface Start {
  /** The cursor to ask the server for; `null`: from now. */
  readonly ask: number | null
  /** What was read last: when the server begins after it, something is missing. */
  readonly readUpTo: number | null
}

const live: Start = { ask: null, readUpTo: null }

function startOf(cursor: BlueskyCursor | null, settings: BlueskySettings, host: string): Start {
  if (cursor === null || cursor.mode !== settings.mode) return live
  // A time means the same everywhere, give or take; a number only where it was given.
  if (cursor.mode === 'jetstream') return { ask: cursor.timeUs - overlapUs, readUpTo: cursor.timeUs + (cursor.host === host ? 0 : minuteMs * 1_000) }
  return cursor.host === host ? { ask: cursor.seq, readUpTo: null } : live
}

async function open(context: Context, url: URL): Promise<OutwardSocket> {
  try {
    return await context.fetch.openSocket(url, { signal: context.signal })
  } catch (thrown) {
    if (!(thrown instanceof SocketRefused)) throw thrown
    const now = context.clock.now()
    const at = retryAfterOf(thrown.headers, now)
    if (at !== null) throw new RetryAfter(`${url.host} asks to be left alone until ${iso(at)}.`, at, now)
    throw new Unavailable(`${url.host} answers with status ${thrown.httpStatus} instead of opening its stream. Check that the host is a ${context.settings.mode === 'jetstream' ? 'Jetstream' : 'relay or PDS'}.`, 'bluesky.not-a-stream', { cause: thrown })
  }
}

/** A stretch, and how many items came to the door when it has passed it. */
type Understood = Stretch<unknown> & { readonly seen?: number }

interface Following {
  readonly host: string
  readonly start: Start
  readonly notice: string | null
}

async function follow(context: Context, socket: OutwardSocket, { host, start, notice: initialNotice }: Following): Promise<void> {
  const { settings, clock } = context
  const { mode } = settings
  let position: number | null = null
  let notice = initialNotice
  let nextHealthAt: Instant = 0
  let emittedAt: Instant = 0
  let carried: readonly SetAside[] = []

  const tell = (): void => {
    const now = clock.now()
    if (now < nextHealthAt) return
    nextHealthAt = now + healthEveryMs
    const lag = mode === 'jetstream' && position !== null ? now - position / 1_000 : 0
    const words = lag > tellableLagMs ? `Catching up with ${host}, ${spoken(lag)} behind.` : `Reading ${host} live.`
    context.health({ state: 'reading', words: notice === null ? words : `${words} ${notice}` })
  }

  /** Hands a stretch on; stretches come here in the order in which they were read. */
  const handOn = async (stretch: Understood): Promise<void> => {
    const now = clock.now()
    const told = stretch.told as StreamTold
    const setAside = carried.length === 0 ? stretch.setAside : [...carried, ...stretch.setAside]
    if (position === null && told.first !== null && start.readUpTo !== null && told.first > start.readUpTo) notice = `${host} no longer has everything since reading stopped: what was said between ${iso(start.readUpTo / 1_000)} and ${iso(told.first / 1_000)} is missing.`
    if (told.furthest !== null) position = Math.max(told.furthest, position ?? 0)
    notice = told.notice ?? notice
    // What cannot be read waits for the first message that says where we are.
    carried = position === null ? setAside.slice(0, mostCarried) : []
    const came = (stretch.seen ?? stretch.items.length) + setAside.length + stretch.removed.length + stretch.removedAuthors.length
    if (position !== null && (came > 0 || now - emittedAt >= idleCursorMs)) {
      emittedAt = now
      await context.emit(batchOf({ ...stretch, setAside }, mode === 'jetstream' ? { mode, host, timeUs: position } : { mode, host, seq: position }))
    }
    tell()
    if (told.ended !== null) throw new StreamError(told.ended.errorName, told.ended.words)
  }

  const options: StretchOptions = { mode, collections: wantedCollections(settings) }
  const sieve = context.sieve?.(new URL('stretch.ts', import.meta.url), options)
  const here = sieve === undefined ? openReader(options) : null
  const understand = (messages: readonly Buffer[]): Promise<Understood> => {
    const now = clock.now()
    return sieve === undefined ? Promise.resolve(here?.read(messages, now) as Understood) : sieve.sift(messages, now, messages.filter((message) => tellsHandle(message, mode)))
  }
  const line = new Line(sieve?.depth ?? 1, handOn, () => socket.close())

  tell()
  try {
    for (;;) {
      const messages = await socket.take(batchMessages, batchWithinMs)
      if (messages === null) break
      await line.add(understand(messages))
    }
  } finally {
    // What came before a break still counts; a fault on the way says more than the break that followed it.
    await line.end().finally(() => sieve?.close())
  }
}

function batchOf({ items, setAside, removed, removedAuthors, seen }: Understood, cursor: BlueskyCursor): Batch<BlueskyCursor> {
  return {
    items,
    ...(setAside.length === 0 ? {} : { setAside }),
    ...(removed.length === 0 ? {} : { removed }),
    ...(removedAuthors.length === 0 ? {} : { removedAuthors }),
    ...(seen === undefined ? {} : { seenAtDoor: seen }),
    cursor,
    door: true,
  }
}

function goodbye(socket: OutwardSocket, host: string): Unavailable {
  const { code, reason } = socket.farewell ?? { code: 1006, reason: '' }
  const said = reason === '' ? '' : ` and said "${reason.slice(0, 200)}"`
  return new Unavailable(code === 1006 ? `The connection to ${host} broke. Reading goes on from where it stopped.` : `${host} closed the stream (${code})${said}. Reading goes on from where it stopped.`, 'bluesky.stream-closed')
}

function spoken(ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  if (minutes < 1) return `${Math.round(ms / secondMs)} seconds`
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
}
