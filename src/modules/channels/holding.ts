/** What channels keep about a person: what was set aside, files of imports, and rows that were refused. */
import { sql } from 'kysely'
import type { DataSubject, ErasedIdentity, Holding, ToldSection } from '../../kernel/personal-data.ts'
import type { Db } from '../../platform/postgres/database.ts'
import { blankRows } from './archive/blank-rows.ts'
import type { ImportFiles } from './archive/import-files.ts'

const pageRows = 500
/** A name this short would be found in everybody's words. */
const shortest = 4

/** What tells in a text that it is about somebody: their addresses, and handles that are no common word. */
export function marksOf(identities: readonly ErasedIdentity[]): ReadonlySet<string> {
  const marks = identities.flatMap(({ externalId, handle }) => [externalId, ...(handle === null ? [] : [handle, `@${handle}`])])
  return new Set(marks.map((mark) => mark.trim().toLowerCase()).filter((mark) => mark.length >= shortest))
}

/** All texts within a JSON value. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one)
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* textsIn(one)
}

/** Whether something that could not be read is about them: what names them whole, or, broken, at all. */
export function isAbout(raw: string, marks: ReadonlySet<string>): boolean {
  try {
    for (const text of textsIn(JSON.parse(raw))) if (marks.has(text.trim().toLowerCase())) return true
    return false
  } catch {
    const lower = raw.toLowerCase()
    return [...marks].some((mark) => lower.includes(mark))
  }
}

export function channelsHolding({ db, files }: { db: Db; files: ImportFiles }): Holding {
  return {
    name: 'channels',
    what: { en: 'What came in and could not be read, the files of imports, and under which ids messages were kept', nl: 'Wat binnenkwam en niet gelezen kon worden, de bestanden van imports, en onder welke id’s berichten bewaard zijn' },
    postgres: ['channels.set_aside', 'channels.imports', 'channels.import_refusals', 'channels.account_notes'],
    clickhouse: [],
    files: ['files/imports'],
    tell: (subject) => [aside(db, subject)],
    erase: async ({ identities, interactions }) => {
      const marks = marksOf(identities)
      let removed = 0
      for await (const rows of setAside(db)) {
        const ids = rows.filter((row) => isAbout(row.raw, marks)).map((row) => row.id)
        if (ids.length > 0) await sql`delete from channels.set_aside where id = any(${ids}::uuid[])`.execute(db)
        removed += ids.length
      }
      for await (const rows of refusals(db)) {
        for (const { import: of, row } of rows.filter((one) => isAbout(one.raw, marks) || isAbout(one.because, marks))) {
          await sql`update channels.import_refusals set raw = '', because = '(erased)' where import = ${of} and row = ${row}`.execute(db)
          removed++
        }
      }
      for (let from = 0; from < interactions.length; from += 10_000) removed += Number((await sql`delete from channels.account_notes where interaction = any(${interactions.slice(from, from + 10_000)}::uuid[])`.execute(db)).numAffectedRows ?? 0n)
      const { rows: imports } = await sql<{ id: string; state: string; mapping: { format: 'csv' | 'ndjson' | 'json'; encoding: string; delimiter?: string } | null }>`select id, state, mapping from channels.imports order by id`.execute(db)
      for (const one of imports) removed += await blankRows(files.pathOf(one.id), one.mapping, marks)
      return removed
    },
    ageing: [
      {
        kind: 'set-aside',
        what: { en: 'What could not be read', nl: 'Wat niet gelezen kon worden' },
        count: async (before) => (await sql<{ count: number }>`select count(*) as count from channels.set_aside where at < ${new Date(before)}`.execute(db)).rows[0]?.count ?? 0,
        remove: async (before) => Number((await sql`delete from channels.set_aside where at < ${new Date(before)}`.execute(db)).numAffectedRows ?? 0n),
      },
      {
        kind: 'import-files',
        what: { en: 'Files of finished imports, with the rows they refused', nl: 'Bestanden van voltooide imports, met de rijen die geweigerd werden' },
        count: async (before) => (await sql<{ count: number }>`select count(*) as count from channels.imports where state in ('finished', 'failed', 'undone') and coalesce(finished_at, created_at) < ${new Date(before)}`.execute(db)).rows[0]?.count ?? 0,
        remove: async (before) => {
          const { rows } = await sql<{ id: string }>`select id from channels.imports where state in ('finished', 'failed', 'undone') and coalesce(finished_at, created_at) < ${new Date(before)}`.execute(db)
          for (const { id } of rows) {
            await files.remove(id)
            await sql`delete from channels.imports where id = ${id}`.execute(db)
          }
          return rows.length
        },
      },
    ],
  }
}

async function* setAside(db: Db): AsyncGenerator<{ id: string; raw: string; because: string }[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string; raw: string; because: string }>`select id, raw, because from channels.set_aside where id > ${after} order by id limit ${pageRows}`.execute(db)
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)?.id ?? after
  }
}

async function* refusals(db: Db): AsyncGenerator<{ import: string; row: number; raw: string; because: string }[]> {
  let after = { import: '00000000-0000-0000-0000-000000000000', row: -1 }
  for (;;) {
    const { rows } = await sql<{ import: string; row: number; raw: string; because: string }>`select import, row, raw, because from channels.import_refusals where (import, row) > (${after.import}::uuid, ${after.row}) order by import, row limit ${pageRows}`.execute(db)
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1) ?? after
  }
}

function aside(db: Db, { identities }: DataSubject): ToldSection {
  async function* items(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    const marks = marksOf(identities)
    for await (const rows of setAside(db)) for (const row of rows) if (isAbout(row.raw, marks)) yield { raw: row.raw, because: row.because }
  }
  return { title: { en: 'What came in from you and could not be read', nl: 'Wat van u binnenkwam en niet gelezen kon worden' }, items: items() }
}
