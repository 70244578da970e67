/** Reads timelines of a server: what was missed first, then what is streamed, or asked for from time to time. */
import { setTimeout as wait } from 'node:timers/promises'
import { Unavailable } from '../../../kernel/fault.ts'
import { minuteMs, secondMs } from '../../../kernel/instant.ts'
import type { OutwardSocket } from '../../../platform/outward/outward-socket.ts'
import type { ReadContext } from '../contract.ts'
import { createClient } from './client.ts'
import type { Client } from './client.ts'
import { Gathering } from './gathering.ts'
import { describeInstance } from './instance.ts'
import type { Instance } from './instance.ts'
import { Known } from './known.ts'
import type { FediverseSettings } from './manifest.ts'
import { compareIds, earlierId } from './order.ts'
import { openStream, readStreamMessage } from './streaming.ts'
import { timelinesOf } from './timelines.ts'
import type { Timeline } from './timelines.ts'

/** The newest status read of each timeline, by the server's own ids. */
export interface FediverseCursor {
  readonly server: string
  readonly newest: Readonly<Record<string, string>>
}

export type Context = ReadContext<FediverseSettings, FediverseCursor>

/** The most that servers give at once. */
export const pageSize = '40'
/** Asking begins this much before the newest status, for those that travelled slowly. */
const overlapMs = minuteMs
const batchMessages = 200
const batchWithinMs = 250
/** A server that streams nothing today may tomorrow. */
const tryStreamingEveryMs = 60 * minuteMs

export async function readFediverse(context: Context): Promise<void> {
  try {
    await readOn(context)
  } catch (thrown) {
    if (!context.signal.aborted) throw thrown
  }
}

async function readOn(context: Context): Promise<void> {
  const { settings, signal, clock } = context
  const client = createClient(settings, context)
  context.health({ state: 'starting', words: `Asking ${client.host} what it offers.` })
  const instance = await describeInstance(client)
  const timelines = await timelinesOf(settings, client, instance)
  const reader = new Reader(context, client, instance, timelines)
  let tryStreamingAt = 0
  for (;;) {
    let socket: OutwardSocket | null = null
    if (clock.now() >= tryStreamingAt) {
      // The stream is opened first: what is said while we catch up waits in it.
      socket = await openStream(client, instance, timelines, context)
      tryStreamingAt = clock.now() + tryStreamingEveryMs
    }
    try {
      for (const timeline of timelines) await reader.catchUp(timeline)
      if (socket !== null) await reader.follow(socket)
    } finally {
      socket?.close()
    }
    context.health({ state: 'reading', words: `Asking ${client.host} every ${spoken(settings.everySeconds)}${timelines.some(({ stream }) => stream !== null) ? `: it does not stream ${settings.token === '' ? 'without an access token' : 'to us'}` : ''}.` })
    await wait(settings.everySeconds * secondMs, undefined, { signal })
  }
}

class Reader {
  readonly #context: Context
  readonly #client: Client
  readonly #instance: Instance
  readonly #timelines: readonly Timeline[]
  readonly #known = new Known()
  readonly #newest: Record<string, string>
  readonly #door: boolean

  constructor(context: Context, client: Client, instance: Instance, timelines: readonly Timeline[]) {
    this.#context = context
    this.#client = client
    this.#instance = instance
    this.#timelines = timelines
    // Ids of one server mean nothing on another.
    this.#newest = context.cursor?.server === client.base.href ? { ...context.cursor.newest } : {}
    this.#door = context.settings.mode === 'public' || context.settings.mode === 'local'
  }

  /** Takes in page after page, oldest first, from the newest status known up to now. The first time: the latest page. */
  async catchUp(timeline: Timeline): Promise<void> {
    const known = this.#newest[timeline.key]
    let from = known === undefined ? null : earlierId(known, overlapMs)
    for (let pages = 0; ; pages += 1) {
      const query = { ...timeline.query, limit: pageSize, ...(from === null ? {} : { min_id: from }) }
      const gathering = this.#gathering()
      const { newest, count } = gathering.page(await this.#client.ask(timeline.path, query, timeline.name))
      if (newest !== null) this.#advance(timeline.key, newest)
      await this.#hand(gathering)
      // An empty page is the end; a page that brings us no further is a server that does not page this way.
      if (count === 0 || newest === null || from === null || compareIds(newest, from) <= 0) return
      from = newest
      if (pages > 0 && pages % 5 === 0) this.#context.health({ state: 'reading', words: `Catching up with ${timeline.name} of ${this.#client.host}.` })
    }
  }

  /** Follows the stream until it ends, which is a fault: whoever runs the reader starts it again, and it catches up. */
  async follow(socket: OutwardSocket): Promise<void> {
    this.#context.health({ state: 'reading', words: `${this.#client.host} streams ${this.#timelines.map(({ name }) => name).join(', ')} live.` })
    for (;;) {
      const messages = await socket.take(batchMessages, batchWithinMs)
      if (messages === null) break
      const gathering = this.#gathering()
      for (const message of messages) {
        const place = readStreamMessage(message, gathering)
        if (place !== null) this.#advance(this.#keyOf(place.stream), place.id)
      }
      await this.#hand(gathering)
    }
    const { code, reason } = socket.farewell ?? { code: 1006, reason: '' }
    throw new Unavailable(`${this.#client.host} ended the stream${code === 1006 ? '' : ` (${code}${reason === '' ? '' : `, "${reason.slice(0, 200)}"`})`}. What is said meanwhile is caught up with.`, 'fediverse.stream-closed')
  }

  #gathering(): Gathering {
    return new Gathering(this.#known, this.#instance.domain, this.#context.clock)
  }

  /** Which timeline a message belongs to, by the name of its stream; with one timeline there is no doubt. */
  #keyOf(stream: readonly unknown[]): string | null {
    const [only, ...more] = this.#timelines
    if (only !== undefined && more.length === 0) return only.key
    return this.#timelines.find((timeline) => timeline.stream !== null && Object.values(timeline.stream).every((part, index) => part === stream[index]))?.key ?? null
  }

  #advance(key: string | null, id: string): void {
    if (key === null) return
    const before = this.#newest[key]
    if (before === undefined || compareIds(id, before) > 0) this.#newest[key] = id
  }

  async #hand(gathering: Gathering): Promise<void> {
    if (!gathering.holdsAnything) return
    const { items, setAside, removed } = gathering
    await this.#context.emit({
      items,
      ...(setAside.length === 0 ? {} : { setAside }),
      ...(removed.length === 0 ? {} : { removed }),
      cursor: { server: this.#client.base.href, newest: { ...this.#newest } },
      door: this.#door,
    })
  }
}

function spoken(seconds: number): string {
  if (seconds === 60) return 'minute'
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`
}
