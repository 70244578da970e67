/** The connection to PostgreSQL as modules see it. */
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

/**
 * The database without any table: a module adds its own with
 * `db.withTables<ItsTables>()` and sees no other's.
 */
export type Db = Kysely<object>
/** A transaction, to be handed along so that deeds compose. */
export type Tx = Transaction<object>

const int8 = 20
const timestamptz = 1184
const dateOnly = 1082

const byDefault = pg.types.getTypeParser as (oid: number, format: 'text' | 'binary') => unknown

/** Whole numbers come as numbers (ours stay below 2^53), instants as milliseconds, dates as `YYYY-MM-DD`. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return Number
    if (oid === timestamptz) return (text: string) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
    if (oid === dateOnly) return (text: string) => text
    return format === 'binary' ? byDefault(oid, 'binary') : byDefault(oid, 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

export interface Postgres {
  readonly db: Db
  /** For what Kysely does not speak: LISTEN, COPY, session locks. */
  readonly pool: pg.Pool
  readonly url: string
  close(): Promise<void>
}

export function connect(url: string, options: { maxConnections?: number; onError?: (message: string) => void } = {}): Postgres {
  const pool = new pg.Pool({ connectionString: url, max: options.maxConnections ?? 16, types: typeParsers, application_name: 'rapport', keepAlive: true })
  // An idle connection that breaks is replaced at next use; without a listener it would end the process.
  pool.on('error', (error) => options.onError?.(error.message))
  const db: Db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, url, close: () => db.destroy() }
}
