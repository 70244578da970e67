/** Reads a stream of the network, batch by batch, each with the place where reading goes on. */
import { Unavailable } from '../../../kernel/fault.ts'
import { iso, minuteMs, secondMs } from '../../../kernel/instant.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { RetryAfter, retryAfterOf } from '../../../platform/outward/retry-after.ts'
import { SocketRefused } from '../../../platform/outward/outward-socket.ts'
import type { OutwardSocket } from '../../../platform/outward/outward-socket.ts'
import type { Batch, ReadContext, SetAside } from '../contract.ts'
import { streamAddress, withCursor } from './endpoint.ts'
import { Gathering } from './gathering.ts'
import { Handles } from './handles.ts'
import { overlapUs, readJetstreamMessage } from './jetstream.ts'
import { wantedCollections } from './manifest.ts'
import type { BlueskySettings } from './manifest.ts'
import { readRelayFrame, StreamError } from './relay.ts'

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
  const handles = new Handles()
  let start = startOf(context.cursor, settings, address.host)
  let notice: string | null = null
  for (;;) {
    context.health({ state: 'starting', words: `Connecting to ${address.host}.` })
    let socket: OutwardSocket | null = null
    try {
      socket = await open(context, withCursor(address, start.ask))
      await follow(context, socket, { host: address.host, handles, start, notice })
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

interface Following {
  readonly host: string
  readonly handles: Handles
  readonly start: Start
  readonly notice: string | null
}

async function follow(context: Context, socket: OutwardSocket, { host, handles, start, notice: initialNotice }: Following): Promise<void> {
  const { settings, clock } = context
  const wanted = new Set(wantedCollections(settings))
  let position: number | null = null
  let notice = initialNotice
  let nextHealthAt: Instant = 0
  let emittedAt: Instant = 0
  let carried: readonly SetAside[] = []

  const tell = (): void => {
    const now = clock.now()
    if (now < nextHealthAt) return
    nextHealthAt = now + healthEveryMs
    const lag = settings.mode === 'jetstream' && position !== null ? now - position / 1_000 : 0
    const words = lag > tellableLagMs ? `Catching up with ${host}, ${spoken(lag)} behind.` : `Reading ${host} live.`
    context.health({ state: 'reading', words: notice === null ? words : `${words} ${notice}` })
  }

  tell()
  for (;;) {
    const messages = await socket.take(batchMessages, batchWithinMs)
    if (messages === null) return
    const now = clock.now()
    const gathering = new Gathering(handles, wanted, now)
    gathering.setAside.push(...carried)
    let broken: unknown = null
    for (const message of messages) {
      try {
        const at = settings.mode === 'jetstream' ? readJetstreamMessage(message, gathering) : readRelayFrame(message, gathering, now)
        if (at === null) continue
        if (position === null && start.readUpTo !== null && at > start.readUpTo) notice = `${host} no longer has everything since reading stopped: what was said between ${iso(start.readUpTo / 1_000)} and ${iso(at / 1_000)} is missing.`
        position = Math.max(at, position ?? 0)
      } catch (thrown) {
        // What came before the error still counts.
        broken = thrown
        break
      }
    }
    notice = gathering.notice ?? notice
    // What cannot be read waits for the first message that says where we are.
    carried = position === null ? gathering.setAside.slice(0, mostCarried) : []
    if (position !== null && (gathering.holdsAnything || now - emittedAt >= idleCursorMs)) {
      emittedAt = now
      await context.emit(batchOf(gathering, settings.mode === 'jetstream' ? { mode: 'jetstream', host, timeUs: position } : { mode: 'relay', host, seq: position }))
    }
    tell()
    if (broken !== null) throw broken
  }
}

function batchOf({ items, setAside, removed, removedAuthors }: Gathering, cursor: BlueskyCursor): Batch<BlueskyCursor> {
  return {
    items,
    ...(setAside.length === 0 ? {} : { setAside }),
    ...(removed.length === 0 ? {} : { removed }),
    ...(removedAuthors.length === 0 ? {} : { removedAuthors }),
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
