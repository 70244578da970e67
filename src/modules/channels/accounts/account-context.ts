/** What a channel is handed when it works for one of our accounts; its settings are opened and sealed here alone. */
import { NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { AccountChannel, AccountContext } from '../account-contract.ts'
import { findAccount, keepWayIn, type Account } from './account-store.ts'
import { notesOf } from './notes.ts'
import type { AccountDeps } from './ports.ts'

export function accountChannelOf(channels: readonly AccountChannel[], id: string): AccountChannel {
  const channel = channels.find((one) => one.manifest.id === id)
  if (!channel) throw new NotFound('channel', id)
  return channel
}

export function sealAll({ seal }: Pick<AccountDeps, 'seal'>, settings: unknown): string {
  return seal.seal(JSON.stringify(settings))
}

export function openAll({ seal }: Pick<AccountDeps, 'seal'>, { sealed }: Pick<Account, 'sealed'>): unknown {
  return JSON.parse(seal.open(sealed)) as unknown
}

/** What is on disk for an account, opened. */
export async function wayInOf(deps: AccountDeps, id: Uuid): Promise<{ account: Account; channel: AccountChannel; settings: unknown }> {
  const account = await findAccount(deps.db, id)
  return { account, channel: accountChannelOf(deps.channels, account.channel), settings: openAll(deps, account) }
}

export function contextOf(deps: AccountDeps, account: Account, settings: unknown, signal: AbortSignal): AccountContext<unknown> {
  let newest = settings
  const { db, clock, fetch, files, publicUrl, tokenKey } = deps
  return {
    account: { id: account.id, externalId: account.externalId, handle: account.handle, name: account.displayName },
    get settings() {
      return newest
    },
    fetch, clock, signal, publicUrl, files, tokenKey,
    warn: (because) => deps.log.warn('accounts.warning', { account: account.id, channel: account.channel, because }),
    notes: notesOf(db, account.id, account.channel),
    keepSettings: async (next, expiresAt) => {
      await keepWayIn(db, account.id, sealAll(deps, next), expiresAt)
      newest = next
    },
    renewed: async (stale, renew) => {
      newest = await db.transaction().execute(async (tx) => {
        const current = openAll(deps, await findAccount(tx, account.id, 'alone'))
        if (JSON.stringify(current) !== JSON.stringify(stale)) return current
        const next = await renew(current)
        await keepWayIn(tx, account.id, sealAll(deps, next.settings), next.expiresAt)
        return next.settings
      })
      return newest
    },
  }
}
