import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { explainPair } from './explain-pair.ts'
import { peopleAt } from './gather-people.ts'
import { imaginePeople } from './imagined-people.ts'
import { linkRecords } from './link-records.ts'
import type { Linked } from './link-records.ts'
import { probabilityOf } from './model.ts'
import type { Model } from './model.ts'
import { clusterQuality } from './quality.ts'
import { RawTableBuilder } from './raw-table.ts'
import type { RawTable } from './raw-table.ts'
import { prepareRecords } from './records.ts'
import { scorePairs } from './score-pairs.ts'
import { Scorer } from './scorer.ts'

const today = '20260101'
vi.setConfig({ testTimeout: 120_000 })

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[], ids: readonly string[] = rows.map((_, row) => String(row))): RawTable {
  const builder = new RawTableBuilder(columns)
  for (const [row, cells] of rows.entries()) builder.add(ids[row] ?? '', cells)
  return builder.finish()
}

const file = imaginePeople({ rows: 1_000, seed: 11, recordsAPerson: 2, missing: 0.1, slips: 0.1 })
const table = tableOf(file.columns, file.rows.map((row) => row.cells), file.rows.map((row) => row.id))
const cells = (row: number): Record<string, string> => Object.fromEntries(file.columns.map((column, at) => [column, file.rows[row]!.cells[at] ?? '']))
const linking: Promise<Linked> = linkRecords([table], { today })

describe('a file of imagined people', () => {
  test('is brought back to its people, nearly without error', async () => {
    const quality = clusterQuality((await linking).people, (row) => String(file.rows[row]!.person))
    expect(quality.precision).toBeGreaterThan(0.98)
    expect(quality.recall).toBeGreaterThan(0.95)
  })

  test('gives the same people and pairs in every run, with one thread or two', async () => {
    const [first, second] = [await linking, await linkRecords([table], { today })]
    expect(second.people).toEqual(first.people)
    expect(second.pairs).toEqual(first.pairs)
    const records = prepareRecords(table, first.plan.slots, today)
    const [one, two] = [await scorePairs(first.model, records, first.estimated.blocked, -6, 1), await scorePairs(first.model, records, first.estimated.blocked, -6, 2)]
    expect(two).toEqual(one)
  })

  test('a pair explained has the probability it was scored with, and weights that add up to it', async () => {
    const { model, plan } = await linking
    const kept = JSON.parse(JSON.stringify(model)) as Model
    const scorer = new Scorer(model, prepareRecords(table, plan.slots, today))
    fc.assert(fc.property(fc.nat(file.rows.length - 1), fc.nat(file.rows.length - 1), (a, b) => {
      fc.pre(a !== b)
      const explained = explainPair(kept, cells(a), cells(b))
      expect(explained.probability).toBeCloseTo(probabilityOf(scorer.bits(a, b)), 9)
      expect(explained.probability).toBeCloseTo(explainPair(kept, cells(b), cells(a)).probability, 9)
      const bits = explained.evidence.reduce((sum, one) => sum + one.weight, Math.log2(kept.prior / (1 - kept.prior)))
      expect(probabilityOf(bits)).toBeCloseTo(explained.probability, 9)
    }), { numRuns: 60 })
  })

  test('pairs are listed once, lesser row first, none below one in a hundred', async () => {
    const { pairs } = await linking
    const seen = new Set<string>()
    for (let i = 0; i < pairs.length; i++) {
      expect(pairs.a[i]!).toBeLessThan(pairs.b[i]!)
      seen.add(`${pairs.a[i]} ${pairs.b[i]}`)
      expect(probabilityOf(pairs.bits[i]!)).toBeGreaterThan(0.0099)
    }
    expect(seen.size).toBe(pairs.length)
  })

  test('a higher threshold only ever splits people', async () => {
    const [loose, strict] = [await linkRecords([table], { today, threshold: 0.3 }), await linkRecords([table], { today, threshold: 0.99 })]
    for (const [row, person] of strict.people.entries()) expect(loose.people[row]).toBe(loose.people[person])
  })
})

