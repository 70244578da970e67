/** Keeps every source reading: starts, stops, backs off, and saves its place with what it read. */
import { admit } from '../../kernel/admission.ts'
import { sentence, Fault, TooMuch, Unavailable } from '../../kernel/fault.ts'
import { minuteMs, type Clock } from '../../kernel/instant.ts'
import type { Interaction } from '../../kernel/interaction.ts'
import type { Log } from '../../platform/logs.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { backoffMs } from '../../platform/outward/backoff.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Notifications } from '../../platform/postgres/notifications.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Batch, Channel, Health, SetAside } from './contract.ts'
import { pause } from '../../platform/pause.ts'
import type { Door, TakeIn } from './ports.ts'
import { keepReadings } from './readings.ts'
import { channelOf, openSettings } from './settings.ts'
import { findSource, keepAside, listSources, saveHealth, saveProgress, type Source } from './source-store.ts'

export interface RunnerDeps {
  readonly db: Db
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly channels: readonly Channel[]
  readonly takeIn: TakeIn
  readonly door: Door
  readonly notifications: Notifications
}

/** A firehose that brings nothing wanted still saves its place this often. */
const savePlaceEveryMs = 2_000
/** A reader that held out this long starts again with a short back-off. */
const steadyMs = 2 * minuteMs

export interface Runner {
  stop(): Promise<void>
}

export function startRunner(deps: RunnerDeps): Runner {
  return keepReadings({
    wanted: async () => (await listSources(deps.db)).filter((source) => !source.paused && deps.channels.some((channel) => channel.manifest.id === source.channel)),
    keyOf,
    read: async ({ id, channel }, signal) => keepReading(deps, channelOf(deps.channels, channel), id, signal),
    onChange: (look) => deps.notifications.on('rapport_sources', look),
    onFault: (because) => deps.log.error('channels.reconcile-failed', { because }),
  })
}

const keyOf = (source: Source): string => JSON.stringify([source.channel, source.settings])

async function keepReading(deps: RunnerDeps, channel: Channel, id: string, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; ) {
    const startedAt = deps.clock.now()
    try {
      const source = await findSource(deps.db, id)
      const last = await read(deps, channel, source, signal)
      if (!signal.aborted && last !== 'finished') await saveHealth(deps.db, id, { state: 'finished', words: 'Read to its end.' })
      return
    } catch (thrown) {
      if (signal.aborted) return
      if (deps.clock.now() - startedAt > steadyMs) attempt = 0
      attempt += 1
      const asked = thrown instanceof TooMuch ? (thrown.retryAfterSeconds ?? 0) * 1_000 : 0
      const waitMs = Math.max(asked, backoffMs(attempt, Math.random))
      const code = thrown instanceof Fault ? thrown.code : 'internal'
      deps.log.warn('channels.read-failed', { source: id, channel: channel.manifest.id, code, attempt, waitMs, because: code === 'internal' ? sentence(thrown) : null })
      await saveHealth(deps.db, id, { state: 'failing', code, words: `${sentence(thrown)} Next try in ${Math.ceil(waitMs / 1_000)} s.` }).catch(() => undefined)
      await pause(waitMs, signal)
    }
  }
}

/** Reads until it ends; answers with the state that the reader told last. */
async function read(deps: RunnerDeps, channel: Channel, source: Source, signal: AbortSignal): Promise<Health['state']> {
  const { db, clock, metrics } = deps
  const origin = source.id
  let unsavedSeen = 0
  let savedAt = clock.now()
  let lastHealth = ''
  // One after another: what is told last must be what stays.
  let saving: Promise<void> = Promise.resolve()
  let lastState: Health['state'] = 'starting'

  async function emit(batch: Batch<unknown>): Promise<void> {
    const now = clock.now()
    const aside: SetAside[] = [...(batch.setAside ?? [])]
    const possible: Interaction[] = []
    // What has passed the door on another thread was checked and cleaned there.
    const passed = batch.seenAtDoor !== undefined
    for (const item of passed ? [] : batch.items) {
      const admission = admit(item, now)
      if (admission.admitted) possible.push(admission.interaction)
      else aside.push({ raw: JSON.stringify(item), code: admission.code, because: admission.because })
    }
    const kept = passed ? batch.items : batch.door ? await deps.door.wanted(possible) : possible
    const seen = batch.seenAtDoor ?? possible.length
    const removed = batch.removed ?? []
    const removedAuthors = batch.removedAuthors ?? []
    metrics.atTheDoor.inc({ channel: source.channel, outcome: 'kept' }, kept.length)
    metrics.atTheDoor.inc({ channel: source.channel, outcome: 'let-go' }, seen - kept.length)
    unsavedSeen += batch.seenAtDoor ?? batch.items.length
    if (kept.length === 0 && aside.length === 0 && removed.length === 0 && removedAuthors.length === 0 && now - savedAt < savePlaceEveryMs) return
    refuseUnkeepablePlace(batch.cursor)
    const progress = { cursor: batch.cursor, seen: unsavedSeen, takenIn: kept.length, setAside: aside.length, readAt: now }
    await deps.takeIn.append({ items: kept, removed, removedAuthors, origin }, async (tx) => {
      await keepAside(tx, { source: source.id, origin }, aside)
      await saveProgress(tx, source.id, progress)
    })
    metrics.takenIn.inc({ channel: source.channel }, kept.length)
    metrics.setAside.inc({ channel: source.channel }, aside.length)
    unsavedSeen = 0
    savedAt = now
  }

  function health(state: Health): void {
    const said = JSON.stringify(state)
    if (said === lastHealth) return
    lastHealth = said
    lastState = state.state
    saving = saving.then(() => saveHealth(db, source.id, state)).catch((thrown: unknown) => deps.log.warn('channels.health-unsaved', { source: source.id, because: sentence(thrown) }))
  }

  health({ state: 'starting', words: 'Connecting.' })
  try {
    await channel.read({ settings: openSettings(channel, source.settings, deps.seal), cursor: source.cursor ?? null, signal, clock, fetch: deps.fetch, emit, health, ...(deps.door.sieve ? { sieve: deps.door.sieve } : {}) })
  } finally {
    await saving
  }
  return lastState
}

/** A place in a network's stream is the network's own text, and PostgreSQL keeps no NUL and no half characters. */
function refuseUnkeepablePlace(cursor: unknown): void {
  if (/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(cursor ?? null))) throw new Unavailable('The network gave a place to go on from that no text can hold (it has NUL or broken characters). Nothing was taken in from there; it is asked again.', 'channels.bad-place')
}
