import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

interface Labels { sentiment: string; sentimentProbability: number; emotion: string; intent: string; urgency: string }
interface Mention { id: string; text: string; labels: Labels | null }
interface Page { items: Mention[] }
interface Chat { messages: { content: string }[] }

let world: World
/** What the fake model does next. */
let answer: (chat: Chat, request: IncomingMessage, response: ServerResponse) => void = (_, __, response) => response.end('{}')
const asked: { key: string | undefined; texts: string[] }[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => { body += String(chunk) })
  request.on('end', () => {
    const chat = JSON.parse(body) as Chat
    asked.push({ key: request.headers.authorization, texts: (JSON.parse(chat.messages[1]?.content ?? '{"posts":[]}') as { posts: { text: string }[] }).posts.map((post) => post.text) })
    answer(chat, request, response)
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  world = await openWorld({ allowPrivate: [`127.0.0.1:${(server.address() as AddressInfo).port}`] })
  await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
  await world.call('POST', '/topics', { name: 'Unhappy about Velora', role: 'risk', query: 'velora AND (sentiment:negative OR intent:complaint)' })
  await world.call('POST', '/topics', { name: 'Elsewhere unhappy', role: 'risk', query: 'topic:velora AND sentiment:negative AND NOT lang:nl' })
})
afterAll(async () => {
  await world?.close()
  server.closeAllConnections()
  server.close()
})

let number = 0
const post = (text: string, extra: object = {}) => {
  number += 1
  return { channel: 'forum', externalId: `u-${number}`, kind: 'post', at: new Date(Date.UTC(2026, 9, 1, 12, 0, number)).toISOString(), text, author: { externalId: `a-${number % 7}`, handle: `rider${number % 7}`, followers: 10 }, ...extra }
}
async function send(...posts: object[]): Promise<void> {
  expect((await world.call('POST', '/interactions', posts)).status).toBe(202)
  await world.app.recorded()
}
const list = async (query: string): Promise<Mention[]> => ((await world.call('GET', `/mentions?limit=200&${query}`)).body as Page).items
const found = async (text: string): Promise<Mention> => {
  const item = (await list('')).find((one) => one.text === text)
  if (!item) throw new Error(`${text} is no mention`)
  return item
}
const facet = async (name: string, key: string): Promise<number> => ((await world.call('GET', '/mentions/facets')).body as Record<string, { key: string; count: number }[]>)[name]?.find((one) => one.key === key)?.count ?? 0

test('what is taken in is understood, matched by what it says, filtered, counted and exported by it', async () => {
  await send(
    post('I love my new Velora, best bike ever, thank you!'),
    post('My Velora is broken again, terrible service, I am so angry'),
    post('Wat een waardeloze Velora, belachelijk slechte service'),
    post('Where can I park a Velora in Ghent?'),
    post('', { kind: 'review', title: 'Terrible Velora, worst bike I ever had, waste of money' }),
  )
  const all = await list('')
  expect(all).toHaveLength(5)
  expect(all.every((one) => one.labels !== null)).toBe(true)
  expect((await list('sentiments=negative')).map((one) => one.text).toSorted()).toEqual(['', 'My Velora is broken again, terrible service, I am so angry', 'Wat een waardeloze Velora, belachelijk slechte service'])
  expect((await list('intents=question')).map((one) => one.text)).toEqual(['Where can I park a Velora in Ghent?'])
  expect((await list('urgencies=low')).map((one) => one.text)).toEqual(['I love my new Velora, best bike ever, thank you!'])

  const topics = ((await world.call('GET', '/topics')).body as { items: { id: string; name: string }[] }).items
  const idOf = (name: string): string => topics.find((topic) => topic.name === name)?.id ?? ''
  expect((await list(`topics=${idOf('Unhappy about Velora')}`)).length).toBe(3)
  expect((await list(`topics=${idOf('Elsewhere unhappy')}`)).length).toBe(2)
  expect((await list(`q=${encodeURIComponent('sentiment:negative -intent:question')}`)).length).toBe(3)
  expect((await list(`q=${encodeURIComponent('topic:"unhappy about velora"')}`)).length).toBe(3)

  const reputation = (await world.call('GET', `/mentions/reputation?topics=${idOf('Velora')}&by=day`)).body as { items: { net: number; totals: Record<string, number>; nets: (number | null)[] }[] }
  expect(reputation.items[0]?.totals).toMatchObject({ negative: 3, positive: 1 })
  expect(reputation.items[0]?.net).toBeCloseTo((1 - 3) / 5)
  const volume = (await world.call('GET', `/mentions/volume?topics=${idOf('Velora')}&split=sentiment`)).body as { series: { key: string; total: number }[] }
  expect(volume.series.find((one) => one.key === 'negative')?.total).toBe(3)
  expect((await world.call('GET', '/mentions?sentiments=grumpy')).status).toBe(422)
  const csv = String((await world.call('GET', '/mentions/export.csv?sentiments=positive')).body)
  expect(csv).toContain('positive')
  expect(csv.trim().split('\n')).toHaveLength(2)
})

