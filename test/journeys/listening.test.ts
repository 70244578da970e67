/** What listening shows, with a crisis in it and empty, in both languages, on a desk, a wall and a phone, light and dark. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { expectAccessible, openBrowser, watch } from './browser.ts'

let server: ServerProcess
let browser: Browser
/** By language; both are signed in. */
const contexts = new Map<string, BrowserContext>()

const hourMs = 3_600_000
const said = ['The belt of my Velora squeaks in the rain, how do I stop that?', 'Lovely evening ride on the Velora', 'Norrhjul delivered a day early, thank you!', 'Terrible, my Norrhjul is broken again and nobody answers', 'Is there a showroom of Velora near Ghent?', 'Mijn Velora is kapot, wat een drama']
const crisis = 'Velora is three weeks late with the #hubgears and support does not answer'
const post = (n: number, at: number, text: string) => ({ channel: 'forum', externalId: `p${n}`, kind: 'post', at: new Date(at).toISOString(), text, author: { externalId: `a${n % 97}`, handle: `rider${n % 97}`, name: `Rider ${n % 97}`, followers: 40 + n } })

async function fill(): Promise<void> {
  const now = Date.now()
  const posts = Array.from({ length: 900 }, (_, n) => post(n, now - (900 - n) * hourMs, `${said[n % said.length] ?? ''} ${n % 50}`))
  for (let n = 0; n < 60; n++) posts.push(post(1_000 + n, now - n * 60_000, n % 3 === 0 ? `${crisis}, order ${n}` : `The #hubgears of my Velora failed after ${n} km`))
  for (let from = 0; from < posts.length; from += 100) expect((await server.call('POST', '/interactions', posts.slice(from, from + 100))).status).toBeLessThan(300)
  await expect.poll(async () => ((await server.call('GET', '/mentions/share-of-voice')).body as { total: number }).total, { timeout: 60_000 }).toBeGreaterThan(900)
}

beforeAll(async () => {
  server = await startServer(newDataFolder())
  browser = await openBrowser()
  const first = await browser.newContext({ timezoneId: 'Europe/Brussels', locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await first.newPage()
  await page.goto(/http:\S+\/welcome\S+/.exec(server.said)?.[0] ?? '')
  await page.getByLabel('Company').fill('Velora')
  await page.getByLabel('Your name').fill('Community desk')
  await page.getByLabel('Mail address').fill('desk@velora.example')
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  contexts.set('en', first)
  contexts.set('nl', await browser.newContext({ timezoneId: 'Europe/Brussels', locale: 'nl-BE', reducedMotion: 'reduce', storageState: await first.storageState() }))
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

const looks = [
  { name: 'desk, light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'phone, dark', width: 390, height: 844, colorScheme: 'dark' },
  { name: 'wall, dark', width: 1920, height: 1080, colorScheme: 'dark' },
] as const
const scenes = ['/listen/trends', '/listen/joining', '/listen/alarms?show=all'] as const

/** Opens it as somebody would, and looks whether everybody can use it. */
async function lookAt(page: Page, language: string, path: string, look: (typeof looks)[number], state: string): Promise<void> {
  await page.setViewportSize(look)
  await page.emulateMedia({ colorScheme: look.colorScheme })
  await page.goto(server.url + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  const what = `${path}, ${language}, ${look.name}, ${state}`
  const folder = process.env['RAPPORT_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${what.replaceAll(/[^a-z0-9]+/g, '-')}.png` })
  await expectAccessible(page, what)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${what}: as wide as the screen`).toBeLessThanOrEqual(0)
  // What the server said and nobody translated; people's words have a direction of their own.
  if (language === 'nl') expect(await page.locator('span[lang=en]:not([dir])').allInnerTexts(), what).toEqual([])
}

async function lookAround(state: string, from: readonly (typeof looks)[number][] = looks): Promise<void> {
  for (const [language, context] of contexts) {
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const broken = watch(page)
    for (const path of scenes) for (const look of from) await lookAt(page, language, path, look, state)
    expect(broken).toEqual([])
    await page.close()
  }
}

test('before anything was heard, every view of listening says what will be there, in both languages', async () => {
  await lookAround('empty', looks.slice(0, 2))
}, 600_000)

test('with a crisis under way, every view can be read and used by everybody, in both languages', async () => {
  for (const [name, role] of [['Velora', 'own'], ['Norrhjul', 'competitor']]) await server.call('POST', '/topics', { name, role, query: String(name).toLowerCase() })
  await fill()
  await lookAround('full')
}, 900_000)

test.each([['en', /nothing in it has to be there/i], ['nl', /niets ervan hoeft er te staan/i]])('the editor of queries helps in %s', async (language, warning) => {
  const page = await contexts.get(language)?.newPage()
  if (!page) throw new Error(language)
  page.setDefaultTimeout(60_000)
  for (const look of looks) {
    await page.setViewportSize(look)
    await page.emulateMedia({ colorScheme: look.colorScheme })
    await page.goto(`${server.url}/listen`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.keyboard.press('t')
    const field = page.getByRole('dialog').locator('textarea').first()
    await field.fill('NOT velora')
    await page.getByText(warning).first().waitFor()
    await field.fill('(velora OR "hub gears") NEAR/5 (late OR broken) sentiment:negative')
    await page.waitForLoadState('networkidle')
    const folder = process.env['RAPPORT_PICTURES']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/editor-${language}-${look.name.replaceAll(/[^a-z]+/g, '-')}.png` })
    await expectAccessible(page, `the editor of queries, ${language}, ${look.name}`)
    await page.keyboard.press('Escape')
  }
  await page.close()
}, 300_000)
