/** API keys. */
import { hourMs, iso } from '../../kernel/instant.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMembersApp, type MembersApp, type Visitor } from '../../../test/members-app.ts'
import { makeKey } from './index.ts'

let app: MembersApp
let owner: Visitor
beforeEach(async () => {
  app = await openMembersApp()
  owner = await app.owner()
})
afterEach(async () => { await app.close() })

const create = (by: Visitor, body: object) => by.ask('POST', '/api/v1/keys', { name: 'Export', ...body })
/** A request by a program: no cookie, no origin. */
function withKey(key: string | undefined, method: string, path: string, body?: unknown) {
  const program = app.visitor()
  program.headers = { authorization: `Bearer ${key}` }
  return program.ask(method, path, body)
}

describe('an API key', () => {
  test('is shown once and acts within its scopes, from anywhere', async () => {
    const made = await create(owner, { scopes: ['topics.manage', 'keys.manage'] })
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store'])
    const key = made.body.key
    expect(key).toMatch(/^rp_[0-9A-Za-z]{38}$/)
    expect((await withKey(key, 'GET', '/api/v1/me')).body).toMatchObject({ kind: 'key', name: 'Export', email: null, permissions: ['keys.manage', 'topics.manage'] })
    expect((await withKey(key, 'GET', '/api/v1/topics-of-somebody')).status).toBe(200)
    expect((await withKey(key, 'GET', '/api/v1/members')).status).toBe(403)
    const { items } = (await owner.ask('GET', '/api/v1/keys')).body
    expect(items?.[0]).toMatchObject({ name: 'Export', start: key?.slice(0, 8), role: 'owner', createdBy: 'Owner', scopes: ['keys.manage', 'topics.manage'] })
    expect(JSON.stringify(items)).not.toContain(key)
    expect(JSON.stringify(await app.db.selectFrom('members.keys').selectAll().execute())).not.toContain(key)
  })

  test.each([
    ['unknown', 'rp_00000000000000000000000000000000000000'],
    ['empty', ''],
    ['very long', 'x'.repeat(5_000)],
  ])('that is %s is refused, and nobody falls back to being a stranger', async (_, key) => {
    const answer = await withKey(key, 'GET', '/api/v1/installation')
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
  })

  test('in another scheme is refused', async () => {
    const made = await create(owner, {})
    const answer = await app.visitor().ask('GET', '/api/v1/me', undefined, { authorization: `Basic ${made.body.key}` })
    expect(answer.status).toBe(401)
  })

  test('is useless the moment it is removed', async () => {
    const { body } = await create(owner, {})
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(200)
    expect((await owner.ask('DELETE', `/api/v1/keys/${body.id}`)).status).toBe(200)
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await owner.ask('DELETE', `/api/v1/keys/${body.id}`)).status).toBe(404)
    expect((await owner.ask('DELETE', '/api/v1/keys/nonsense')).status).toBe(422)
  })

  test('ends when it says, to the second', async () => {
    const { body } = await create(owner, { expiresAt: iso(Date.now() + hourMs) })
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(200)
    app.pass(hourMs - 2_000)
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(200)
    app.pass(2_000)
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await create(owner, { expiresAt: '2020-01-01T00:00:00Z' })).body.path).toBe('/expiresAt')
    expect((await create(owner, { expiresAt: 'tomorrow' })).status).toBe(422)
  })

  test('gives no more than its maker has', async () => {
    const manager = await app.join(owner, 'manager', 'manager@company.example')
    const answer = await create(manager, { scopes: ['installation.manage'] })
    expect([answer.status, answer.body.path]).toEqual([422, '/scopes'])
    expect((await create(owner, { scopes: ['everything'] })).status).toBe(422)
  })

  test('made with a key gives no more than that key', async () => {
    const { body } = await create(owner, { scopes: ['keys.manage', 'topics.read'] })
    const wider = await withKey(body.key, 'POST', '/api/v1/keys', { name: 'Wider', scopes: ['members.manage'] })
    expect([wider.status, wider.body.path]).toEqual([422, '/scopes'])
    const whole = await withKey(body.key, 'POST', '/api/v1/keys', { name: 'Whole' })
    expect((await withKey(whole.body.key, 'GET', '/api/v1/me')).body.permissions).toEqual(['keys.manage', 'topics.read'])
  })

  test('follows its maker: less with a lower role, nothing when suspended, gone when removed', async () => {
    const manager = await app.join(owner, 'manager', 'manager@company.example')
    const id = await app.idOf('manager@company.example')
    const { body } = await create(manager, {})
    await owner.ask('PATCH', `/api/v1/members/${id}`, { role: 'guest' })
    expect((await withKey(body.key, 'GET', '/api/v1/me')).body.permissions).toEqual(['topics.read', 'mentions.read'])
    await owner.ask('PATCH', `/api/v1/members/${id}`, { suspended: true })
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(401)
    await owner.ask('PATCH', `/api/v1/members/${id}`, { suspended: false })
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(200)
    await owner.ask('DELETE', `/api/v1/members/${id}`)
    expect((await withKey(body.key, 'GET', '/api/v1/me')).status).toBe(401)
  })

  test('made on the command line is nobody’s to lose, but invites nobody', async () => {
    const made = await makeKey(app.db, { name: 'Nightly', role: 'manager', scopes: null, createdBy: null, expiresAt: null }, Date.now())
    expect(made.createdBy).toBe('command line')
    expect((await withKey(made.key, 'GET', '/api/v1/members')).status).toBe(200)
    expect((await withKey(made.key, 'POST', '/api/v1/invitations', { role: 'agent' })).body.code).toBe('members.no-inviter')
    await expect(makeKey(app.db, { name: 'Too much', role: 'guest', scopes: ['members.manage'], createdBy: null, expiresAt: null }, 0)).rejects.toThrow('members.manage')
  })

  test('remembers its last use, to the minute', async () => {
    const { body } = await create(owner, {})
    const used = async () => (await app.db.selectFrom('members.keys').select('last_used_at').executeTakeFirstOrThrow()).last_used_at
    const useAndSee = async () => {
      await withKey(body.key, 'GET', '/api/v1/me')
      // Written beside the answer, not before it.
      await expect.poll(used).not.toBeNull()
      return used()
    }
    const first = await useAndSee()
    app.pass(30_000)
    expect(await useAndSee()).toBe(first)
    app.pass(31_000)
    await withKey(body.key, 'GET', '/api/v1/me')
    await expect.poll(used).toBeGreaterThan(first!)
  })

  test('has no settings of its own and makes no session', async () => {
    const { body } = await create(owner, {})
    expect((await withKey(body.key, 'PATCH', '/api/v1/me', { theme: 'dark' })).status).toBe(401)
    expect((await withKey(body.key, 'GET', '/api/auth/list-sessions')).status).toBe(401)
  })

  test('is not for those who may not manage keys', async () => {
    const analyst = await app.join(owner, 'analyst', 'analyst@company.example')
    expect((await create(analyst, {})).status).toBe(403)
    expect((await analyst.ask('GET', '/api/v1/keys')).status).toBe(403)
  })
})
