/** What imports keep about a person beside what they brought: files, refused rows, how profiles were before. */
import { sql } from 'kysely'
import type { ErasedIdentity, Holding } from '../../../kernel/personal-data.ts'
import type { TableFiles } from '../../../kernel/table-file.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { ImportMapping } from './mapping.ts'
import type { UploadedFiles } from './ports.ts'

/** A text this short would be found in everybody's rows. */
const shortest = 4

function marksOf(identities: readonly ErasedIdentity[]): Set<string> {
  const marks = identities.flatMap(({ externalId, handle }) => [externalId, ...(handle === null ? [] : [handle, `@${handle}`])])
  return new Set(marks.map((mark) => mark.trim().toLowerCase()).filter((mark) => mark.length >= shortest))
}

export function exchangeHolding({ db, files, tables }: { db: Db; files: UploadedFiles; tables: TableFiles }): Holding {
  return {
    name: 'people-imports',
    what: { en: 'Files of people that were imported, rows that were refused, and how profiles were before an import', nl: 'Geïmporteerde bestanden met mensen, geweigerde rijen, en hoe profielen waren vóór een import' },
    postgres: ['people.imports', 'people.import_refusals', 'people.import_marks'],
    clickhouse: [],
    files: ['files/people-imports'],
    erase: async ({ identities }) => {
      const marks = [...marksOf(identities)]
      const ids = identities.map((one) => one.id)
      const gone = await sql`delete from people.import_marks where identity = any(${ids}::uuid[])`.execute(db)
      const refused = await sql`update people.import_refusals set raw = '', because = '(erased)' where exists (select from unnest(${marks}::text[]) as mark where position(mark in lower(raw)) > 0 or position(mark in lower(because)) > 0)`.execute(db)
      await sql`
        update people.imports set shared = coalesce((select jsonb_agg(one) from jsonb_array_elements(shared) as one where not lower(one->>'address') = any(${marks}::text[])), '[]'),
          kept = coalesce((select jsonb_agg(one) from jsonb_array_elements(kept) as one where not (one->>'identity') = any(${ids}::text[])), '[]')
        where exists (select from jsonb_array_elements(shared) as one where lower(one->>'address') = any(${marks}::text[])) or exists (select from jsonb_array_elements(kept) as one where (one->>'identity') = any(${ids}::text[]))`.execute(db)
      let rows = 0
      const { rows: imports } = await sql<{ id: string; mapping: ImportMapping | null }>`select id, mapping from people.imports order by id`.execute(db)
      for (const one of imports) {
        const path = files.pathOf(one.id)
        const written = one.mapping?.written ?? (await tables.look(path).then((look) => look.written, () => null))
        rows += await tables.blank(path, written, new Set(marks))
      }
      return Number(gone.numAffectedRows ?? 0n) + Number(refused.numAffectedRows ?? 0n) + rows
    },
    ageing: [{
      kind: 'people-import-files',
      what: { en: 'Files of finished imports of people, with the rows they refused; they cannot be undone afterwards', nl: 'Bestanden van voltooide imports van mensen, met de geweigerde rijen; daarna kunnen ze niet meer ongedaan gemaakt worden' },
      count: async (before) => (await sql<{ count: number }>`select count(*) as count from people.imports where state in ('finished', 'failed', 'undone', 'checked') and coalesce(finished_at, created_at) < ${new Date(before)}`.execute(db)).rows[0]?.count ?? 0,
      remove: async (before) => {
        const { rows } = await sql<{ id: string }>`delete from people.imports where state in ('finished', 'failed', 'undone', 'checked') and coalesce(finished_at, created_at) < ${new Date(before)} returning id`.execute(db)
        for (const { id } of rows) await files.remove(id)
        return rows.length
      },
    }],
  }
}
