/** How an account is, in words, and what somebody has to do so that it goes on working. Pure. */
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { AccountChannel } from '../account-contract.ts'
import type { Health } from '../contract.ts'
import type { Account } from './account-store.ts'
import { warningDue } from './way-in.ts'

export interface Standing {
  readonly needs: 'nothing' | 'reconnect' | 'reconnect-soon'
  readonly health: { readonly state: Health['state'] | 'paused'; readonly words: string }
}

export function standing(account: Account, channel: AccountChannel | undefined, now: Instant): Standing {
  const { expiresAt, renewalTrouble: trouble } = account
  if (!channel) return { needs: 'nothing', health: { state: 'failing', words: `This version of Rapport does not know the channel ${account.channel}.` } }
  if (account.paused) return { needs: account.refusedSince === null ? 'nothing' : 'reconnect', health: { state: 'paused', words: 'Paused by somebody.' } }
  const health = { state: account.healthState, words: account.healthWords }
  if (account.refusedSince !== null) return { needs: 'reconnect', health: { state: 'failing', words: account.healthState === 'failing' ? account.healthWords : `The network refuses our access. ${trouble ?? ''}`.trim() } }
  const due = warningDue({ since: account.wayInSince, expiresAt, isRenewable: channel.renew !== undefined, trouble, triedAt: account.renewalTriedAt }, now)
  if (due === null || expiresAt === null) return { needs: 'nothing', health }
  if (due === 0) {
    // What renews itself is renewed when it is next used; only a failed renewal means that it is over.
    if (channel.renew !== undefined && trouble === null) return { needs: 'nothing', health }
    return { needs: 'reconnect', health: { state: 'failing', words: `The access ended at ${iso(expiresAt)}. ${trouble ?? 'Connect again.'}` } }
  }
  return { needs: 'reconnect-soon', health: health.state === 'failing' ? health : { ...health, words: `The access ends at ${iso(expiresAt)}: connect again before then. ${trouble ?? ''}`.trim() } }
}
