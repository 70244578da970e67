/** Signing in at mail servers: with a password, or with XOAUTH2 and a token that is renewed. */
import { Unavailable } from '../../../kernel/fault.ts'
import { minuteMs, secondMs, type Clock } from '../../../kernel/instant.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { LockedOut, type AccountContext } from '../account-contract.ts'
import { objectOf, textOf, wholeTextOf } from '../untrusted-json.ts'
import type { MailSettings } from './manifest.ts'

export interface Credentials {
  readonly user: string
  readonly password: string
  /** Instead of the password, with XOAUTH2. */
  readonly accessToken: string | null
}

export const usesOauth = ({ tokenUrl, refreshToken }: MailSettings): boolean => tokenUrl !== '' && refreshToken !== ''

/** A token that ends sooner than this is renewed first. */
const marginMs = 2 * minuteMs

/** With a token that is good for the next minutes. */
export async function credentialsOf(context: Pick<AccountContext<MailSettings>, 'settings' | 'renewed' | 'clock' | 'fetch' | 'signal'>): Promise<Credentials> {
  let { settings } = context
  if (usesOauth(settings) && settings.accessUntil - marginMs < context.clock.now()) {
    settings = await context.renewed(settings, async (newest) => ({ settings: await withFreshToken(newest, context), expiresAt: null }))
  }
  return credentialsIn(settings)
}

export function credentialsIn(settings: MailSettings): Credentials {
  return { user: settings.username === '' ? settings.address : settings.username, password: settings.password, accessToken: usesOauth(settings) ? settings.accessToken : null }
}

/** Asks for an access token (RFC 6749, section 6). @throws {LockedOut} when the refresh token is no longer good. */
export async function withFreshToken(settings: MailSettings, { fetch, clock, signal }: { fetch: OutwardFetch; clock: Clock; signal: AbortSignal }): Promise<MailSettings> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: settings.refreshToken, client_id: settings.clientId, ...(settings.clientSecret === '' ? {} : { client_secret: settings.clientSecret }) })
  const answer = await fetch(settings.tokenUrl, { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }, signal, maxRedirects: 0 })
  const { host } = new URL(settings.tokenUrl)
  const told = objectOf(await answer.json().catch(() => null))
  if (answer.status === 400 || answer.status === 401) throw new LockedOut(`${host} does not renew the access: ${textOf(told?.['error_description'], 300) ?? textOf(told?.['error'], 100) ?? `status ${answer.status}`}. Make a new refresh token and connect again.`, 'mail.oauth')
  const accessToken = wholeTextOf(told?.['access_token'], 20_000)
  if (answer.status !== 200 || accessToken === undefined) throw new Unavailable(`${host} gave no access token (status ${answer.status}). It is asked again.`, 'mail.oauth-trouble')
  const seconds = Number(told?.['expires_in'] ?? 3_600)
  return { ...settings, accessToken, accessUntil: clock.now() + (Number.isFinite(seconds) && seconds > 0 ? seconds : 3_600) * secondMs, refreshToken: wholeTextOf(told?.['refresh_token'], 20_000) ?? settings.refreshToken }
}
