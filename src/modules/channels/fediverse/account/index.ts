/** An account of ours on the fediverse. */
import type { AccountChannel } from '../../account-contract.ts'
import { abilitiesOf, fediverseAccountManifest, type FediverseAccountSettings } from './manifest.ts'
import { readFediverseAccount, type FediverseAccountCursor } from './read-fediverse.ts'
import { sendFediverse, unsendFediverse } from './send-fediverse.ts'
import { authorise, connect } from './way-in.ts'

export const fediverseAccount: AccountChannel<FediverseAccountSettings, FediverseAccountCursor> = {
  manifest: fediverseAccountManifest,
  authorise,
  connect,
  read: readFediverseAccount,
  abilitiesOf,
  send: sendFediverse,
  unsend: unsendFediverse,
}
