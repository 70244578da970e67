import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPostgres } from '../../../test/databases.ts'
import { asRows } from './as-rows.ts'
import type { Postgres } from './database.ts'

let postgres: Postgres
beforeAll(async () => { postgres = await freshPostgres() })
afterAll(() => postgres?.close())

const row = fc.record({
  word: fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('NULL', '', '"', '\\', '{a,"b"}', "'; drop table people.identities; --", '<b>&amp;</b>', '🙂\n\t ')).map((text) => text.replaceAll('\0', '')), { nil: null }),
  count: fc.option(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }), { nil: null }),
  yes: fc.option(fc.boolean(), { nil: null }),
  data: fc.option(fc.dictionary(fc.string().map((text) => text.replaceAll('\0', '')), fc.integer()).map((one) => JSON.stringify(one)), { nil: null }),
})

test('rows arrive as they were given, in their order, whatever stands in them', async () => {
  await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
    const { rows: back } = await sql<{ word: string | null; count: number | null; yes: boolean | null; data: unknown }>`select * from ${asRows(rows, { word: 'text', count: 'int', yes: 'boolean', data: 'jsonb' })} as seen`.execute(postgres.db)
    expect(back).toEqual(rows.map((one) => ({ ...one, data: one.data === null ? null : JSON.parse(one.data) as unknown })))
  }), { numRuns: 200 })
})
