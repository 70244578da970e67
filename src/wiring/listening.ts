/** Listening: topics, what is understood, mentions and their figures, alarms, the live stream. */
import { dayMs, secondMs } from '../kernel/instant.ts'
import { newId, type Uuid } from '../kernel/ids.ts'
import { intents, sentiments } from '../kernel/labels.ts'
import { alarmBoard, alarmRoutes, dropRemoved, dropRemovedAnnotations, gatherHistory, labelRoutes, listeningRoutes, openCascades, openHearing, openHearingPool, openLabeller, openListener, openLive, openOutsideLabeller, openSifter, openTeacher, recentSearches, runAlarms, runBackfills, runLabelBackfill, runLabelWriter, tidyCascades, trendRoutes, understandingRoutes, type Cascades, type Hearing, type Listener, type OutsideLabeller, type Speakers } from '../modules/listening/index.ts'
import type { Accounts } from '../modules/channels/index.ts'
import type { Outgoing } from '../modules/outgoing/index.ts'
import { identitiesByHandle, identitiesOf, profilesOf, type Voices } from '../modules/people/index.ts'
import type { MountedRoute } from '../platform/http/route.ts'
import type { StreamItem } from '../flows/take-in.ts'
import { pause } from '../platform/pause.ts'
import type { Ground } from './ground.ts'

export interface WiredListening {
  /** How mentions of people were understood. */
  readonly voices: Voices
  readonly listener: Listener
  readonly hearing: Hearing
  readonly cascades: Cascades
  readonly outside: OutsideLabeller
  /** What people do, in the light of topics. */
  readonly subjects: {
    topicsOf(keys: readonly { at: number; id: Uuid }[]): Promise<Map<Uuid, Uuid[]>>
    byTopic(identities: readonly Uuid[]): Promise<{ topic: Uuid; count: number }[]>
  }
  /** Only where this process serves the page: the live stream begins with it. */
  routes(): MountedRoute[]
}

/** After a start, posts as old as this are known at the door as wanted. */
const followedMs = 14 * dayMs
/** So long after the start the threads open their models, unless posts came before: the first page goes first. */
const warmAfterMs = secondMs
/** How long a removed topic can be brought back. */
const topicUndoMs = 30 * dayMs

export async function wireListening(ground: Ground, outgoing: Outgoing, accounts: Pick<Accounts, 'handles'>): Promise<WiredListening> {
  const { db, clock, clickhouse, log, seal, fetch, notifications, stream, history, mentions, pictures } = ground
  const pool = openHearingPool()
  ground.onStop('hearing', () => pool.close())
  const listener = openListener(db, log, { threads: pool, recentMentions: () => mentions.newestIds(clock.now() - followedMs, 100_000) })
  ground.onStop('door', () => listener.close())
  const sifter = openSifter()
  ground.onStop('sifter', () => sifter.close())
  notifications.on('rapport_topics', () => listener.invalidate())
  const speakers: Speakers = {
    identitiesOf: async (person) => (await identitiesOf(db, person)).map((identity) => identity.id),
    identitiesByHandle: (handle, channel) => identitiesByHandle(db, handle, channel),
    profilesOf: (identities) => profilesOf(db, identities),
    connected: () => accounts.handles(),
  }
  const labeller = openLabeller(pool, log)
  const teacher = openTeacher(db, pool, notifications, log)
  ground.onStop('teacher', () => teacher.stop())
  await teacher.teach()
  const outside = openOutsideLabeller({ db, seal, fetch, clock, log, mentions, history, listener, notifications })
  const reading = { db, mentions, history, speakers, listener, labeller, sifter, picture: pictures.address, found: recentSearches(clock) }
  const board = alarmBoard({ ...reading, clock, clickhouse, telling: outgoing })

  const beat: StreamItem = { is: 'beat' }
  ground.begin('work', async (signal) => {
    await pause(warmAfterMs, signal)
    if (!signal.aborted) await labeller.label([{ id: newId(), interaction: { text: 'Hello' } }])
  })
  ground.begin('work', (signal) => runBackfills({ db, log, history, mentions, listener, labeller, sifter, nudge: () => stream.append([beat]) }, signal))
  ground.begin('work', (signal) => runLabelWriter({ db, mentions, log, notifications }, signal))
  ground.begin('work', (signal) => outside.run(signal))
  ground.begin('work', (signal) => runLabelBackfill({ db, mentions, listener, labeller, history, log }, signal))
  ground.begin('work', (signal) => gatherHistory({ db, log, mentions, history, listener }, signal))
  ground.begin('work', (signal) => runAlarms(board, log, signal))
  ground.tidy(() => tidyCascades(db))
  ground.tidy(() => dropRemovedAnnotations(db, clock.now()))
  ground.tidy(async () => {
    const gone = await dropRemoved(db, new Date(clock.now() - topicUndoMs))
    if (gone.length > 0) await mentions.dropEditions(gone)
  })

  return {
    voices: {
      voiced: async (identities) => {
        await listener.refresh()
        const rows = await mentions.voiced(listener.topics.map((topic) => topic.edition), identities)
        return rows.map((row) => ({ ...row, sentiment: sentiments.find((one) => one === row.sentiment) ?? '', intent: intents.find((one) => one === row.intent) ?? '' }))
      },
    },
    listener, hearing: openHearing(pool, listener, mentions, log), outside, cascades: openCascades(),
    subjects: {
      topicsOf: async (keys) => {
        await listener.refresh()
        const editions = await mentions.editionsOf(listener.topics.map((topic) => topic.edition), keys)
        return new Map([...editions].map(([id, list]) => [id, list.flatMap((edition) => listener.topicOfEdition(edition)?.id ?? [])]))
      },
      byTopic: async (identities) => {
        await listener.refresh()
        const rows = await mentions.byTopic(listener.topics.map((topic) => topic.edition), identities)
        return rows.flatMap(({ topic, count }) => {
          const known = listener.topicOfEdition(topic)
          return known ? [{ topic: known.id, count }] : []
        })
      },
    },
    routes: () => {
      const live = openLive(reading, ground.live, notifications, log)
      ground.onStop('live', () => live.close())
      return [
        ...listeningRoutes({ ...reading, clock, hub: ground.live }),
        ...labelRoutes({ ...reading, pool, teacher }),
        ...understandingRoutes({ db, seal, fetch, clock, history, teacher, outside }),
        ...alarmRoutes(board),
        ...trendRoutes(reading, clickhouse, clock),
      ]
    },
  }
}
