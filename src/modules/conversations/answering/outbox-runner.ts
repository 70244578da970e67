/**
 * Sends what waits. Before a try it is durable that there is one; whoever is
 * killed in the middle leaves a message of which nobody knows whether it went.
 * Where the network takes the same key twice as once, it is sent again; where
 * not, somebody decides.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sentence } from '../../../kernel/fault.ts'
import { newId } from '../../../kernel/ids.ts'
import { dayMs, minuteMs, secondMs, type Instant } from '../../../kernel/instant.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import type { ConversationDeps } from '../deps.ts'
import { nextDue, takeDue, tryAgain, type Taken } from './outbox-store.ts'
import { settleFailed, settleSent } from './settle.ts'

const leaseMs = 5 * minuteMs
const sendWithinMs = 4 * minuteMs
const atOnce = 8
const lookEveryMs = 10 * secondMs
const longestPauseMs = 30 * minuteMs
/** For so long it is tried. */
const givenUpAfterMs = dayMs

export interface OutboxDeps extends Pick<ConversationDeps, 'db' | 'clock' | 'log' | 'notifications' | 'accounts' | 'hooks' | 'telling' | 'takeInSent'> {
  readonly random: () => number
}

/** Doubling from five seconds, with a quarter of chance in it so that not everybody comes back at once. */
export function pauseMs(tries: number, random: number): number {
  return Math.min(longestPauseMs, 5 * secondMs * 2 ** Math.min(tries - 1, 20)) * (0.75 + random / 2)
}

export async function runOutbox(deps: OutboxDeps, signal: AbortSignal): Promise<void> {
  let woken = Promise.withResolvers<void>()
  const off = deps.notifications.on('rapport_outbox', () => woken.resolve())
  const underway = new Set<Promise<void>>()
  try {
    while (!signal.aborted) {
      woken = Promise.withResolvers<void>()
      const taken = await takeDue(deps.db, newId(), deps.clock.now(), leaseMs, atOnce - underway.size).catch((thrown: unknown) => {
        deps.log.error('outbox.fault', { because: sentence(thrown) })
        return []
      })
      for (const one of taken) {
        const work: Promise<void> = attempt(deps, one, signal).catch((thrown: unknown) => deps.log.error('outbox.fault', { message: one.message, because: sentence(thrown) })).finally(() => underway.delete(work))
        underway.add(work)
      }
      if (taken.length > 0 && underway.size < atOnce) continue
      const next = await nextDue(deps.db).catch(() => null)
      const pause = Math.min(lookEveryMs, Math.max(20, (next ?? Infinity) - deps.clock.now()))
      await Promise.race([woken.promise, wait(pause, undefined, { signal }).catch(() => undefined), ...underway])
    }
    // What is on its way is not cut off by a stop.
    await Promise.race([Promise.all(underway), wait(10 * secondMs)])
  } finally {
    off()
  }
}

async function attempt(deps: OutboxDeps, box: Taken, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps
  const account = (await deps.accounts.all()).find(({ id }) => id === box.account)
  const failed = (state: 'failed' | 'unknown', because: string, code: string): Promise<void> => db.transaction().execute((tx) => settleFailed(tx, deps, box, state, because, code, clock.now()))
  if (!account) return failed('failed', 'The account that this was to go out through has been removed. Send it through another.', 'conversations.account-gone')
  if (box.interrupted && !account.abilities.repeatable) return failed('unknown', 'It was being sent when Rapport was stopped, and this network takes nothing twice. Look there whether it arrived.', 'conversations.interrupted')
  try {
    const sent = await deps.accounts.send(box.account, box.outgoing.message, AbortSignal.any([AbortSignal.timeout(sendWithinMs)]))
    await settleSent(deps, box, account, sent, clock.now())
  } catch (thrown) {
    const fault = thrown instanceof SendFault ? thrown : new SendFault(sentence(thrown), 'conversations.unknown', 'unknown', { cause: thrown })
    deps.log.warn('outbox.not-sent', { message: box.message, outcome: fault.outcome, because: sentence(fault) })
    if (signal.aborted && fault.outcome === 'later') return db.transaction().execute((tx) => tryAgain(tx, box.message, clock.now(), sentence(fault)))
    if (fault.outcome === 'refused') return failed('failed', sentence(fault), fault.code)
    if (fault.outcome === 'unknown' && !account.abilities.repeatable) return failed('unknown', sentence(fault), fault.code)
    if (givenUp(box, clock.now())) return failed(fault.outcome === 'unknown' ? 'unknown' : 'failed', `Tried for a day. ${sentence(fault)}`, fault.code)
    const pause = Math.max(pauseMs(box.tries, deps.random()), (fault.retryAfterSeconds ?? 0) * secondMs)
    await db.transaction().execute((tx) => tryAgain(tx, box.message, clock.now() + pause, sentence(fault)))
  }
}

const givenUp = ({ firstTriedAt }: Taken, now: Instant): boolean => firstTriedAt !== null && now - firstTriedAt >= givenUpAfterMs
