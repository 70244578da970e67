/** Where a stream is, from what somebody wrote as its host. Pure. */
import { Invalid } from '../../../kernel/fault.ts'
import { defaultHosts, wantedCollections } from './manifest.ts'
import type { BlueskySettings } from './manifest.ts'

const paths = { jetstream: '/subscribe', relay: '/xrpc/com.atproto.sync.subscribeRepos' } as const

/**
 * The address of the stream without its cursor. `pds.example`, `https://pds.example`
 * and `wss://pds.example/other/path` are all understood; http becomes ws.
 *
 * @throws {Invalid} when it is no host.
 */
export function streamAddress(settings: BlueskySettings): URL {
  const written = settings.host === '' ? defaultHosts[settings.mode] : settings.host
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written.replace(/^http(s?):/i, 'ws$1:') : `wss://${written}`
  const url = URL.parse(whole)
  if (url === null || (url.protocol !== 'ws:' && url.protocol !== 'wss:')) throw new Invalid(`"${written}" is not a host. Write its name, for example ${defaultHosts[settings.mode]}.`, { path: '/settings/host' }, 'bluesky.bad-host')
  if (url.pathname === '/') url.pathname = paths[settings.mode]
  url.search = ''
  url.hash = ''
  if (settings.mode === 'jetstream') for (const collection of wantedCollections(settings)) url.searchParams.append('wantedCollections', collection)
  return url
}

/** The address from which reading goes on. */
export function withCursor(address: URL, cursor: number | null): URL {
  const url = new URL(address)
  if (cursor !== null) url.searchParams.set('cursor', String(cursor))
  return url
}
