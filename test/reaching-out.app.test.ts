/** From what was said in public to a conversation, within the company's own limits. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayMs } from '../src/kernel/instant.ts'
import { openWorld, type World } from './world.ts'

let world: World
let account = ''
beforeAll(async () => {
  world = await openWorld()
  await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
  const made = await world.call('POST', '/accounts', { channel: 'custom', settings: { name: 'Forum', slug: 'forum', secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`, isPublic: true } })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  account = (made.body as { id: string }).id
})
afterAll(() => world?.close())

interface Mention { id: string; at: string; text: string }
async function said(id: string, text: string, daysAgo: number, author = 'rider-1', extra: object = {}): Promise<Mention> {
  await world.call('POST', '/interactions', { channel: 'custom', externalId: id, kind: 'post', at: new Date(Date.now() - daysAgo * dayMs).toISOString(), text, author: { externalId: author, name: author, ...extra } })
  const found = await world.until(async () => ((await world.call('GET', '/mentions?limit=50')).body as { items: Mention[] }).items.find((one) => one.text === text), (one) => one !== undefined)
  if (!found) throw new Error('not heard')
  return found
}
const open = ({ id, at }: Mention) => world.call('POST', '/conversations/from-mention', { interaction: id, at, account })

test('a mention becomes a conversation in one act, and the same again is the same one', async () => {
  const mention = await said('p1', 'My Velora rattles on cobbles', 1)
  const made = await open(mention)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(made.body).toMatchObject({ isNew: true })
  expect((await open(mention)).body).toMatchObject({ conversation: (made.body as { conversation: string }).conversation, isNew: false })
})

test('what the company set is enforced, not advised: how old, how often, whom, and whether at all', async () => {
  expect((await open(await said('p2', 'Old words on Velora', 20, 'rider-2'))).body).toMatchObject({ status: 409, code: 'conversations.may-not-reach-out', detail: expect.stringContaining('more than 14 days ago') })
  expect((await open(await said('p3', 'Beep Velora beep', 1, 'rider-3', { bot: true }))).body).toMatchObject({ detail: expect.stringContaining('run by a machine') })
  expect((await world.call('PUT', '/reaching-out', { publicReplies: false, privateFirst: true, most: 1, withinDays: 30, maxAgeDays: 14 })).status).toBe(200)
  const mention = await said('p4', 'Is Velora any good?', 1, 'rider-4')
  expect((await open(mention)).body).toMatchObject({ detail: expect.stringContaining('do not allow answering in public') })
  await world.call('PUT', '/reaching-out', { publicReplies: true, privateFirst: true, most: 1, withinDays: 30, maxAgeDays: 14 })
  expect((await open(mention)).status).toBe(201)
})
