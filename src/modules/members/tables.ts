/** The tables of this module, as its SQL sees them. */
import { fileURLToPath } from 'node:url'
import { sql, type ColumnType, type Generated, type Kysely, type RawBuilder } from 'kysely'
import type { Instant } from '../../kernel/instant.ts'
import type { Reach, Role } from '../../kernel/permission.ts'
import type { MigrationFolder } from '../../platform/postgres/migrate.ts'

/** Read as an instant, written as a date. */
type Time = ColumnType<Instant, Date, Date>
type GeneratedTime = ColumnType<Instant, Date | undefined, Date>
type OptionalTime = ColumnType<Instant | null, Date | null | undefined, Date | null>

export type Theme = 'light' | 'dark' | 'system'
export type Language = 'en' | 'nl'

export type MemberTables = {
  'auth.users': { id: string; name: string; email: string; email_verified: Generated<boolean>; created_at: GeneratedTime; updated_at: GeneratedTime }
  'auth.sessions': { id: string; token: string; user_id: string; expires_at: Time }
  'auth.verifications': { identifier: string; value: string; expires_at: Time }
  'auth.accounts': { id: string; account_id: string; provider_id: string; user_id: string; password: string | null; updated_at: GeneratedTime }
  'members.installation': { company: string; claimed_at: GeneratedTime }
  'members.claims': { sole: Generated<boolean>; token_hash: Buffer; created_at: GeneratedTime }
  'members.custom_roles': { id: string; name: string; base: Exclude<Role, 'owner'>; permissions: string[]; reach: ColumnType<Reach | null, string | null, string | null>; created_at: GeneratedTime }
  'members.members': { user_id: string; role: Role; custom_role: ColumnType<string | null, string | null | undefined, string | null>; suspended_at: OptionalTime; language: Language | null; time_zone: string | null; theme: Generated<Theme>; last_seen_at: OptionalTime; created_at: GeneratedTime }
  'members.invitations': { id: string; token_hash: Buffer; email: string | null; role: Role; custom_role: ColumnType<string | null, string | null | undefined, string | null>; invited_by: string; created_at: GeneratedTime; expires_at: Time }
  'members.keys': { id: string; name: string; start: string; hash: Buffer; role: Role; scopes: string[] | null; created_by: string | null; created_at: GeneratedTime; last_used_at: OptionalTime; expires_at: OptionalTime }
}

/** The database or a transaction on it, with this module's tables. */
export type MemberDb = Kysely<MemberTables>

export const membersMigrations: MigrationFolder = { module: 'members', folder: fileURLToPath(new URL('./migrations', import.meta.url)) }

/** An instant to compare a time column with. */
export function moment(at: Instant): RawBuilder<Instant> {
  return sql<Instant>`${new Date(at)}`
}
