import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/kernel/ids.ts'
import { connect } from '../../src/platform/postgres/database.ts'
import { runningUrl } from '../../src/platform/postgres/embedded.ts'
import { postgresStream } from '../../src/platform/stream/stream.ts'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { expectAccessible, makeOwner, openBrowser, watch } from './browser.ts'

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
  await makeOwner(page, server)
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

const rows = [
  'Customer number,Name,Email,City,Birthday,Newsletter',
  'C-1,Wilma Reedmace,wilma@post.example,Ghent,1984-05-17,yes',
  'C-2,Otto Tidewell,otto@post.example,Lille,,no',
  'C-3,Nobody Yet,nobody@post.example,Porto,2099-01-01,',
]

interface Listed { readonly items: { readonly id: string; readonly name: string }[] }
const named = async (name: string): Promise<Listed['items']> => ((await server.call('GET', `/people?q=${encodeURIComponent(name)}`)).body as Listed).items

test('a file of customers is dropped in, shows what would become of each row, and makes people of them', async () => {
  await page.goto(`${server.url}/settings/people-imports`)
  await page.locator('input[type=file]').setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.getByRole('button', { name: 'Take it in' }).waitFor()
  await page.getByText('lies ahead').waitFor()
  await expectAccessible(page, 'a file of customers, looked at')
  await page.getByRole('button', { name: 'Take it in' }).click()
  await page.getByText('3 rows read: 2 new, 0 changed, 0 as they were, 1 refused').waitFor()
  await expect.poll(async () => (await named('wilma')).length, { timeout: 20_000 }).toBe(1)
  await expectAccessible(page, 'an import that is done')
})

test('the page of a person shows who they are, what comes next, and leads to the conversation that is open', async () => {
  const url = runningUrl(server.config.dataFolder)
  const postgres = connect(url ?? '')
  try {
    const account = newId()
    await postgresStream(postgres).append([{
      is: 'said', at: Date.now(), origin: `account:${account}`,
      interaction: { channel: 'mail', externalId: 'm-1', kind: 'message', direction: 'inbound', author: { externalId: 'wilma@post.example', name: 'Wilma Reedmace' }, at: Date.now(), text: 'Where is the hub that I ordered?', message: { account, visibility: 'private', subject: 'My hub' } },
    }])
  } finally {
    await postgres.close()
  }
  await expect.poll(async () => ((await server.call('GET', '/conversations?view=all')).body as { items: unknown[] }).items.length, { timeout: 20_000 }).toBe(1)
  const [wilma] = await named('wilma')
  await page.goto(`${server.url}/people/${wilma?.id ?? ''}`)
  await page.getByRole('heading', { name: 'Wilma Reedmace', level: 1 }).waitFor()
  await page.getByText('wilma@post.example').first().waitFor()
  await page.getByText('Where is the hub that I ordered?').first().waitFor()
  await expectAccessible(page, 'a customer')
  await page.getByRole('link', { name: /My hub/ }).click()
  await page.waitForURL(/\/inbox\?/)
  await page.getByText('Where is the hub that I ordered?').first().waitFor()
  await page.goBack()
})

test('two people are joined by hand, with their evidence, and taken apart again exactly', async () => {
  await page.getByRole('heading', { name: 'Wilma Reedmace', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Join with …' }).click()
  await page.getByLabel('Who else is this?').fill('otto')
  await page.getByRole('dialog').getByRole('button', { name: /Otto Tidewell/ }).click()
  await page.getByText('two customer numbers').or(page.getByRole('dialog').getByRole('button', { name: 'Join', exact: true })).first().waitFor()
  await expectAccessible(page, 'two people side by side')
  await page.getByRole('dialog').getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByText('otto@post.example').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => page.getByLabel('Identities').getByText('otto@post.example').count(), { timeout: 20_000 }).toBe(0)
  // The list follows within moments.
  await expect.poll(async () => (await named('otto')).map((one) => one.name), { timeout: 20_000 }).toEqual(['Otto Tidewell'])
  await expect.poll(async () => (await named('wilma')).map((one) => one.name), { timeout: 20_000 }).toEqual(['Wilma Reedmace'])
})

test('a yes is entered with the day on which it was given', async () => {
  await page.getByRole('button', { name: 'Enter', exact: false }).first().click()
  await page.getByLabel('When they said it').fill('2026-10-04')
  await page.getByRole('dialog').locator('textarea').fill('On the telephone')
  await expectAccessible(page, 'entering a consent')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const [wilma] = await named('wilma')
  await expect.poll(async () => ((await server.call('GET', `/people/${wilma?.id ?? ''}/consents`)).body as { said: { source: string; at: string }[] }).said.filter((one) => one.source === 'by-hand').map((one) => one.at.slice(0, 10)), { timeout: 10_000 }).toEqual(['2026-10-04'])
})

test('who asks to be erased is gone from the list and from every page', async () => {
  await page.getByRole('button', { name: 'Erase' }).click()
  await page.getByRole('textbox', { name: 'Why' }).fill('Asked in a letter')
  await expectAccessible(page, 'an erasure about to begin')
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
  await expect.poll(async () => (await named('wilma')).length, { timeout: 60_000 }).toBe(0)
  await page.goto(`${server.url}/settings/privacy`)
  await page.getByText('Asked in a letter').waitFor({ timeout: 60_000 })
  await expectAccessible(page, 'privacy')
  expect((await named('otto')).length).toBe(1)
  expect(broken).toEqual([])
})
