/** ClickHouse ready for use: yours by address, or the engine in this process. */
import { join } from 'node:path'
import { createClient, type ClickHouseClient } from '@clickhouse/client'
import { Unavailable, sentence } from '../../kernel/fault.ts'
import type { Config } from '../config.ts'
import { openEmbedded } from './embedded.ts'
import { sessionSettings } from './settings.ts'

type Parameters = Readonly<Record<string, unknown>>

export interface ClickhouseOptions {
  readonly params?: Parameters
}

/** What happened: the database of history, as modules see it. */
export interface Clickhouse {
  /** Rows of a SELECT; values are bound with `{name:Type}`, never pasted. 64-bit numbers come as numbers. */
  rows<T>(sql: string, options?: ClickhouseOptions): Promise<T[]>
  /** The same, block by block, in constant memory. */
  stream<T>(sql: string, options?: ClickhouseOptions): AsyncIterable<T[]>
  /** DDL, ALTER, DELETE. */
  run(sql: string, options?: ClickhouseOptions): Promise<void>
  /** Appends rows of the same columns; on return they are on disk and visible. */
  insert(table: string, rows: readonly object[]): Promise<void>
  readonly embedded: boolean
  close(): Promise<void>
}

/**
 * Opens ClickHouse and makes sure that its database is there.
 * @throws {Unavailable} saying which engine did not answer and what to check.
 */
export async function openClickhouse(config: Pick<Config, 'clickhouseUrl' | 'dataFolder'>, database = 'rapport'): Promise<Clickhouse> {
  const embedded = config.clickhouseUrl === null
  const folder = join(config.dataFolder, 'clickhouse')
  try {
    const clickhouse = embedded ? await openEmbedded(folder) : clickhouseAt(createClient({ url: config.clickhouseUrl ?? '', application: 'rapport', compression: { response: true } }))
    await clickhouse.run(`create database if not exists ${database}`)
    return clickhouse
  } catch (thrown) {
    throw new Unavailable(
      embedded
        ? `The embedded ClickHouse could not open ${folder}: ${sentence(thrown)}. If another process uses the folder, stop that one; if a library is missing, install it or set CLICKHOUSE_URL to a ClickHouse of yours.`
        : `ClickHouse at CLICKHOUSE_URL does not answer: ${sentence(thrown)}. Check that it runs, and the user and password in the address.`,
      'clickhouse.unreachable',
      { cause: thrown },
    )
  }
}

/** A server's or a cluster's, over HTTP. */
function clickhouseAt(client: ClickHouseClient): Clickhouse {
  const common = (options: ClickhouseOptions | undefined) => ({
    query_params: { ...options?.params },
    clickhouse_settings: sessionSettings,
  })
  return {
    embedded: false,
    rows: async <T>(sql: string, options?: ClickhouseOptions) => {
      const result = await client.query({ query: sql, format: 'JSONEachRow', ...common(options) })
      return result.json<T>()
    },
    stream: async function* <T>(sql: string, options?: ClickhouseOptions) {
      const result = await client.query({ query: sql, format: 'JSONEachRow', ...common(options) })
      for await (const rows of result.stream()) yield rows.map((row) => row.json<T>())
    },
    run: async (sql, options) => {
      await client.command({ query: sql, ...common(options) })
    },
    insert: async (table, rows) => {
      if (rows.length > 0) await client.insert({ table, values: rows, format: 'JSONEachRow', clickhouse_settings: sessionSettings })
    },
    close: () => client.close(),
  }
}

/** An instant as ClickHouse reads it into DateTime64(3). */
export function clickhouseTime(at: number): string {
  const iso = new Date(at).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`
}

/** Reads a DateTime64(3, 'UTC') as it comes in JSON. */
export function instantOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`)
}
