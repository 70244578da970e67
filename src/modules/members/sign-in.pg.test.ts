/** Signing in, staying in, and getting out. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { getMigrations } from 'better-auth/db/migration'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMembersApp, type MembersApp, type Visitor } from '../../../test/members-app.ts'
import { silentLog } from '../../platform/logs.ts'
import { resetPassword, sessionSecretName } from './index.ts'
import { openSignIn } from './sign-in.ts'

let app: MembersApp
let owner: Visitor
beforeEach(async () => {
  app = await openMembersApp()
  owner = await app.owner()
})
afterEach(async () => { await app.close() })

const me = (visitor: Visitor) => visitor.ask('GET', '/api/v1/me')

describe('signing in', () => {
  test('works with the right password, in any case of the address', async () => {
    const browser = app.visitor()
    expect((await me(browser)).status).toBe(401)
    const answer = await browser.signIn('OWNER@company.EXAMPLE', 'correct horse')
    expect(answer.status).toBe(200)
    const cookie = answer.headers.getSetCookie().join()
    expect(cookie).toMatch(/rapport\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect((await me(browser)).status).toBe(200)
  })

  test('answers an unknown address exactly like a wrong password', async () => {
    const wrong = await app.visitor().signIn('owner@company.example', 'wrong password')
    const unknown = await app.visitor().signIn('nobody@company.example', 'wrong password')
    expect(wrong.status).toBe(401)
    expect(unknown.body).toEqual(wrong.body)
    expect(unknown.status).toBe(wrong.status)
    expect(wrong.body.detail).toBe('The address or the password is wrong.')
  })

  test('is slowed down for one address, wherever the guesses come from, known or not', async () => {
    for (const email of ['owner@company.example', 'nobody@company.example']) {
      for (let n = 0; n < 20; n += 1) expect((await app.visitor().signIn(email, 'wrong password')).status).toBe(401)
      const answer = await app.visitor().signIn(email, 'correct horse')
      expect([answer.status, answer.body.code]).toEqual([429, 'members.too-many-guesses'])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })

  test('is slowed down for one visitor who tries many addresses', async () => {
    const browser = app.visitor()
    const statuses = []
    for (let n = 0; n < 12; n += 1) statuses.push((await browser.signIn(`someone${n}@company.example`, 'wrong password')).status)
    expect(statuses.at(-1)).toBe(429)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  })

  test('refuses what is no sign-in, with a reason', async () => {
    const cases = [
      ['{"email":', 'body.not-json'],
      ['[1]', 'body.not-object'],
      [{ email: 'x', password: 'correct horse' }, 'members.invalid-email'],
      [{ email: 'owner@company.example', password: 5 }, 'members.validation-error'],
      [{ email: 'owner@company.example', password: 'x'.repeat(300) }, 'members.password-too-long'],
      [{ email: 'owner@company.example', password: 'x'.repeat(20_000) }, 'body.too-large'],
    ] as const
    for (const [body, code] of cases) {
      const answer = await app.visitor().ask('POST', '/api/auth/sign-in/email', body)
      expect(answer.body.code).toBe(code)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  test('cannot be done for a visitor by another site', async () => {
    const answer = await app.visitor().ask('POST', '/api/auth/sign-in/email', { email: 'owner@company.example', password: 'correct horse' }, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    expect([answer.status, answer.body.code]).toEqual([403, 'members.foreign-origin'])
  })

  test('works from another address of the same server', async () => {
    const browser = app.visitor()
    browser.headers = { origin: 'http://192.168.1.20:8420', host: '192.168.1.20:8420' }
    expect((await browser.signIn('owner@company.example', 'correct horse')).status).toBe(200)
    expect((await browser.ask('PATCH', '/api/v1/me', { theme: 'dark' })).status).toBe(200)
  })

  test('has no other door', async () => {
    for (const path of ['/sign-up/email', '/sign-in/social', '/forget-password', '/delete-user', '/update-user', '/error', '/../v1/me']) {
      const opened = await app.visitor().ask('POST', `/api/auth${path}`, { email: 'x@company.example', password: 'correct horse', name: 'x' })
      expect([path, [401, 404, 405].includes(opened.status)]).toEqual([path, true])
      expect((await app.visitor().ask('GET', `/api/auth${path}`)).status).toBeGreaterThanOrEqual(401)
    }
    // Where no mail is set up, nobody is told that a letter is on its way.
    expect((await app.visitor().ask('POST', '/api/auth/request-password-reset', { email: 'x@company.example' })).status).toBe(409)
    expect(await app.db.selectFrom('auth.users').select('id').execute()).toHaveLength(1)
  })
})

describe('a session', () => {
  test('ends at once on signing out', async () => {
    const kept = owner.cookie
    expect((await owner.ask('POST', '/api/auth/sign-out', {})).status).toBe(200)
    expect((await app.visitor().ask('GET', '/api/v1/me', undefined, { cookie: kept })).status).toBe(401)
  })

  test('can be seen and ended elsewhere, one by one or all', async () => {
    const phone = app.visitor()
    await phone.signIn('owner@company.example', 'correct horse')
    const tablet = app.visitor()
    await tablet.signIn('owner@company.example', 'correct horse')
    const list = await owner.ask('GET', '/api/auth/list-sessions')
    const sessions = list.body as unknown as { token: string; ipAddress: string }[]
    expect(sessions).toHaveLength(3)
    const ofPhone = sessions.find((session) => session.ipAddress === phone.address)
    expect((await owner.ask('POST', '/api/auth/revoke-session', { token: ofPhone?.token })).status).toBe(200)
    expect((await me(phone)).status).toBe(401)
    expect((await me(tablet)).status).toBe(200)
    await owner.ask('POST', '/api/auth/revoke-other-sessions', {})
    expect((await me(tablet)).status).toBe(401)
    expect((await me(owner)).status).toBe(200)
    await owner.ask('POST', '/api/auth/revoke-sessions', {})
    expect((await me(owner)).status).toBe(401)
  })

  test('of somebody else cannot be ended', async () => {
    const agent = await app.join(owner, 'agent', 'agent@company.example')
    const [session] = (await owner.ask('GET', '/api/auth/list-sessions')).body as unknown as { token: string }[]
    await agent.ask('POST', '/api/auth/revoke-session', { token: session?.token })
    expect((await me(owner)).status).toBe(200)
  })

  test('with a changed cookie is nobody', async () => {
    const forged = owner.cookie.replace(/(session_token=.{10})./, '$1x')
    expect((await app.visitor().ask('GET', '/api/v1/me', undefined, { cookie: forged })).status).toBe(401)
  })

  test('may not change anything from another site', async () => {
    const answer = await owner.ask('PATCH', '/api/v1/me', { theme: 'dark' }, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    expect([answer.status, answer.body.code]).toEqual([403, 'members.foreign-origin'])
  })

  test('that has run out is nobody, also when it was used a moment ago', async () => {
    expect((await me(owner)).status).toBe(200)
    await app.db.updateTable('auth.sessions').set({ expires_at: new Date(Date.now() - 1) }).execute()
    app.pass(6_000)
    expect((await me(owner)).status).toBe(401)
  })

  test('in use lasts: a visit after a day renews the cookie', async () => {
    await app.db.updateTable('auth.sessions').set({ expires_at: new Date(Date.now() + 86_400_000) }).execute()
    app.pass(6_000)
    const answer = await me(owner)
    expect(answer.headers.getSetCookie().join()).toMatch(/session_token=.*Max-Age=2592000/)
    const [session] = await app.db.selectFrom('auth.sessions').select('expires_at').execute()
    expect(session!.expires_at).toBeGreaterThan(Date.now() + 29 * 86_400_000)
  })
})

describe('a password', () => {
  test('is changed with the old one, and other sessions end when asked', async () => {
    const phone = app.visitor()
    await phone.signIn('owner@company.example', 'correct horse')
    const wrong = await owner.ask('POST', '/api/auth/change-password', { currentPassword: 'wrong password', newPassword: 'battery staple' })
    expect([wrong.status, wrong.body.detail]).toEqual([400, 'The current password is wrong.'])
    const short = await owner.ask('POST', '/api/auth/change-password', { currentPassword: 'correct horse', newPassword: 'short' })
    expect(short.body.code).toBe('members.password-too-short')
    expect((await owner.ask('POST', '/api/auth/change-password', { currentPassword: 'correct horse', newPassword: 'battery staple', revokeOtherSessions: true })).status).toBe(200)
    expect((await me(phone)).status).toBe(401)
    expect((await me(owner)).status).toBe(200)
    expect((await app.visitor().signIn('owner@company.example', 'correct horse')).status).toBe(401)
    expect((await app.visitor().signIn('owner@company.example', 'battery staple')).status).toBe(200)
  })

  test('set from the command line works and ends every session', async () => {
    await resetPassword(app.db, 'Owner@company.example', 'from the console', Date.now())
    app.pass(6_000)
    expect((await me(owner)).status).toBe(401)
    expect((await app.visitor().signIn('owner@company.example', 'from the console')).status).toBe(200)
    await expect(resetPassword(app.db, 'nobody@company.example', 'from the console', 0)).rejects.toThrow('There is no member')
    await expect(resetPassword(app.db, 'owner@company.example', 'short', 0)).rejects.toThrow('at least 10')
  })
})

describe('what sign-in rests on', () => {
  test('the tables are those that better-auth expects, so that sign-in does not fail after an upgrade', async () => {
    const signIn = openSignIn({ db: app.db, secret: 'x'.repeat(43), publicUrl: 'https://rapport.example', log: silentLog, post: app.post })
    const { toBeCreated, toBeAdded } = await getMigrations(signIn.options)
    expect([toBeCreated, toBeAdded]).toEqual([[], []])
  })

  test('cookies are for https alone when people use https', async () => {
    const signIn = openSignIn({ db: app.db, secret: 'x'.repeat(43), publicUrl: 'https://rapport.example', log: silentLog, post: app.post })
    const { headers } = await signIn.api.signInEmail({ body: { email: 'owner@company.example', password: 'correct horse' }, returnHeaders: true })
    expect(headers.getSetCookie().join()).toMatch(/__Secure-rapport\.session_token=.*Secure/)
  })

  test('the secret is a file that only its owner may read, and not in the database', async () => {
    expect(statSync(join(app.dataFolder, 'secrets', sessionSecretName)).mode & 0o777).toBe(0o600)
    const { rows } = await sql<{ n: number }>`select count(*)::int n from information_schema.columns where column_name ilike '%secret%' and table_schema in ('auth', 'members')`.execute(app.db)
    expect(rows[0]?.n).toBe(0)
  })
})
