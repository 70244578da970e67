/** Connecting, trying, reconnecting, pausing and removing accounts. */
import { cleanText } from '../../../kernel/admission.ts'
import { Conflict, Invalid, sentence } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import { secondMs } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { parsed } from '../../../platform/http/body.ts'
import type { AccountChannel, Connected } from '../account-contract.ts'
import { accountChannelOf, contextOf, openAll, sealAll } from './account-context.ts'
import { addAccount, changeAccount, findAccount, reconnected, removeAccount, sameAccount, saveAccountHealth, type Account } from './account-store.ts'
import type { AccountDeps } from './ports.ts'

export type Settings = Readonly<Record<string, unknown>>

const connectWithinMs = 45 * secondMs

/** Checked by the channel, addresses looked at before they are asked. @throws {Invalid} naming the field. */
export function checked(deps: AccountDeps, { manifest }: AccountChannel, settings: Settings): unknown {
  const good = parsed(manifest.settings, settings, `Settings of ${manifest.name}`)
  if (typeof good !== 'object' || good === null) throw new Invalid('Settings are an object.', { path: '/settings' })
  for (const { name, leadsOut } of manifest.fields) {
    const value = (good as Settings)[name]
    if (leadsOut && typeof value === 'string' && value !== '') deps.fetch.check(/^[a-z]+:\/\//i.test(value) ? value : `https://${value}`)
  }
  return good
}

async function letIn(deps: AccountDeps, channel: AccountChannel, settings: unknown, account: Uuid): Promise<Connected<unknown>> {
  const found = await channel.connect(settings, { fetch: deps.fetch, clock: deps.clock, signal: AbortSignal.timeout(connectWithinMs), publicUrl: deps.publicUrl, account })
  return { ...found, externalId: found.externalId.slice(0, 1_024), name: cleanText(found.name).slice(0, 200) || channel.manifest.name, handle: found.handle === null ? null : cleanText(found.handle).slice(0, 300) }
}

/** A secret that was left empty stays what it was; so does what the channel added by itself. */
export function withKeptSecrets({ manifest }: AccountChannel, change: Settings, before: unknown): Settings {
  const old = before as Settings
  const kept = manifest.fields.filter(({ kind, name }) => kind === 'secret' && (change[name] === undefined || change[name] === '') && old[name] !== undefined)
  return { ...change, ...Object.fromEntries(kept.map(({ name }) => [name, old[name]])) }
}

/** For the page: what the form asks for, without secrets. */
export function shownSettings(channel: AccountChannel | undefined, settings: unknown): Record<string, unknown> {
  const all = settings as Settings
  return Object.fromEntries((channel?.manifest.fields ?? []).filter(({ kind, name }) => kind !== 'secret' && all[name] !== undefined).map(({ name }) => [name, all[name]]))
}

export async function tryAccount(deps: AccountDeps, asked: { channel: string; settings: Settings }): Promise<Connected<unknown>> {
  const channel = accountChannelOf(deps.channels, asked.channel)
  return letIn(deps, channel, checked(deps, channel, asked.settings), newId())
}

export async function connectAccount(deps: AccountDeps, actor: Pick<Actor, 'name'>, asked: { channel: string; settings: Settings; name?: string | undefined }): Promise<Account> {
  const channel = accountChannelOf(deps.channels, asked.channel)
  const settings = checked(deps, channel, asked.settings)
  const fresh = newId()
  let found = await letIn(deps, channel, settings, fresh)
  const same = await sameAccount(deps.db, asked.channel, found.externalId)
  if (same && !same.removed) throw new Conflict(`${found.name} is connected already. Use "Connect again" there to give it a new way in.`, 'accounts.there')
  // Its conversations know it by the id that it had.
  if (same) found = await letIn(deps, channel, found.settings, same.id)
  const id = same?.id ?? fresh
  await addAccount(deps.db, { ...found, id, channel: asked.channel, label: asked.name ?? defaultName(channel, found), sealed: sealAll(deps, found.settings), createdBy: actor.name })
  return installed(deps, channel, id)
}

const defaultName = ({ manifest }: AccountChannel, { name, handle }: Connected<unknown>): string => cleanText(handle === null || handle === name ? name : `${name} (${handle})`).slice(0, 200) || manifest.name

/** What is to be set up at the network; where that fails, the account stays and says so. */
async function installed(deps: AccountDeps, channel: AccountChannel, id: Uuid): Promise<Account> {
  const account = await findAccount(deps.db, id)
  try {
    await channel.install?.(contextOf(deps, account, openAll(deps, account), AbortSignal.timeout(connectWithinMs)))
    if (channel.read === undefined) await saveAccountHealth(deps.db, id, { state: 'reading', words: channel.manifest.hears === 'serves' ? 'Ready: people can come to it.' : 'Ready: the network calls us when something is said.' })
  } catch (thrown) {
    await saveAccountHealth(deps.db, id, { state: 'failing', code: 'accounts.install', words: `${sentence(thrown)} Connect it again once that is mended.` })
  }
  return findAccount(deps.db, id)
}

export async function testAccount(deps: AccountDeps, id: Uuid): Promise<Connected<unknown>> {
  const account = await findAccount(deps.db, id)
  const channel = accountChannelOf(deps.channels, account.channel)
  return letIn(deps, channel, openAll(deps, account), id)
}

export async function reconnectAccount(deps: AccountDeps, id: Uuid, settings: Settings): Promise<Account> {
  const before = await findAccount(deps.db, id)
  const channel = accountChannelOf(deps.channels, before.channel)
  const found = await letIn(deps, channel, checked(deps, channel, withKeptSecrets(channel, settings, openAll(deps, before))), id)
  if (found.externalId !== before.externalId) throw new Conflict(`This leads to ${found.name}${found.handle === null ? '' : ` (${found.handle})`}, which is another account than ${before.displayName}. Connect it as an account of its own.`, 'accounts.another')
  await reconnected(deps.db, id, { ...found, sealed: sealAll(deps, found.settings) })
  return installed(deps, channel, id)
}

export async function pauseAccount(deps: AccountDeps, id: Uuid, change: { name?: string | undefined; paused?: boolean | undefined }): Promise<Account> {
  return changeAccount(deps.db, id, { paused: change.paused, name: change.name === undefined ? undefined : cleanText(change.name) })
}

/** What is set up at the network is taken back if it lets us; the way in is forgotten in any case. */
export async function forgetAccount(deps: AccountDeps, id: Uuid): Promise<void> {
  const account = await findAccount(deps.db, id)
  const channel = deps.channels.find((one) => one.manifest.id === account.channel)
  await channel?.uninstall?.(contextOf(deps, account, openAll(deps, account), AbortSignal.timeout(connectWithinMs))).catch((thrown: unknown) => deps.log.warn('accounts.uninstall-failed', { account: id, because: sentence(thrown) }))
  await removeAccount(deps.db, id)
}
