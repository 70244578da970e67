import { beforeAll, expect, test } from 'vitest'
import { explainPair } from './explain-pair.ts'
import { imaginePeople } from './imagined-people.ts'
import { linkRecords } from './link-records.ts'
import { PeopleIndex } from './people-index.ts'
import { RawTableBuilder } from './raw-table.ts'

const today = '20260101'
const file = imaginePeople({ rows: 1_200, seed: 21, recordsAPerson: 2, missing: 0.1, slips: 0.1 })
const cells = (row: number): Record<string, string> => Object.fromEntries(file.columns.map((column, at) => [column, file.rows[row]!.cells[at] ?? '']))
const known = 1_000
let people: PeopleIndex

beforeAll(async () => {
  const builder = new RawTableBuilder(file.columns)
  for (const row of file.rows.slice(0, known)) builder.add(row.id, row.cells)
  const table = builder.finish()
  people = new PeopleIndex((await linkRecords([table], { today })).model, table, today)
}, 60_000)

test('a new record is placed with the person it belongs to, with the probability that the pair is explained with', () => {
  const personOf = new Map(file.rows.map((row) => [row.id, row.person]))
  const rowOf = new Map(file.rows.map((row, at) => [row.id, at]))
  const present = new Set(file.rows.slice(0, known).map((row) => row.person))
  let [expected, right, wrong] = [0, 0, 0]
  for (let row = known; row < file.rows.length; row++) {
    const [best] = people.place(cells(row))
    if (present.has(file.rows[row]!.person)) expected++
    if (!best || best.probability < 0.5) continue
    if (personOf.get(best.id) === file.rows[row]!.person) right++
    else wrong++
    expect(explainPair(people.rating, cells(rowOf.get(best.id)!), cells(row)).probability).toBeCloseTo(best.probability, 9)
  }
  expect(right).toBeGreaterThan(expected * 0.85)
  expect(wrong).toBeLessThan(expected * 0.05)
})

test('a record that was added is found, one that was taken out is not, and one put in its place counts once', () => {
  const record = { first_name: 'Zuleika', last_name: 'Quizzenbaum', city: 'Nowhere', birth_date: '1971-06-24', email: 'zq@quiz.example' }
  expect(people.place(record)).toEqual([])
  people.add('new', record)
  expect(people.size).toBe(known + 1)
  expect(people.place({ ...record, first_name: 'Zulieka' })[0]?.id).toBe('new')
  people.add('new', { ...record, city: 'Elsewhere' })
  expect(people.size).toBe(known + 1)
  expect(people.place(record).filter((placement) => placement.id === 'new')).toHaveLength(1)
  people.remove('new')
  people.remove('never there')
  expect(people.place(record)).toEqual([])
  expect(people.size).toBe(known)
})

test('placing asks but does not add', () => {
  const before = people.place(cells(known))
  expect(people.place(cells(known))).toEqual(before)
  expect(people.candidates(cells(known)).length).toBeGreaterThanOrEqual(before.length)
  expect(people.size).toBe(known)
})
