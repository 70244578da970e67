/** How the inbox is set: one row. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/postgres/database.ts'

export interface Translation {
  readonly kind: 'libretranslate' | 'openai'
  readonly address: string
  readonly model: string | null
}
export interface Settings {
  readonly undoSeconds: number
  readonly reopenDays: number
  readonly signsAs: 'member' | 'first-name' | 'team'
  readonly translation: Translation | null
  /** Sealed. */
  readonly translationKey: string | null
}

export async function readSettings(db: Db | Tx): Promise<Settings> {
  const { rows } = await sql<Settings>`select undo_seconds as "undoSeconds", reopen_days as "reopenDays", signs_as as "signsAs", translation, translation_key as "translationKey" from conversations.settings`.execute(db)
  return rows[0] ?? { undoSeconds: 10, reopenDays: 7, signsAs: 'first-name', translation: null, translationKey: null }
}

export async function keepSettings(db: Db, settings: Settings): Promise<void> {
  await sql`update conversations.settings set undo_seconds = ${settings.undoSeconds}, reopen_days = ${settings.reopenDays}, signs_as = ${settings.signsAs}, translation = ${settings.translation === null ? null : JSON.stringify(settings.translation)}::jsonb, translation_key = ${settings.translationKey}`.execute(db)
}
