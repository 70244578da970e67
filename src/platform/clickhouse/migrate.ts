/** Brings ClickHouse tables to the shape that this code expects; statements are separated by a line `---`. */
import { Conflict, Unavailable, sentence } from '../../kernel/fault.ts'
import { readMigrations, type MigrationFolder } from '../postgres/migrate.ts'
import type { Clickhouse } from './open.ts'

/**
 * Runs what has not run yet. ClickHouse has no transactions for this, so each
 * statement is written to be harmless when it runs twice (`if not exists`).
 */
export async function migrateClickhouse(clickhouse: Clickhouse, folders: readonly MigrationFolder[]): Promise<string[]> {
  await clickhouse.run('create table if not exists rapport.migrations (module String, name String, hash String, at DateTime default now()) engine = MergeTree order by (module, name)')
  const done = await clickhouse.rows<{ module: string; name: string; hash: string }>('select module, name, hash from rapport.migrations')
  const ran: string[] = []
  for (const file of readMigrations(folders)) {
    const before = done.find((row) => row.module === file.module && row.name === file.name)
    if (before) {
      if (before.hash !== file.hash) throw new Conflict(`The ClickHouse migration ${file.module}/${file.name} was changed after it ran. Put the file back as it was and add a new one instead.`, 'clickhouse.changed-migration')
      continue
    }
    for (const statement of file.text.split(/^---$/m)) {
      await clickhouse.run(statement).catch((thrown: unknown) => {
        throw new Unavailable(`The ClickHouse migration ${file.module}/${file.name} failed: ${sentence(thrown)}`, 'clickhouse.migration', { cause: thrown })
      })
    }
    await clickhouse.insert('rapport.migrations', [{ module: file.module, name: file.name, hash: file.hash }])
    ran.push(`${file.module}/${file.name}`)
  }
  return ran
}
