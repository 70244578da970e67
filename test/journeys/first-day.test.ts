import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { expectAccessible, openBrowser, watch } from './browser.ts'

let server: ServerProcess
let browser: Browser
let page: Page
let broken: string[]

beforeAll(async () => {
  server = await startServer(newDataFolder())
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Brussels', locale: 'en-GB', reducedMotion: 'reduce' })
  page.setDefaultTimeout(30_000)
  broken = watch(page)
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

const post = (n: number, text: string) => ({ channel: 'forum', externalId: `p${n}`, kind: 'post', at: new Date(Date.now() - n * 60_000).toISOString(), text, author: { externalId: `a${n}`, handle: `rider${n}`, name: `Rider ${n}` } })

test('the link from the console makes the owner, once', async () => {
  const link = /http:\S+\/welcome\S+/.exec(server.said)?.[0] ?? ''
  await page.goto(link)
  await page.getByLabel('Company').fill('Velora')
  await page.getByLabel('Your name').fill('Community desk')
  await page.getByLabel('Mail address').fill('desk@velora.example')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByLabel('Mail address').focus()
  await expectAccessible(page, 'first visit')
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await expectAccessible(page, 'Today, empty')
})

test('naming the brand and two competitors makes topics of them', async () => {
  await page.getByLabel('Your brand').fill('Velora')
  await page.getByLabel('Competitor 1').fill('Norrhjul')
  await page.getByLabel('Competitor 2').fill('Cadence')
  await page.getByRole('button', { name: 'Listen for these' }).click()
  await expect.poll(async () => ((await server.call('GET', '/topics')).body as { items: { name: string; role: string }[] }).items.map(({ name, role }) => `${role} ${name}`), { timeout: 20_000 }).toEqual(['own Velora', 'competitor Norrhjul', 'competitor Cadence'])
})

test('what is said arrives in the stream without a reload, and its words are marked', async () => {
  await page.goto(`${server.url}/listen`)
  await page.getByRole('heading', { name: 'Listen', level: 1 }).waitFor()
  await server.call('POST', '/interactions', [post(1, 'My Velora squeaks in the rain'), post(2, 'Norrhjul or Velora for the coast road?')])
  await page.getByText('squeaks in the rain').first().waitFor()
  expect(await page.locator('mark').allInnerTexts()).toContain('Velora')
  await expectAccessible(page, 'Listen with mentions')
})

test('a mention opens its author, and the author their page', async () => {
  await page.goto(`${server.url}/people`)
  await page.getByText('Rider 1').first().waitFor()
  await expectAccessible(page, 'People')
  await page.getByText('Rider 1').first().click()
  await page.getByText('squeaks in the rain').first().waitFor()
  await expectAccessible(page, 'a person')
})

test('every scene of the settings can be used by everybody', async () => {
  for (const path of ['/settings', '/settings/sources', '/settings/imports', '/settings/members', '/settings/keys', '/settings/account']) {
    await page.goto(server.url + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    await expectAccessible(page, path)
  }
})

test('a file of old posts is dropped in, looked at, taken in, and taken back', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => `${n % 28 + 1}/10/2026 1${n % 10}:0${n % 6},old_rider${n % 50},"${n % 3 === 0 ? 'Cadence' : 'Norrhjul'}, heard number ${n}"`)
  await page.goto(`${server.url}/settings/imports`)
  await page.locator('input[type=file]').setInputFiles({ name: 'old-posts.csv', mimeType: 'text/csv', buffer: Buffer.from(['Date,Username,Post', ...rows].join('\n')) })
  await page.getByRole('button', { name: 'Take the file in' }).waitFor()
  await expectAccessible(page, 'a mapping to look at')
  await page.getByRole('button', { name: 'Take the file in' }).click()
  await page.getByRole('button', { name: 'Take back' }).waitFor()
  const total = async (): Promise<number> => ((await server.call('GET', '/mentions/share-of-voice')).body as { total: number }).total
  await expect.poll(total, { timeout: 20_000 }).toBe(303)
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect.poll(total, { timeout: 20_000 }).toBe(3)
})

test('in the dark and on a phone it is the same product', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/', '/listen', '/people', '/settings']) {
    await page.goto(server.url + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await expectAccessible(page, `${path}, dark, on a phone`)
    // Nothing sticks out: the page is not wider than the screen.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('in Dutch it speaks Dutch', async () => {
  await page.goto(server.url)
  expect(await page.evaluate(async () => (await fetch('/api/v1/me', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ language: 'nl' }) })).status)).toBe(200)
  await page.goto(server.url)
  await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('nl')
  await page.goto(`${server.url}/listen`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(page, 'Listen in Dutch')
})

test('who signs out is out', async () => {
  await page.context().clearCookies()
  await page.goto(`${server.url}/listen`)
  await page.waitForURL(/sign-in|aanmelden/)
  await page.locator('input[type=email]').fill('desk@velora.example')
  await page.locator('input[type=password]').fill('a long enough password')
  await page.keyboard.press('Enter')
  await page.waitForURL(/listen/)
})

test('nothing broke on the way', () => {
  expect(broken).toEqual([])
})
