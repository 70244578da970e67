/** The timelines that a source reads: where each is asked, what streams it, and what it is called. */
import { objectOf, wholeTextOf } from '../untrusted-json.ts'
import { NotFoundThere } from './client.ts'
import type { Client } from './client.ts'
import type { Instance } from './instance.ts'
import type { FediverseSettings } from './manifest.ts'
import { idOf } from './status.ts'

export interface Timeline {
  /** Its place in the cursor. */
  readonly key: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** What to subscribe to; `null` where nothing streams it. */
  readonly stream: Readonly<Record<string, string>> | null
  /** In words: "the public timeline". */
  readonly name: string
}

/** @throws a fault in words when the account cannot be found. */
export async function timelinesOf(settings: FediverseSettings, client: Client, instance: Instance): Promise<readonly Timeline[]> {
  switch (settings.mode) {
    case 'public':
      return [{ key: 'public', path: '/api/v1/timelines/public', query: {}, stream: { stream: 'public' }, name: 'the public timeline' }]
    case 'local':
      return [{ key: 'local', path: '/api/v1/timelines/public', query: { local: 'true' }, stream: { stream: 'public:local' }, name: 'the timeline of its members' }]
    case 'hashtag':
      return [...new Set(settings.tags.map((tag) => tag.toLowerCase()))].map((tag) => ({ key: `tag:${tag}`, path: `/api/v1/timelines/tag/${encodeURIComponent(tag)}`, query: {}, stream: { stream: 'hashtag', tag }, name: `#${tag}` }))
    case 'account': {
      const handle = accountHandle(settings.account)
      const id = await accountId(client, handle, instance)
      return [{ key: `account:${id}`, path: `/api/v1/accounts/${encodeURIComponent(id)}/statuses`, query: {}, stream: null, name: `the account @${handle}` }]
    }
  }
}

/** `@news@social.example`, `news@social.example`, or the address of a profile. */
export function accountHandle(written: string): string {
  const profile = /^https?:\/\/([^/]+)\/(?:@|users\/)([^/@]+)(?:@([^/]+))?\/?$/.exec(written)
  if (profile !== null) return `${profile[2] ?? ''}@${profile[3] ?? profile[1] ?? ''}`
  return written.replace(/^@/, '').replace(/^acct:/, '')
}

async function accountId(client: Client, handle: string, instance: Instance): Promise<string> {
  // A server knows its own members by their short name.
  const acct = handle.endsWith(`@${instance.domain}`) ? handle.slice(0, -instance.domain.length - 1) : handle
  const account = objectOf(await client.ask('/api/v1/accounts/lookup', { acct }, `the account @${handle}`))
  const id = idOf(account?.['id'])
  if (id === undefined || wholeTextOf(account?.['acct'], 500) === undefined) throw new NotFoundThere(`${client.host} does not know the account @${handle}. Somebody on that server has to have met it first; or ask the account's own server.`)
  return id
}
