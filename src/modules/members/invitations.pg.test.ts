/** Invitations. */
import { dayMs } from '../../kernel/instant.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMembersApp, type Answer, type MembersApp, type Visitor } from '../../../test/members-app.ts'

const newcomer = { name: 'Newcomer', email: 'New@Company.example', password: 'correct horse' }
let app: MembersApp
let owner: Visitor
beforeEach(async () => {
  app = await openMembersApp()
  owner = await app.owner()
})
afterEach(async () => { await app.close() })

const invite = (by: Visitor, body: object) => by.ask('POST', '/api/v1/invitations', body)
const tokenOf = (answer: Answer) => String(answer.body.url).split('/').at(-1)
const accept = (token: string | undefined, body: object = newcomer, visitor = app.visitor()) => visitor.ask('POST', `/api/v1/invitations/by-token/${token}/accept`, body)

describe('an invitation', () => {
  test('lets somebody in with the role it names, once', async () => {
    const made = await invite(owner, { role: 'analyst' })
    expect(made.status).toBe(201)
    expect(made.body.url).toMatch(/^http:\/\/localhost:8420\/join\/[0-9A-Za-z]{32}$/)
    const token = tokenOf(made)
    expect((await app.visitor().ask('GET', `/api/v1/invitations/by-token/${token}`)).body).toMatchObject({ email: null, role: 'analyst', invitedBy: 'Owner' })
    const browser = app.visitor()
    expect((await accept(token, newcomer, browser)).status).toBe(201)
    expect((await browser.ask('GET', '/api/v1/me')).body).toMatchObject({ role: 'analyst', email: 'new@company.example' })
    expect((await owner.ask('GET', '/api/v1/invitations')).body.items).toEqual([])
    const again = await accept(token, { ...newcomer, email: 'other@company.example' })
    expect([again.status, again.body.code]).toEqual([422, 'members.invitation'])
  })

  test('lets one in when several use it at once', async () => {
    const token = tokenOf(await invite(owner, { role: 'agent' }))
    const answers = await Promise.all(Array.from({ length: 4 }, (_, n) => accept(token, { ...newcomer, email: `new${n}@company.example` })))
    expect(answers.map((answer) => answer.status).toSorted((one, other) => one - other)).toEqual([201, 422, 422, 422])
  })

  test('for one address is for that address only', async () => {
    const token = tokenOf(await invite(owner, { role: 'agent', email: 'Ada@company.example' }))
    const other = await accept(token)
    expect([other.status, other.body.path]).toEqual([422, '/email'])
    expect((await accept(token, { ...newcomer, email: 'ADA@company.example' })).status).toBe(201)
  })

  test('stops working after seven days', async () => {
    const token = tokenOf(await invite(owner, { role: 'agent' }))
    app.pass(7 * dayMs)
    expect((await accept(token)).body.code).toBe('members.invitation')
    expect((await owner.ask('GET', '/api/v1/invitations')).body.items).toEqual([])
  })

  test('stops working when it is taken back', async () => {
    const made = await invite(owner, { role: 'agent' })
    expect((await owner.ask('DELETE', `/api/v1/invitations/${made.body.id}`)).status).toBe(200)
    expect((await accept(tokenOf(made))).body.code).toBe('members.invitation')
    expect((await owner.ask('DELETE', `/api/v1/invitations/${made.body.id}`)).status).toBe(404)
    expect((await owner.ask('DELETE', '/api/v1/invitations/nonsense')).status).toBe(422)
  })

  test('stops working when whoever made it may no longer make it', async () => {
    const manager = await app.join(owner, 'manager', 'manager@company.example')
    const id = await app.idOf('manager@company.example')
    const token = tokenOf(await invite(manager, { role: 'manager' }))
    await owner.ask('PATCH', `/api/v1/members/${id}`, { suspended: true })
    expect((await accept(token)).body.code).toBe('members.invitation')
    await owner.ask('PATCH', `/api/v1/members/${id}`, { suspended: false, role: 'agent' })
    expect((await accept(token)).body.code).toBe('members.invitation')
    await owner.ask('DELETE', `/api/v1/members/${id}`)
    expect((await accept(token)).body.code).toBe('members.invitation')
  })

  test('to somebody who was invited before replaces the earlier one', async () => {
    const first = tokenOf(await invite(owner, { role: 'agent', email: 'new@company.example' }))
    const second = tokenOf(await invite(owner, { role: 'analyst', email: 'NEW@company.example' }))
    expect((await owner.ask('GET', '/api/v1/invitations')).body.items).toHaveLength(1)
    expect((await accept(first)).status).toBe(422)
    expect((await accept(second)).status).toBe(201)
  })

  test('is refused to a member, and used by a member leaves it open', async () => {
    expect((await invite(owner, { role: 'agent', email: 'OWNER@company.example' })).body.code).toBe('members.address-taken')
    const token = tokenOf(await invite(owner, { role: 'agent' }))
    expect((await accept(token, { ...newcomer, email: 'owner@company.example' })).status).toBe(409)
    expect((await accept(token)).status).toBe(201)
  })

  test('cannot make an owner when a manager makes it', async () => {
    const manager = await app.join(owner, 'manager', 'manager@company.example')
    expect((await invite(manager, { role: 'owner' })).body.code).toBe('members.owners-only')
    expect((await invite(owner, { role: 'owner' })).status).toBe(201)
  })

  test('is not for those who may not manage members', async () => {
    const agent = await app.join(owner, 'agent', 'agent@company.example')
    for (const [method, path] of [['GET', ''], ['POST', ''], ['DELETE', '/019aa000-0000-7000-8000-000000000000']] as const) expect((await agent.ask(method, `/api/v1/invitations${path}`, method === 'POST' ? { role: 'agent' } : undefined)).status).toBe(403)
  })

  test('is kept as a hash', async () => {
    const token = tokenOf(await invite(owner, { role: 'agent' }))
    expect(JSON.stringify(await app.db.selectFrom('members.invitations').selectAll().execute())).not.toContain(token)
  })
})

