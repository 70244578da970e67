/** Members, their roles and their own settings. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMembersApp, type MembersApp, type Visitor } from '../../../test/members-app.ts'
import { addMember, allMembers } from './index.ts'

let app: MembersApp
let owner: Visitor
beforeEach(async () => {
  app = await openMembersApp()
  owner = await app.owner()
})
afterEach(async () => { await app.close() })

const change = async (by: Visitor, email: string, body: object) => by.ask('PATCH', `/api/v1/members/${await app.idOf(email)}`, body)

describe('members', () => {
  test('are listed with their role and when they were last seen', async () => {
    await app.join(owner, 'agent', 'agent@company.example')
    await expect.poll(async () => (await owner.ask('GET', '/api/v1/members')).body.items?.[0]?.['lastSeenAt']).not.toBeNull()
    const { items } = (await owner.ask('GET', '/api/v1/members')).body
    expect(items?.map((item) => [item['email'], item['role'], item['suspended']])).toEqual([['owner@company.example', 'owner', false], ['agent@company.example', 'agent', false]])
  })

  test('who are suspended are out at once, everywhere, and cannot come back until restored', async () => {
    const agent = await app.join(owner, 'agent', 'agent@company.example')
    expect((await agent.ask('GET', '/api/v1/me')).status).toBe(200)
    expect((await change(owner, 'agent@company.example', { suspended: true })).body).toMatchObject({ suspended: true })
    expect((await agent.ask('GET', '/api/v1/me')).status).toBe(401)
    const refused = await agent.signIn('agent@company.example', 'correct horse')
    expect([refused.status, refused.body.code]).toEqual([403, 'members.suspended'])
    const guess = await app.visitor().signIn('agent@company.example', 'wrong password')
    expect(guess.body.code).toBe('members.invalid-email-or-password')
    await change(owner, 'agent@company.example', { suspended: false })
    expect((await agent.signIn('agent@company.example', 'correct horse')).status).toBe(200)
  })

  test('who get another role may do other things with their next request', async () => {
    const agent = await app.join(owner, 'agent', 'agent@company.example')
    expect((await agent.ask('GET', '/api/v1/topics-of-somebody')).status).toBe(403)
    await change(owner, 'agent@company.example', { role: 'analyst' })
    expect((await agent.ask('GET', '/api/v1/topics-of-somebody')).status).toBe(200)
  })

  test('who are removed are out, and their address is free again', async () => {
    const agent = await app.join(owner, 'agent', 'agent@company.example')
    const id = await app.idOf('agent@company.example')
    expect((await owner.ask('DELETE', `/api/v1/members/${id}`)).status).toBe(200)
    expect((await agent.ask('GET', '/api/v1/me')).status).toBe(401)
    expect((await owner.ask('DELETE', `/api/v1/members/${id}`)).status).toBe(404)
    const again = await app.join(owner, 'guest', 'agent@company.example')
    expect((await again.ask('GET', '/api/v1/me')).body.role).toBe('guest')
  })

  test('keep one owner, whatever is tried', async () => {
    const id = await app.idOf('owner@company.example')
    for (const body of [{ role: 'manager' }, { suspended: true }]) expect((await owner.ask('PATCH', `/api/v1/members/${id}`, body)).body.code).toBe('members.last-owner')
    expect((await owner.ask('DELETE', `/api/v1/members/${id}`)).body.code).toBe('members.last-owner')
    expect((await owner.ask('GET', '/api/v1/me')).body.role).toBe('owner')
  })

  test('keep one owner when two take each other’s place at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const second = await app.join(owner, 'owner', `owner${round}@company.example`)
      const answers = await Promise.all([change(owner, `owner${round}@company.example`, { role: 'agent' }), change(second, 'owner@company.example', { role: 'agent' })])
      expect(answers.map((answer) => answer.status)).toContain(200)
      const owners = (await allMembers(app.db)).filter((member) => member.role === 'owner')
      expect(owners.length).toBeGreaterThanOrEqual(1)
      await app.db.updateTable('members.members').set({ role: 'owner' }).where('user_id', '=', await app.idOf('owner@company.example')).execute()
      await app.db.deleteFrom('auth.users').where('email', '=', `owner${round}@company.example`).execute()
      app.pass(6_000)
    }
  })

  test('who are managers leave owners alone', async () => {
    const manager = await app.join(owner, 'manager', 'manager@company.example')
    expect((await change(manager, 'owner@company.example', { suspended: true })).body.code).toBe('members.owners-only')
    expect((await change(manager, 'manager@company.example', { role: 'owner' })).body.code).toBe('members.owners-only')
    expect((await manager.ask('DELETE', `/api/v1/members/${await app.idOf('owner@company.example')}`)).status).toBe(403)
  })

  test.each([
    ['an unknown role', { role: 'emperor' }, 422],
    ['a text for suspended', { suspended: 'yes' }, 422],
  ])('are not changed by %s', async (_, body, status) => {
    await app.join(owner, 'agent', 'agent@company.example')
    expect((await change(owner, 'agent@company.example', body)).status).toBe(status)
  })

  test('who are unknown are not found', async () => {
    expect((await owner.ask('PATCH', '/api/v1/members/019aa000-0000-7000-8000-000000000000', { role: 'agent' })).status).toBe(404)
  })
})

describe('my settings', () => {
  test('are kept', async () => {
    await owner.ask('PATCH', '/api/v1/me', { name: 'Ada', language: 'nl', timeZone: 'Europe/Brussels', theme: 'dark' })
    expect((await owner.ask('GET', '/api/v1/me')).body).toMatchObject({ name: 'Ada', language: 'nl', timeZone: 'Europe/Brussels', theme: 'dark' })
    await owner.ask('PATCH', '/api/v1/me', { language: null })
    expect((await owner.ask('GET', '/api/v1/me')).body).toMatchObject({ name: 'Ada', language: null, timeZone: 'Europe/Brussels' })
  })

  test('refuse a time zone that is none', async () => {
    const answer = await owner.ask('PATCH', '/api/v1/me', { timeZone: 'Mars/Olympus' })
    expect([answer.status, answer.body.path]).toEqual([422, '/timeZone'])
  })

  test('are not for strangers', async () => {
    expect((await app.visitor().ask('PATCH', '/api/v1/me', { theme: 'dark' })).status).toBe(401)
  })
})

describe('a member added on the command line', () => {
  test('can sign in, and an owner closes the first visit', async () => {
    await addMember(app.db, { name: 'Second', email: 'Second@company.example', password: 'correct horse', role: 'owner' }, Date.now())
    expect((await app.visitor().signIn('second@company.example', 'correct horse')).status).toBe(200)
    await expect(addMember(app.db, { name: 'Again', email: 'SECOND@company.example', password: 'correct horse', role: 'agent' }, 0)).rejects.toThrow('already a member')
    await expect(addMember(app.db, { name: 'Short', email: 'x@company.example', password: 'short', role: 'agent' }, 0)).rejects.toThrow('at least 10')
    expect(await app.members.claimUrl()).toBeNull()
  })
})
