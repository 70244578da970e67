/** Looks at all topics and channels as time passes, keeps what turned, and tells it: once, whatever is stopped when. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { sentence } from '../../../kernel/fault.ts'
import { dayMs, hourMs, iso, minuteMs, secondMs, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { Topic } from '../topics.ts'
import type { AlarmBoard } from './alarm-board.ts'
import { addAlarm, channelWatches, countTold, currentAlarms, currentSilences, dropHindsight, findAlarm, keepHindsight, moveAllOn, moveChannelOn, moveOn, saveAlarm, watches, type KeptAlarm, type Watch } from './alarm-store.ts'
import { countsOf, type Cell } from './counts.ts'
import type { Heard } from './heard.ts'
import { wordsBackMs } from './heard-store.ts'
import { judge, judgeChannel, keyOf, learner, lookEveryMs, type Judged, type Turned, type UsualOf } from './judge.ts'
import type { Turn } from './lifecycle.ts'
import type { AlarmState } from './model.ts'
import { newWordsHours } from './readings.ts'
import { backMs, replay } from './replay.ts'
import { alarmData } from './tell-alarm.ts'

const lookPauseMs = minuteMs
/** What was missed while Rapport was stopped is looked at, as far back as this. */
const longestCatchUpMs = 3 * dayMs
const hindsightMs = 90 * dayMs
/** Longest that a closed alarm may come back. */
const remembersMs = 15 * dayMs
/** So many topics are learnt at once. */
const learnAtOnce = 50
/** Of one topic, on one day; beyond it only what is gravest is told. */
const mostToldADay = 6
const alwaysTold = 9
/** Alarms of a topic that open within this time belong together. */
const togetherMs = 48 * hourMs
const leastWords = 5

interface Learnt {
  readonly day: Instant
  readonly usualOf: UsualOf
}

export interface Looker {
  /** One look at everything that is due. */
  look(): Promise<void>
}

const kindNeeds = (watch: Watch, kind: Watch['kinds'][number]): boolean => watch.kinds.includes(kind)

