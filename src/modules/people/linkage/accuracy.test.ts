import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { linkRecords } from './link-records.ts'
import { bestF1, clusterQuality } from './quality.ts'
import { readTable } from './read-table.ts'
import { RawTableBuilder } from './raw-table.ts'
import type { RawTable } from './raw-table.ts'

const folder = resolve(import.meta.dirname, '../../../../../shared/data/identity')
const absent = !existsSync(folder)
vi.setConfig({ testTimeout: 240_000 })

/** FEBRL keeps the truth in the id (`rec-12-org`, `rec-12-dup-0`), Splink's file in a column. */
const febrl = (table: RawTable) => (row: number): string => (table.ids[row] ?? '').split('-')[1] ?? ''
const splink = (table: RawTable) => (row: number): string => {
  const column = table.columns.find((known) => known.name === 'cluster')
  return column?.values[column.codes[row] ?? 0] ?? ''
}

/** The answer is taken out before linking, so that a guess about it cannot matter. */
function withoutAnswer(table: RawTable): RawTable {
  return { ids: table.ids, columns: table.columns.filter((column) => column.name !== 'cluster') }
}

function part(table: RawTable, wanted: (id: string) => boolean): RawTable {
  const builder = new RawTableBuilder(table.columns.map((column) => column.name))
  for (const [row, id] of table.ids.entries()) if (wanted(id)) builder.add(id, table.columns.map((column) => column.values[column.codes[row] ?? 0] ?? ''))
  return builder.finish()
}

function tell(name: string, rows: number, best: ReturnType<typeof bestF1>, people: ReturnType<typeof clusterQuality>): void {
  const shown = (n: number): string => n.toFixed(4)
  process.stdout.write(`${name}: ${rows} rows, ${best.truePairs} true pairs; best F1 ${shown(best.f1)} (precision ${shown(best.precision)}, recall ${shown(best.recall)}, at ${shown(best.threshold)}); people at 0.5: precision ${shown(people.precision)}, recall ${shown(people.recall)}\n`)
}

describe.skipIf(absent)(`recognition of labelled people${absent ? ' (skipped: ../shared is absent)' : ''}`, () => {
  test.each([
    ['febrl/dataset1.csv', 'rec_id', febrl, 0.996], ['febrl/dataset2.csv', 'rec_id', febrl, 0.996], ['febrl/dataset3.csv', 'rec_id', febrl, 0.996], ['splink/fake_1000.csv', 'unique_id', splink, 0.88],
  ] as const)('%s reaches its bar', async (name, id, truthOf, bar) => {
    const table = await readTable(resolve(folder, name), id)
    const linked = await linkRecords([withoutAnswer(table)], { today: '20260101' })
    const truth = truthOf(table)
    const best = bestF1(linked.pairs, truth, table.ids.length)
    tell(name, table.ids.length, best, clusterQuality(linked.people, truth))
    expect(best.f1).toBeGreaterThanOrEqual(bar)
  })

  test('originals and duplicates of FEBRL, as two files that hold everybody once, reach the bar', async () => {
    const whole = await readTable(resolve(folder, 'febrl/dataset3.csv'), 'rec_id')
    const sides = [part(whole, (id) => id.endsWith('-org')), part(whole, (id) => id.endsWith('-dup-0'))]
    const linked = await linkRecords(sides, { today: '20260101' })
    const truth = (row: number): string => (linked.ids[row] ?? '').split('-')[1] ?? ''
    const best = bestF1(linked.pairs, truth, linked.ids.length)
    tell('febrl/dataset3.csv, originals with first duplicates', linked.ids.length, best, clusterQuality(linked.people, truth))
    expect(linked.oneToOne).toBe(true)
    expect(best.f1).toBeGreaterThanOrEqual(0.9998)
  })
})
