/** An account of ours on Bluesky. */
import type { AccountChannel, ConnectContext, Connected } from '../../account-contract.ts'
import { blueskyAccountManifest, type BlueskyAccountSettings } from './manifest.ts'
import { readBluesky, type BlueskyAccountCursor } from './read-bluesky.ts'
import { sendBluesky, unsendBluesky } from './send-bluesky.ts'
import { sessionOf, signIn } from './session.ts'

async function connect(given: BlueskyAccountSettings, context: ConnectContext): Promise<Connected<BlueskyAccountSettings>> {
  const { did, handle, accessJwt, refreshJwt } = await signIn(given, context)
  const settings = { ...given, did, accessJwt, refreshJwt, connectedAt: given.connectedAt === 0 ? context.clock.now() : given.connectedAt }
  // Said now rather than at the first message: an app password may not reach them.
  if (settings.directMessages) await sessionOf({ ...context, settings, renewed: (stale) => Promise.resolve(stale) }).ask('chat.bsky.convo.getLog', { chat: true })
  return { settings, externalId: did, handle, name: handle, avatarUrl: null, expiresAt: null }
}

export const blueskyAccount: AccountChannel<BlueskyAccountSettings, BlueskyAccountCursor> = {
  manifest: blueskyAccountManifest,
  connect,
  read: readBluesky,
  send: sendBluesky,
  unsend: unsendBluesky,
}
