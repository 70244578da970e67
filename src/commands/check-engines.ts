/** The doctor's look at the engines and at a server that runs. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Config } from '../platform/config.ts'
import { takeLock, type LockHolder } from '../platform/data-folder.ts'
import type { Clickhouse } from '../platform/clickhouse/open.ts'
import { readMigrations, type MigrationFolder } from '../platform/postgres/migrate.ts'
import { withPostgres } from '../platform/postgres/open.ts'
import { note, ok, wrong, type Check } from './check.ts'

const leastPostgres = 160_000
const answerWithinMs = 10_000

/** Migrations that have not run, and that ran but are not known here. */
function compare(folders: readonly MigrationFolder[], done: readonly { module: string; name: string }[]): { waiting: number; unknown: number } {
  const known = new Set(readMigrations(folders.filter(({ folder }) => existsSync(folder))).map(({ module, name }) => `${module}/${name}`))
  const ran = new Set(done.map(({ module, name }) => `${module}/${name}`))
  return { waiting: [...known].filter((name) => !ran.has(name)).length, unknown: [...ran].filter((name) => !known.has(name)).length }
}

function tablesCheck(name: string, { waiting, unknown }: { waiting: number; unknown: number }): Check {
  if (unknown > 0) return wrong(name, 'They were made by a newer Rapport. Start that version, or restore a backup made before the upgrade.')
  if (waiting > 0) return note(name, `${waiting} migrations wait; the next start runs them.`)
  return ok(name, 'Up to date.')
}

export async function checkPostgres(config: Config, folders: readonly MigrationFolder[]): Promise<Check[]> {
  if (config.databaseUrl === null && !existsSync(join(config.dataFolder, 'postgres', 'PG_VERSION'))) return [note('PostgreSQL', 'Not made yet; the first start makes it.')]
  return withPostgres(config, async ({ db, pool }) => {
    const { rows: [server] } = await pool.query<{ number: number; version: string; readonly: boolean }>(`select current_setting('server_version_num')::int number, current_setting('server_version') version, pg_is_in_recovery() readonly`)
    const where = config.databaseUrl === null ? 'embedded' : 'at DATABASE_URL'
    const engine = server === undefined || server.readonly
      ? wrong('PostgreSQL', `The one ${where} is a read-only copy. Set DATABASE_URL to the one that can be written.`)
      : server.number < leastPostgres ? wrong('PostgreSQL', `${server.version} ${where} is too old; Rapport needs 16 or newer.`) : ok('PostgreSQL', `${server.version}, ${where}.`)
    const { rows: [there] } = await sql<{ there: boolean }>`select to_regclass('platform.migrations') is not null there`.execute(db)
    const done = there?.there ? (await sql<{ module: string; name: string }>`select module, name from platform.migrations`.execute(db)).rows : []
    return [engine, tablesCheck('PostgreSQL tables', compare(folders, done))]
  })
}

export async function checkClickhouse(config: Config, folders: readonly MigrationFolder[], running: LockHolder | null): Promise<Check[]> {
  if (config.clickhouseUrl !== null) return lookAtClickhouse(config, folders)
  // The engine in a running server's process can only be asked through that server.
  if (running !== null) return []
  if (!existsSync(join(config.dataFolder, 'clickhouse'))) return [note('ClickHouse', 'Not made yet; the first start makes it.')]
  const lock = await takeLock(config.dataFolder, 'command')
  try {
    return await lookAtClickhouse(config, folders)
  } finally {
    lock.release()
  }
}

async function lookAtClickhouse(config: Config, folders: readonly MigrationFolder[]): Promise<Check[]> {
  const { openClickhouse } = await import('../platform/clickhouse/open.ts')
  const clickhouse = await openClickhouse(config)
  try {
    return await askClickhouse(clickhouse, folders)
  } finally {
    await clickhouse.close()
  }
}

async function askClickhouse(clickhouse: Clickhouse, folders: readonly MigrationFolder[]): Promise<Check[]> {
  const [server] = await clickhouse.rows<{ version: string }>('select version() as version')
  const tables = await clickhouse.rows(`select 1 from system.tables where database = 'rapport' and name = 'migrations'`)
  const done = tables.length === 0 ? [] : await clickhouse.rows<{ module: string; name: string }>('select module, name from rapport.migrations')
  return [ok('ClickHouse', `${server?.version}, ${clickhouse.embedded ? 'embedded' : 'at CLICKHOUSE_URL'}.`), tablesCheck('ClickHouse tables', compare(folders, done))]
}

const healthAnswer = z.object({ version: z.string(), parts: z.array(z.object({ name: z.string(), ok: z.boolean(), words: z.string() })) })

/** What a running server says of itself and its sources. */
export async function checkServer({ host, port }: Config, running: LockHolder | null): Promise<Check[]> {
  if (running === null) return []
  if (running.url === null) return [note('Server', 'It is still starting, or serves no page (RAPPORT_ROLES).')]
  const near = new URL(`http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}/health`)
  const announced = new URL('/health', running.url)
  for (const url of [announced, near]) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(answerWithinMs) }).then((response) => response.json()).catch(() => null)
    const read = healthAnswer.safeParse(answer)
    if (read.success) return [ok('Server', `Answers at ${url.origin}, version ${read.data.version}.`), ...read.data.parts.map((part) => (part.ok ? ok : wrong)(`Server: ${part.name}`, part.words))]
  }
  return [wrong('Server', `Process ${running.pid} runs but does not answer at ${announced.href} within ${answerWithinMs / 1_000} seconds. See its log; if it hangs, "bin/rapport stop" and start it again.`)]
}
