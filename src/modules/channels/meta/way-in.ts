/** The way in to Meta: what a token may do, when it ends, and where Meta calls us. */
import { Invalid } from '../../../kernel/fault.ts'
import { dayMs, secondMs, type Instant } from '../../../kernel/instant.ts'
import { LockedOut, type AccountContext, type ConnectContext } from '../account-contract.ts'
import { countOf, listOf, objectOf, textOf } from '../untrusted-json.ts'
import { askGraph, verifyToken, type GraphContext, type GraphSettings } from './graph.ts'

export interface TokenFacts {
  /** The earlier of the end of the token and the end of its access to data; `null`: neither ends. */
  readonly expiresAt: Instant | null
  readonly scopes: ReadonlySet<string>
  readonly type: string
}

/** @throws {LockedOut} when the token is not valid, or of another app. */
export async function tokenFacts(settings: GraphSettings, context: GraphContext): Promise<TokenFacts> {
  const said = await askGraph(settings, context, 'debug_token', { query: { input_token: settings.token }, token: `${settings.appId}|${settings.appSecret}` })
  const data = objectOf(said['data'])
  if (data?.['is_valid'] !== true) throw new LockedOut(`Meta says that the access token is not valid: "${textOf(objectOf(data?.['error'])?.['message'], 300) ?? 'no reason given'}". Make a new one.`, 'meta.token')
  if (String(data['app_id']) !== settings.appId) throw new Invalid('This token was made for another app. Make it with the app whose id stands here.', { path: '/settings/token' }, 'meta.other-app')
  const ends = [countOf(data['expires_at']), countOf(data['data_access_expires_at'])].filter((seconds): seconds is number => seconds !== undefined && seconds > 0)
  return { expiresAt: ends.length === 0 ? null : Math.min(...ends) * secondMs, scopes: new Set(listOf(data['scopes']).map(String)), type: textOf(data['type'], 20) ?? '' }
}

/** @throws {Invalid} naming the permissions that are missing. */
export function checkScopes({ scopes }: TokenFacts, needed: readonly string[]): void {
  const missing = needed.filter((scope) => !scopes.has(scope))
  if (missing.length > 0) throw new Invalid(`The token lacks permissions: ${missing.join(', ')}. Make one that has them.`, { path: '/settings/token' }, 'meta.scopes')
}

/**
 * A token that soon ends is exchanged for one that lives about sixty days,
 * where Meta does so.
 */
export async function longLived<S extends GraphSettings>(settings: S, context: ConnectContext): Promise<{ readonly settings: S; readonly facts: TokenFacts }> {
  const facts = await tokenFacts(settings, context)
  if (facts.expiresAt === null || facts.expiresAt - context.clock.now() > 7 * dayMs) return { settings, facts }
  const exchanged = await exchange(settings, context).catch(() => null)
  return exchanged === null ? { settings, facts } : { settings: exchanged, facts: await tokenFacts(exchanged, context) }
}

async function exchange<S extends GraphSettings>(settings: S, context: GraphContext): Promise<S> {
  const said = await askGraph(settings, context, 'oauth/access_token', { token: `${settings.appId}|${settings.appSecret}`, query: { grant_type: 'fb_exchange_token', client_id: settings.appId, client_secret: settings.appSecret, fb_exchange_token: settings.token } })
  const token = textOf(said['access_token'], 2_000)
  if (token === undefined) throw new LockedOut('Meta gave no new access token. Make one by hand and connect again.', 'meta.no-token')
  return { ...settings, token }
}

/** Renews a token that ends. */
export async function renewToken<S extends GraphSettings>(context: AccountContext<S>): Promise<void> {
  await context.renewed(context.settings, async (newest) => {
    const settings = await exchange(newest, context)
    return { settings, expiresAt: (await tokenFacts(settings, context)).expiresAt }
  })
}

/** Meta calls one address for all pages and accounts of an app; every account of the app hears what comes there. */
export const hookAddress = (publicUrl: string, appId: string): string => `${publicUrl}/hooks/meta/${appId}`

/** Has Meta call us for everything of a kind that the app is told of. @throws {Invalid} where it cannot. */
export async function subscribeApp(context: AccountContext<GraphSettings>, object: string, fields: readonly string[]): Promise<void> {
  const { settings, publicUrl } = context
  if (!publicUrl.startsWith('https:')) throw new Invalid(`Meta calls https addresses only, and ${publicUrl} is none. Start Rapport with RAPPORT_URL set to the address under which the world reaches it.`, undefined, 'meta.no-https')
  const token = `${settings.appId}|${settings.appSecret}`
  const said = await askGraph(settings, context, `${settings.appId}/subscriptions`, { token })
  const present = listOf(said['data']).map(objectOf).find((one) => one?.['object'] === object)
  // What other accounts of the app asked for stays.
  const before = listOf(present?.['fields']).flatMap((field) => textOf(objectOf(field)?.['name'] ?? field, 100) ?? [])
  await askGraph(settings, context, `${settings.appId}/subscriptions`, {
    method: 'POST', token, timeoutMs: 40_000,
    body: { object, callback_url: hookAddress(publicUrl, settings.appId), verify_token: verifyToken(settings.appId, settings.appSecret), fields: [...new Set([...before, ...fields])].join(',') },
  })
}

/** Adds the fields of this page to those that it tells the app. */
export async function subscribePage(context: AccountContext<GraphSettings>, page: string, fields: readonly string[]): Promise<void> {
  const said = await askGraph(context.settings, context, `${page}/subscribed_apps`)
  const own = listOf(said['data']).map(objectOf).find((one) => String(one?.['id']) === context.settings.appId)
  const before = listOf(own?.['subscribed_fields']).flatMap((field) => textOf(objectOf(field)?.['name'] ?? field, 100) ?? [])
  await askGraph(context.settings, context, `${page}/subscribed_apps`, { method: 'POST', body: { subscribed_fields: [...new Set([...before, ...fields])].join(',') } })
}
