/** What every module stands on: the engines, the stream, the way out, and the order in which things begin and stop. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { takeInto } from '../flows/take-in.ts'
import { sentence } from '../kernel/fault.ts'
import { secondMs, systemClock, type Clock, type Instant } from '../kernel/instant.ts'
import type { TakeIn } from '../modules/channels/index.ts'
import { historyStore, type History } from '../modules/history/index.ts'
import { mentionStore, type Mentions } from '../modules/listening/index.ts'
import type { Clickhouse } from '../platform/clickhouse/open.ts'
import type { Config, ProcessRole } from '../platform/config.ts'
import { openKeptFiles, type KeptFiles } from '../platform/kept-files.ts'
import { ensureDataFolder, ensureSpace, secret, takeLock, type Lock } from '../platform/data-folder.ts'
import { openLiveHub, type LiveHub } from '../platform/http/live-hub.ts'
import type { Log } from '../platform/logs.ts'
import { openMetrics, type Metrics } from '../platform/metrics.ts'
import { createOutwardFetch, type OutwardFetch } from '../platform/outward/outward-fetch.ts'
import { openPictures, type Pictures } from '../platform/outward/pictures.ts'
import type { Db, Postgres } from '../platform/postgres/database.ts'
import { openNotifications, type Notifications } from '../platform/postgres/notifications.ts'
import { openPressure, type Pressure } from '../platform/pressure.ts'
import { sealWith, type Seal } from '../platform/seal.ts'
import { postgresStream, type Stream } from '../platform/stream/stream.ts'
import { version } from '../platform/version.ts'
import { openDemo, type Demo } from '../demo.ts'
import { openEngines } from '../engines.ts'

export interface Ground {
  readonly config: Config
  readonly log: Log
  readonly clock: Clock
  readonly startedAt: Instant
  readonly lock: Lock
  readonly postgres: Postgres
  readonly clickhouse: Clickhouse
  readonly db: Db
  readonly metrics: Metrics
  readonly notifications: Notifications
  readonly stream: Stream
  readonly pressure: Pressure
  readonly takeIn: TakeIn
  readonly history: History
  readonly mentions: Mentions
  readonly fetch: OutwardFetch
  readonly pictures: Pictures
  readonly seal: Seal
  /** The simulated world, `null` without `--demo`. */
  readonly demo: Demo | null
  /** A secret of this installation, made when it is first asked for. */
  secret(name: string): string
  /** A folder for files under the data folder. */
  filesIn(name: string): string
  /** The live stream of every tab that is open. */
  readonly live: LiveHub
  /** Files that come with messages, and go with them. */
  readonly messageFiles: KeptFiles
  /** Whether this process plays a role. */
  plays(role: ProcessRole): boolean
  /**
   * Has something begun once everything is wired, in the order of the calls,
   * where this process plays the role. What is answered is waited for at a stop.
   */
  begin(role: ProcessRole, act: (signal: AbortSignal) => unknown): void
  /** Has something done now and then, where this process works. */
  tidy(act: () => Promise<unknown>): void
  /** Has something done at a stop; what was opened last is closed first. */
  onStop(name: string, close: () => unknown): void
}

/** Ground on which what was asked to begin has not begun yet. */
export interface OpenGround extends Ground {
  /** Everything is wired: a stop ends what begins from now on first. Answers what begins it. */
  ready(): () => void
}

const tidyEveryMs = 30 * secondMs

/** Things to be undone at a stop, last opened first closed. */
export function closers(log: Log) {
  const list: { name: string; close(): unknown }[] = []
  return {
    add: (name: string, close: () => unknown): void => void list.push({ name, close }),
    closeAll: async (): Promise<void> => {
      for (const { name, close } of list.toReversed()) {
        try {
          await close()
        } catch (thrown) {
          log.error('stop.fault', { part: name, because: sentence(thrown) })
        }
      }
      list.length = 0
    },
  }
}

/** @throws {Fault} saying what is missing or in use; what was opened until then is among the closers. */
export async function openGround(config: Config, log: Log, onStop: Ground['onStop']): Promise<OpenGround> {
  const clock = systemClock
  const startedAt = clock.now()
  const { dataFolder } = config
  ensureDataFolder(dataFolder)
  const lock = await takeLock(dataFolder, 'server')
  onStop('lock', () => lock.release())
  ensureSpace(dataFolder, !existsSync(join(dataFolder, 'postgres')))

  const { postgres, clickhouse } = await openEngines(config, log, onStop)
  const notifications = openNotifications(postgres)
  onStop('notifications', () => notifications.close())
  const stream = postgresStream(postgres)
  const demo = config.demo ? await openDemo(dataFolder, clock) : null
  if (demo) onStop('demo', () => demo.stop())
  const fetch = createOutwardFetch({ userAgent: `Rapport/${version} (+${config.publicUrl})`, allowPrivate: [...config.allowPrivate, ...(demo?.hosts ?? [])] })

  const live = openLiveHub()
  onStop('live-stream', () => live.close())
  const plays = (role: ProcessRole): boolean => config.roles.includes(role)
  const { begin, tidy, ready } = beginnings(log, plays, onStop)
  return {
    config, log, clock, startedAt, lock, postgres, clickhouse, db: postgres.db, metrics: openMetrics(), notifications, stream, pressure: openPressure(),
    takeIn: takeInto(stream, () => clock.now()), history: historyStore(clickhouse), mentions: mentionStore(clickhouse),
    fetch, pictures: openPictures(secret(dataFolder, 'pictures'), fetch), seal: sealWith(secret(dataFolder, 'seal')), demo,
    secret: (name) => secret(dataFolder, name), filesIn: (name) => join(dataFolder, 'files', name), live, messageFiles: openKeptFiles(join(dataFolder, 'files', 'messages')), plays, begin, tidy, onStop, ready,
  }
}

/** What begins once everything is wired, and ends together. */
function beginnings(log: Log, plays: Ground['plays'], onStop: Ground['onStop']): Pick<OpenGround, 'begin' | 'tidy' | 'ready'> {
  const acts: { role: ProcessRole; act(signal: AbortSignal): unknown }[] = []
  const chores: (() => Promise<unknown>)[] = []
  const keepTidy = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      for (const chore of chores) await chore().catch((thrown: unknown) => log.warn('tidy.fault', { because: sentence(thrown) }))
      await wait(tidyEveryMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return {
    begin: (role, act) => void acts.push({ role, act }),
    tidy: (act) => void chores.push(act),
    ready: () => {
      const running = new AbortController()
      const tasks: unknown[] = []
      onStop('tasks', async () => {
        running.abort()
        await Promise.all(tasks)
      })
      return () => {
        for (const { role, act } of acts) if (plays(role)) tasks.push(act(running.signal))
        if (plays('work')) tasks.push(keepTidy(running.signal))
      }
    },
  }
}
