/** Lets an outside model tell labels again after the loop: the local answer stands until another arrives, and whenever none does. */
import { setTimeout as wait } from 'node:timers/promises'
import { sentence } from '../../../kernel/fault.ts'
import { minuteMs, secondMs, type Clock } from '../../../kernel/instant.ts'
import type { Log } from '../../../platform/logs.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'
import type { Seal } from '../../../platform/seal.ts'
import { correctedSketches } from '../labels/corrections.ts'
import { keptLabels } from '../labels/known.ts'
import { keepLabelChanges, type LabelChange } from '../labels/label-changes.ts'
import { spokenText } from '../labels/spoken-text.ts'
import type { Listener } from '../listener.ts'
import type { Mentions } from '../mentions.ts'
import type { HeardHistory, MentionKey } from '../ports.ts'
import { Resembling } from '../understanding/index.ts'
import { askOutside, postsAtOnce, type OutsideAnswer } from './ask-outside.ts'
import { hostOf, outsideModel, type OutsideModel } from './outside-settings.ts'

export interface OutsideDeps {
  readonly db: Db
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly clock: Clock
  readonly log: Log
  readonly mentions: Mentions
  readonly history: HeardHistory
  readonly listener: Listener
  readonly notifications: Notifications
}

export interface OutsideLabeller {
  /** Told what was recorded; takes no time and keeps no more than it may. */
  offer(keys: readonly MentionKey[]): void
  /** Reads the settings anew. */
  refresh(): Promise<void>
  /** How it is, in words; `null` while it is off. */
  health(): { readonly ok: boolean; readonly words: string } | null
  run(signal: AbortSignal): Promise<void>
}

/** What may wait; of more, the oldest keep their local answer. */
const maxWaiting = 2_000
const failuresBeforePause = 3
const firstPauseMs = 30 * secondMs
const longestPauseMs = 10 * minuteMs
/** An outside model does not say how sure it is in a way that could be compared. */
const saidByOutside = 0.9

export function openOutsideLabeller(deps: OutsideDeps): OutsideLabeller {
  const { clock } = deps
  let model: OutsideModel | null = null
  let stale = true
  let waiting: MentionKey[] = []
  let passedOver = 0
  let told = 0
  let failures = 0
  let lastFault = ''
  let pausedUntil = 0
  let askedAt: number[] = []
  let running = 0

  /** How long until another request may go out; 0 for now. */
  function dueInMs(now: number): number {
    if (model === null) return minuteMs
    askedAt = askedAt.filter((at) => now - at < minuteMs)
    const budget = askedAt.length >= model.perMinute ? (askedAt[0] ?? now) + minuteMs - now : 0
    return Math.max(0, pausedUntil - now, budget)
  }

  async function ask(keys: readonly MentionKey[]): Promise<void> {
    const using = model
    if (using === null) return
    const heard = await deps.history.interactions(keys)
    const kept = await keptLabels(deps, heard)
    const corrected = new Resembling((await correctedSketches(deps.db, 5_000)).map(({ sketch }) => ({ sketch, of: true })))
    // What people corrected, or nearly the same words, is not asked again.
    const open = heard.filter((one) => kept.get(one.id)?.labels && corrected.find(spokenText(one)).length === 0)
    if (open.length === 0) return
    let answers: (OutsideAnswer | null)[]
    try {
      answers = await askOutside(deps.fetch, using, open.map(spokenText))
    } catch (thrown) {
      failures += 1
      lastFault = sentence(thrown)
      passedOver += open.length
      if (failures >= failuresBeforePause) pausedUntil = clock.now() + Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - failuresBeforePause))
      deps.log.warn('listening.outside-failed', { failures, because: lastFault })
      return
    }
    failures = 0
    lastFault = ''
    const changes = open.flatMap((one, at): LabelChange[] => {
      const answer = answers[at]
      const labels = kept.get(one.id)?.labels
      if (!answer || !labels) return []
      return [{ id: one.id, at: one.at, labels: { ...labels, ...answer, ...(answer.sentiment !== undefined && answer.sentiment !== labels.sentiment ? { sentimentProbability: saidByOutside } : {}) } }]
    })
    told += changes.length
    await deps.db.transaction().execute((tx) => keepLabelChanges(tx, changes))
  }

  async function refresh(): Promise<void> {
    const read = await outsideModel(deps.db, deps.seal)
    model = read?.enabled ? read : null
    failures = 0
    pausedUntil = 0
    if (model === null) waiting = []
  }

  return {
    refresh,
    offer: (keys) => {
      if (model === null || !model.enabled || keys.length === 0) return
      waiting.push(...keys)
      if (waiting.length <= maxWaiting) return
      passedOver += waiting.length - maxWaiting
      waiting = waiting.slice(-maxWaiting)
    },
    health: () => {
      if (model === null || !model.enabled) return null
      const host = hostOf(model.address)
      const local = passedOver === 0 ? '' : ` ${passedOver} posts kept the local answer.`
      if (failures > 0) return { ok: false, words: `The outside model at ${host} does not help: ${lastFault} Local answers are used.${pausedUntil > clock.now() ? ` It is asked again in ${Math.ceil((pausedUntil - clock.now()) / 1_000)} s.` : ''}${local} Settings, Understanding turns it off.` }
      return { ok: true, words: `The outside model at ${host} has told ${told} posts; ${waiting.length} wait.${local}` }
    },
    run: async (signal) => {
      const off = deps.notifications.on('rapport_outside', () => { stale = true })
      while (!signal.aborted) {
        if (stale) {
          stale = false
          await refresh().catch((thrown: unknown) => {
            stale = true
            deps.log.warn('listening.outside-unreadable', { because: sentence(thrown) })
          })
        }
        while (model !== null && waiting.length > 0 && running < model.concurrency && dueInMs(clock.now()) === 0) {
          // The newest first: they are what is being read.
          const keys = waiting.splice(-postsAtOnce)
          running += 1
          askedAt.push(clock.now())
          void ask(keys).catch((thrown: unknown) => deps.log.warn('listening.outside-failed', { because: sentence(thrown) })).finally(() => { running -= 1 })
        }
        await wait(250, undefined, { signal }).catch(() => undefined)
      }
      off()
    },
  }
}
