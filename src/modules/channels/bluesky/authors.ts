/** Who the authors are, asked of an AppView: the stream names them by DID alone. */
import type { Author } from '../../../kernel/interaction.ts'
import { Unavailable } from '../../../kernel/fault.ts'
import { iso, minuteMs } from '../../../kernel/instant.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { RetryAfter, retryAfterOf } from '../../../platform/outward/retry-after.ts'
import { countOf, listOf, objectOf, textOf, webAddressOf, wholeTextOf } from '../untrusted-json.ts'
import type { BlueskySettings } from './manifest.ts'

/** The most that `app.bsky.actor.getProfiles` answers for at once. */
const atOnce = 25

/**
 * Profiles of these DIDs; those that are gone are left out.
 *
 * @throws {RetryAfter} when the AppView asks for patience, {Unavailable} when it does not answer as agreed.
 */
export async function blueskyAuthors(dids: readonly string[], settings: BlueskySettings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Promise<Author[]> {
  const authors: Author[] = []
  if (settings.appView === '') return authors
  for (let from = 0; from < dids.length; from += atOnce) {
    const url = new URL('/xrpc/app.bsky.actor.getProfiles', settings.appView)
    for (const did of dids.slice(from, from + atOnce)) url.searchParams.append('actors', did)
    const answer = await context.fetch(url, { signal: context.signal, headers: { accept: 'application/json' }, maxBytes: 2_000_000 })
    if (answer.status === 429) {
      const now = context.clock.now()
      const at = retryAfterOf(answer.headers, now) ?? now + minuteMs
      throw new RetryAfter(`${url.host} asks to be left alone until ${iso(at)}.`, at, now)
    }
    if (answer.status !== 200) throw new Unavailable(`${url.host} answers with status ${answer.status} when asked who the authors are.`, 'bluesky.no-profiles')
    const profiles = objectOf(await answer.json())
    for (const profile of listOf(profiles?.['profiles'])) {
      const author = authorOfProfile(profile)
      if (author !== null) authors.push(author)
    }
  }
  return authors
}

function authorOfProfile(value: unknown): Author | null {
  const profile = objectOf(value)
  const did = wholeTextOf(profile?.['did'], 256)
  if (profile === null || did === undefined) return null
  const author: Author = { externalId: did, url: `https://bsky.app/profile/${did}` }
  const handle = wholeTextOf(profile['handle'], 253)
  const name = textOf(profile['displayName'])
  const bio = textOf(profile['description'], 20_000)
  const avatarUrl = webAddressOf(profile['avatar'])
  const followers = countOf(profile['followersCount'])
  const following = countOf(profile['followsCount'])
  if (handle !== undefined && handle !== 'handle.invalid') author.handle = handle
  if (name !== undefined) author.name = name
  if (bio !== undefined) author.bio = bio
  if (avatarUrl !== undefined) author.avatarUrl = avatarUrl
  if (followers !== undefined) author.followers = followers
  if (following !== undefined) author.following = following
  // Automated accounts label themselves.
  if (listOf(profile['labels']).some((label) => objectOf(label)?.['val'] === 'bot' && objectOf(label)?.['src'] === did)) author.bot = true
  return author
}
