/** The composition root: the only file that knows everyone. */
import { existsSync } from 'node:fs'
import { resolveTxt } from 'node:dns/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sentence } from './kernel/fault.ts'
import { dayMs, secondMs, systemClock } from './kernel/instant.ts'
import type { Uuid } from './kernel/ids.ts'
import { nameAuthors } from './flows/name-authors.ts'
import { recorder } from './flows/record.ts'
import { forgetOrigin } from './flows/forget.ts'
import { openPrivacy } from './flows/privacy.ts'
import { takeInto, type StreamItem } from './flows/take-in.ts'
import { openDemo } from './demo.ts'
import { openEngines } from './engines.ts'
import { health } from './health.ts'
import { httpApp } from './http.ts'
import { channels } from './modules/channels/all.ts'
import { channelRoutes, countKnown, importFiles, importRoutes, startImports, listSources, startRunner, tableFiles, trimAside } from './modules/channels/index.ts'
import { historyStore } from './modules/history/index.ts'
import { alarmBoard, alarmEvents, alarmRoutes, dropRemoved, dropRemovedAnnotations, gatherHistory, listeningRoutes, mentionStore, openCascades, labelRoutes, openLabeller, openListener, openLive, openOutsideLabeller, openTeacher, openUnderstandingPool, recentSearches, runAlarms, runBackfills, runLabelBackfill, runLabelWriter, understandingRoutes, tidyCascades, trendRoutes, type Speakers } from './modules/listening/index.ts'
import { memberEventTypes, openMembers, reachableMembers, reachableOwners, companyOf, type MemberTables } from './modules/members/index.ts'
import { recipientsOf, openOutgoing } from './modules/outgoing/index.ts'
import { consentChanged, identitiesByHandle, identitiesOf, checkProofs, keepCardsTrue, openPlacer, peopleRoutes, recognitionRoutes, personErased, profilesOf, staleCount, exchangeRoutes, runPeopleImports, type PeopleImportDeps } from './modules/people/index.ts'
import type { Config } from './platform/config.ts'
import { ensureDataFolder, ensureSpace, secret, takeLock } from './platform/data-folder.ts'
import { listen } from './platform/http/listen.ts'
import type { MountedRoute } from './platform/http/route.ts'
import { openLog } from './platform/logs.ts'
import { openMetrics } from './platform/metrics.ts'
import { createOutwardFetch } from './platform/outward/outward-fetch.ts'
import { openPictures } from './platform/outward/pictures.ts'
import { openNotifications } from './platform/postgres/notifications.ts'
import { openPressure } from './platform/pressure.ts'
import { sealWith } from './platform/seal.ts'
import { postgresStream } from './platform/stream/stream.ts'
import { version } from './platform/version.ts'

export interface App {
  readonly url: string
  /** Where the owner account is made; `null` when there is one. */
  readonly claimUrl: string | null
  /** Resolves when everything taken in so far is recorded. */
  recorded(): Promise<void>
  stop(): Promise<void>
}

/** How long a removed topic can be brought back. */
const topicUndoMs = 30 * dayMs
/** How long recording waits for a burst of senders, a stretch at a time. */
const takeInFirstMs = 10_000
const tidyEveryMs = 30 * secondMs

/** Things to be undone at a stop, last opened first closed. */
function closers() {
  const list: { name: string; close(): Promise<unknown> }[] = []
  return {
    add: (name: string, close: () => Promise<unknown>): void => void list.push({ name, close }),
    closeAll: async (onFault: (name: string, thrown: unknown) => void): Promise<void> => {
      for (const { name, close } of list.toReversed()) await close().catch((thrown: unknown) => onFault(name, thrown))
      list.length = 0
    },
  }
}

/**
 * Starts everything that the configuration asks for.
 * @throws {Fault} saying what is missing or in use, after closing what was opened.
 */
export async function startApp(config: Config): Promise<App> {
  const log = openLog(config.logLevel)
  const open = closers()
  const stop = (): Promise<void> => open.closeAll((name, thrown) => log.error('stop.fault', { part: name, because: sentence(thrown) }))
  try {
    return await start(config, log, open, stop)
  } catch (thrown) {
    await stop()
    throw thrown
  }
}

