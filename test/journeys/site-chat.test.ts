/** The chat on somebody's site, in a real browser on another origin, with a Rapport in a process of its own. */
import { createServer, type Server } from 'node:http'
import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChat, type Chat } from '../../src/modules/channels/index.ts'
import { newId, type Uuid } from '../../src/kernel/ids.ts'
import { systemClock } from '../../src/kernel/instant.ts'
import { connect, type Postgres } from '../../src/platform/postgres/database.ts'
import { openNotifications, type Notifications } from '../../src/platform/postgres/notifications.ts'
import { runningUrl } from '../../src/platform/postgres/embedded.ts'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { expectAccessible, openBrowser, watch } from './browser.ts'

const secret = 'a secret of at least thirty-two characters'
let server: ServerProcess
let site: Server
let siteUrl: string
let browser: Browser
let context: BrowserContext
let page: Page
let broken: string[]
let account: Uuid
let postgres: Postgres
let notifications: Notifications
let chat: Chat

const shots = process.env['RAPPORT_TEST_SHOTS']
const shoot = async (of: Page, name: string): Promise<void> => void (shots && (await of.screenshot({ path: `${shots}/${name}.png` })))

beforeAll(async () => {
  server = await startServer(newDataFolder())
  site = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://site')
    const attributes = [...searchParams].map(([name, value]) => ` data-${name}="${value}"`).join('')
    // As strict as a careful site would be: our script, our server, and nothing inline.
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': `default-src 'self'; script-src ${server.url}; connect-src ${server.url}; img-src ${server.url}` })
    response.end(`<!doctype html><html lang="en"><title>Velora</title><main><h1>Bicycles</h1><p>For every day.</p></main><script src="${server.url}/embed/chat.js" data-account="${account}"${attributes} async></script></html>`)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const { status, body } = await server.call('POST', '/accounts', { channel: 'chat', settings: { name: 'Velora', origins: [siteUrl], colour: '#ffd54a', greetings: ['en: Hello, rider!', 'nl: Dag, fietser!'], identitySecret: secret } })
  expect(status).toBe(201)
  account = (body as { id: Uuid }).id
  postgres = connect(runningUrl(server.config.dataFolder) ?? '')
  notifications = openNotifications(postgres)
  chat = openChat({ db: postgres.db, clock: systemClock, notifications, key: '' })
  browser = await openBrowser({ strict: true })
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  broken = watch(page)
})
afterAll(async () => {
  await browser?.close()
  chat?.close()
  await notifications?.close()
  await postgres?.close()
  site?.close()
  await server?.remove()
})

