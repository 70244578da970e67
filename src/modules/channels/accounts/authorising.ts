/** Being let in on the network's own page: somebody is sent there, and comes back with a code. What is to be known until then goes with their browser, sealed. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Invalid } from '../../../kernel/fault.ts'
import { newId } from '../../../kernel/ids.ts'
import { minuteMs, secondMs } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { accountChannelOf, openAll } from './account-context.ts'
import { checked, connectAccount, reconnectAccount, withKeptSecrets, type Settings } from './account-deeds.ts'
import { findAccount, type Account } from './account-store.ts'
import type { AccountDeps } from './ports.ts'

/** Networks ask for a password and a second factor meanwhile. */
const goodForMs = 30 * minuteMs
const askWithinMs = 45 * secondMs

const pendingSchema = z.object({ channel: z.string(), settings: z.record(z.string(), z.unknown()), name: z.string().optional(), account: z.string().optional(), state: z.string(), until: z.number() })
type Pending = z.output<typeof pendingSchema>

const returnsTo = ({ publicUrl }: Pick<AccountDeps, 'publicUrl'>): string => `${publicUrl}/settings/accounts`

export async function authorise(deps: AccountDeps, asked: { channel: string; settings: Settings; name?: string | undefined; account?: string | undefined }): Promise<{ address: string; pending: string; returnsTo: string }> {
  const channel = accountChannelOf(deps.channels, asked.channel)
  if (!channel.authorise) throw new Invalid(`${channel.manifest.name} has no page on which it lets somebody in. Fill in the form.`, { path: '/channel' }, 'accounts.no-page')
  const before = asked.account === undefined ? null : await findAccount(deps.db, asked.account)
  const settings = checked(deps, channel, before === null ? asked.settings : withKeptSecrets(channel, asked.settings, openAll(deps, before)))
  const state = randomBytes(24).toString('base64url')
  const redirectUri = returnsTo(deps)
  const { address, settings: next } = await channel.authorise(settings, { fetch: deps.fetch, clock: deps.clock, signal: AbortSignal.timeout(askWithinMs), publicUrl: deps.publicUrl, account: before?.id ?? newId(), redirectUri, state })
  const pending: Pending = { channel: asked.channel, settings: next as Record<string, unknown>, state, until: deps.clock.now() + goodForMs, ...(asked.name === undefined ? {} : { name: asked.name }), ...(before === null ? {} : { account: before.id }) }
  return { address, pending: deps.seal.seal(JSON.stringify(pending)), returnsTo: redirectUri }
}

export async function authorised(deps: AccountDeps, actor: Pick<Actor, 'name'>, given: { pending: string; state: string; code: string }): Promise<Account> {
  const pending = opened(deps, given.pending)
  // Whoever was sent here by somebody else's page brings another state.
  if (pending === null || !isSame(pending.state, given.state)) throw new Invalid('This answer of the network belongs to nothing that was begun here. Connect the account once more.', undefined, 'accounts.state')
  if (pending.until < deps.clock.now()) throw new Invalid('That took longer than half an hour. Connect the account once more.', undefined, 'accounts.too-late')
  const settings = { ...pending.settings, code: given.code }
  return pending.account === undefined ? connectAccount(deps, actor, { channel: pending.channel, settings, name: pending.name }) : reconnectAccount(deps, pending.account, settings)
}

function opened({ seal }: AccountDeps, sealed: string): Pending | null {
  try {
    return pendingSchema.parse(JSON.parse(seal.open(sealed)))
  } catch {
    return null
  }
}

const isSame = (a: string, b: string): boolean => Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b))
