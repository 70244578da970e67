/** Addresses as proofs compare them, and whose they may be. */

/** One form of a web address: https, host in lower case without `www.`, no query, no end slash. Null when it is none. */
export function plainAddress(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null
  return `https://${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}`
}

export interface Named {
  readonly channel: string
  readonly externalId: string
  readonly handle: string | null
  readonly url: string | null
}

/** All addresses under which somebody can be named. */
export function addressesOf({ channel, externalId, handle, url }: Named): string[] {
  const found = new Set<string>()
  for (const text of [url, /^https?:/.test(externalId) ? externalId : null]) {
    const plain = text === null ? null : plainAddress(text)
    if (plain !== null) found.add(plain)
  }
  const [, user, host] = channel === 'fediverse' ? /^@?([^@\s/]+)@([^@\s/]+)$/.exec(handle ?? '') ?? [] : []
  if (user !== undefined && host !== undefined) found.add(`https://${host.toLowerCase()}/@${user}`)
  if (channel === 'bluesky') found.add(`https://bsky.app/profile/${handle ?? externalId}`).add(`https://bsky.app/profile/${externalId}`)
  return [...found]
}

/** Handles that a profile at this address may have, to look it up by. */
export function handlesAt(address: string): string[] {
  const url = new URL(address)
  const last = decodeURIComponentSafely(url.pathname.split('/').at(-1) ?? '').replace(/^@/, '')
  return last === '' ? [url.host] : [last.toLowerCase(), `${last}@${url.host}`.toLowerCase()]
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const webAddress = /\bhttps?:\/\/[^\s<>"')\]]+/gi
const fediverseHandle = /(?:^|\s)@([\w.-]{1,60})@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi
/** Most addresses of one profile that are followed. */
export const mostTargets = 6

/** Addresses that a text about oneself names. */
export function addressesIn(bio: string): string[] {
  const named = [...(bio.match(webAddress) ?? []), ...[...bio.matchAll(fediverseHandle)].map((match) => `https://${(match[2] ?? '').toLowerCase()}/@${match[1] ?? ''}`)]
  return [...new Set(named.flatMap((text) => plainAddress(text.replace(/[.,;:!?]+$/, '')) ?? []))].slice(0, mostTargets)
}