test('a topic that asks for a feeling finds it in what was said before', async () => {
  const made = (await world.call('POST', '/topics', { name: 'Praise', role: 'campaign', query: 'velora intent:thanks OR (velora sentiment:positive)' })).body as { id: string }
  await world.until(() => list(`topics=${made.id}`), (items) => items.length === 1)
  expect((await list(`topics=${made.id}`))[0]?.labels?.sentiment).toBe('positive')
  await world.call('DELETE', `/topics/${made.id}`)
})

test('a correction shows and counts at once, holds for near-identical posts that come later, and can be undone exactly', async () => {
  const wrong = await found('Where can I park a Velora in Ghent?')
  const before = wrong.labels
  const [negatives, complaints] = [await facet('sentiments', 'negative'), await facet('intents', 'complaint')]
  const corrected = await world.call('PATCH', `/mentions/${wrong.id}/labels`, { sentiment: 'negative', intent: 'complaint' })
  expect(corrected.status, JSON.stringify(corrected.body)).toBe(200)
  const { corrections } = corrected.body as { corrections: { id: string; label: string; before: string; by: string }[] }
  expect(corrections.map(({ label, before: was, by }) => [label, was, by])).toEqual([['sentiment', before?.sentiment, 'Owner'], ['intent', 'question', 'Owner']])
  expect((await found(wrong.text)).labels).toMatchObject({ sentiment: 'negative', sentimentProbability: 1, intent: 'complaint' })
  expect([await facet('sentiments', 'negative'), await facet('intents', 'complaint')]).toEqual([negatives + 1, complaints + 1])

  await send(post('RT @rider2: Where can I park a Velora in Ghent?'), post('Where can I park a Velora?'))
  expect((await found('RT @rider2: Where can I park a Velora in Ghent?')).labels).toMatchObject({ sentiment: 'negative', intent: 'complaint' })
  expect((await found('Where can I park a Velora?')).labels).toMatchObject({ intent: 'question' })

  const detail = (await world.call('GET', `/mentions/${wrong.id}/labels`)).body as { corrections: unknown[]; because: string[]; probabilities: Record<string, number> }
  expect(detail.corrections).toHaveLength(2)
  expect(detail.because.length).toBeGreaterThan(0)
  for (const { id } of corrections) expect((await world.call('POST', `/corrections/${id}/undo`)).status).toBe(200)
  expect((await found(wrong.text)).labels).toEqual(before)
  expect((await world.call('POST', `/corrections/${corrections[0]?.id}/undo`)).status).toBe(404)
})

test('a post that was corrected keeps its label when its author edits it, and another gets new ones', async () => {
  const [one, other] = [post('Velora rides, says the shop'), post('Velora is lovely')]
  await send(one, other)
  await world.call('PATCH', `/mentions/${(await found('Velora rides, says the shop')).id}/labels`, { sentiment: 'positive' })
  await send({ ...one, text: 'Velora rides, says the terrible shop' }, { ...other, text: 'Velora is terrible, awful, broken' })
  expect((await world.until(() => found('Velora is terrible, awful, broken'), (mention) => mention.labels?.sentiment === 'negative')).labels?.intent).toBe('complaint')
  expect((await found('Velora rides, says the terrible shop')).labels?.sentiment).toBe('positive')
})