const lines = (of: Page): Promise<string[]> => of.locator('[data-rapport-chat] ol').last().locator('li .words').allInnerTexts()
const write = async (of: Page, text: string): Promise<void> => {
  await of.getByRole('textbox', { name: 'Write a message' }).fill(text)
  await of.keyboard.press('Enter')
}
const visitor = async (): Promise<Uuid> => ((await page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}') as { token?: string }, `rapport-chat:${account}`)).token ?? '').split('.')[0] ?? ''
/** What colleagues would send from the inbox. */
const answer = async (text: string, to?: Uuid): Promise<void> => {
  await chat.channel.send({ key: newId(), visibility: 'private', to: [], inReplyTo: null, thread: to ?? (await visitor()), references: [], conversation: newId(), text, files: [], sender: { name: 'Sam' }, automatic: false }, { account: { id: account, externalId: account, handle: null, name: 'Velora' } } as never)
}

test('nothing is kept in the browser until the visitor opens the chat', async () => {
  await page.goto(siteUrl)
  await page.getByRole('button', { name: 'Open the chat' }).waitFor()
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await expectAccessible(page, 'the button on a site')
})

test('it opens by keyboard, greets, and what is written arrives', async () => {
  await page.getByRole('button', { name: 'Open the chat' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Hello, rider!').waitFor()
  await write(page, 'Is the blue one in stock? See https://velora.example/blue')
  await page.getByText(/· Sent/).waitFor()
  await expectAccessible(page, 'the open chat')
  await shoot(page, 'chat-open')
  const said = (await server.call('GET', `/accounts/${account}`)).body as { takenIn: number }
  expect(said.takenIn).toBe(1)
})

test('an answer appears by itself, and is read out', async () => {
  await answer('Yes, two of them.')
  await page.getByText('Yes, two of them.').waitFor()
  expect(await page.locator('[data-rapport-chat] [role=log]').getAttribute('aria-live')).toBe('polite')
  await chat.showTyping(account, await visitor(), 'Sam')
  await page.getByText('Sam is typing').waitFor()
  await answer('Shall I keep one?')
  await page.getByText('Shall I keep one?').waitFor()
  await page.getByText('Sam is typing').waitFor({ state: 'hidden' })
  await chat.showRead(account, await visitor(), Date.now())
  await page.getByText(/· Seen/).waitFor()
})

test('with the network gone nothing is lost, and nothing comes twice when it is back', async () => {
  await context.setOffline(true)
  await write(page, 'First while away')
  await write(page, 'Second while away')
  await page.getByText('Will be sent when you are online again').first().waitFor()
  await answer('Said while you were away')
  await shoot(page, 'chat-offline')
  await context.setOffline(false)
  await page.getByText('Said while you were away').waitFor()
  await expect.poll(() => page.getByText('Will be sent').count()).toBe(0)
  const all = await lines(page)
  for (const text of ['First while away', 'Second while away', 'Said while you were away']) expect(all.filter((one) => one === text)).toHaveLength(1)
  expect(all.indexOf('First while away')).toBeLessThan(all.indexOf('Second while away'))
})

test('an acknowledgement that never arrives makes no second message', async () => {
  let cut = 0
  // The server keeps it; the browser never hears so.
  await page.route('**/messages', async (route) => {
    if (cut++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await write(page, 'Once and only once')
  await expect.poll(() => cut, { timeout: 15_000 }).toBeGreaterThanOrEqual(1)
  await expect.poll(async () => (await lines(page)).filter((one) => one === 'Once and only once').length, { timeout: 15_000 }).toBe(1)
  await expect.poll(() => page.getByText('Sending').count(), { timeout: 15_000 }).toBe(0)
  await page.unroute('**/messages')
})

test('after a reload it goes on, with the draft', async () => {
  await page.getByRole('textbox', { name: 'Write a message' }).fill('Half a thou')
  const before = await lines(page)
  await page.reload()
  await page.getByText('Once and only once').waitFor()
  expect(await lines(page)).toEqual(before)
  expect(await page.getByRole('textbox', { name: 'Write a message' }).inputValue()).toBe('Half a thou')
})

test('two tabs agree: on what was said, and on what was read', async () => {
  const other = await context.newPage()
  await other.goto(siteUrl)
  await other.getByText('Once and only once').waitFor()
  await write(page, 'From the first tab')
  await other.getByText('From the first tab').waitFor()
  await write(other, 'From the second tab')
  await page.getByText('From the second tab').waitFor()
  await page.keyboard.press('Escape')
  await other.getByRole('button', { name: 'Close the chat' }).first().click()
  await answer('Are you still there?')
  await page.getByRole('button', { name: 'Open the chat, 1 new message' }).waitFor()
  await other.getByRole('button', { name: 'Open the chat, 1 new message' }).waitFor()
  await shoot(page, 'chat-badge')
  await other.getByRole('button', { name: 'Open the chat, 1 new message' }).click()
  await page.getByRole('button', { name: 'Open the chat', exact: true }).waitFor()
  // Whoever listened closes; the other takes over.
  await other.close()
  await page.getByRole('button', { name: 'Open the chat', exact: true }).click()
  await answer('Heard by the one that is left')
  await page.getByText('Heard by the one that is left').waitFor()
  expect((await lines(page)).filter((one) => one.startsWith('From the'))).toEqual(['From the first tab', 'From the second tab'])
})

test('a picture is sent, and shown', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  await page.locator('[data-rapport-chat] input[type=file]').setInputFiles({ name: 'chain.png', mimeType: 'image/png', buffer: png })
  await page.getByRole('button', { name: 'Remove chain.png' }).waitFor()
  await page.getByRole('button', { name: 'Send' }).click()
  const picture = page.getByRole('img', { name: 'chain.png' })
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
})

test('the server restarting is not the end of it', async () => {
  await write(page, 'Before the restart')
  await page.getByText('Before the restart').waitFor()
  await page.route('**/serve/**', (route) => route.abort('connectionrefused'))
  await write(page, 'While it is away')
  await page.unroute('**/serve/**')
  await expect.poll(async () => { await page.evaluate(() => dispatchEvent(new Event('online'))); return page.getByText(/Sending|Will be sent/).count() }, { timeout: 20_000 }).toBe(0)
  expect((await lines(page)).slice(-2)).toEqual(['Before the restart', 'While it is away'])
})

test('in Dutch, in the dark, on a phone', async () => {
  const phone = await browser.newContext({ viewport: { width: 390, height: 780 }, locale: 'nl-BE', colorScheme: 'dark', reducedMotion: 'reduce' })
  const small = await phone.newPage()
  await small.goto(siteUrl)
  await small.getByRole('button', { name: 'Chat openen' }).click()
  await small.getByText('Dag, fietser!').waitFor()
  await small.getByRole('textbox', { name: 'Schrijf een bericht' }).fill('Hallo')
  await small.keyboard.press('Enter')
  await small.getByText(/· Verstuurd/).waitFor()
  await expectAccessible(small, 'on a phone, dark')
  await shoot(small, 'chat-phone')
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.close()
})

test('who is signed in to the site goes on where they were on another device; signed out, they are gone from this one', async () => {
  const said = [{ alg: 'HS256' }, { sub: 'customer-7', name: 'Noor', exp: Math.floor(Date.now() / 1_000) + 600 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const identity = `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
  const [laptop, tablet] = [await browser.newContext({ locale: 'en-GB' }), await browser.newContext({ locale: 'en-GB' })]
  const first = await laptop.newPage()
  await first.goto(`${siteUrl}/?identity=${identity}`)
  await first.getByRole('button', { name: 'Open the chat' }).click()
  await write(first, 'From my laptop')
  await first.getByText(/· Sent/).waitFor()
  const second = await tablet.newPage()
  await second.goto(`${siteUrl}/?identity=${identity}`)
  await second.getByRole('button', { name: 'Open the chat' }).click()
  await second.getByText('From my laptop').waitFor()
  await second.evaluate(() => (window as unknown as { rapportChat: { signOut(): void } }).rapportChat.signOut())
  await second.getByText('From my laptop').waitFor({ state: 'detached' })
  expect(await second.evaluate((key) => (JSON.parse(localStorage.getItem(key) ?? '{}') as { token?: string }).token, `rapport-chat:${account}`)).toBeUndefined()
  await laptop.close()
  await tablet.close()
})

test('on a site that the account does not name it stays away', async () => {
  const elsewhere = await browser.newContext()
  const stranger = await elsewhere.newPage()
  const refused = stranger.waitForEvent('console', (message) => message.text().includes('Rapport chat'))
  // The same site by another name is another origin.
  await stranger.goto(siteUrl.replace('127.0.0.1', 'localhost'))
  await refused
  expect(await stranger.locator('[data-rapport-chat]').count()).toBe(0)
  await elsewhere.close()
})

test('the page to try it is for members only', async () => {
  const answered = await fetch(`${server.url}/embed/chat/demo?account=${account}`, { redirect: 'manual' })
  expect(answered.status).toBe(302)
  const shown = await fetch(`${server.url}/embed/chat/demo?account=${account}`, { headers: { authorization: `Bearer ${server.key}` } })
  expect([shown.status, (await shown.text()).includes(`data-account="${account}"`)]).toEqual([200, true])
})

test('nothing broke on the way', () => {
  expect(broken.filter((one) => !/net::ERR|Failed to fetch/.test(one))).toEqual([])
})
