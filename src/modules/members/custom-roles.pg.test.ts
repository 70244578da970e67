/** Roles of the company's own making. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMembersApp, type MembersApp, type Visitor } from '../../../test/members-app.ts'

let app: MembersApp
let owner: Visitor
beforeAll(async () => {
  app = await openMembersApp()
  owner = await app.owner()
})
afterAll(() => app.close())

const desk = { name: 'Service desk', base: 'agent', permissions: ['members.read', 'conversations.read', 'conversations.answer'], reach: { accounts: [], teams: 'own', labels: [], teamless: true } }
let roleId = ''
let agent: Visitor

test('a member with a role of the company has what it allows, and nothing else of its base', async () => {
  const made = await owner.ask('POST', '/api/v1/roles', desk)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(made.body).toMatchObject({ ...desk, members: 0 })
  roleId = String(made.body.id)
  const { body } = await owner.ask('POST', '/api/v1/invitations', { role: 'guest', customRole: roleId })
  expect(body).toMatchObject({ role: 'agent', customRole: { id: roleId, name: 'Service desk' } })
  agent = app.visitor()
  await agent.ask('POST', `/api/v1/invitations/by-token/${String(body.url).split('/').at(-1)}/accept`, { name: 'Desk', email: 'desk@company.example', password: 'correct horse' })
  const me = await agent.ask('GET', '/api/v1/me')
  expect(me.body).toMatchObject({ role: 'agent', customRole: 'Service desk', permissions: ['members.read', 'conversations.read', 'conversations.answer'] })
  expect((await agent.ask('GET', '/api/v1/members')).status).toBe(200)
  expect((await agent.ask('GET', '/api/v1/topics-of-somebody')).status).toBe(403)
  expect((await owner.ask('GET', '/api/v1/roles')).body.items).toMatchObject([{ id: roleId, members: 1 }])
})

test('a change of the role holds at once for who has it, and a role in use stays', async () => {
  const changed = await owner.ask('PUT', `/api/v1/roles/${roleId}`, { ...desk, permissions: ['conversations.read'], reach: null })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  expect((await agent.ask('GET', '/api/v1/me')).body.permissions).toEqual(['conversations.read'])
  expect((await owner.ask('DELETE', `/api/v1/roles/${roleId}`)).body).toMatchObject({ status: 409, code: 'members.role.in-use' })
})

test('a role has nothing that its base has not, and no name twice', async () => {
  expect((await owner.ask('POST', '/api/v1/roles', { ...desk, name: 'Much', permissions: ['members.manage'] })).body).toMatchObject({ code: 'members.role.beyond-base', path: '/permissions' })
  expect((await owner.ask('POST', '/api/v1/roles', { ...desk, name: 'service DESK' })).body).toMatchObject({ code: 'members.role.name-taken' })
})

test('nobody gives more than they have, and nobody changes their own role', async () => {
  const half = await owner.ask('POST', '/api/v1/roles', { name: 'Half a manager', base: 'manager', permissions: ['members.read', 'members.manage', 'keys.manage', 'conversations.read'], reach: { accounts: [], teams: [], labels: [], teamless: false } })
  const manager = await app.join(owner, 'agent', 'half@company.example')
  const id = await app.idOf('half@company.example')
  expect((await owner.ask('PATCH', `/api/v1/members/${id}`, { customRole: half.body.id })).status).toBe(200)
  expect((await manager.ask('POST', '/api/v1/invitations', { role: 'agent' })).body).toMatchObject({ code: 'members.beyond-own' })
  expect((await manager.ask('POST', '/api/v1/roles', { name: 'All talk', base: 'agent', permissions: ['conversations.read'], reach: null })).body).toMatchObject({ code: 'members.beyond-own' })
  expect((await manager.ask('POST', '/api/v1/roles', { name: 'Less', base: 'agent', permissions: ['members.read'], reach: { accounts: [], teams: [], labels: [], teamless: false } })).status).toBe(201)
  expect((await manager.ask('PUT', `/api/v1/roles/${String(half.body.id)}`, { name: 'Half a manager', base: 'manager', permissions: ['members.read'], reach: { accounts: [], teams: [], labels: [], teamless: false } })).body).toMatchObject({ code: 'members.role.own' })
  const key = await manager.ask('POST', '/api/v1/keys', { name: 'script' })
  expect(key.status, JSON.stringify(key.body)).toBe(201)
  const asKey = await app.visitor().ask('GET', '/api/v1/me', undefined, { authorization: `Bearer ${String(key.body.key)}` })
  expect(asKey.body.permissions).toEqual(['members.read', 'members.manage', 'keys.manage', 'conversations.read'])
})

test('a built-in role takes the place of a custom one', async () => {
  const id = await app.idOf('desk@company.example')
  expect((await owner.ask('PATCH', `/api/v1/members/${id}`, { role: 'analyst' })).body).toMatchObject({ role: 'analyst', customRole: null })
  expect((await agent.ask('GET', '/api/v1/topics-of-somebody')).status).toBe(200)
  expect((await owner.ask('DELETE', `/api/v1/roles/${roleId}`)).status).toBe(200)
})