test('every row belongs to exactly one person, who is named by their first row', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.double({ min: -3, max: 3, noNaN: true })), { maxLength: 8 }), fc.double({ min: -3, max: 3, noNaN: true }), (wanted, cut) => {
    // A tree of joins as gathering makes it: each join takes two clusters that still stand.
    const standing = new Set(Array.from({ length: 10 }, (_, row) => row))
    const joins: { a: number; b: number; bits: number }[] = []
    let least = Infinity
    for (const [x, y, bits] of wanted) {
      const list = [...standing]
      const [a, b] = [list[x % list.length]!, list[y % list.length]!]
      if (a === b) continue
      least = Math.min(least, bits)
      standing.delete(a)
      standing.delete(b)
      standing.add(10 + joins.length)
      joins.push({ a, b, bits: least })
    }
    const people = peopleAt({ size: 10, joins }, cut)
    for (const [row, person] of people.entries()) {
      expect(person).toBeLessThanOrEqual(row)
      expect(people[person]).toBe(person)
    }
  }))
})

test('one bad link does not chain strangers together', async () => {
  const rows = file.rows.map((row) => [...row.cells])
  const place = file.columns.indexOf('email')
  // A hundred people write from one shared address.
  for (let row = 0; row < 100; row++) rows[row]![place] = 'info@shop.example'
  const { people } = await linkRecords([tableOf(file.columns, rows)], { today })
  const quality = clusterQuality(people, (row) => String(file.rows[row]!.person))
  expect(quality.precision).toBeGreaterThan(0.97)
})

test('eight thousand rows with one telephone number cost no more than their neighbours', async () => {
  const rows = Array.from({ length: 8_000 }, (_, row) => [`name${row % 7_919}`, '+31612345678', `${1930 + (row % 80)}-0${1 + (row % 9)}-1${row % 10}`])
  const linked = await linkRecords([tableOf(['last_name', 'phone', 'birth_date'], rows)], { today, kinds: new Map([['phone', 'phone']]) })
  expect(linked.compared).toBeLessThan(3_000_000)
  expect(linked.people).toHaveLength(8_000)
})

test('two files that hold everybody once are linked one to one', async () => {
  const people = imaginePeople({ rows: 800, seed: 5, recordsAPerson: 2.2, missing: 0.05, slips: 0.15 }).rows
  const firsts = people.filter((row) => row.id.endsWith('-0'))
  const seconds = people.filter((row) => row.id.endsWith('-1'))
  const side = (rows: typeof people): RawTable => tableOf(file.columns, rows.map((row) => row.cells), rows.map((row) => row.id))
  const linked = await linkRecords([side(firsts), side(seconds)], { today })
  expect(linked.oneToOne).toBe(true)
  const sizes = new Map<number, number>()
  for (const person of linked.people) sizes.set(person, (sizes.get(person) ?? 0) + 1)
  expect(Math.max(...sizes.values())).toBe(2)
  const all = [...firsts, ...seconds]
  expect(clusterQuality(linked.people, (row) => String(all[row]!.person)).f1).toBeGreaterThan(0.97)
})

describe('odd tables', () => {
  test.each<[string, string[], string[][]]>([
    ['one row', ['name'], [['ada blake']]],
    ['two rows that are the same', ['first_name', 'surname'], [['ada', 'blake'], ['ada', 'blake']]],
    ['names that are SQL, HTML, emoji, empty or words of JavaScript', ['first_name', 'surname'], [["'); DROP TABLE x;--", '<script>'], ['🦊', '🦊🦊'], ['', ''], ['__proto__', 'constructor'], ['hasOwnProperty', 'toString'], ['🦊', '🦊🦊']]],
    ['dates in the future', ['surname', 'birth_date'], [['blake', '2999-01-01'], ['blake', '1980-01-01'], ['stone', '1971-02-03']]],
    ['500 columns', Array.from({ length: 500 }, (_, at) => `column ${at}`), Array.from({ length: 12 }, (_, row) => Array.from({ length: 500 }, (_, at) => `w${(row * 7 + at) % 11}`))],
  ])('%s are linked without a fall', async (_, columns, rows) => {
    const linked = await linkRecords([tableOf(columns, rows)], { today })
    expect(linked.people).toHaveLength(rows.length)
    for (let i = 0; i < linked.pairs.length; i++) expect(Number.isFinite(linked.pairs.bits[i]!)).toBe(true)
  })
})
