import { expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../kernel/instant.ts'
import { silentLog } from '../logs.ts'
import { openMetrics } from '../metrics.ts'
import { mount } from './mount.ts'
import { handle, route } from './route.ts'

const file = route({ method: 'get', path: '/file.csv', access: 'public', tag: 'Test', summary: 'For tests', output: z.string() })
const broken = route({ method: 'get', path: '/broken', access: 'public', tag: 'Test', summary: 'For tests', output: z.object({}) })
const secret = 'syntax error near "select secret from members.keys"'

let isLetGo = false
const live = route({ method: 'get', path: '/live', access: 'public', tag: 'Test', summary: 'For tests', output: z.string() })

const app = mount([
  handle(live, () => new Response(new ReadableStream({ cancel: () => { isLetGo = true } }), { headers: { 'content-type': 'text/event-stream' } })),
  handle(file, () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('a,b\r\n')), pull: () => { throw new Error(secret) } }, { highWaterMark: 0 }), { headers: { 'content-type': 'text/csv' } })),
  handle(broken, () => { throw new Error(secret) }),
], { clock: systemClock, log: silentLog, metrics: openMetrics(), authenticate: () => Promise.resolve(null), remoteAddress: () => 'here' })

test('a file that breaks off in the middle does not end in what broke it', async () => {
  const response = await app.fetch(new Request('http://localhost/api/v1/file.csv'))
  const fault: unknown = await response.text().catch((thrown: unknown) => thrown)
  expect(fault).toBeInstanceOf(Error)
  expect(String(fault)).not.toContain('select')
})

test('a fault of ours is answered with a reference, without its own words', async () => {
  const response = await app.fetch(new Request('http://localhost/api/v1/broken'))
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('select')
})

test('who asks for the head of a stream does not stay among its listeners', async () => {
  const response = await app.fetch(new Request('http://localhost/api/v1/live', { method: 'HEAD' }))
  expect(response.status).toBe(200)
  expect(isLetGo).toBe(true)
})
