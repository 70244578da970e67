/** A look at a server's timeline before a source is made of it. */
import { minuteMs } from '../../../kernel/instant.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Probe } from '../contract.ts'
import { createClient } from './client.ts'
import { Gathering } from './gathering.ts'
import { describeInstance } from './instance.ts'
import { Known } from './known.ts'
import { accountHandle, timelinesOf } from './timelines.ts'
import type { FediverseSettings } from './manifest.ts'
import { pageSize } from './read.ts'
import { openStream } from './streaming.ts'

const sampleSize = 5

/** @throws a fault that says what is wrong with the settings or the server. */
export async function probeFediverse(settings: FediverseSettings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Promise<Probe> {
  const client = createClient(settings, context)
  const instance = await describeInstance(client)
  const timelines = await timelinesOf(settings, client, instance)
  const gathering = new Gathering(new Known(), instance.domain, context.clock)
  for (const { path, query, name } of timelines) gathering.page(await client.ask(path, { ...query, limit: pageSize }, name))
  const stream = await openStream(client, instance, timelines, context)
  stream?.close()
  const items = gathering.items.toSorted((a, b) => b.at - a.at)
  const names = timelines.map(({ name }) => name).join(', ')
  const pace = items.length === 0 ? 'Nothing was said there yet.' : paceOf(items.map(({ at }) => at), context.clock.now())
  const way = stream !== null ? 'New posts are streamed.' : `It is asked for new posts every ${settings.everySeconds} seconds${settings.mode !== 'account' && settings.token === '' ? '; with an access token it might stream them' : ''}.`
  return {
    title: settings.mode === 'account' ? `@${accountHandle(settings.account)}` : settings.mode === 'hashtag' ? `${names} on ${instance.domain}` : settings.mode === 'local' ? `Members of ${instance.title}` : instance.title,
    words: `${client.host}${instance.version === undefined ? '' : ` (${instance.version})`} shows ${names}. ${pace} ${way}`,
    choices: [],
    sample: items.slice(0, sampleSize),
  }
}

function paceOf(times: readonly number[], now: number): string {
  const minutes = Math.max((now - Math.min(...times)) / minuteMs, 1 / 60)
  const perMinute = times.length / minutes
  if (perMinute >= 1) return `About ${Math.round(perMinute)} posts a minute.`
  const perDay = perMinute * 60 * 24
  return perDay >= 1 ? `About ${Math.round(perDay)} posts a day.` : 'Less than one post a day.'
}
