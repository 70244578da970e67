/** Renews ways in before they end, and warns of those that will end. */
import { sentence } from '../../../kernel/fault.ts'
import { minuteMs } from '../../../kernel/instant.ts'
import { LockedOut, type AccountChannel } from '../account-contract.ts'
import { pause } from '../../../platform/pause.ts'
import { contextOf, openAll } from './account-context.ts'
import { findAccount, listAccounts, renewalTried, type Account } from './account-store.ts'
import { tellExpiring, tellLost } from './tell.ts'
import { isRenewalDue, warningDue, type WayIn } from './way-in.ts'
import type { AccountDeps } from './ports.ts'

const everyMs = minuteMs
const longestRenewalMs = minuteMs

export function wayIn(account: Account, channel: AccountChannel | undefined): WayIn {
  return { since: account.wayInSince, expiresAt: account.expiresAt, isRenewable: channel?.renew !== undefined, trouble: account.renewalTrouble, triedAt: account.renewalTriedAt }
}

export async function keepWaysIn(deps: AccountDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await renewAndWarn(deps, signal).catch((thrown: unknown) => deps.log.warn('accounts.renewal-fault', { because: sentence(thrown) }))
    await pause(everyMs, signal)
  }
}

/** One round over all accounts. */
export async function renewAndWarn(deps: AccountDeps, signal: AbortSignal): Promise<void> {
  for (const before of await listAccounts(deps.db)) {
    if (signal.aborted) return
    const channel = deps.channels.find((one) => one.manifest.id === before.channel)
    let account = before
    if (!before.paused && channel?.renew && isRenewalDue(wayIn(before, channel), deps.clock.now())) {
      await renew(deps, before, channel, signal)
      account = await findAccount(deps.db, before.id).catch(() => before)
    }
    const due = warningDue(wayIn(account, channel), deps.clock.now())
    if (due !== null) await tellExpiring(deps, account, due)
  }
}

async function renew(deps: AccountDeps, account: Account, channel: AccountChannel, signal: AbortSignal): Promise<void> {
  const context = contextOf(deps, account, openAll(deps, account), AbortSignal.any([signal, AbortSignal.timeout(longestRenewalMs)]))
  try {
    await channel.renew?.(context)
    await renewalTried(deps.db, account.id, deps.clock.now(), null)
  } catch (thrown) {
    deps.log.warn('accounts.renewal-failed', { account: account.id, channel: account.channel, because: sentence(thrown) })
    await renewalTried(deps.db, account.id, deps.clock.now(), sentence(thrown))
    if (thrown instanceof LockedOut) await tellLost(deps, account.id, sentence(thrown))
  }
}