async function start(config: Config, log: ReturnType<typeof openLog>, open: ReturnType<typeof closers>, stop: () => Promise<void>): Promise<App> {
  const clock = systemClock
  const startedAt = clock.now()
  ensureDataFolder(config.dataFolder)
  const lock = await takeLock(config.dataFolder, 'server')
  open.add('lock', async () => lock.release())
  ensureSpace(config.dataFolder, !existsSync(join(config.dataFolder, 'postgres')))

  const { postgres, clickhouse } = await openEngines(config, log, open.add)
  const { db } = postgres

  const metrics = openMetrics()
  const notifications = openNotifications(postgres)
  open.add('notifications', () => notifications.close())
  const stream = postgresStream(postgres)
  const pressure = openPressure()
  const takeIn = takeInto(stream, () => clock.now())
  const demo = config.demo ? await openDemo(config.dataFolder, clock) : null
  if (demo) open.add('demo', () => demo.stop())
  const fetch = createOutwardFetch({ userAgent: `Rapport/${version} (+${config.publicUrl})`, allowPrivate: [...config.allowPrivate, ...(demo?.hosts ?? [])] })
  const pictures = openPictures(secret(config.dataFolder, 'pictures'), fetch)
  const seal = sealWith(secret(config.dataFolder, 'seal'))

  const memberDb = db.withTables<MemberTables>()
  const outgoing = openOutgoing({
    db, clock, log, seal, fetch, notifications, publicUrl: config.publicUrl, allowPrivate: config.allowPrivate,
    members: { reachable: (ids) => reachableMembers(memberDb, ids), owners: () => reachableOwners(memberDb) },
    types: [...memberEventTypes, ...alarmEvents, consentChanged, personErased],
  })

  const history = historyStore(clickhouse)
  const mentions = mentionStore(clickhouse)
  const listener = openListener(db, log)
  open.add('door', () => listener.close())
  notifications.on('rapport_topics', () => listener.invalidate())
  const speakers: Speakers = {
    identitiesOf: async (person) => (await identitiesOf(db, person)).map((identity) => identity.id),
    identitiesByHandle: (handle, channel) => identitiesByHandle(db, handle, channel),
    profilesOf: (identities) => profilesOf(db, identities),
  }
  const understanding = openUnderstandingPool()
  open.add('understanding', () => understanding.close())
  const labeller = openLabeller(understanding, log)
  const teacher = openTeacher(db, understanding, notifications, log)
  open.add('teacher', async () => teacher.stop())
  await teacher.teach()
  const outside = openOutsideLabeller({ db, seal, fetch, clock, log, mentions, history, listener, notifications })
  const reading = { db, mentions, history, speakers, listener, labeller, picture: pictures.address, found: recentSearches(clock) }

  const files = importFiles(join(config.dataFolder, 'files', 'imports'), { maxBytes: 20_000_000_000 })
  const peopleFiles = importFiles(join(config.dataFolder, 'files', 'people-imports'), { maxBytes: 20_000_000_000 })
  const privacy = openPrivacy({
    db, postgres, clickhouse, stream, history, mentions, files, peopleFiles, clock, log, notifications, dataFolder: config.dataFolder, publicUrl: config.publicUrl,
    hashKey: secret(config.dataFolder, 'addresses'), linkKey: secret(config.dataFolder, 'links'), company: () => companyOf(memberDb), announce: (tx, event) => outgoing.announce(tx, event),
    sources: async () => (await listSources(db)).map(({ name, channel }) => ({ name, channel })), recipients: () => recipientsOf(db),
  })

  const board = alarmBoard({ ...reading, db, clock, clickhouse, telling: outgoing })

  const exchange: PeopleImportDeps = {
    db, log, clock, notifications, files: peopleFiles, tables: tableFiles, barred: privacy.barred, takeIn: (delivery, alongside) => takeIn.append(delivery, alongside),
    forget: (origin, onProgress) => forgetOrigin({ db, stream, history, mentions }, origin, onProgress), acted: async (ids) => new Set((await history.counts(ids)).keys()),
  }

  const running = new AbortController()
  const tasks: Promise<unknown>[] = []
  open.add('tasks', async () => {
    running.abort()
    await Promise.all(tasks)
  })

  if (config.roles.includes('work')) {
    const { prepare, record } = recorder({ db, history, mentions, listener, labeller, cascades: openCascades(), told: outside.offer, metrics, barred: privacy.barred, now: () => clock.now(), countKnown: (origin, count, tx) => (origin.startsWith('import:') ? countKnown(origin.slice('import:'.length), count, tx) : Promise.resolve()) })
    tasks.push(stream.consume('record', { signal: running.signal, prepare, onFault: (thrown, attempt) => log.error('loop.fault', { attempt, because: sentence(thrown) }) }, async (stretch) => {
      await pressure.calm(takeInFirstMs)
      await record(stretch)
    }))
    tasks.push(keepCardsTrue({ db, deeds: history, log, clock, now: () => clock.now() }, running.signal))
    const beat: StreamItem = { is: 'beat' }
    tasks.push(runBackfills({ db, log, history, mentions, listener, labeller, nudge: () => stream.append([beat]) }, running.signal))
    tasks.push(runLabelWriter({ db, mentions, log, notifications }, running.signal))
    tasks.push(outside.run(running.signal))
    tasks.push(runLabelBackfill({ db, mentions, listener, labeller, history, log }, running.signal))
    tasks.push(gatherHistory({ db, log, mentions, history, listener }, running.signal))
    tasks.push(tidy(running.signal, log, async () => {
      metrics.streamLag.set((await stream.lag('record')).items)
      await stream.trim()
      await tidyCascades(db)
      await dropRemovedAnnotations(db, clock.now())
      await trimAside(db)
      const gone = await dropRemoved(db, new Date(clock.now() - topicUndoMs))
      if (gone.length > 0) await mentions.dropEditions(gone)
      await outgoing.tidy()
    }))
    tasks.push(outgoing.run(running.signal))
    tasks.push(runAlarms(board, log, running.signal))
    tasks.push(privacy.run(running.signal))
    tasks.push(runPeopleImports(exchange, running.signal))
  }
  if (config.roles.includes('work')) {
    const imports = startImports({ db, log, clock, files, takeIn, takenIn: { forget: (origin, onProgress) => forgetOrigin({ db, stream, history, mentions }, origin, onProgress) }, notifications })
    open.add('imports', () => imports.stop())
  }
  if (demo) tasks.push(demo.populate({ db, takeIn, log }, running.signal))
  if (config.roles.includes('listen')) {
    const runner = startRunner({
      db, log, metrics, clock, seal, fetch, channels, takeIn, notifications,
      door: { wanted: async (items) => { await listener.refresh(); return listener.door(items) }, sieve: listener.sieve },
    })
    open.add('sources', () => runner.stop())
    tasks.push(nameAuthors({ db, log, clock, seal, fetch, channels }, running.signal))
  }

  const placer = config.roles.includes('work') ? openPlacer({ db, clock, log, writing: history.writing }) : null
  if (placer) open.add('placer', () => placer.stop())
  if (config.roles.includes('work')) tasks.push(checkProofs({ db, clock, log, fetch: demo?.reach(fetch) ?? fetch, resolveTxt }, running.signal))

  const members = await openMembers({ db, config, clock, log, post: outgoing })
  let url = config.publicUrl
  if (config.roles.includes('web')) {
    const live = openLive(reading, notifications, log)
    open.add('live', async () => live.close())
    const topicsOf = async (keys: readonly { at: number; id: Uuid }[]): Promise<Map<Uuid, Uuid[]>> => {
      await listener.refresh()
      const editions = await mentions.editionsOf(listener.topics.map((topic) => topic.edition), keys)
      return new Map([...editions].map(([id, list]) => [id, list.flatMap((edition) => listener.topicOfEdition(edition)?.id ?? [])]))
    }
    const byTopic = async (identities: readonly Uuid[]): Promise<{ topic: Uuid; count: number }[]> => {
      await listener.refresh()
      const rows = await mentions.byTopic(listener.topics.map((topic) => topic.edition), identities)
      return rows.flatMap(({ topic, count }) => { const known = listener.topicOfEdition(topic); return known ? [{ topic: known.id, count }] : [] })
    }
    const routes: MountedRoute[] = [
      ...members.routes,
      ...channelRoutes({ db, clock, metrics, seal, fetch, channels, takeIn, pressure }),
      ...importRoutes({ db, clock, files }),
      ...listeningRoutes({ ...reading, clock, live }),
      ...labelRoutes({ ...reading, pool: understanding, teacher }),
      ...understandingRoutes({ db, seal, fetch, clock, history, teacher, outside }),
      ...alarmRoutes(board),
      ...trendRoutes(reading, clickhouse, clock),
      ...outgoing.routes,
      ...privacy.routes,
      ...exchangeRoutes(exchange),
      ...recognitionRoutes({ db, clock, picture: pictures.address, placer }),
      ...peopleRoutes({ db, deeds: history, subjects: { topicsOf, byTopic }, picture: pictures.address, now: () => clock.now() }),
    ]
    const answer = httpApp({ config, clock, log, metrics, members, pictures, routes, outside: privacy.outside, eventTypes: outgoing.types, health: () => health({ postgres, clickhouse, stream, dataFolder: config.dataFolder, startedAt, now: () => clock.now(), understanding: outside.health }) })
    const server = await listen(config.host, config.port, answer)
    open.add('http', () => server.close())
    if (config.port === 0) url = `http://localhost:${server.port}`
    lock.announce(url)
    log.info('start.serving', { url, startMs: clock.now() - startedAt })
  }
  const recorded = async (): Promise<void> => {
    while ((await stream.lag('record')).items > 0) await wait(50)
    while (config.roles.includes('work') && (await staleCount(db)) > 0) await wait(50)
  }
  return { url, claimUrl: await members.claimUrl(), recorded, stop }
}

async function tidy(signal: AbortSignal, log: ReturnType<typeof openLog>, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work().catch((thrown: unknown) => log.warn('tidy.fault', { because: sentence(thrown) }))
    await wait(tidyEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
