/** Asks a network who authors are, where its stream names them by id alone. */
import type { Clock } from '../../kernel/instant.ts'
import type { Author } from '../../kernel/interaction.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Channel } from './contract.ts'
import { openSettings } from './settings.ts'
import { listSources } from './source-store.ts'

export interface AskDeps {
  readonly db: Db
  readonly clock: Clock
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly channels: readonly Channel[]
}

const timeoutMs = 20_000

/** Channels that can be asked, and are being read now. */
export async function askableChannels({ db, channels }: AskDeps): Promise<string[]> {
  const reading = new Set((await listSources(db)).filter((source) => !source.paused).map((source) => source.channel))
  return channels.filter((channel) => channel.authors && reading.has(channel.manifest.id)).map((channel) => channel.manifest.id)
}

/** Profiles of authors, asked with the settings of the first source of their channel. Unknown ones are left out. */
export async function askAuthors(deps: AskDeps, channelId: string, externalIds: readonly string[]): Promise<readonly Author[]> {
  const channel = deps.channels.find((one) => one.manifest.id === channelId)
  const source = (await listSources(deps.db)).find((one) => one.channel === channelId && !one.paused)
  if (!channel?.authors || !source) return []
  return channel.authors(externalIds, openSettings(channel, source.settings, deps.seal), { fetch: deps.fetch, clock: deps.clock, signal: AbortSignal.timeout(timeoutMs) })
}
