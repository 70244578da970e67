/** Our accounts at networks: heard, spoken through, renewed in time. */
import { accountChannels } from '../modules/channels/accounts/all-accounts.ts'
import { openAccounts, type Accounts } from '../modules/channels/index.ts'
import type { Outgoing } from '../modules/outgoing/index.ts'
import { openKeptFiles, type KeptFiles } from '../platform/kept-files.ts'
import type { Ground } from './ground.ts'

export interface WiredAccounts extends Accounts {
  /** Files that came with messages, or go with them. */
  readonly files: KeptFiles
}

export function wireAccounts(ground: Ground, outgoing: Outgoing): WiredAccounts {
  const { db, clock, log, metrics, seal, fetch, notifications, takeIn, config } = ground
  const files = openKeptFiles(ground.filesIn('messages'))
  const accounts = openAccounts({
    db, clock, log, metrics, seal, fetch, notifications, takeIn, files, channels: accountChannels, publicUrl: config.publicUrl,
    tokenKey: ground.secret('account-tokens'), announce: (tx, event) => outgoing.announce(tx, event),
  })
  ground.begin('listen', () => {
    const runner = accounts.listen()
    ground.onStop('accounts', () => runner.stop())
  })
  ground.begin('work', (signal) => accounts.keepWaysIn(signal))
  return { ...accounts, files }
}
