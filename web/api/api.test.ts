import { afterEach, expect, test, vi } from 'vitest'
import { api, apiAddress, queryString } from './client.ts'
import { ApiFault, faultField, faultFrom, mayPass, offlineCode, unreadableCode } from './fault.ts'
import { commonFilter, passes } from './live.ts'

afterEach(() => { vi.unstubAllGlobals() })

function answering(response: Response | Error): ReturnType<typeof vi.fn> {
  const asked = vi.fn(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)))
  vi.stubGlobal('fetch', asked)
  return asked
}

test('lists are sent with commas, and what is empty is left out', () => {
  expect(queryString({ topics: ['a', 'b'], q: '', limit: 5, cursor: undefined, reposts: null, on: false })).toBe('?topics=a%2Cb&limit=5&on=false')
  expect(queryString({})).toBe('')
})

test('names in a path are filled in and cannot break out of it', () => {
  expect(apiAddress('/people/{id}', { params: { id: '../keys?x' } })).toBe('/api/v1/people/..%2Fkeys%3Fx')
})

test('a call sends JSON and gives the answer', async () => {
  const asked = answering(Response.json({ id: 't1' }))
  await expect(api('post', '/topics', { body: { name: 'Velora', role: 'own', query: 'velora' } })).resolves.toEqual({ id: 't1' })
  expect(asked).toHaveBeenCalledWith('/api/v1/topics', expect.objectContaining({ method: 'POST', body: '{"name":"Velora","role":"own","query":"velora"}' }))
})

test('a problem document becomes a fault with its place', async () => {
  answering(new Response(JSON.stringify({ status: 422, code: 'listening.query.syntax', detail: 'Expected a word', at: 7 }), { status: 422, headers: { 'content-type': 'application/problem+json' } }))
  await expect(api('get', '/topics')).rejects.toMatchObject({ status: 422, code: 'listening.query.syntax', message: 'Expected a word', place: { at: 7 } })
})

test('no answer at all is said to be that', async () => {
  answering(new TypeError('failed'))
  await expect(api('get', '/topics')).rejects.toMatchObject({ status: 0, code: offlineCode })
})

test('a page of a proxy instead of an answer is a fault, not a crash', async () => {
  answering(new Response('<html>Bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } }))
  await expect(api('get', '/topics')).rejects.toMatchObject({ status: 502, code: unreadableCode })
  answering(new Response('{"items":', { headers: { 'content-type': 'application/json' } }))
  await expect(api('get', '/topics')).rejects.toMatchObject({ code: unreadableCode })
})

test('an aborted call stays an abort', async () => {
  const stop = new AbortController()
  stop.abort()
  answering(new DOMException('stopped', 'AbortError'))
  await expect(api('get', '/topics', {}, { signal: stop.signal })).rejects.toHaveProperty('name', 'AbortError')
})

test('a fault is shown at the field it names', () => {
  expect(faultField(faultFrom(422, { code: 'invalid', detail: 'x', path: '/email' }))).toBe('email')
  expect(faultField(faultFrom(422, { code: 'invalid', detail: 'x', path: '/body/settings/url' }))).toBe('settings.url')
  expect(faultField(faultFrom(422, { code: 'invalid', detail: 'x' }))).toBeNull()
  expect(faultField(new Error('x'))).toBeNull()
})

test('only what may pass is tried again', () => {
  expect([0, 429, 500, 503, 400, 401, 404, 422].filter((status) => mayPass(new ApiFault({ status, code: 'x', message: 'x' })))).toEqual([0, 429, 500, 503])
})

test('the stream is filtered by the server when all who listen agree', () => {
  expect(commonFilter([])).toBe('')
  expect(commonFilter([{ topics: ['a'] }, { topics: ['a'] }])).toBe('?topics=a')
  expect(commonFilter([{ topics: ['a'] }, {}])).toBe('')
})

test('everybody gets only the mentions they asked for', () => {
  const mention = { topics: ['a', 'b'], channel: 'bluesky', language: 'nl' }
  expect(passes({}, mention)).toBe(true)
  expect(passes({ topics: ['b', 'c'], channels: [] }, mention)).toBe(true)
  expect(passes({ topics: ['c'] }, mention)).toBe(false)
  expect(passes({ topics: ['a'], languages: ['en'] }, mention)).toBe(false)
})
