/** How the server lets us in: on its own page (OAuth 2.0 with PKCE, RFC 7636), or with a token that somebody made there. */
import { createHash, randomBytes } from 'node:crypto'
import { Invalid, Unavailable } from '../../../../kernel/fault.ts'
import { LockedOut, type ConnectContext, type Connected } from '../../account-contract.ts'
import { countOf, listOf, objectOf, textOf, webAddressOf, wholeTextOf } from '../../untrusted-json.ts'
import { idOf } from '../status.ts'
import { limitsSchema, type FediverseAccountSettings, type Limits } from './manifest.ts'
import { NotThere, sessionOf, type Session } from './session.ts'

/** As little as reading and answering needs. `read:search` finds by its address what another server wrote. */
const scopes = ['read:accounts', 'read:notifications', 'read:search', 'read:statuses', 'write:media', 'write:statuses'].join(' ')

/** Makes us known to the server, and says where somebody is asked whether we may. */
export async function authorise(settings: FediverseAccountSettings, context: ConnectContext & { readonly redirectUri: string; readonly state: string }): Promise<{ address: string; settings: FediverseAccountSettings }> {
  const { redirectUri, state, publicUrl } = context
  const session = sessionOf({ server: settings.server, token: '' }, context)
  const { body } = await session.ask('/api/v1/apps', { method: 'POST', json: { client_name: 'Rapport', redirect_uris: redirectUri, scopes, website: publicUrl } }).catch((thrown: unknown) => {
    if (thrown instanceof NotThere) throw new Invalid(`${session.base.host} knows no applications. Check the spelling, and that it speaks the Mastodon API.`, { path: '/settings/server' }, 'fediverse.bad-server')
    throw thrown
  })
  const clientId = wholeTextOf(objectOf(body)?.['client_id'], 1_000)
  const clientSecret = wholeTextOf(objectOf(body)?.['client_secret'], 1_000)
  if (clientId === undefined || clientSecret === undefined) throw new Unavailable(`${session.base.host} did not make us known under an id and a secret. Try again, or paste an access token.`, 'fediverse.no-client')
  const verifier = randomBytes(48).toString('base64url')
  const address = new URL('/oauth/authorize', session.base)
  const asked = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: scopes, state, code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256', force_login: 'false' }
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value)
  return { address: address.href, settings: { ...settings, token: '', code: '', clientId, clientSecret, redirectUri, verifier } }
}

/** With the token that the code is good for: a code is good once. */
async function withToken(settings: FediverseAccountSettings, context: ConnectContext): Promise<FediverseAccountSettings> {
  const { code, clientId, clientSecret, redirectUri, verifier } = settings
  if (code === '') return settings
  const session = sessionOf({ server: settings.server, token: '' }, context)
  const { body } = await session.ask('/oauth/token', { method: 'POST', json: { grant_type: 'authorization_code', code, client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, code_verifier: verifier, scope: scopes } }).catch((thrown: unknown) => {
    if (thrown instanceof LockedOut || (thrown instanceof Unavailable && thrown.code === 'fediverse.unexpected-status')) throw new Invalid(`${session.base.host} does not let us in with what it gave you: it may be too old, or used already. Begin again.`, undefined, 'fediverse.code', { cause: thrown })
    throw thrown
  })
  const token = wholeTextOf(objectOf(body)?.['access_token'], 2_000)
  if (token === undefined) throw new Unavailable(`${session.base.host} let us in without giving a token. Begin again.`, 'fediverse.no-token')
  return { ...settings, token, code: '', verifier: '' }
}

export async function connect(given: FediverseAccountSettings, context: ConnectContext): Promise<Connected<FediverseAccountSettings>> {
  if (given.token === '' && given.code === '') throw new Invalid('Let the server let us in on its own page, or paste an access token.', { path: '/settings/token' }, 'fediverse.no-way-in')
  const settings = await withToken(given, context)
  const session = sessionOf(settings, context)
  const { limits, domain } = await describe(session)
  const { body } = await session.ask('/api/v1/accounts/verify_credentials')
  const account = objectOf(body)
  const username = wholeTextOf(account?.['username'], 250)
  const externalId = wholeTextOf(account?.['uri'], 1_024) ?? wholeTextOf(account?.['url'], 1_024)
  if (account === null || username === undefined || externalId === undefined || idOf(account['id']) === undefined) throw new Unavailable(`${session.base.host} let us in without telling who we are. It is tried again.`, 'fediverse.who')
  // Said now rather than at the first look: a token made by hand may not reach them.
  await session.ask('/api/v1/notifications', { query: [['limit', '1']] })
  return {
    settings: { ...settings, limits, connectedAt: settings.connectedAt === 0 ? context.clock.now() : settings.connectedAt },
    externalId, handle: `${username}@${domain}`, name: textOf(account['display_name'], 200) ?? username, avatarUrl: webAddressOf(account['avatar_static']) ?? webAddressOf(account['avatar']) ?? null, expiresAt: null,
  }
}

/** What the server says about itself, in the newer way or the older. */
export async function describe(session: Session): Promise<{ limits: Limits; domain: string; streaming: string | null }> {
  const newer = await session.ask('/api/v2/instance').then(({ body }) => objectOf(body), (thrown: unknown) => {
    if (thrown instanceof NotThere) return null
    throw thrown
  })
  const about = newer ?? objectOf((await session.ask('/api/v1/instance')).body)
  const configuration = objectOf(about?.['configuration'])
  const statuses = objectOf(configuration?.['statuses'])
  const media = objectOf(configuration?.['media_attachments'])
  const told = {
    // Before there was a configuration, servers with another limit said so here.
    characters: countOf(statuses?.['max_characters']) ?? countOf(about?.['max_toot_chars']),
    perLink: countOf(statuses?.['characters_reserved_per_url']), files: countOf(statuses?.['max_media_attachments']),
    mediaTypes: listOf(media?.['supported_mime_types']).filter((type): type is string => typeof type === 'string' && type.length <= 100).slice(0, 100),
    imageBytes: countOf(media?.['image_size_limit']), filmBytes: countOf(media?.['video_size_limit']), altCharacters: countOf(media?.['description_limit']),
  }
  const domain = (wholeTextOf(about?.['domain'], 500) ?? wholeTextOf(about?.['uri'], 500) ?? session.base.hostname).replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  const urls = objectOf(configuration?.['urls']) ?? objectOf(about?.['urls'])
  return { limits: limitsSchema.parse(told), domain: domain === '' ? session.base.hostname : domain, streaming: wholeTextOf(urls?.['streaming'], 2_000) ?? wholeTextOf(urls?.['streaming_api'], 2_000) ?? null }
}
