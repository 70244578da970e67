/** Keeps delivering: takes what is due, an own lane for each endpoint, and sleeps until the next. */
import { sentence } from '../../kernel/fault.ts'
import { minuteMs, secondMs } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Log } from '../../platform/logs.ts'
import type { Notifications } from '../../platform/postgres/notifications.ts'
import { claimDue, nextDue } from './deliveries.ts'
import { deliver, type DeliverDeps } from './deliver.ts'
import { bell } from './bell.ts'

export interface CourierDeps extends DeliverDeps {
  readonly log: Log
  readonly notifications: Notifications
}

/** Word may be missed when a connection breaks, so it looks by itself too. */
const longestSleepMs = 30 * secondMs
const shortestSleepMs = 50
const afterFaultMs = 5 * secondMs

/** Runs until the signal aborts; what is under way then is given back. */
export async function runCourier(deps: CourierDeps, signal: AbortSignal): Promise<void> {
  const busy = new Map<Uuid, number>()
  const underWay = new Set<Promise<void>>()
  const wakeUp = bell()
  const off = deps.notifications.on('rapport_outgoing', wakeUp.ring)

  function begin(due: Awaited<ReturnType<typeof claimDue>>[number]): void {
    busy.set(due.endpoint, (busy.get(due.endpoint) ?? 0) + 1)
    const run = deliver(deps, due, signal)
      .catch((thrown: unknown) => deps.log.error('outgoing.delivery-fault', { endpoint: due.endpoint, event: due.event, because: sentence(thrown) }))
      .finally(() => {
        const rest = (busy.get(due.endpoint) ?? 1) - 1
        if (rest === 0) busy.delete(due.endpoint)
        else busy.set(due.endpoint, rest)
        underWay.delete(run)
        wakeUp.ring()
      })
    underWay.add(run)
  }

  while (!signal.aborted) {
    let sleepMs = afterFaultMs
    try {
      const claimed = await claimDue(deps.db, busy, deps.clock.now())
      for (const due of claimed) begin(due)
      const next = await nextDue(deps.db)
      sleepMs = next === null ? longestSleepMs : Math.min(longestSleepMs, Math.max(shortestSleepMs, next - deps.clock.now()))
      // Due, but its endpoint has no lane free: the end of a try there wakes us.
      if (claimed.length === 0 && underWay.size > 0) sleepMs = Math.max(sleepMs, secondMs)
    } catch (thrown) {
      deps.log.warn('outgoing.courier-fault', { because: sentence(thrown) })
    }
    await wakeUp.orAfter(Math.min(sleepMs, minuteMs), signal)
  }
  off()
  await Promise.all(underWay)
}