test('retraining says what is missing, learns from enough corrections, changes nothing until applied, and is undone', async () => {
  const early = await world.call('POST', '/understanding/retrainings')
  expect(early.body).toMatchObject({ status: 422, code: 'listening.retraining.too-few' })
  expect(JSON.stringify(early.body)).toContain('sentiment has 1')

  // A word that the company uses in its own way.
  const riding = Array.from({ length: 15 }, (_, n) => `The Velora ${['came', 'arrived', 'turned up', 'stood there', 'was delivered'][n % 5]} completely ${['frobbled', 'frobbled indeed', 'frobbled once more'][n % 3]} ${['on Monday', 'in Ghent', 'at the office', 'near the canal'][n % 4]} number ${n}`)
  await send(...riding.map((text) => post(text)))
  for (const text of riding) await world.call('PATCH', `/mentions/${(await found(text)).id}/labels`, { intent: 'complaint' })

  const contrary = post(`${riding[0]}!!`)
  await send(contrary)
  const twin = await found(`${riding[0]}!!`)
  await world.call('PATCH', `/mentions/${twin.id}/labels`, { intent: 'praise' })
  const refused = await world.call('POST', '/understanding/retrainings')
  expect(refused.body).toMatchObject({ status: 422, code: 'listening.retraining.contradictory' })
  const held = (await world.call('GET', '/corrections?label=intent')).body as { items: { id: string; mention: string; after: string; excerpt: string }[] }
  await world.call('POST', `/corrections/${held.items.find((item) => item.mention === twin.id && item.after === 'praise')?.id}/undo`)

  const made = await world.call('POST', '/understanding/retrainings')
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const { id, report, appliedAt } = made.body as { id: string; appliedAt: string | null; report: { labels: { label: string; heldOut: { of: number; before: number; after: number }; safety: { of: number; before: number; after: number } }[] } }
  expect(appliedAt).toBeNull()
  const intent = report.labels.find((one) => one.label === 'intent')
  expect(intent?.heldOut.of).toBe(5)
  expect(intent?.heldOut.after).toBeGreaterThan(intent?.heldOut.before ?? 9)
  expect((intent?.safety.before ?? 0) - (intent?.safety.after ?? 0)).toBeLessThanOrEqual(2)

  const unseen = 'My Velora is completely frobbled, who would have thought it'
  await send(post(unseen))
  expect((await found(unseen)).labels?.intent).toBe('none')
  expect((await world.call('POST', `/understanding/retrainings/${id}/apply`)).body).toMatchObject({ inUse: true })
  await send(post(`${unseen} today`))
  expect((await found(`${unseen} today`)).labels?.intent).toBe('complaint')
  expect((await world.call('POST', `/understanding/retrainings/${id}/undo`)).body).toMatchObject({ inUse: false })
  await send(post(`${unseen} tomorrow`))
  expect((await found(`${unseen} tomorrow`)).labels?.intent).toBe('none')
}, 120_000)

test('an outside model tells labels after the loop, and when it talks rubbish, fails or is slow the local answer stands and nothing waits', async () => {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const settings = { enabled: true, address, model: 'some-model', labels: ['sentiment', 'intent'], timeoutMs: 500, concurrency: 1, perMinute: 600 }
  answer = (chat, _, response) => {
    const { posts } = JSON.parse(chat.messages[1]?.content ?? '') as { posts: { n: number; text: string }[] }
    response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify({ posts: posts.map(({ n }) => ({ n, sentiment: 'positive', intent: 'nonsense' })) }) } }] }))
  }
  const tried = await world.call('POST', '/understanding/outside-model/try', { ...settings, key: 'secret-key', text: 'Velora' })
  expect(tried.body).toMatchObject({ answer: { sentiment: 'positive' } })
  const saved = await world.call('PUT', '/understanding/outside-model', { ...settings, key: 'secret-key' })
  expect(saved.body).toMatchObject({ settings: { hasKey: true } })
  expect(JSON.stringify(saved.body)).not.toContain('secret-key')

  await send(post('This Velora is broken and awful, says nobody outside'))
  expect((await world.until(() => found('This Velora is broken and awful, says nobody outside'), (mention) => mention.labels?.sentiment === 'positive')).labels?.intent).toBe('complaint')
  expect(asked.at(-1)).toEqual({ key: 'Bearer secret-key', texts: ['This Velora is broken and awful, says nobody outside'] })

  for (const [text, act] of [
    ['Velora and rubbish, awful', (response: ServerResponse) => response.end('<html>')],
    ['Velora and an error, awful', (response: ServerResponse) => response.writeHead(500).end()],
    ['Velora and a slow one, awful', () => undefined],
  ] as const) {
    const calls = asked.length
    answer = (_, __, response) => act(response)
    await send(post(text))
    expect((await found(text)).labels?.sentiment).toBe('negative')
    await world.until(async () => asked.length, (count) => count > calls)
    const health = await world.until(async () => (await world.anonymous('GET', '/health')).body as { parts: { name: string; ok: boolean; words: string }[] }, ({ parts }) => parts.some((part) => part.name === 'outside model' && !part.ok))
    expect(health.parts.find((part) => part.name === 'outside model')?.words).toContain('Local answers are used')
    expect((await found(text)).labels?.sentiment).toBe('negative')
  }
  expect((await world.call('POST', '/understanding/outside-model/try', { ...settings, text: 'Velora' })).status).toBe(422)
  expect((await world.call('PUT', '/understanding/outside-model', { ...settings, address: 'http://10.0.0.1/v1' })).status).toBeGreaterThanOrEqual(400)
  await world.call('PUT', '/understanding/outside-model', { ...settings, enabled: false })
})
