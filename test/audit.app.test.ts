/** The audit trail in the whole product. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { connect, type Postgres } from '../src/platform/postgres/database.ts'
import { openWorld, type World } from './world.ts'

let world: World
let postgres: Postgres
beforeAll(async () => {
  world = await openWorld()
  postgres = connect(world.config.databaseUrl ?? '')
})
afterAll(async () => {
  await postgres?.close()
  await world?.close()
})

interface Entry { seq: number; deed: string; summary: string; subject: string | null; facts: Record<string, unknown> | null; status: number | null; sealed: boolean; actor: { name: string } }
const trail = async (query = ''): Promise<Entry[]> => ((await world.call('GET', `/audit${query}`)).body as { items: Entry[] }).items
const verify = async (): Promise<{ entries: number; seals: number; broken: { because: string } | null }> => (await world.call('POST', '/audit/verify', {})).body as never

test('what is done is on record with who, what and how it ended; what is secret or read by all is not', async () => {
  const topic = await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
  const { id } = topic.body as { id: string }
  await world.call('DELETE', `/topics/${id}`)
  await world.call('GET', '/topics')
  await world.call('POST', '/keys', { name: 'script', scopes: ['topics.read'] })
  expect((await world.call('DELETE', '/topics/00000000-0000-7000-8000-000000000000')).status).toBe(404)
  const entries = await world.until(() => trail(), (all) => all.filter((entry) => entry.status !== null).length >= 4)
  const of = (deed: string): Entry[] => entries.filter((entry) => entry.deed === deed)
  expect(of('POST /topics')).toMatchObject([{ status: 201, facts: null, actor: { name: 'Owner' } }])
  expect(of('DELETE /topics/{id}')).toMatchObject([{ status: 404 }, { subject: id, status: 200 }])
  expect(of('POST /keys')).toMatchObject([{ facts: { name: 'script', scopes: ['topics.read'] } }])
  expect(of('GET /topics')).toEqual([])
  expect(of('GET /audit').length, 'reading the record is on record').toBeGreaterThan(0)
  expect(JSON.stringify(entries)).not.toContain('password')
})

test('it is searched, and exported as CSV', async () => {
  expect((await trail('?outcome=refused')).map((entry) => entry.deed)).toEqual(['DELETE /topics/{id}'])
  expect((await trail('?deed=/keys&kind=acts')).map((entry) => entry.deed)).toEqual(['POST /keys'])
  const csv = (await world.call('GET', '/audit/export.csv?deed=/topics')).body as string
  expect(csv.split('\r\n').filter(Boolean)).toHaveLength(4)
})

test('it is sealed, also over a restart, and a row that somebody changes in the database is found', async () => {
  await world.until(verify, ({ entries }) => entries >= 5)
  await world.restart()
  await world.call('POST', '/topics', { name: 'Other', role: 'own', query: 'other' })
  await world.until(verify, ({ seals }) => seals >= 2)
  expect((await verify()).broken).toBeNull()
  await sql`update governance.trail set status = 403 where deed = 'POST /keys'`.execute(postgres.db)
  expect((await verify()).broken).toMatchObject({ because: expect.stringContaining('was changed') })
  await sql`update governance.trail set status = 201 where deed = 'POST /keys'`.execute(postgres.db)
  expect((await verify()).broken).toBeNull()
  await sql`delete from governance.trail where deed = 'POST /keys'`.execute(postgres.db)
  expect((await verify()).broken).toMatchObject({ because: expect.stringContaining('were sealed') })
})

test('reading private words is on record by conversation, and what was looked for is not kept', async () => {
  await world.call('GET', '/conversations/00000000-0000-7000-8000-000000000000/entries')
  await world.call('GET', '/conversations/search?q=somebody')
  const entries = await world.until(() => trail('?kind=reads&deed=/conversations'), (all) => all.filter((entry) => entry.status !== null).length === 2)
  expect(entries).toMatchObject([{ deed: 'GET /conversations/search', facts: null, status: 200 }, { deed: 'GET /conversations/{id}/entries', subject: '00000000-0000-7000-8000-000000000000', status: 404 }])
})
