import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
const post = (n: number, text: string, extra: object = {}) => ({
  channel: 'forum', externalId: `r-${n}`, kind: 'post', at: minutesAgo(30 + n), text, languages: ['en'],
  author: { externalId: `a-${n}`, handle: `rider${n}`, name: `Rider ${n}`, followers: 100 }, ...extra,
})
interface Joined { mention: { id: string; text: string }; score: number; reasons: { code: string; weight: number }[] }
const worth = async (): Promise<Joined[]> => ((await world.call('GET', '/mentions/worth-joining')).body as { items: Joined[] }).items

beforeAll(async () => {
  world = await openWorld()
  await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
  await world.call('POST', '/own-accounts', { channel: 'forum', handle: '@VeloraCare' })
  await world.call('POST', '/interactions', [
    post(1, 'How do I adjust the belt of my Velora? Can anybody help me please?'),
    post(2, 'nice picture of some bikes in the sun today, a cadence here, a flow there, and one velora'),
    post(3, '@veloracare my Velora is broken again, this is the third time and I want my money back!', { facets: [{ start: 0, end: 11, kind: 'mention', target: 'veloracare' }] }),
    post(4, 'Velora says hello to everybody', { author: { externalId: 'us', handle: 'VeloraCare' } }),
    post(5, 'Velora question: which tyres fit the T3?'),
    { ...post(6, 'Try the 47 mm ones, they fit every Velora', { kind: 'reply', at: minutesAgo(1), author: { externalId: 'us', handle: 'VeloraCare' }, relations: [{ kind: 'reply', externalId: 'r-5' }] }) },
  ])
})
afterAll(() => world?.close())

test('what is addressed to us and asks for help comes first, with its reasons; our own posts are left out', async () => {
  const items = await world.until(worth, (found) => found.length === 4)
  expect(items.map(({ mention }) => mention.text.slice(0, 11))).toEqual(['@veloracare', 'How do I ad', expect.any(String), expect.any(String)])
  expect(items[0]?.reasons.map(({ code }) => code)).toContain('addressed')
  const tyres = items.find(({ mention }) => mention.text.includes('tyres'))
  expect(tyres?.reasons.map(({ code }) => code)).toContain('answered')
  expect(items.every(({ score }, index) => index === 0 || score <= (items[index - 1]?.score ?? 0))).toBe(true)
})

test('what is dealt with leaves the list, and comes back when that is undone', async () => {
  const [first] = await worth()
  const id = first?.mention.id ?? ''
  const said = await world.call('PUT', `/mentions/${id}/verdict`, { verdict: 'answered' })
  expect([said.status, (said.body as { verdict: string }).verdict]).toEqual([200, 'answered'])
  expect((await worth()).map(({ mention }) => mention.id)).not.toContain(id)
  expect((await world.call('GET', `/mentions/${id}/relevance`)).body).toMatchObject({ verdict: { verdict: 'answered', name: 'Owner' }, isOurs: false })
  expect((await world.call('DELETE', `/mentions/${id}/verdict`)).status).toBe(200)
  expect((await worth())[0]?.mention.id).toBe(id)
  expect((await world.call('DELETE', `/mentions/${id}/verdict`)).status).toBe(404)
  expect((await world.call('PUT', '/mentions/00000000-0000-4000-8000-000000000000/verdict', { verdict: 'handled' })).status).toBe(404)
})

test('the order learns from what the team does, says so, and can be made to forget and remember', async () => {
  const asked = (n: number) => post(n, `A question about a Velora, number ${n}: how does this work, does anybody know?`)
  await world.call('POST', '/interactions', Array.from({ length: 12 }, (_, index) => asked(100 + index)))
  const page = await world.until(async () => ((await world.call('GET', '/mentions?limit=50')).body as { items: { id: string; text: string }[] }).items, (items) => items.length === 18)
  const questions = page.filter(({ text }) => text.startsWith('A question'))
  const kept = questions.at(-1)?.id ?? ''
  const scoreOf = async (): Promise<number> => ((await world.call('GET', `/mentions/${kept}/relevance`)).body as Joined).score
  const before = await scoreOf()
  for (const { id } of questions.slice(0, 11)) await world.call('PUT', `/mentions/${id}/verdict`, { verdict: 'dismissed' })
  const after = await scoreOf()
  expect(after).toBeLessThan(before)
  const learning = (await world.call('GET', '/relevance')).body as { verdicts: number; habits: { tends: string }[] }
  expect([learning.verdicts, learning.habits.every(({ tends }) => tends === 'dismissed'), learning.habits.length > 0]).toEqual([11, true, true])
  await world.call('PUT', '/relevance', { learnsFrom: new Date().toISOString() })
  expect(await scoreOf()).toBe(before)
  await world.call('PUT', '/relevance', { learnsFrom: null })
  expect(await scoreOf()).toBe(after)
})

test('own accounts: twice is refused, no handle is refused, taken off is gone', async () => {
  expect((await world.call('POST', '/own-accounts', { channel: 'forum', handle: 'veloracare' })).status).toBe(409)
  expect((await world.call('POST', '/own-accounts', { channel: 'forum', handle: 'not a handle' })).status).toBe(422)
  const { items } = (await world.call('GET', '/own-accounts')).body as { items: { id: string; isHeard: boolean }[] }
  expect(items.map(({ isHeard }) => isHeard)).toEqual([true])
  expect((await world.call('DELETE', `/own-accounts/${items[0]?.id}`)).status).toBe(200)
  expect((await world.call('DELETE', `/own-accounts/${items[0]?.id}`)).status).toBe(404)
})
