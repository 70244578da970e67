/** Both engines open and migrated, side by side: PostgreSQL comes up in a process of its own while ClickHouse is read into this one. */
import { fileURLToPath } from 'node:url'
import { membersMigrations } from './modules/members/index.ts'
import { migrateClickhouse } from './platform/clickhouse/migrate.ts'
import { openClickhouse, type Clickhouse } from './platform/clickhouse/open.ts'
import type { Config } from './platform/config.ts'
import type { Log } from './platform/logs.ts'
import type { Postgres } from './platform/postgres/database.ts'
import { migrate, type MigrationFolder } from './platform/postgres/migrate.ts'
import { openPostgres } from './platform/postgres/open.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const migrations: readonly MigrationFolder[] = [
  { module: 'stream', folder: folder('platform/stream/migrations') },
  membersMigrations,
  { module: 'channels', folder: folder('modules/channels/migrations') },
  { module: 'history', folder: folder('modules/history/migrations') },
  { module: 'listening', folder: folder('modules/listening/migrations') },
  { module: 'people', folder: folder('modules/people/migrations') },
  { module: 'outgoing', folder: folder('modules/outgoing/migrations') },
  { module: 'governance', folder: folder('modules/governance/migrations') },
  { module: 'conversations', folder: folder('modules/conversations/migrations') },
]
export const clickhouseMigrations: readonly MigrationFolder[] = [
  { module: 'history', folder: folder('modules/history/clickhouse') },
  { module: 'listening', folder: folder('modules/listening/clickhouse') },
]

export interface Engines {
  readonly postgres: Postgres
  readonly clickhouse: Clickhouse
}

/**
 * Opens both. `onOpen` is told of each as soon as it is open, so that it is
 * closed again when the other fails.
 */
export async function openEngines(config: Config, log: Log, onOpen: (name: string, close: () => Promise<unknown>) => void): Promise<Engines> {
  const spawned = Promise.withResolvers<void>()
  const opening = openPostgres(config, (because) => log.warn('postgres.connection-lost', { because }), spawned.resolve)
  const [postgres, clickhouse] = await Promise.allSettled([
    opening.then(async (opened) => {
      onOpen('postgresql', () => opened.close())
      const ran = await migrate(opened.db, migrations)
      if (ran.length > 0) log.info('start.migrated', { engine: 'postgresql', count: ran.length })
      return opened
    }),
    // Reading its library keeps this thread busy, so the process goes first.
    Promise.race([spawned.promise, opening.catch(() => undefined)]).then(() => openClickhouse(config)).then(async (opened) => {
      onOpen('clickhouse', () => opened.close())
      const ran = await migrateClickhouse(opened, clickhouseMigrations)
      if (ran.length > 0) log.info('start.migrated', { engine: 'clickhouse', count: ran.length })
      return opened
    }),
  ])
  if (postgres.status === 'rejected') throw postgres.reason
  if (clickhouse.status === 'rejected') throw clickhouse.reason
  return { postgres: postgres.value, clickhouse: clickhouse.value }
}