test('with mail set up, an invitation to an address is mailed there, and joining is told', async () => {
  const quiet = await owner.ask('POST', '/api/v1/invitations', { role: 'agent', email: 'unmailed@company.example' })
  expect(quiet.body).toMatchObject({ mailed: false })
  app.setUpMail()
  const made = await owner.ask('POST', '/api/v1/invitations', { role: 'agent', email: 'mailed@company.example' })
  expect(made.body).toMatchObject({ mailed: true })
  expect((await owner.ask('POST', '/api/v1/invitations', { role: 'agent' })).body).toMatchObject({ mailed: false })
  const [letter] = app.letters.splice(0)
  expect(letter?.address).toBe('mailed@company.example')
  expect(`http://localhost:8420${letter?.letter.action?.path}`).toBe(String(made.body.url))
  const before = app.announced.length
  await app.visitor().ask('POST', `/api/v1/invitations/by-token/${tokenOf(made)}/accept`, { name: 'mailed', email: 'mailed@company.example', password: 'correct horse' })
  expect(app.announced.slice(before)).toMatchObject([{ type: 'member.joined', data: { name: 'mailed', role: 'agent' } }])
})

test('a forgotten password is mended by mail: the link works once, ends every session, and nobody learns who is a member', async () => {
  app.setUpMail()
  const phone = app.visitor()
  await phone.signIn('owner@company.example', 'correct horse')
  const asked = await app.visitor().ask('POST', '/api/auth/request-password-reset', { email: 'owner@company.example', redirectTo: 'https://evil.example' })
  const unknown = await app.visitor().ask('POST', '/api/auth/request-password-reset', { email: 'nobody@company.example' })
  expect([asked.status, asked.body]).toEqual([unknown.status, unknown.body])
  await expect.poll(() => app.letters.length).toBe(1)
  const [letter] = app.letters.splice(0)
  expect(letter?.letter.action?.path).toMatch(/^\/reset\/[A-Za-z0-9_-]+$/)
  const token = letter?.letter.action?.path.split('/').at(-1)
  expect((await app.visitor().ask('POST', '/api/auth/reset-password', { token, newPassword: 'short' })).status).toBe(400)
  expect((await app.visitor().ask('POST', '/api/auth/reset-password', { token, newPassword: 'a new long password' })).status).toBe(200)
  expect((await app.visitor().ask('POST', '/api/auth/reset-password', { token, newPassword: 'another long one' })).body.code).toBe('members.invalid-token')
  expect((await phone.ask('GET', '/api/v1/me')).status).toBe(401)
  expect((await phone.signIn('owner@company.example', 'a new long password')).status).toBe(200)
})