export function openLooker(board: AlarmBoard, log: Log): Looker {
  const { db, clock, heard, listener } = board
  /** By edition. */
  const learnt = new Map<number, Learnt>()
  const settled = new Map<number, number>()
  const awakeSince = clock.now()
  let hoursHeard = { hour: 0, hours: new Set<Instant>() }

  async function hearAgain(now: Instant): Promise<void> {
    hoursHeard = { hour: Math.floor(now / hourMs) * hourMs, hours: await heard.hoursHeard(now - backMs - longestCatchUpMs, now) }
  }
  const isHeard = (hour: Instant): boolean => hour >= awakeSince || hoursHeard.hours.has(hour)

  async function learnAll(editions: readonly number[], now: Instant): Promise<void> {
    const day = Math.floor(now / dayMs) * dayMs
    const due = editions.filter((edition) => learnt.get(edition)?.day !== day)
    // What came in since the hour began, such as an import, was heard as well.
    if (due.length > 0) await hearAgain(now)
    for (let first = 0; first < due.length; first += learnAtOnce) {
      const some = due.slice(first, first + learnAtOnce)
      const cells = await heard.hourly(some, day - backMs - longestCatchUpMs, now)
      for (const edition of some) {
        const usualOf = learner({ hourly: countsOf(cells.get(edition) ?? [], hourMs, day - backMs - longestCatchUpMs, now), isHeard })
        learnt.set(edition, { day, usualOf })
      }
    }
    const known = new Set(editions)
    for (const edition of learnt.keys()) if (!known.has(edition)) learnt.delete(edition)
  }

  /** Keeps what turned, and tells it, in one transaction with the place looked to. */
  async function keep(topic: Topic, watch: Watch, before: readonly KeptAlarm[], judged: Judged, lookedTo: Instant): Promise<void> {
    const ids = new Map(before.map((alarm) => [keyOf(alarm), alarm.id]))
    await db.transaction().execute(async (tx) => {
      if (!(await moveOn(tx, watch, lookedTo))) return
      const isMuted = watch.mutedUntil !== null && watch.mutedUntil > lookedTo
      let told = watch.toldDay === iso(lookedTo).slice(0, 10) ? watch.toldCount : 0
      const open = before.filter((alarm) => alarm.closedAt === null && alarm.lead === null && lookedTo - alarm.openedAt < togetherMs).toSorted((a, b) => a.openedAt - b.openedAt)[0]
      let leader = open?.id ?? null
      const mayTell = (severity: number): boolean => !isMuted && severity >= watch.tellFrom && (told < mostToldADay || severity >= alwaysTold)
      /** What somebody was told of; the first that is told of what belongs together has opened, all after it grew. */
      const known = new Set(before.flatMap((alarm) => (alarm.toldAt === null ? [] : [alarm.id])))
      const tellOf = async (id: Uuid, turn: Turn): Promise<void> => {
        told += 1
        const isKnown = known.has(id) || (turn === 'opened' && leader !== null && leader !== id && known.has(leader))
        known.add(id)
        await countTold(tx, topic.id, iso(lookedTo).slice(0, 10))
        await tell(tx, topic, id, turn === 'closed' ? 'closed' : isKnown ? 'grew' : 'opened')
      }
      for (const { turn, alarm } of judged.turns) {
        const key = keyOf(alarm)
        // That something is over is told to who knew of it.
        const tells = turn !== 'reopened' && mayTell(alarm.severity) && (turn !== 'closed' || known.has(ids.get(key) ?? ''))
        let id = ids.get(key)
        if (turn === 'opened') {
          const added = await addAlarm(tx, topic.id, alarm, { hindsight: false, lead: leader, toldAt: tells ? lookedTo : null })
          if (added === null) continue
          leader ??= added
          ids.set(key, added)
          id = added
        } else if (id !== undefined) await saveAlarm(tx, id, alarm, tells ? lookedTo : null)
        if (id !== undefined && tells) await tellOf(id, turn)
      }
      for (const [key, state] of judged.states) {
        const id = ids.get(key)
        if (id === undefined) continue
        // It began as a trifle, or while nobody wanted to hear of it, and goes on as something to be told.
        const isNews = state.closedAt === null && state.seenAt === lookedTo && !known.has(id) && mayTell(state.severity)
        await saveAlarm(tx, id, isNews ? { ...state, toldSeverity: state.severity } : state, isNews ? lookedTo : null)
        if (isNews) await tellOf(id, 'opened')
      }
      if (judged.turns.length > 0) await sql`select pg_notify('rapport_alarms', ${topic.id})`.execute(tx)
    })
  }

  async function tell(tx: Tx, topic: Topic | undefined, id: Uuid, turn: 'opened' | 'grew' | 'closed'): Promise<void> {
    const alarm = await findAlarm(tx, id)
    const together = topic ? (await currentAlarms(tx, [topic.id], clock.now())).filter((other) => other.id !== id && other.closedAt === null) : []
    await board.telling.announce(tx, { type: `alarm.${turn}`, at: clock.now(), data: await alarmData(board, topic, alarm, together) })
  }

  /** Looks back at history once it has settled, and again when more of it came in. */
  async function takeHindsight(topics: readonly Topic[], byTopic: ReadonlyMap<Uuid, Watch>): Promise<void> {
    const byStart = new Map<Instant, Topic[]>()
    for (const topic of topics) {
      const watch = byTopic.get(topic.id)
      if (watch && (topic.backfill === null || topic.backfill.state !== 'running')) byStart.set(watch.watchedFrom, [...(byStart.get(watch.watchedFrom) ?? []), topic])
    }
    for (const [watchedFrom, some] of byStart) {
      const counts = await heard.countsBefore(some.map((topic) => topic.edition), watchedFrom)
      for (const topic of some) {
        const watch = byTopic.get(topic.id)
        const count = counts.get(topic.edition) ?? 0
        const isSettled = settled.get(topic.edition) === count
        settled.set(topic.edition, count)
        const before = watch?.hindsightCount ?? null
        // A few late ones, or a few taken back, change nothing that is worth looking at again.
        if (!watch || !isSettled || (before !== null && Math.abs(count - before) <= Math.max(20, before * 0.05))) continue
        const settings = { kinds: watch.kinds, sensitivity: watch.sensitivity }
        const judged = await replay(board, topic.edition, settings, watchedFrom - hindsightMs, watchedFrom)
        await db.transaction().execute(async (tx) => {
          await dropHindsight(tx, topic.id)
          for (const alarm of alarmsOf(judged.turns, judged.states)) await addAlarm(tx, topic.id, alarm, { hindsight: true, lead: null, toldAt: null })
          await keepHindsight(tx, topic.id, count)
          await sql`select pg_notify('rapport_alarms', ${topic.id})`.execute(tx)
        })
        learnt.delete(topic.edition)
        log.info('alarms.hindsight', { topic: topic.id, mentions: count, alarms: judged.turns.filter(({ turn }) => turn === 'opened').length })
      }
    }
  }

  async function detailsFor(edition: number, watch: Watch, hourly: readonly Cell[], from: Instant, to: Instant): Promise<Pick<Heard, 'sentiment' | 'words' | 'shares'>> {
    const wholeHours = Math.floor(to / hourMs) > Math.floor(from / hourMs)
    const lately = hourly.reduce((sum, { at, value }) => sum + (at >= from - dayMs ? value : 0), 0)
    if (!wholeHours || lately < leastWords) return { sentiment: [], words: [], shares: [] }
    const stirs = await heard.stirs(edition, from - newWordsHours * hourMs, from - dayMs, to)
    return {
      sentiment: kindNeeds(watch, 'sentiment') && lately >= 25 ? await heard.sentiment(edition, from - 30 * dayMs, to) : [],
      words: kindNeeds(watch, 'new-words') && stirs.words ? await heard.words(edition, from - wordsBackMs, to) : [],
      shares: kindNeeds(watch, 'take-off') && stirs.shares ? await heard.shares(edition, from - wordsBackMs, to) : [],
    }
  }

  async function lookAtTopics(now: Instant): Promise<void> {
    await listener.refresh()
    const topics = listener.topics
    const byTopic = new Map((await watches(db, topics.map((topic) => topic.id), now)).map((watch) => [watch.topic, watch]))
    await takeHindsight(topics, byTopic)
    const due = topics.flatMap((topic) => {
      const watch = byTopic.get(topic.id)
      // Nothing is judged before history has been looked at: half of it would look like silence.
      return watch && watch.hindsightCount !== null && now > watch.lookedTo ? [{ topic, watch, from: Math.max(watch.lookedTo, now - longestCatchUpMs) }] : []
    })
    if (due.length === 0) return
    const editions = due.map(({ topic }) => topic.edition)
    await learnAll(editions, now)
    const earliest = Math.min(...due.map(({ from }) => from))
    const fine = await heard.fine(editions, earliest - 2 * hourMs, now)
    const isWholeHour = Math.floor(now / hourMs) > Math.floor(earliest / hourMs)
    const hourly = isWholeHour ? await heard.hourly(editions, earliest - 9 * dayMs, now) : new Map<number, Cell[]>()
    const current = Map.groupBy(await currentAlarms(db, due.map(({ topic }) => topic.id), now - remembersMs), (alarm) => alarm.topic ?? '')
    const quiet: Watch[] = []
    for (const { topic, watch, from } of due) {
      const before = current.get(topic.id) ?? []
      const cells = hourly.get(topic.edition) ?? []
      const known: Heard = {
        hourly: countsOf(cells, hourMs, earliest - 9 * dayMs, now), fine: countsOf(fine.get(topic.edition) ?? [], lookEveryMs, earliest - 2 * hourMs, now), isHeard,
        ...(await detailsFor(topic.edition, watch, cells, from, now)),
      }
      const judged = judge(known, watch, new Map(before.map((alarm) => [keyOf(alarm), alarm])), from, now, learnt.get(topic.edition)?.usualOf)
      if (before.length === 0 && judged.states.size === 0) quiet.push(watch)
      else await keep(topic, watch, before, judged, now)
    }
    await moveAllOn(db, quiet, now)
  }

  async function lookAtChannels(now: Instant): Promise<void> {
    const places = await channelWatches(db)
    if ([...places.values()].every((at) => Math.floor(at / hourMs) === Math.floor(now / hourMs)) && places.size > 0) return
    await listener.refresh()
    const cells = await heard.byChannel(listener.topics.map((topic) => topic.edition), now - backMs, now)
    const before = await currentSilences(db, now - remembersMs)
    for (const [channel, some] of cells) {
      const from = places.get(channel)
      const alarm = before.find(({ subject }) => subject === channel)
      const judged: Judged = from === undefined ? { turns: [], states: new Map() } : judgeChannel(channel, { hourly: countsOf(some, hourMs, now - backMs, now), isHeard }, { kinds: ['source-silent'], sensitivity: 'usual' }, new Map(alarm ? [[keyOf(alarm), alarm]] : []), Math.max(from, now - longestCatchUpMs), now)
      await db.transaction().execute(async (tx) => {
        await moveChannelOn(tx, channel, now)
        let id = alarm?.id ?? null
        for (const { turn, alarm: state } of judged.turns) {
          if (turn === 'opened') id = await addAlarm(tx, null, state, { hindsight: false, lead: null, toldAt: now })
          if (id === null) continue
          await saveAlarm(tx, id, state, null)
          if (turn !== 'reopened') await tell(tx, undefined, id, turn)
        }
        const state = judged.states.get(keyOf({ kind: 'source-silent', subject: channel }))
        if (id !== null && state) await saveAlarm(tx, id, state, null)
        if (judged.turns.length > 0) await sql`select pg_notify('rapport_alarms', '')`.execute(tx)
      })
    }
  }

  return {
    look: async () => {
      const now = Math.floor(clock.now() / lookEveryMs) * lookEveryMs
      if (hoursHeard.hour !== Math.floor(now / hourMs) * hourMs) await hearAgain(now)
      await lookAtTopics(now)
      await lookAtChannels(now)
    },
  }
}

/** Each alarm as it stood last. */
export function alarmsOf(turns: readonly Turned[], states: ReadonlyMap<string, AlarmState>): AlarmState[] {
  const last = new Map<string, AlarmState>()
  for (const { alarm } of turns) last.set(`${keyOf(alarm)} ${alarm.openedAt}`, alarm)
  for (const state of states.values()) last.set(`${keyOf(state)} ${state.openedAt}`, state)
  return [...last.values()].toSorted((a, b) => a.openedAt - b.openedAt)
}

/** Looks every minute until the signal aborts. */
export async function runAlarms(board: AlarmBoard, log: Log, signal: AbortSignal): Promise<void> {
  const looker = openLooker(board, log)
  // Sources first have a moment to bring what was said while nobody listened.
  await wait(20 * secondMs, undefined, { signal }).catch(() => undefined)
  while (!signal.aborted) {
    await looker.look().catch((thrown: unknown) => log.warn('alarms.look-failed', { because: sentence(thrown) }))
    await wait(lookPauseMs, undefined, { signal }).catch(() => undefined)
  }
}
