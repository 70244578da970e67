/** What a server says about itself. */
import { objectOf, textOf, wholeTextOf } from '../untrusted-json.ts'
import type { Client } from './client.ts'
import { NotFoundThere } from './client.ts'

export interface Instance {
  /** What follows the `@` in the handles of its members; not always the host that answers. */
  readonly domain: string
  readonly title: string
  readonly version: string | undefined
  /** Where it streams; `null` when it does not say. */
  readonly streaming: string | null
}

/** Asks in the newer way, then in the older. */
export async function describeInstance(client: Client): Promise<Instance> {
  try {
    const about = objectOf(await client.ask('/api/v2/instance', {}, 'its description'))
    const urls = objectOf(objectOf(about?.['configuration'])?.['urls'])
    return instanceOf(client, about?.['domain'], about?.['title'], about?.['version'], urls?.['streaming'])
  } catch (thrown) {
    if (!(thrown instanceof NotFoundThere)) throw thrown
  }
  const about = objectOf(await client.ask('/api/v1/instance', {}, 'its description'))
  return instanceOf(client, about?.['uri'], about?.['title'], about?.['version'], objectOf(about?.['urls'])?.['streaming_api'])
}

function instanceOf(client: Client, domain: unknown, title: unknown, version: unknown, streaming: unknown): Instance {
  // Some servers answer with an address where the name is meant.
  const named = wholeTextOf(domain, 500)?.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  return {
    domain: named === undefined || named === '' ? client.base.hostname : named,
    title: textOf(title, 200) ?? client.host,
    version: textOf(version, 100),
    streaming: wholeTextOf(streaming, 2_000) ?? null,
  }
}
