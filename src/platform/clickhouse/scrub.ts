/**
 * Makes deleted rows disappear from the disk as well: a delete only marks
 * them, and the parts that were rewritten without them stay for a while.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Clickhouse } from './open.ts'

const waitMs = 120_000

/**
 * Rewrites the parts of tables that hold deleted rows, and waits until the old
 * ones are gone. Begin with `hastenRemoval` before deleting, so that the wait
 * is short. Takes up to two minutes, since ClickHouse looks for old parts twice a minute.
 * @returns what is still there, in words; empty when nothing is.
 */
export async function scrubClickhouse(clickhouse: Clickhouse, tables: readonly string[], signal?: AbortSignal): Promise<string[]> {
  const there = await mergeTrees(clickhouse, tables)
  for (const table of there) await clickhouse.run(`alter table rapport.${table} apply deleted mask`)
  const deadline = Date.now() + waitMs
  let left = await oldParts(clickhouse, there)
  while (left.size > 0 && Date.now() < deadline) {
    await wait(500, undefined, signal ? { signal } : {})
    left = await oldParts(clickhouse, there)
  }
  return [...left].map(([table, count]) => `${count} old parts of ${table} are still on disk; ClickHouse removes them within some minutes.`)
}

/** Lets ClickHouse remove parts that nobody uses any more at once, not after eight minutes. */
export async function hastenRemoval(clickhouse: Clickhouse, tables: readonly string[]): Promise<void> {
  for (const table of await mergeTrees(clickhouse, tables)) await clickhouse.run(`alter table rapport.${table} modify setting old_parts_lifetime = 0, cleanup_delay_period = 1, max_cleanup_delay_period = 5`)
}

/** Back to ClickHouse's own pace, which survives a loss of power. */
export async function usualRemoval(clickhouse: Clickhouse, tables: readonly string[]): Promise<void> {
  for (const table of await mergeTrees(clickhouse, tables)) await clickhouse.run(`alter table rapport.${table} reset setting old_parts_lifetime, cleanup_delay_period, max_cleanup_delay_period`)
}

async function mergeTrees(clickhouse: Clickhouse, tables: readonly string[]): Promise<string[]> {
  const rows = await clickhouse.rows<{ name: string }>("select name from system.tables where database = 'rapport' and engine like '%MergeTree' and name in {tables:Array(String)} order by name", { params: { tables } })
  return rows.map((row) => row.name)
}

async function oldParts(clickhouse: Clickhouse, tables: readonly string[]): Promise<Map<string, number>> {
  const rows = await clickhouse.rows<{ table: string; count: number }>("select table, count() as count from system.parts where database = 'rapport' and table in {tables:Array(String)} and not active group by table", { params: { tables } })
  return new Map(rows.map((row) => [row.table, row.count]))
}
