import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world?.close())

interface Face { id: string; externalId: string; shared: boolean }
interface Links { person: string; identities: Face[]; links: { id: string; kind: string; state: string; overruled: string | null; evidence: { what: string; source: string }[] }[]; apart: { id: string; endedAt: string | null }[] }
const identify = async (...identities: object[]): Promise<{ person: string; identities: string[] }> => {
  const answer = await world.call('POST', '/people/identify', { identities })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as { person: string; identities: string[] }
}
const customer = (externalId: string, name: string) => ({ channel: 'customer', externalId, profile: { name } })
const mail = (externalId: string) => ({ channel: 'mail', externalId })
const linksOf = async (id: string): Promise<Links> => (await world.call('GET', `/people/${id}/links`)).body as Links

test('records that the shop and the newsletter send become one person, with who said so', async () => {
  const shop = await identify(customer('c-1', 'Wil Verkaart'), mail('Wil@Post.example'))
  const news = await identify({ channel: 'newsletter', externalId: 'n-9', profile: { name: 'W. Verkaart' } }, mail('wil@post.example'))
  expect(news.person).toBe(shop.person)
  const { links, identities } = await linksOf(news.identities[0]!)
  expect(identities.map((one) => one.externalId).toSorted()).toEqual(['c-1', 'n-9', 'wil@post.example'])
  expect(links.map((link) => [link.kind, link.state, link.evidence[0]?.source])).toEqual([['rule', 'standing', 'api:Owner'], ['rule', 'standing', 'api:Owner']])
})

test('joining by hand shows what would conflict, is undone from the toast, and the log keeps both', async () => {
  const [one, other] = [await identify(customer('c-2', 'Bo Teer')), await identify(customer('c-3', 'Bo Teer'))]
  const compared = (await world.call('GET', `/recognition/compare?a=${one.person}&b=${other.person}`)).body as { conflicts: { code: string }[] }
  expect(compared.conflicts.map((conflict) => conflict.code)).toEqual(['two-customers'])
  const joined = (await world.call('POST', '/recognition/join', { identities: [one.person, other.person] })).body as { act: string }
  const person = (await linksOf(other.person)).person
  expect((await linksOf(one.person)).person).toBe(person)
  expect((await world.call('POST', `/recognition/acts/${joined.act}/undo`)).status).toBe(200)
  expect((await linksOf(one.person)).person).not.toBe((await linksOf(other.person)).person)
  const acts = (await world.call('GET', '/recognition/acts?limit=2')).body as { items: { deed: string }[] }
  expect(acts.items.map((act) => act.deed)).toEqual(['undo', 'join'])
})

test('never join is refused with who said it, and an impossible join says why', async () => {
  const [one, other] = [await identify(customer('c-4', 'An')), await identify(customer('c-5', 'An'))]
  expect((await world.call('POST', '/recognition/apart', { a: one.person, b: other.person })).status).toBe(200)
  expect(await world.call('POST', '/recognition/join', { identities: [one.person, other.person] })).toMatchObject({ status: 409, body: { code: 'people.kept-apart' } })
  expect(await world.call('POST', '/recognition/join', { identities: [one.person, one.person] })).toMatchObject({ status: 422, body: { code: 'people.join-oneself' } })
  expect(await world.call('POST', '/people/identify', { identities: [{ channel: 'mail', externalId: 'nobody' }] })).toMatchObject({ status: 422, body: { code: 'people.mail' } })
})

test('the list of shared addresses can be read and changed, and who is who follows', async () => {
  const one = await identify(customer('c-6', 'Ida'), mail('sales@shop.example'))
  const other = await identify(customer('c-7', 'Ida'), mail('sales@shop.example'))
  expect(one.person).not.toBe(other.person)
  const list = (await world.call('GET', '/recognition/shared-addresses?channel=mail&limit=200')).body as { items: { pattern: string; because: string }[] }
  expect(list.items).toContainEqual(expect.objectContaining({ pattern: 'sales@*', because: 'role' }))
  expect((await world.call('PUT', '/recognition/shared-addresses', { channel: 'mail', pattern: 'sales@shop.example', shared: false })).status).toBe(200)
  expect((await linksOf(one.person)).person).toBe((await linksOf(other.person)).person)
  expect(await world.call('PUT', '/recognition/shared-addresses', { channel: 'mail', pattern: '*.example', shared: true })).toMatchObject({ status: 422, body: { code: 'people.shared-pattern' } })
})

test('what recognition has learnt is told, and too little to learn from says so', async () => {
  expect((await world.call('GET', '/recognition')).body).toMatchObject({ now: null, learning: false })
  expect(await world.call('POST', '/recognition/learn', {})).toMatchObject({ status: 409, body: { code: 'people.too-few-to-learn' } })
  expect((await world.call('GET', '/recognition/review/figures')).body).toMatchObject({ waiting: 0 })
  expect((await world.call('GET', '/recognition/review')).body).toEqual({ items: [], next: null })
})
