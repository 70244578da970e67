import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPostgres } from '../../../test/databases.ts'
import { migrate } from '../postgres/migrate.ts'
import type { Postgres } from '../postgres/database.ts'
import { postgresStream } from './stream.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'stream', folder: new URL('migrations', import.meta.url).pathname }])
})
afterAll(() => postgres.close())

test('what many senders append at once is read once each, in the order in which it became durable', async () => {
  const stream = postgresStream(postgres)
  const seen: number[] = []
  const stop = new AbortController()
  let faults = 0
  let calls = 0
  const consumer = stream.consume('counts', { signal: stop.signal, maxItems: 50, onFault: () => (faults += 1) }, async (stretch) => {
    calls += 1
    if (calls % 7 === 3) throw new Error('the engine was gone for a moment')
    const numbers = stretch.entries.flatMap((entry) => entry.items as number[])
    await postgres.db.transaction().execute((tx) => stretch.done(tx))
    seen.push(...numbers)
  })
  await Promise.all(Array.from({ length: 20 }, async (_, sender) => {
    for (let n = 0; n < 20; n++) await stream.append([sender * 1000 + n, sender * 1000 + n + 500])
  }))
  while (seen.length < 800 || (await stream.lag('counts')).items > 0) await wait(20)
  stop.abort()
  await consumer
  expect(seen.length).toBe(800)
  expect(new Set(seen).size).toBe(800)
  expect(faults).toBeGreaterThan(0)
  for (let sender = 0; sender < 20; sender++) {
    const own = seen.filter((n) => Math.floor(n / 1000) === sender && n % 1000 < 500)
    expect(own).toEqual(own.toSorted((a, b) => a - b))
  }
  expect(await stream.trim()).toBeGreaterThan(0)
})

test('what several processes append at once is read by one of them without a gap', async () => {
  const streams = Array.from({ length: 4 }, () => postgresStream(postgres))
  const seen: string[] = []
  const stop = new AbortController()
  const consumer = streams[0]!.consume('gapless', { signal: stop.signal, maxItems: 20, onFault: (thrown) => { throw thrown } }, async (stretch) => {
    await postgres.db.transaction().execute((tx) => stretch.done(tx))
    seen.push(...stretch.entries.flatMap((entry) => entry.items as string[]))
  })
  await Promise.all(streams.map(async (stream, process) => {
    for (let n = 0; n < 100; n++) await stream.append([`${process}-${n}`], n % 3 === 0 ? async (tx) => { await sql`select pg_sleep(0.003)`.execute(tx) } : undefined)
  }))
  await expect.poll(async () => (await streams[1]!.lag('gapless')).items, { timeout: 20_000 }).toBe(0)
  stop.abort()
  await consumer
  expect(seen.toSorted()).toEqual(streams.flatMap((_, process) => Array.from({ length: 100 }, (_, n) => `${process}-${n}`)).toSorted())
})

test('what a transaction writes alongside is there exactly when the items are', async () => {
  const stream = postgresStream(postgres)
  const before = (await stream.lag('nobody')).items
  await sql`create table if not exists cursors (name text primary key, place int)`.execute(postgres.db)
  await stream.append(['a'], async (tx) => { await sql`insert into cursors values ('one', 1)`.execute(tx) })
  await expect(stream.append(['b'], async (tx) => {
    await sql`insert into cursors values ('two', 2)`.execute(tx)
    throw new Error('cut off')
  })).rejects.toThrow('cut off')
  const { rows } = await sql<{ name: string }>`select name from cursors`.execute(postgres.db)
  expect(rows.map((row) => row.name)).toEqual(['one'])
  expect((await stream.lag('nobody')).items).toBe(before + 1)
})
