import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { expectAccessible, openBrowser, watch } from './browser.ts'

/** A site where nothing is, so that a source of it fails without anybody's network. */
let site: Server
let server: ServerProcess
let browser: Browser
let page: Page
let broken: string[]
let feed = ''

beforeAll(async () => {
  site = createServer((_request, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', () => resolve()))
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
  feed = `http://${host}/feed.xml`
  process.env['RAPPORT_ALLOW_PRIVATE'] = host
  server = await startServer(newDataFolder())
  delete process.env['RAPPORT_ALLOW_PRIVATE']
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Brussels', locale: 'nl-BE', reducedMotion: 'reduce' })
  page.setDefaultTimeout(30_000)
  broken = watch(page)
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
  site?.close()
})

/** What the server said and nobody translated; people's words have a direction of their own. */
const leftEnglish = (): Promise<string[]> => page.locator('span[lang=en]:not([dir])').allInnerTexts()

test('who comes with a Dutch browser is welcomed in Dutch', async () => {
  await page.goto(/http:\S+\/welcome\S+/.exec(server.said)?.[0] ?? '')
  await page.getByLabel('Bedrijf').fill('Velora')
  await page.getByLabel('Je naam').fill('Bureau')
  await page.getByLabel('E-mailadres').fill('bureau@velora.example')
  await page.getByLabel('Wachtwoord', { exact: true }).fill('een lang genoeg wachtwoord')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor()
})

test('an address that leads nowhere is refused in Dutch', async () => {
  await page.goto(`${server.url}/settings/sources`)
  await page.getByRole('button', { name: 'Bron toevoegen' }).first().click()
  await page.getByRole('dialog').getByText('Feeds').first().click()
  await page.getByLabel('Adres').fill('http://10.0.0.1/feed')
  await page.getByRole('button', { name: 'Eerst kijken' }).click()
  await page.getByText('“10.0.0.1” leidt naar een privé of gereserveerd netwerk').waitFor()
  await page.getByLabel('Adres').fill(feed)
  await page.getByRole('button', { name: 'Eerst kijken' }).click()
  await page.getByText('op dit adres is niets').waitFor()
  await expectAccessible(page, 'a refused address')
})

test('a source that fails says in Dutch what is wrong and what comes next', async () => {
  expect((await server.call('POST', '/sources', { channel: 'feed', name: 'Verdwenen', settings: { url: feed } })).status).toBe(201)
  await expect.poll(async () => ((await server.call('GET', '/sources')).body as { items: { health: { state: string } }[] }).items[0]?.health.state, { timeout: 20_000 }).toBe('failing')
  await page.goto(`${server.url}/settings/sources`)
  await page.getByText(/De server antwoordt 404 voor http\S+: op dit adres is niets\./).waitFor()
  expect(await leftEnglish()).toEqual([])
})

test('a query that cannot be read is corrected in Dutch while it is typed', async () => {
  await page.goto(`${server.url}/listen`)
  await page.getByRole('heading', { name: 'Luisteren', level: 1 }).waitFor()
  await page.keyboard.press('t')
  await page.getByRole('dialog').locator('textarea').fill('(velora OR fietsen')
  await page.getByText('een haakje sluiten bij het haakje dat opent').waitFor()
  await page.getByRole('dialog').locator('textarea').fill('*')
  await page.getByText(/past dus bij bijna alles|past bij bijna alles/).first().waitFor()
  expect(await leftEnglish()).toEqual([])
})

test('a file with bad rows is explained in Dutch: its columns, its doubts, each refused row', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => `${n % 28 + 1}/10/2026 1${n % 10}:00,fietser${n},"Velora, gehoord ${n}"`)
  await page.goto(`${server.url}/settings/imports`)
  await page.locator('input[type=file]').setInputFiles({ name: 'oud.csv', mimeType: 'text/csv', buffer: Buffer.from(['Date,Username,Post', ...rows, 'geen datum,x,Velora', '1/1/2099 10:00,x,Velora'].join('\n')) })
  await page.getByText(/^Heet “Date”; \d+% van de waarden zijn tijdstippen, de dag eerst\.$/).waitFor()
  await page.getByText('De tijden in “Date” noemen geen tijdzone.').waitFor()
  await page.getByText('“geen datum” is geen tijdstip dat we kunnen lezen.').first().waitFor()
  expect(await leftEnglish()).toEqual([])
  await page.getByRole('button', { name: 'Bestand inlezen' }).click()
  await page.getByText('42 rijen gelezen: 40 nieuw, 0 waren er al, 2 geweigerd.').waitFor()
})

test('what was set aside says in Dutch why, and the installation how it is', async () => {
  await server.call('POST', '/interactions', [{ channel: 'Forum!', kind: 'post' }])
  await page.goto(`${server.url}/settings/sources?setAside=all`)
  await page.getByText('een kanaal heet in kleine letters').waitFor()
  expect(await leftEnglish()).toEqual([])
  await page.goto(`${server.url}/settings/installation`)
  await page.getByText('Antwoordt, ingebouwd in dit proces.').or(page.getByText('Antwoordt.')).first().waitFor()
  expect(await leftEnglish()).toEqual([])
  await expectAccessible(page, 'Installation in Dutch')
})

test('nothing broke on the way', () => {
  expect(broken).toEqual([])
})
