/** The door on several threads: the same as one would let in, in the same order. */
import { afterEach, expect, test } from 'vitest'
import type { Interaction } from '../../../kernel/interaction.ts'
import { matches, parseQuery } from '../query/index.ts'
import { DoorPool } from './door-pool.ts'

const reader = new URL('fixtures/line-reader.ts', import.meta.url)
const now = 1_800_000_000_000
const bytes = (texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text))
const texts = (items: readonly Interaction[]): string[] => items.map(({ text }) => text)
let pool: DoorPool
afterEach(() => pool.close())

test('what any thread lets in is what each query by itself would have, in the order of the stream', async () => {
  const letGo: string[] = []
  let stoodFor = 0
  pool = new DoorPool((posts, each) => {
    letGo.push(...texts(posts))
    stoodFor += posts.length * each
  }, 3)
  const queries = ['ferry AND late', '"on time"', 'tide NOT low']
  for (const [index, query] of queries.entries()) pool.set(String(index), parseQuery(query))
  const sieve = pool.open(reader, { at: now })
  const words = ['ferry', 'late', 'on', 'time', 'tide', 'low', 'the']
  const said = Array.from({ length: 3_000 }, (_, index) => `${words[index % 7] ?? ''} ${words[Math.floor(index / 7) % 7] ?? ''} ${words[Math.floor(index / 49) % 7] ?? ''} ${index}`)
  const answers = await Promise.all(Array.from({ length: 30 }, (_, stretch) => sieve.sift(bytes(said.slice(stretch * 100, stretch * 100 + 100)), now)))
  const wanted = said.filter((text) => queries.some((query) => matches(parseQuery(query), { text })))
  expect(answers.flatMap(({ items }) => texts(items))).toEqual(wanted)
  expect(answers.reduce((sum, { seen }) => sum + seen, 0)).toBe(3_000)
  expect(letGo.some((text) => wanted.includes(text))).toBe(false)
  expect(Math.round(stoodFor)).toBe(3_000 - wanted.length)
})

test('a query that comes, changes or goes holds for everything asked after it', async () => {
  pool = new DoorPool(() => undefined, 2)
  const sieve = pool.open(reader, { at: now })
  const ask = async (): Promise<string[]> => texts((await Promise.all([sieve.sift(bytes(['ferry']), now), sieve.sift(bytes(['tide']), now)])).flatMap(({ items }) => items))
  const none = await ask()
  pool.set('a', parseQuery('ferry'))
  const ferry = await ask()
  pool.set('a', parseQuery('tide'))
  const tide = await ask()
  pool.delete('a')
  expect([none, ferry, tide, await ask()]).toEqual([[], ['ferry'], ['tide'], []])
})

test('what one stretch tells of an author is known on every thread', async () => {
  pool = new DoorPool(() => undefined, 2)
  pool.set('a', parseQuery('author:tide'))
  const sieve = pool.open(reader, { at: now })
  const naming = bytes(['name tide'])
  const answers = await Promise.all([sieve.sift(naming, now, naming), sieve.sift(bytes(['one']), now), sieve.sift(bytes(['two']), now)])
  expect(answers.flatMap(({ items }) => texts(items))).toEqual(['one', 'two'])
})

test('a thread that ends refuses what it was asked, and the next opening stands again with all queries', async () => {
  pool = new DoorPool(() => undefined, 1)
  pool.set('a', parseQuery('ferry'))
  const first = pool.open(reader, { at: now })
  await expect(first.sift(bytes(['crash']), now)).rejects.toThrow(/Reading goes on from where it stopped/)
  const second = pool.open(reader, { at: now })
  expect(texts((await second.sift(bytes(['ferry']), now)).items)).toEqual(['ferry'])
})
