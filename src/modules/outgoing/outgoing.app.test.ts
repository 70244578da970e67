import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, openWorld, type World } from '../../../test/world.ts'

let world: World
let port = 0
const got: { type: string }[] = []
const receiver = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    got.push(JSON.parse(Buffer.concat(parts).toString()) as { type: string })
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

test('a webhook hears of what happens in the product, also of what happened before a restart', async () => {
  const made = await world.call('POST', '/webhooks', { name: 'Desk', url: `http://127.0.0.1:${port}/hook`, types: ['member.joined'] })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const id = (made.body as { id: string }).id
  await world.call('PATCH', `/webhooks/${id}`, { active: false })
  const { url } = (await world.call('POST', '/invitations', { role: 'agent' })).body as { url: string }
  await world.anonymous('POST', `/invitations/by-token/${url.split('/').at(-1) ?? ''}/accept`, { name: 'desk', email: 'desk@company.example', password: 'a long enough password' })
  await world.restart()
  expect(got).toEqual([])
  await world.call('PATCH', `/webhooks/${id}`, { active: true })
  const hour = 3_600_000
  expect((await world.call('POST', `/webhooks/${id}/replay`, { from: new Date(Date.now() - hour).toISOString(), to: new Date(Date.now() + hour).toISOString() })).body).toEqual({ count: 1 })
  await world.until(async () => got.length, (count) => count === 1)
  expect(got[0]).toMatchObject({ type: 'member.joined', data: { name: 'desk', role: 'agent' } })
})

test('the reference of the API shows every event with its shape and an example', async () => {
  const { webhooks } = (await world.call('GET', '/api/openapi.json')).body as { webhooks: Record<string, { post: { requestBody: { content: { 'application/json': { example: { type: string } } } } } }> }
  for (const [type, { post }] of Object.entries(webhooks)) expect(post.requestBody.content['application/json'].example.type).toBe(type)
  expect(Object.keys(webhooks)).toEqual(expect.arrayContaining(['member.joined', 'webhook.disabled', 'alarm.opened']))
})
