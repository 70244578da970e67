/** HTTP of alarms: parse, authorise, call, present. */
import { dayMs, iso, type Instant } from '../../../kernel/instant.ts'
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { cursorOf, readCursor } from '../filter.ts'
import type { AlarmBoard } from './alarm-board.ts'
import { acknowledge, changeWatch, closeByHand, findAlarm, listAlarms, reopen, watchOf, type Watch } from './alarm-store.ts'
import * as api from './api.ts'
import { expectedVolume } from './expected-volume.ts'
import { learner } from './judge.ts'
import { alarmsOf } from './look.ts'
import { topicKinds, type AlarmSettings } from './model.ts'
import { heardOf, replay } from './replay.ts'
import { shownTerm } from './tell-alarm.ts'
import { alarmView, mentionOfSubject, tellStory } from './tell-story.ts'

const usualReplayMs = 90 * dayMs
const longestReplayMs = 400 * dayMs

const settingsView = ({ kinds, sensitivity, tellFrom, mutedUntil }: Watch) => ({
  kinds: topicKinds.filter((kind) => kinds.includes(kind)), sensitivity, tellFrom, mutedUntil: mutedUntil === null ? null : iso(mutedUntil),
})

/** What a stretch of a topic's history would have raised. */
export async function replayTopic(board: AlarmBoard, topicId: Uuid, settings: AlarmSettings, from: Instant, to: Instant) {
  await board.listener.refresh()
  const topic = board.listener.topics.find(({ id }) => id === topicId)
  if (!topic) throw new NotFound('topic', topicId)
  if (!(from < to) || to - from > longestReplayMs) throw new Invalid('The end must lie after the beginning, at most 400 days.', { path: '/to' }, 'alarms.stretch')
  const { turns, states } = await replay(board, topic.edition, settings, from, to)
  // Days at the end of which enough was known; before them nothing could be raised.
  const usualOf = learner(await heardOf(board, topic.edition, { kinds: [], sensitivity: 'usual' }, from, to))
  let days = 0
  for (let day = from; day < to; day += dayMs) if (usualOf(day).isEnough) days++
  return {
    from: iso(from), to: iso(to), days,
    items: alarmsOf(turns, states).toReversed().map(({ kind, subject, severity, beganAt, openedAt, closedAt, peak, terms }) => ({
      kind, severity, subject: kind === 'take-off' ? mentionOfSubject(subject) ?? '' : subject, beganAt: iso(beganAt), openedAt: iso(openedAt), closedAt: closedAt === null ? null : iso(closedAt), counted: peak.value, expected: peak.expected, from: iso(peak.from), to: iso(peak.to), terms: terms.map(shownTerm),
    })),
  }
}

export function alarmRoutes(board: AlarmBoard): MountedRoute[] {
  const { db, clock } = board
  const viewed = async (id: Uuid) => alarmView(await findAlarm(db, id))
  return [
    handle(api.listAlarms, async ({ query }) => {
      const alarms = await listAlarms(db, { state: query.state, topics: query.topics, kinds: query.kinds, after: query.cursor === undefined ? null : readCursor(query.cursor), limit: query.limit })
      const last = alarms.at(-1)
      return { items: alarms.map(alarmView), next: alarms.length === query.limit && last ? cursorOf({ at: last.openedAt, id: last.id }) : null }
    }),
    handle(api.getAlarm, ({ params }) => tellStory(board, params.id)),
    handle(api.acknowledgeAlarm, async ({ params, actor }) => {
      await acknowledge(db, params.id, actor.name, clock.now())
      return viewed(params.id)
    }),
    handle(api.unacknowledgeAlarm, async ({ params }) => {
      await acknowledge(db, params.id, null, clock.now())
      return viewed(params.id)
    }),
    handle(api.closeAlarm, async ({ params, body, actor }) => {
      await closeByHand(db, params.id, actor.name, body.because, clock.now())
      return viewed(params.id)
    }),
    handle(api.reopenAlarm, async ({ params }) => {
      await reopen(db, params.id)
      return viewed(params.id)
    }),
    handle(api.getAlarmSettings, async ({ params }) => settingsView(await watchOf(db, params.id, clock.now()))),
    handle(api.putAlarmSettings, async ({ params, body }) => {
      await watchOf(db, params.id, clock.now())
      await changeWatch(db, params.id, { kinds: body.kinds, sensitivity: body.sensitivity, tellFrom: body.tellFrom, mutedUntil: body.mutedUntil === undefined || body.mutedUntil === null ? body.mutedUntil : Date.parse(body.mutedUntil) })
      return settingsView(await watchOf(db, params.id, clock.now()))
    }),
    handle(api.replayAlarms, ({ params, body }) => {
      const to = body.to === undefined ? clock.now() : Date.parse(body.to)
      return replayTopic(board, params.id, { kinds: body.kinds, sensitivity: body.sensitivity }, body.from === undefined ? to - usualReplayMs : Date.parse(body.from), to)
    }),
    handle(api.expectedVolume, ({ params, query }) => expectedVolume(board, params.id, { from: Date.parse(query.from), to: Date.parse(query.to), by: query.by, zone: query.zone })),
  ]
}
