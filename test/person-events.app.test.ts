import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityId } from '../src/kernel/ids.ts'
import { connect } from '../src/platform/postgres/database.ts'
import { freePort, openWorld, type World } from './world.ts'
import { sql } from 'kysely'

let world: World
let port = 0
interface Got { type: string; data: { person: string; identities?: string[]; joined?: string[]; split?: string[] } }
const got: Got[] = []
const receiver = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    got.push(JSON.parse(Buffer.concat(parts).toString()) as Got)
    response.end()
  })
})

beforeAll(async () => {
  port = await freePort()
  await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve))
  world = await openWorld({ allowPrivate: [`127.0.0.1:${port}`] })
})
afterAll(async () => {
  await world?.close()
  receiver.closeAllConnections()
  receiver.close()
})

const [mail, phone, handle] = [identityId('mail', 'ann@told.example'), identityId('phone', '+32470000001'), identityId('bluesky', 'did:plc:told')]
const identify = (...identities: { channel: string; externalId: string }[]) => world.call('POST', '/people/identify', { identities })
const rows = async (): Promise<number> => {
  const { db, close } = connect(world.config.databaseUrl ?? '')
  const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from people.person_changes`.execute(db)
  await close()
  return row?.count ?? 0
}

test('nothing is noted for the outside while nobody there wants it', async () => {
  await identify({ channel: 'mail', externalId: 'quiet@told.example' })
  expect(await rows()).toBe(0)
})

test('a webhook hears who came to be, was joined, and was split again', async () => {
  expect((await world.call('POST', '/webhooks', { name: 'CRM', url: `http://127.0.0.1:${port}/hook`, types: ['person.created', 'person.joined', 'person.split'] })).status).toBe(201)
  const { db, close } = connect(world.config.databaseUrl ?? '')
  await world.until(async () => (await sql`select from people.told_types`.execute(db)).rows.length, (count) => count === 3)
  await close()

  await identify({ channel: 'mail', externalId: 'ann@told.example' }, { channel: 'phone', externalId: '+32470000001' })
  await world.until(async () => got, (list) => list.length === 1)
  const { person } = (await world.call('GET', `/people/${mail}/links`)).body as { person: string }
  expect(got[0]).toMatchObject({ type: 'person.created', data: { person } })
  expect(got[0]?.data.identities?.toSorted()).toEqual([mail, phone].toSorted())

  await identify({ channel: 'bluesky', externalId: 'did:plc:told' })
  await world.until(async () => got, (list) => list.length === 2)
  const joined = (await world.call('POST', '/recognition/join', { identities: [mail, handle] })).body as { act: string }
  await world.until(async () => got, (list) => list.length === 3)
  expect(got[2]).toMatchObject({ type: 'person.joined', data: { person, joined: [handle] } })

  await world.call('POST', `/recognition/acts/${joined.act}/undo`)
  await world.until(async () => got, (list) => list.length === 4)
  expect(got[3]).toMatchObject({ type: 'person.split', data: { person, split: [handle] } })
  expect(await rows()).toBe(0)
})
