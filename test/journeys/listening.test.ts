/** One sitting of somebody who listens: a topic is written, tried and kept; what it hears is looked at; what was unusual is found. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { expectGood, makeOwner, openBrowser, watch } from './browser.ts'

let server: ServerProcess
let browser: Browser
let page: Page
let broken: string[]

const hourMs = 3_600_000
const post = (n: number, at: number, text: string) => ({ channel: 'forum', externalId: `p${n}`, kind: 'post', at: new Date(at).toISOString(), text, author: { externalId: `a${n % 90}`, handle: `rider${n % 90}`, name: `Rider ${n % 90}` } })
const usually = ['My velora is quiet and quick', 'Which velora for a tall rider?', 'The velora belt needs no oil, thank you', 'Rode my velora to work again', 'Velora shop closed on Monday']
const today = Math.floor(Date.now() / hourMs) * hourMs
/** Six weeks of eight a day, and sixty complaints within an hour, five days ago. */
const past = [
  ...Array.from({ length: 42 * 8 }, (_, n) => post(n, today - 2 * hourMs - Math.floor(n / 8) * 24 * hourMs - (n % 8) * 1.5 * hourMs, `${usually[n % usually.length] ?? ''} ${n}`)),
  ...Array.from({ length: 60 }, (_, n) => post(1_000 + n, today - 5 * 24 * hourMs + n * 55_000, `The brake of my velora failed, recall it ${n}`)),
]

beforeAll(async () => {
  server = await startServer(newDataFolder())
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Brussels', locale: 'en-GB', reducedMotion: 'reduce' })
  page.setDefaultTimeout(30_000)
  broken = watch(page)
  await makeOwner(page, server)
  for (let from = 0; from < past.length; from += 100) expect((await server.call('POST', '/interactions', past.slice(from, from + 100))).status).toBeLessThan(300)
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

test('a query is corrected while it is typed, and tried on what is kept before it is saved', { timeout: 120_000 }, async () => {
  await page.goto(`${server.url}/listen`)
  await page.getByRole('heading', { name: 'Listen', level: 1 }).waitFor()
  await page.keyboard.press('t')
  const editor = page.getByRole('dialog')
  await editor.getByLabel('Name').fill('Our brand')
  await editor.locator('textarea').fill('(velora OR #velora')
  await editor.getByText(/closing parenthesis|closing bracket/i).first().waitFor()
  await editor.locator('textarea').fill('velora NEAR/6 (brake OR belt OR rider)')
  await editor.getByText('Last 90 days').waitFor()
  await editor.locator('mark').first().waitFor()
  await expectGood(page, 'topic-editor')
  await editor.locator('textarea').fill('velora')
  await editor.getByRole('button', { name: 'Make topic' }).click()
  await page.getByText('The topic Our brand listens from now on.').waitFor()
})

test('history is searched for it, and a text query finds in it what it says', { timeout: 120_000 }, async () => {
  await expect.poll(async () => ((await server.call('GET', '/topics')).body as { items: { backfill: { state: string } | null }[] }).items[0]?.backfill?.state ?? 'done', { timeout: 60_000 }).toBe('done')
  await page.goto(`${server.url}/listen`)
  await page.getByText('Rode my velora').first().waitFor()
  await expectGood(page, 'listen')
  const found = (await server.call('GET', `/mentions?limit=100&q=${encodeURIComponent('brake NEAR/4 failed')}`)).body as { items: unknown[] }
  expect(found.items.length).toBe(60)
})

test('what rises is told with its numbers', { timeout: 120_000 }, async () => {
  await page.goto(`${server.url}/listen/trends`)
  await page.getByRole('heading', { name: 'Trends', level: 1 }).waitFor()
  await page.getByText('brake', { exact: true }).first().waitFor()
  // What most posts of the week are about is a theme.
  await page.getByText(/^5\d% · /).waitFor()
  await expectGood(page, 'trends')
  await page.goto(`${server.url}/listen/joining`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectGood(page, 'joining')
  await page.goto(`${server.url}/settings/understanding`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await expectGood(page, 'understanding')
})

test('all of it is there in Dutch', { timeout: 180_000 }, async () => {
  expect(await page.evaluate(async () => (await fetch('/api/v1/me', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ language: 'nl' }) })).status)).toBe(200)
  for (const path of ['listen', 'listen/trends', 'listen/joining', 'listen/alarms', 'settings/understanding']) {
    await page.goto(`${server.url}/${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await expectGood(page, `nl-${path.replace('/', '-')}`, 'on a phone')
    // Whatever the server said has its Dutch.
    expect(await page.locator('span[lang=en]:not([dir])').allInnerTexts()).toEqual([])
  }
})

test('nothing broke on the way', () => {
  expect(broken).toEqual([])
})
