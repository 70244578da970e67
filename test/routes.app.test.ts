import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { may, permissions, roles, type Permission, type Role } from '../src/kernel/permission.ts'
import { openWorld, type World } from './world.ts'

interface Operation { 'x-permission': string; parameters?: { name: string; in: string; required: boolean }[]; requestBody?: unknown }
interface Document { paths: Record<string, Record<string, Operation>> }

let world: World
let routes: { method: string; path: string; access: string }[] = []
const keys = new Map<Role, string>()

beforeAll(async () => {
  world = await openWorld()
  const document = (await world.call('GET', '/api/openapi.json')).body as Document
  routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000'), access: operation['x-permission'] })))
  for (const role of roles) {
    const made = await world.call('POST', '/invitations', { role })
    const token = (made.body as { url: string }).url.split(/[=#/]/).at(-1) ?? ''
    const joined = await world.anonymous('POST', `/invitations/by-token/${token}/accept`, { name: role, email: `${role}-2@company.example`, password: 'a long enough password' })
    expect(joined.status, JSON.stringify(joined.body)).toBe(201)
    keys.set(role, joined.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '))
  }
})
afterAll(() => world?.close())

test('every address of the API says who may use it', () => {
  expect(routes.length).toBeGreaterThan(40)
  for (const route of routes) expect(['public', 'signed-in', ...permissions], `${route.method} ${route.path}`).toContain(route.access)
  expect(routes.filter((route) => route.access === 'public').map((route) => `${route.method} ${route.path.replaceAll('00000000-0000-7000-8000-000000000000', '…')}`).toSorted()).toEqual([
    'GET /api/v1/installation', 'GET /api/v1/invitations/by-token/…', 'POST /api/v1/installation/claim', 'POST /api/v1/invitations/by-token/…/accept',
  ])
})

test('who is not signed in gets nothing but what is public', async () => {
  for (const { method, path, access } of routes) {
    if (access === 'public') continue
    const answer = await world.anonymous(method, path, method === 'GET' || method === 'DELETE' ? undefined : {}, { 'x-forwarded-for': '10.0.0.1' })
    // Strangers have few calls; that, too, gives nothing away.
    expect([401, 429], `${method} ${path}`).toContain(answer.status)
  }
})

describe.each(roles)('as %s', (role) => {
  test('only what the role may is not forbidden', async () => {
    for (const { method, path, access } of routes) {
      if (access === 'public' || path.endsWith('/live')) continue
      // An empty body is refused as not valid where the role may, and as forbidden, before it is read, where not.
      const answer = await world.anonymous(method, path, method === 'GET' || method === 'DELETE' ? undefined : {}, { cookie: keys.get(role) ?? '' })
      const allowed = access === 'signed-in' || may({ kind: 'member', id: '', name: '', role }, access as Permission)
      expect(answer.status === 403, `${method} ${path} needs ${access} and answered ${answer.status}`).toBe(!allowed)
      expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(500)
    }
  })
})

test('a session cannot be used from another site', async () => {
  const answer = await world.anonymous('POST', '/topics', { name: 'x', role: 'own', query: 'x' }, { cookie: keys.get('manager') ?? '', origin: 'https://evil.example' })
  expect(answer.status).toBe(403)
})
