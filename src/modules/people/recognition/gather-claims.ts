/** Asks, at the addresses that a profile names, whether they name it back. Nobody's word is taken for another's page: it is read. */
import { z } from 'zod'
import { sentence } from '../../../kernel/fault.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { addressesIn, addressesOf, mostTargets, plainAddress, type Named } from './proof-address.ts'
import { relMeLinks } from './rel-me.ts'

export const claimKinds = ['rel-me', 'mastodon-verified', 'domain-handle', 'profile'] as const
export type ClaimKind = (typeof claimKinds)[number]

export interface Claim {
  readonly target: string
  readonly kind: ClaimKind
}

export interface Asker {
  readonly fetch: OutwardFetch
  /** TXT records of a name; throws or gives none where there are none. */
  resolveTxt(name: string): Promise<string[][]>
  /** Waits until a host may be asked again. */
  polite(host: string): Promise<void>
  readonly signal?: AbortSignal
}

export interface Gathered {
  /** What the profile says of itself. */
  readonly own: readonly Claim[]
  /** Pages that speak, with whom they name; `wasRead`: they name nobody else. */
  readonly sites: readonly { readonly address: string; readonly claims: readonly Claim[]; readonly wasRead: boolean }[]
  /** Why something could not be read: what is missing may still hold. */
  readonly unread: readonly string[]
}

const maxBytes = 500_000
const timeoutMs = 10_000
const maxRedirects = 3

async function read(asker: Asker, address: string): Promise<string> {
  await asker.polite(new URL(address).host)
  const answer = await asker.fetch(address, { maxBytes, timeoutMs, maxRedirects, headers: { accept: 'text/html, application/json;q=0.9, */*;q=0.1' }, ...(asker.signal ? { signal: asker.signal } : {}) })
  const text = await answer.text()
  if (answer.status === 404 || answer.status === 410) return ''
  if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
  return text
}

const account = z.object({ url: z.string(), fields: z.array(z.object({ value: z.string(), verified_at: z.string().nullish() })).max(100).default([]) })

/** Profile fields of an account, as its own server tells them (Mastodon API, `accounts/lookup`). */
async function fediverseClaims(asker: Asker, identity: Named): Promise<Claim[]> {
  const [, user, host] = /^@?([^@\s/?#]+)@([^@\s/?#]+)$/.exec(identity.handle ?? '') ?? []
  if (user === undefined || host === undefined) return []
  const text = await read(asker, `https://${host}/api/v1/accounts/lookup?acct=${encodeURIComponent(user)}`)
  if (text === '') return []
  const parsed = account.safeParse(JSON.parse(text))
  // A server speaks for its own accounts only.
  if (!parsed.success || !addressesOf(identity).includes(plainAddress(parsed.data.url) ?? '')) return []
  return parsed.data.fields.flatMap(({ value, verified_at }): Claim[] => {
    const [target] = addressesIn(/href="([^"]+)"/.exec(value)?.[1] ?? value)
    return target === undefined ? [] : [{ target, kind: verified_at ? 'mastodon-verified' : 'profile' }]
  })
}

/** Whether a domain says that it is this account's handle, by DNS or by its well-known address (AT Protocol, "Handle Resolution"). */
async function domainIs(asker: Asker, domain: string, did: string): Promise<boolean> {
  const records = await asker.resolveTxt(`_atproto.${domain}`).catch(() => [])
  if (records.some((parts) => parts.join('') === `did=${did}`)) return true
  return (await read(asker, `https://${domain}/.well-known/atproto-did`)).trim() === did
}

/** Everything that a profile claims and that can be looked at. `ownDomain`: its handle is no name that a provider gives out. */
export async function gatherClaims(asker: Asker, identity: Named & { readonly bio: string | null }, ownDomain: boolean): Promise<Gathered> {
  const unread: string[] = []
  const trying = async <T>(work: Promise<T>, otherwise: T): Promise<T> => work.catch((thrown: unknown) => {
    asker.signal?.throwIfAborted()
    unread.push(sentence(thrown))
    return otherwise
  })
  const own: Claim[] = addressesIn(identity.bio ?? '').map((target) => ({ target, kind: 'profile' }))
  const sites = new Map<string, { claims: Claim[]; wasRead: boolean }>()
  if (identity.channel === 'fediverse') own.push(...(await trying(fediverseClaims(asker, identity), [])))
  if (identity.channel === 'bluesky' && ownDomain && identity.handle !== null) {
    const address = plainAddress(`https://${identity.handle}`)
    if (address !== null && (await trying(domainIs(asker, identity.handle.toLowerCase(), identity.externalId), false))) {
      own.push({ target: address, kind: 'domain-handle' })
      sites.set(address, { claims: addressesOf(identity).map((target) => ({ target, kind: 'domain-handle' })), wasRead: false })
    }
  }
  const mine = new Set(addressesOf(identity))
  for (const target of new Set(own.map((claim) => claim.target).slice(0, mostTargets))) {
    if (mine.has(target)) continue
    const page = await trying<string | null>(read(asker, target), null)
    if (page === null) continue
    const claims = relMeLinks(page, target).map((link): Claim => ({ target: link, kind: 'rel-me' }))
    sites.set(target, { claims: [...(sites.get(target)?.claims ?? []), ...claims], wasRead: true })
  }
  return { own, sites: [...sites].map(([address, site]) => ({ address, ...site })), unread }
}
