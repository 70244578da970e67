/** Keeps every account that asks its network reading: starts, stops, backs off, and saves its place with what it read. */
import { Fault, sentence, TooMuch } from '../../../kernel/fault.ts'
import { hourMs, minuteMs, secondMs } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { backoffMs } from '../../../platform/outward/backoff.ts'
import { LockedOut, type HeardBatch } from '../account-contract.ts'
import type { Health } from '../contract.ts'
import { pause } from '../../../platform/pause.ts'
import { keepReadings } from '../readings.ts'
import { contextOf, wayInOf } from './account-context.ts'
import { listAccounts, markLetIn, saveAccountHealth, type Account } from './account-store.ts'
import { keepHeard } from './heard.ts'
import { tellLost } from './tell.ts'
import type { AccountDeps } from './ports.ts'

/** A reader that held out this long starts again with a short back-off. */
const steadyMs = 2 * minuteMs
/** A network that refuses us is asked again seldom: too many wrong tries lock an account for good. */
const lockedOutMs = hourMs

export interface AccountRunner {
  stop(): Promise<void>
}

export function startAccountRunner(deps: AccountDeps): AccountRunner {
  const reads = new Set(deps.channels.filter((channel) => channel.read !== undefined).map((channel) => channel.manifest.id))
  return keepReadings({
    wanted: async () => (await listAccounts(deps.db)).filter((account) => !account.paused && reads.has(account.channel)),
    keyOf,
    read: ({ id }, signal) => keepReading(deps, id, signal),
    onChange: (look) => deps.notifications.on('rapport_accounts', look),
    onFault: (because) => deps.log.error('accounts.reconcile-failed', { because }),
  })
}

/** Renewed tokens alone start nothing anew: a reader has them already. */
const keyOf = (account: Account): string => `${account.channel}:${account.generation}`

async function keepReading(deps: AccountDeps, id: Uuid, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; ) {
    const startedAt = deps.clock.now()
    try {
      await read(deps, id, signal)
      if (signal.aborted) return
      // An account has no end; a reader that returns is started again.
      await pause(secondMs, signal)
    } catch (thrown) {
      if (signal.aborted) return
      if (deps.clock.now() - startedAt > steadyMs) attempt = 0
      attempt += 1
      const asked = thrown instanceof TooMuch ? (thrown.retryAfterSeconds ?? 0) * secondMs : 0
      const isLockedOut = thrown instanceof LockedOut
      const waitMs = isLockedOut ? lockedOutMs : Math.max(asked, backoffMs(attempt, Math.random))
      const code = thrown instanceof Fault ? thrown.code : 'internal'
      deps.log.warn('accounts.read-failed', { account: id, code, attempt, waitMs, because: code === 'internal' ? sentence(thrown) : null })
      await saveAccountHealth(deps.db, id, { state: 'failing', code, words: isLockedOut ? sentence(thrown) : `${sentence(thrown)} Next try in ${Math.ceil(waitMs / secondMs)} s.` }).catch(() => undefined)
      if (isLockedOut) await tellLost(deps, id, sentence(thrown)).catch((again: unknown) => deps.log.warn('accounts.untold', { account: id, because: sentence(again) }))
      await pause(waitMs, signal)
    }
  }
}

async function read(deps: AccountDeps, id: Uuid, signal: AbortSignal): Promise<void> {
  const { db } = deps
  const { account, channel, settings } = await wayInOf(deps, id)
  if (!channel.read) return
  let lastHealth = ''
  // One after another: what is told last must be what stays.
  let saving: Promise<void> = Promise.resolve()
  const health = (state: Health): void => {
    const said = JSON.stringify(state)
    if (said === lastHealth) return
    lastHealth = said
    saving = saving.then(async () => {
      await saveAccountHealth(db, id, state)
      if (state.state === 'reading') await markLetIn(db, id)
    }).catch((thrown: unknown) => deps.log.warn('accounts.health-unsaved', { account: id, because: sentence(thrown) }))
  }
  health({ state: 'starting', words: 'Connecting.' })
  const base = contextOf(deps, account, settings, signal)
  try {
    await channel.read(Object.assign(base, {
      cursor: account.cursor ?? null,
      health,
      emit: async (batch: HeardBatch<unknown>) => void (await keepHeard(deps, account, batch)),
    }))
  } finally {
    await saving
  }
}
