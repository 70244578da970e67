import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'
import type { Clickhouse } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-embedded-'))
let clickhouse: Clickhouse
beforeAll(async () => {
  clickhouse = await openEmbedded(folder)
})
afterAll(async () => {
  await clickhouse?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('questions that are asked at the same time each get the values that were bound for them', async () => {
  const asked = Array.from({ length: 400 }, (_, n) => n)
  const answers = await Promise.all(asked.map((n) => clickhouse.rows<{ n: number; name: string }>(`select {n:UInt32} as n, {name:String} as name${n % 3 === 0 ? ', sleepEachRow(0.002)' : ''}`, { params: { n, name: `name ${n}` } })))
  expect(answers.map(([row]) => ({ n: row?.n, name: row?.name }))).toEqual(asked.map((n) => ({ n, name: `name ${n}` })))
})

test('a bound value stays a value, whatever it holds', async () => {
  const names = ["it's", String.raw`a\b`, String.raw`\'; drop table x; --`, 'line\nbreak\ttab', '{n:UInt32}', '', 'مرحبا 🤝', "'), (1", '\\']
  const [row] = await clickhouse.rows<{ names: string[]; one: string; none: string | null }>('select {names:Array(String)} as names, {one:String} as one, {none:Nullable(String)} as none', { params: { names, one: names.join('|'), none: null } })
  expect(row).toEqual({ names, one: names.join('|'), none: null })
})

test('a list of a hundred thousand values can be bound', async () => {
  const ids = Array.from({ length: 100_000 }, () => crypto.randomUUID())
  expect(await clickhouse.rows('select length({ids:Array(UUID)}) as count', { params: { ids } })).toEqual([{ count: ids.length }])
})

test('a question that fails says why and leaves its connection to the next', async () => {
  for (let n = 0; n < 12; n++) await expect(clickhouse.rows('select {n:UInt8} as n', { params: { n: 'none' } })).rejects.toThrow(/UInt8|parse/)
  expect(await clickhouse.rows('select {n:UInt8} as n', { params: { n: 7 } })).toEqual([{ n: 7 }])
})
