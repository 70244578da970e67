/** Brings tables to the shape that this version of the code expects: plain .sql files, each once. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import { Conflict, Unavailable, sentence } from '../../kernel/fault.ts'
import type { Db } from './database.ts'

/** A module's migrations: files named `0001-what.sql`, run in order of name. */
export interface MigrationFolder {
  readonly module: string
  readonly folder: string
}

export interface MigrationFile {
  readonly module: string
  readonly name: string
  readonly text: string
  readonly hash: string
}

/** All files in the order in which they run: folders as given, files by name. */
export function readMigrations(folders: readonly MigrationFolder[]): MigrationFile[] {
  return folders.flatMap(({ module, folder }) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .toSorted()
      .map((name) => {
        const text = readFileSync(join(folder, name), 'utf8')
        return { module, name, text, hash: createHash('sha256').update(text).digest('hex') }
      }),
  )
}

type MigrationTables = {
  'platform.migrations': { module: string; name: string; hash: string }
}

/**
 * Runs what has not run yet, one transaction a file, one process at a time.
 * @throws {Conflict} when a file that ran was changed since, or is newer than this code knows.
 */
export async function migrate(db: Db, folders: readonly MigrationFolder[]): Promise<string[]> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(724001)`.execute(connection)
    try {
      await sql`create schema if not exists platform`.execute(connection)
      await sql`create table if not exists platform.migrations (module text, name text, hash text not null, at timestamptz not null default now(), primary key (module, name))`.execute(connection)
      const done = await connection.withTables<MigrationTables>().selectFrom('platform.migrations').select(['module', 'name', 'hash']).execute()
      const files = readMigrations(folders)
      const unknown = done.find((row) => folders.some(({ module }) => module === row.module) && !files.some((file) => file.module === row.module && file.name === row.name))
      if (unknown) throw new Conflict(`This database was migrated by a newer Rapport (${unknown.module}/${unknown.name}). Start that version, or restore a backup made before the upgrade.`, 'postgres.newer-schema')
      const ran: string[] = []
      for (const file of files) {
        const before = done.find((row) => row.module === file.module && row.name === file.name)
        if (before) {
          if (before.hash !== file.hash) throw new Conflict(`The migration ${file.module}/${file.name} was changed after it ran. Put the file back as it was and add a new one instead.`, 'postgres.changed-migration')
          continue
        }
        await connection.transaction().execute(async (tx) => {
          await tx.executeQuery(CompiledQuery.raw(file.text)).catch((thrown: unknown) => {
            throw new Unavailable(`The migration ${file.module}/${file.name} failed: ${sentence(thrown)}`, 'postgres.migration', { cause: thrown })
          })
          await tx.withTables<MigrationTables>().insertInto('platform.migrations').values({ module: file.module, name: file.name, hash: file.hash }).execute()
        })
        ran.push(`${file.module}/${file.name}`)
      }
      return ran
    } finally {
      await sql`select pg_advisory_unlock(724001)`.execute(connection)
    }
  })
}
