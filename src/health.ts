/** How the installation is: each engine and source in words, and what to do. */
import { sentence } from './kernel/fault.ts'
import { iso, minuteMs } from './kernel/instant.ts'
import type { Clickhouse } from './platform/clickhouse/open.ts'
import { freeBytes } from './platform/data-folder.ts'
import type { Postgres } from './platform/postgres/database.ts'
import type { Stream } from './platform/stream/stream.ts'
import { version } from './platform/version.ts'
import { listSources } from './modules/channels/index.ts'
import { outgoingHealth } from './modules/outgoing/index.ts'

export interface Part {
  readonly name: string
  readonly ok: boolean
  readonly words: string
}

export interface HealthDeps {
  readonly postgres: Postgres
  readonly clickhouse: Clickhouse
  readonly stream: Stream
  readonly dataFolder: string
  readonly startedAt: number
  readonly now: () => number
  /** How the outside model is, `null` while there is none. */
  readonly understanding: () => { readonly ok: boolean; readonly words: string } | null
}

/** Less than this free is said before it hurts. */
const lowDiskBytes = 2_000_000_000

async function engine(name: string, ask: () => Promise<string>): Promise<Part> {
  try {
    return { name, ok: true, words: await ask() }
  } catch (thrown) {
    return { name, ok: false, words: `Does not answer: ${sentence(thrown)}` }
  }
}

function disk(folder: string): Part {
  const free = freeBytes(folder)
  const words = `${(free / 1e9).toFixed(1)} GB free for the data folder.`
  return { name: 'disk', ok: free > lowDiskBytes, words: free > lowDiskBytes ? words : `${words} Free some space, or move the data folder to a larger disk (RAPPORT_DATA): without space nothing more is taken in.` }
}

async function loop({ stream }: HealthDeps): Promise<Part> {
  const { items, oldestMs } = await stream.lag('record')
  const behind = oldestMs > minuteMs
  return { name: 'loop', ok: !behind, words: items === 0 ? 'Everything taken in is recorded.' : `${items} interactions wait to be recorded, the oldest for ${Math.round(oldestMs / 1_000)} s.${behind ? ' See the log for loop.fault.' : ''}` }
}

async function sources({ postgres }: HealthDeps): Promise<Part[]> {
  const list = await listSources(postgres.db)
  const channels = [...new Set(list.map((source) => source.channel))]
  return channels.map((channel) => {
    const here = list.filter((source) => source.channel === channel && !source.paused)
    const failing = here.filter((source) => source.healthState === 'failing')
    return { name: `channel ${channel}`, ok: failing.length === 0, words: failing.length === 0 ? `${here.length} sources read.` : `${failing.length} of ${here.length} sources fail; Settings, Sources says why.` }
  })
}

/** Everything, for a person or a monitor. `ready` means that requests can be served. */
export async function health(deps: HealthDeps): Promise<{ ready: boolean; ok: boolean; version: string; startedAt: string; parts: Part[] }> {
  const engines = await Promise.all([
    engine('postgresql', async () => {
      await deps.postgres.pool.query('select 1')
      return 'Answers.'
    }),
    engine('clickhouse', async () => {
      await deps.clickhouse.rows('select 1')
      return deps.clickhouse.embedded ? 'Answers, embedded in this process.' : 'Answers.'
    }),
  ])
  const ready = engines.every((part) => part.ok)
  const rest = ready ? [await loop(deps), disk(deps.dataFolder), ...(await sources(deps)), ...(await outgoingHealth(deps.postgres.db))] : [disk(deps.dataFolder)]
  const outside = deps.understanding()
  const parts = [...engines, ...rest, ...(outside === null ? [] : [{ name: 'outside model', ...outside }])]
  return { ready, ok: parts.every((part) => part.ok), version, startedAt: iso(deps.startedAt), parts }
}
