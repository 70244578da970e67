/** Sends, takes back and fetches through our accounts: what conversations need of them. */
import { Invalid, NotFound, sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Abilities, Attachment, OutgoingMessage, Sent } from '../../../kernel/message.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { LockedOut, type AccountChannel } from '../account-contract.ts'
import { contextOf, openAll, wayInOf } from './account-context.ts'
import { listAccounts, type Account } from './account-store.ts'
import { asSendFault } from './send-outcome.ts'
import { tellLost } from './tell.ts'
import type { AccountDeps } from './ports.ts'

const unsendWithinMs = 60_000

/** One of our accounts, for those who write through it. */
export interface WritingAccount {
  readonly id: Uuid
  readonly channel: string
  readonly name: string
  readonly handle: string | null
  readonly externalId: string
  readonly abilities: Abilities
  /** It may be written through now; else a sentence says why not. */
  readonly ready: true | string
}

export interface AccountSender {
  all(): Promise<readonly WritingAccount[]>
  /** @throws {SendFault} saying whether it may be tried again */
  send(account: Uuid, message: OutgoingMessage, signal: AbortSignal): Promise<Sent>
  /** Takes back what we sent. @throws {Invalid} where the network cannot */
  unsend(account: Uuid, externalId: string): Promise<void>
  fetchAttachment(account: Uuid, attachment: Attachment, signal: AbortSignal): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly mediaType: string | null }>
}

export function abilitiesOf(channel: AccountChannel, settings: unknown): Abilities {
  return channel.abilitiesOf?.(settings) ?? channel.manifest.abilities
}

export function readiness(account: Account, channel: AccountChannel | undefined, now: number): true | string {
  if (!channel) return `This version of Rapport does not know the channel ${account.channel}.`
  if (account.paused) return `${account.name} is paused. Resume it under Settings, Accounts.`
  if (account.refusedSince !== null) return `${account.name} does not let us in. Connect it again under Settings, Accounts.`
  if (account.expiresAt !== null && account.expiresAt <= now && account.renewalTrouble !== null) return `The access of ${account.name} has ended. Connect it again under Settings, Accounts.`
  return true
}

export function accountSender(deps: AccountDeps): AccountSender {
  return {
    all: async () => (await listAccounts(deps.db)).flatMap((account) => {
      const channel = deps.channels.find((one) => one.manifest.id === account.channel)
      if (!channel) return []
      const { id, name, handle, externalId } = account
      return [{ id, channel: account.channel, name, handle, externalId, abilities: abilitiesOf(channel, openAll(deps, account)), ready: readiness(account, channel, deps.clock.now()) }]
    }),
    send: async (id, message, signal) => {
      const { account, channel, settings } = await wayInOf(deps, id).catch((thrown: unknown) => {
        throw thrown instanceof NotFound ? new SendFault('The account that this was to go out through has been removed. Send it through another.', 'accounts.removed', 'refused') : new SendFault(sentence(thrown), 'accounts.way-in', 'later', { cause: thrown })
      })
      if (account.paused) throw new SendFault(`${account.name} is paused, so nothing goes out through it. Resume it under Settings, Accounts.`, 'accounts.paused', 'later', { retryAfterSeconds: 300 })
      try {
        return await channel.send(message, contextOf(deps, account, settings, signal))
      } catch (thrown) {
        if (thrown instanceof LockedOut) await tellLost(deps, id, sentence(thrown)).catch((again: unknown) => deps.log.warn('accounts.untold', { account: id, because: sentence(again) }))
        throw asSendFault(thrown)
      }
    },
    unsend: async (id, externalId) => {
      const { account, channel, settings } = await wayInOf(deps, id)
      if (!channel.unsend) throw new Invalid(`What was sent through ${channel.manifest.name} cannot be taken back.`, undefined, 'accounts.no-unsend')
      await channel.unsend(externalId, contextOf(deps, account, settings, AbortSignal.timeout(unsendWithinMs)))
    },
    fetchAttachment: async (id, attachment, signal) => {
      const { account, channel, settings } = await wayInOf(deps, id)
      if (channel.fetchAttachment) return channel.fetchAttachment(attachment, contextOf(deps, account, settings, signal))
      if (attachment.url === undefined) throw new NotFound('file', attachment.name)
      const answer = await deps.fetch(attachment.url, { signal })
      if (answer.status !== 200) throw new Invalid(`The file "${attachment.name.slice(0, 100)}" cannot be had any more: its address answers with status ${answer.status}.`, undefined, 'accounts.attachment-gone')
      return { body: answer.stream(), mediaType: answer.headers.get('content-type') }
    },
  }
}
