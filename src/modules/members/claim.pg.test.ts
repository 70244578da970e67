/** The first visit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMembersApp, type MembersApp } from '../../../test/members-app.ts'

const owner = { name: 'Owner', email: 'Owner@Company.example', password: 'correct horse', company: 'Tide' }
const claim = '/api/v1/installation/claim'
let app: MembersApp
beforeEach(async () => { app = await openMembersApp() })
afterEach(async () => { await app.close() })

describe('the first visit', () => {
  test('makes the owner with the token of the console and signs them in', async () => {
    const browser = app.visitor()
    expect((await browser.ask('GET', '/api/v1/installation')).body).toMatchObject({ claimed: false })
    const made = await browser.ask('POST', claim, { ...owner, token: await app.token() })
    expect([made.status, made.body]).toEqual([201, {}])
    const me = await browser.ask('GET', '/api/v1/me')
    expect(me.body).toMatchObject({ kind: 'member', name: 'Owner', email: 'owner@company.example', role: 'owner', theme: 'system', language: null })
    expect(me.body.permissions).toContain('installation.manage')
    expect((await browser.ask('GET', '/api/v1/installation')).body).toMatchObject({ claimed: true, company: 'Tide' })
    expect((await browser.ask('PATCH', '/api/v1/installation', { company: ' Ebb ' })).status).toBe(200)
    expect((await app.visitor().ask('GET', '/api/v1/installation')).body).toMatchObject({ company: 'Ebb' })
    expect(await app.members.claimUrl()).toBeNull()
  })

  test('is over for a second visitor with the same token', async () => {
    const token = await app.token()
    await app.visitor().ask('POST', claim, { ...owner, token })
    const second = await app.visitor().ask('POST', claim, { ...owner, email: 'other@company.example', token })
    expect([second.status, second.body.code]).toEqual([409, 'members.claimed'])
  })

  test('has one winner when several come at once', async () => {
    const token = await app.token()
    const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => app.visitor().ask('POST', claim, { ...owner, email: `owner${n}@company.example`, token })))
    expect(answers.map((answer) => answer.status).toSorted((one, other) => one - other)).toEqual([201, 409, 409, 409, 409])
    expect(await app.db.selectFrom('auth.users').select('id').execute()).toHaveLength(1)
  })

  test('refuses a wrong token and one of an earlier start', async () => {
    const earlier = await app.token()
    await app.token()
    for (const token of ['guess', earlier]) {
      const answer = await app.visitor().ask('POST', claim, { ...owner, token })
      expect([answer.status, answer.body.code, answer.body.path]).toEqual([422, 'members.claim-token', '/token'])
    }
  })

  test.each([
    ['a short password', { password: 'short' }, '/password'],
    ['no mail address', { email: 'owner' }, '/email'],
    ['an empty name', { name: '  ' }, '/name'],
  ])('says where the fault is with %s', async (_, change, path) => {
    const answer = await app.visitor().ask('POST', claim, { ...owner, ...change, token: await app.token() })
    expect(answer.status).toBe(422)
    expect(answer.body.path).toBe(path)
    expect((await app.visitor().ask('GET', '/api/v1/installation')).body).toMatchObject({ claimed: false })
  })

  test('keeps no token and no password as it was typed', async () => {
    const token = await app.token()
    expect(JSON.stringify(await app.db.selectFrom('members.claims').selectAll().execute())).not.toContain(token)
    await app.visitor().ask('POST', claim, { ...owner, token })
    expect(JSON.stringify(await app.db.selectFrom('auth.accounts').selectAll().execute())).not.toContain(owner.password)
  })
})
