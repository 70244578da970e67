/** Gives commands the members' tables, whether the installation runs or not. */
import { membersMigrations, type MemberTables } from '../modules/members/index.ts'
import type { Kysely } from 'kysely'
import { migrate } from '../platform/postgres/migrate.ts'
import { withPostgres } from '../platform/postgres/open.ts'
import { installationOf, type InstallationOptions } from './installation.ts'

/** An installation that never ran gets its members' tables here. */
export function withMembers<T>(options: InstallationOptions, act: (db: Kysely<MemberTables>) => Promise<T>): Promise<T> {
  return withPostgres(installationOf(options), async ({ db }) => {
    await migrate(db, [membersMigrations])
    return act(db.withTables<MemberTables>())
  })
}
