/** What of an identity is compared: its profile as a record of columns. */
import type { Kind } from '../linkage/kinds.ts'
import type { Cells } from '../linkage/explain-pair.ts'

/** A profile as far as it tells who somebody is. */
export interface Profile {
  readonly channel: string
  readonly externalId: string
  readonly handle: string | null
  readonly name: string | null
  readonly url: string | null
  readonly avatarUrl: string | null
  readonly bio: string | null
  readonly place: string | null
  /** The language they write most, where they wrote. */
  readonly language?: string | null | undefined
  /** The three hours of the day (UTC) in which they write most, `15-18`. */
  readonly hours?: string | null | undefined
}

/** The columns of the record, and how each is compared. `told` holds handles and `site` addresses that the profile names. */
export const profileKinds: ReadonlyMap<string, Kind> = new Map([
  ['name', 'full-name'], ['handle', 'handle'], ['told', 'handle'], ['place', 'place'], ['site', 'number'], ['mail', 'email'], ['phone', 'phone'], ['picture', 'number'], ['language', 'category'], ['hours', 'category'],
] as const)
export const profileColumns: readonly string[] = [...profileKinds.keys()]

/** Hosts where everybody has a page: a page there is an account, not a site of one's own. */
const fediverseHandle = /@([\w.-]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi
const webAddress = /\bhttps?:\/\/[^\s<>"')\]]+/gi
const mailAddress = /[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/i

/** The part of a handle that its owner chose: `nel` of `nel@kust.example` and of `nel.sky.example`. */
export function chosenPart(channel: string, handle: string): string {
  const text = handle.replace(/^@/, '')
  if (text.includes('@')) return text.slice(0, text.indexOf('@'))
  if (channel === 'bluesky' && text.split('.').length >= 3) return text.slice(0, text.indexOf('.'))
  // A handle that is a domain of its own: its name without the ending.
  if (channel === 'bluesky' && text.includes('.')) return text.slice(0, text.lastIndexOf('.'))
  return text
}

/** A site of somebody's own: host and path without what varies. */
function siteOf(url: string): string {
  const found = /^https?:\/\/(?:www\.)?([^/?#\s]+)([^?#\s]*)/i.exec(url)
  return found ? `${found[1]?.toLowerCase() ?? ''}${(found[2] ?? '').replace(/\/+$/, '')}` : ''
}

/** The record of a profile. Empty cells say nothing and weigh nothing. */
export function recordOf(profile: Profile): Cells {
  const bio = profile.bio ?? ''
  const told = [...bio.matchAll(fediverseHandle)].map((match) => match[1] ?? '')[0] ?? ''
  const ownDomain = profile.channel === 'bluesky' && profile.handle !== null && profile.handle.split('.').length === 2 ? profile.handle.toLowerCase() : ''
  const sites = [ownDomain, ...(bio.match(webAddress) ?? []).map(siteOf)].filter((site) => site !== '')
  const handle = profile.handle === null || profile.channel === 'mail' ? '' : chosenPart(profile.channel, profile.handle)
  const named = ['customer', 'shop', 'cookie', 'site', 'phone'].includes(profile.channel)
  const mail = profile.channel === 'mail' ? profile.externalId : mailAddress.exec(bio.replaceAll(fediverseHandle, ' '))?.[0] ?? ''
  return {
    name: profile.name !== null && profile.name !== profile.handle && profile.name !== profile.externalId ? profile.name : '',
    handle: named ? '' : handle,
    told,
    place: profile.place ?? '',
    site: sites[0] ?? '',
    mail,
    phone: profile.channel === 'phone' ? profile.externalId : '',
    picture: profile.avatarUrl === null ? '' : siteOf(profile.avatarUrl),
    language: profile.language ?? '',
    hours: profile.hours ?? '',
  }
}
