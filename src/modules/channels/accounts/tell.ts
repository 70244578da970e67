/** Tells people that a way in ends, or that a network refuses us: each once. */
import { iso } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { findAccount, markRefused, markWarned, type Account } from './account-store.ts'
import type { AccountDeps } from './ports.ts'

const about = ({ id, channel, name, handle }: Account): { account: Uuid; channel: string; name: string; handle: string | null } => ({ account: id, channel, name, handle })

export async function tellLost({ db, clock, announce }: AccountDeps, id: Uuid, because: string): Promise<void> {
  const at = clock.now()
  await db.transaction().execute(async (tx) => {
    if (!(await markRefused(tx, id, at))) return
    await announce(tx, { type: 'account.lost', at, data: { ...about(await findAccount(tx, id)), since: iso(at), because } })
  })
}

export async function tellExpiring({ db, clock, announce }: AccountDeps, account: Account, beforeMs: number): Promise<void> {
  const { expiresAt } = account
  if (expiresAt === null) return
  const at = clock.now()
  await db.transaction().execute(async (tx) => {
    if (!(await markWarned(tx, account.id, Math.round(beforeMs / 1_000)))) return
    await announce(tx, { type: 'account.expiring', at, data: { ...about(account), endsAt: iso(expiresAt), hasEnded: at >= expiresAt, because: account.renewalTrouble } })
  })
}
