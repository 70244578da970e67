/** Fresh databases for a test: PostgreSQL on the run's server, ClickHouse in the test's own process. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openClickhouse, type Clickhouse } from '../src/platform/clickhouse/open.ts'
import { connect, type Postgres } from '../src/platform/postgres/database.ts'

/** The address of a new, empty PostgreSQL database. */
export async function freshDatabaseUrl(): Promise<string> {
  const base = inject('postgresUrl')
  const name = `t_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: base })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(base)
  url.pathname = `/${name}`
  return url.href
}

/** A new, empty PostgreSQL database. */
export async function freshPostgres(): Promise<Postgres> {
  return connect(await freshDatabaseUrl())
}

/** A ClickHouse of its own. One test file holds at most one at a time: the engine binds one folder a process. */
export async function freshClickhouse(): Promise<Clickhouse> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-clickhouse-'))
  const clickhouse = await openClickhouse({ clickhouseUrl: null, dataFolder: folder })
  return {
    ...clickhouse,
    close: async () => {
      await clickhouse.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
