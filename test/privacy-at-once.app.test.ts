import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityId } from '../src/kernel/ids.ts'
import { joinIdentities } from '../src/modules/people/index.ts'
import { connect, type Postgres } from '../src/platform/postgres/database.ts'
import { openWorld, type World } from './world.ts'

let world: World
let postgres: Postgres
const at = '2024-01-20T10:00:00Z'
const post = (who: string) => ({ channel: 'forum', externalId: `${who}-1`, kind: 'post', at, text: 'Hello', author: { externalId: who, handle: who } })

beforeAll(async () => {
  world = await openWorld()
  postgres = connect(world.config.databaseUrl!)
  await world.call('POST', '/interactions', ['goes', 'stays', 'silent', 'noted'].map(post))
  await world.app.recorded()
})
afterAll(async () => {
  await postgres?.close()
  await world?.close()
})

test('a join during an erasure neither brings the erased back nor takes the other along', async () => {
  const [goes, stays] = [identityId('forum', 'goes'), identityId('forum', 'stays')]
  const [ordered] = await Promise.all([
    world.call('POST', `/people/${goes}/erase`, { because: 'They asked.' }),
    joinIdentities(postgres.db, { kind: 'member', id: 'm', name: 'Owner', role: 'owner' }, [goes, stays], Date.now()).catch(() => undefined),
  ])
  const wholly = (ordered.body as { id: string }).id
  await world.until(async () => (await world.call('GET', `/privacy/erasures/${wholly}`)).body as { steps: Record<string, number> }, ({ steps }) => steps['history'] !== undefined)
  expect((await world.call('GET', `/people/${goes}`)).status).toBe(404)
  const answer = await world.call('GET', `/people/${stays}`)
  // Joined before the order, both go; joined after it, the other stays and is whole.
  if (answer.status === 200) expect((answer.body as { id: string; identities: object[] })).toMatchObject({ id: stays, identities: [{ externalId: 'stays' }] })
  else expect(answer.status).toBe(404)
})

test('a preview tells how many silent people would go, and the register says what is set up', async () => {
  await world.call('POST', `/people/${identityId('forum', 'noted')}/consents`, { purpose: 'news', channel: 'mail', act: 'granted', proof: 'A call.' })
  expect((await world.call('GET', '/privacy/retention/silent-people/preview?months=12')).body).toMatchObject({ count: expect.any(Number) })
  const { count } = (await world.call('GET', '/privacy/retention/silent-people/preview?months=12')).body as { count: number }
  expect(count).toBeGreaterThanOrEqual(1)
  expect((await world.call('GET', '/privacy/retention/silent-people/preview?months=600')).body).toEqual({ count: 0 })
  expect((await world.call('GET', '/privacy/retention/nonsense/preview?months=12')).status).toBe(404)
  expect((await world.call('PUT', '/privacy/retention/silent-people', { months: 0 })).status).toBe(422)
  expect((await world.call('PUT', '/privacy/retention/interactions', { months: 24 })).status).toBe(200)
  const register = (await world.call('GET', '/privacy/register')).body as { retention: { kind: string; months: number | null }[]; holdings: { name: string }[]; purposes: { id: string }[] }
  expect(register.retention.find((one) => one.kind === 'interactions')?.months).toBe(24)
  expect(register.holdings.map((one) => one.name)).toEqual(expect.arrayContaining(['stream', 'channels', 'listening', 'people', 'history', 'outgoing']))
  expect((await world.call('GET', '/privacy/register.html?language=nl')).body).toContain('24 maanden')
  expect((await world.call('GET', '/privacy/register.csv')).body).toContain('retention')
})

test('what is too old goes by itself, and who agreed to something stays', { timeout: 200_000 }, async () => {
  await world.call('PUT', '/privacy/retention/interactions', { months: null })
  await world.call('PUT', '/privacy/retention/silent-people', { months: 12 })
  await world.restart()
  // An erasure before it may still be overwriting what it left on the disk.
  await world.until(() => world.call('GET', `/people/${identityId('forum', 'silent')}`), ({ status }) => status === 404, 150_000)
  expect((await world.call('GET', `/people/${identityId('forum', 'noted')}`)).status).toBe(200)
})
