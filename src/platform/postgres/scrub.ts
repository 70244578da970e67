/**
 * Makes deleted rows disappear from the disk as well. A deleted row stays in
 * its page until another overwrites it, in samples of statistics, and in the
 * write-ahead log; here each of these is rewritten.
 */
import type { PoolClient } from 'pg'
import { sentence } from '../../kernel/fault.ts'
import type { Postgres } from './database.ts'

export interface ScrubOptions {
  /** Tables larger than this are only vacuumed: rewriting locks them for as long as it takes. Default 512 MB, some seconds. */
  readonly maxBytes?: number
}

/** What could not be made to disappear at once, each with when it will; empty when nothing is left. */
export type Remainders = readonly string[]

const name = (table: string): string => table.split('.').map((part) => `"${part.replaceAll('"', '""')}"`).join('.')

/** Rewrites tables, statistics and log. Takes seconds; may be repeated. */
export async function scrubPostgres(postgres: Postgres, tables: readonly string[], options: ScrubOptions = {}): Promise<Remainders> {
  const { maxBytes = 512_000_000 } = options
  const left: string[] = []
  const session = await postgres.pool.connect()
  try {
    // Whoever works on the table goes first; a rewrite that cannot begin is tried again with the next attempt.
    await session.query("set lock_timeout = '20s'")
    for (const table of tables) {
      const { rows } = await session.query<{ bytes: number | null }>('select pg_total_relation_size(to_regclass($1)) as bytes', [name(table)])
      const bytes = rows[0]?.bytes ?? null
      if (bytes === null) continue
      if (bytes > maxBytes) {
        await session.query(`vacuum (analyze) ${name(table)}`)
        left.push(`${table} is larger than ${Math.round(maxBytes / 1e6)} MB: its freed pages are overwritten as it is used. "VACUUM FULL ${table}" rewrites it at once.`)
      } else await session.query(`vacuum (full, analyze) ${name(table)}`)
      await forgetSamples(session, table)
    }
    // Samples of values that were analysed before.
    await session.query('vacuum full pg_catalog.pg_statistic').catch((thrown: unknown) => left.push(`Samples of statistics stay until PostgreSQL vacuums them (${sentence(thrown)}).`))
    await session.query('reset lock_timeout')
    left.push(...(await renewLog(session)))
    return left
  } finally {
    session.release()
  }
}

/** Of an empty table PostgreSQL keeps the samples that it took before, also those of its indexes. */
async function forgetSamples(session: PoolClient, table: string): Promise<void> {
  const { rows } = await session.query<{ rows: boolean }>(`select exists (select from ${name(table)}) as rows`)
  if (rows[0]?.rows !== false) return
  await session.query(`
    select pg_clear_attribute_stats(space.nspname::text, relation.relname::text, attribute.attname::text, false)
    from pg_class relation join pg_namespace space on space.oid = relation.relnamespace join pg_attribute attribute on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
    where relation.oid = to_regclass($1) or relation.oid in (select indexrelid from pg_index where indrelid = to_regclass($1))`, [name(table)])
}

/** Files of the log are used again by default, with what they held; they are passed over until each was overwritten or removed. */
async function renewLog(session: PoolClient): Promise<string[]> {
  try {
    await session.query('alter system set wal_recycle = off')
    await session.query('select pg_reload_conf()')
    const { rows } = await session.query<{ ahead: number }>('select count(*)::int as ahead from pg_ls_waldir() where name ~ \'^[0-9A-F]{24}$\' and name > pg_walfile_name(pg_current_wal_lsn())')
    await session.query('checkpoint')
    // Each switch fills the rest of a file with zeros; one more for the file in use.
    for (let turn = 0; turn <= Math.min(rows[0]?.ahead ?? 0, 200); turn++) {
      await session.query("select pg_logical_emit_message(false, 'rapport', '')")
      await session.query('select pg_switch_wal()')
    }
    await session.query('checkpoint')
    return []
  } catch (thrown) {
    return [`The write-ahead log keeps old pages until PostgreSQL has written over its files (${sentence(thrown)}).`]
  } finally {
    await session.query('alter system reset wal_recycle').catch(() => undefined)
    await session.query('select pg_reload_conf()').catch(() => undefined)
  }
}
