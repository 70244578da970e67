/** A day in the inbox, by keyboard alone: a chat comes in, is read, answered, taken back, noted, put off, found. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { expectAccessible, openBrowser, watch } from './browser.ts'

const site = { 'content-type': 'application/json', origin: 'https://shop.example' }
let server: ServerProcess
let browser: Browser
let page: Page
let broken: string[]
let chat = ''
let first = { authorization: '' }

const shots = process.env['RAPPORT_TEST_SHOTS']
const shoot = async (of: Page, name: string): Promise<void> => void (shots && (await of.screenshot({ path: `${shots}/inbox-${name}.png` })))
const say = async (auth: { authorization: string }, text: string): Promise<void> => expect((await fetch(`${chat}/messages`, { method: 'POST', headers: { ...site, ...auth }, body: JSON.stringify({ id: crypto.randomUUID(), text }) })).ok).toBe(true)
const visitor = async (): Promise<{ authorization: string }> => ({ authorization: `Bearer ${((await (await fetch(`${chat}/session`, { method: 'POST', headers: site, body: JSON.stringify({ language: 'en' }) })).json()) as { token: string }).token}` })

beforeAll(async () => {
  server = await startServer(newDataFolder())
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' })
  page.setDefaultTimeout(20_000)
  broken = watch(page)
  await page.goto(/http:\S+\/welcome\S+/.exec(server.said)?.[0] ?? '')
  await page.getByLabel('Company').fill('Velora')
  await page.getByLabel('Your name').fill('Mia')
  await page.getByLabel('Mail address').fill('mia@velora.example')
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  const made = await server.call('POST', '/accounts', { channel: 'chat', settings: { name: 'Velora desk', origins: ['https://shop.example'] } })
  expect(made.status).toBe(201)
  chat = `${server.url}/serve/chat/${(made.body as { id: string }).id}`
  first = await visitor()
  await say(first, 'Does the belt slip when it rains?')
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

test('what comes in is opened, answered and noted without a mouse', async () => {
  await page.goto(`${server.url}/inbox?view=all`)
  await page.getByText('Does the belt slip when it rains?').first().waitFor()
  await page.keyboard.press('j')
  await page.getByRole('region', { name: 'Answer' }).or(page.locator('textarea').last()).first().waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Ask the workshop.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Ask the workshop.').first().waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.keyboard.type('No, it runs on in the rain.')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await fetch(`${chat}/entries?before=1000`, { headers: { ...site, ...first } })).text(), { timeout: 30_000 }).toContain('No, it runs on in the rain.')
  expect(await (await fetch(`${chat}/entries?before=1000`, { headers: { ...site, ...first } })).text()).not.toContain('workshop')
  expect(broken).toEqual([])
})

test('that they type is seen beside the words', async () => {
  await fetch(`${chat}/signals`, { method: 'POST', headers: { ...site, ...first }, body: JSON.stringify({ typing: true }) })
  await page.getByText(/is typing…/).waitFor()
  await shoot(page, 'typing')
  await say(first, 'Thank you!')
  await page.getByText('Thank you!').last().waitFor()
  await expect.poll(() => page.getByText(/is typing…/).count()).toBe(0)
})

test.each([
  ['light', 'light', 1440, 900],
  ['dark', 'dark', 1440, 900],
  ['on a wall', 'light', 1920, 1080],
  ['on a phone', 'light', 390, 844],
  ['on a phone in the dark', 'dark', 390, 844],
] as const)('it can be used by everybody, %s', async (name, colorScheme, width, height) => {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height })
  await page.getByText('Thank you!').filter({ visible: true }).first().waitFor()
  await shoot(page, name.replaceAll(' ', '-'))
  await expectAccessible(page, name)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
})
