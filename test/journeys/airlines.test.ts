import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { airlineFile, airlines, airlineSuite, byName, countByHand, isAbsent } from '../airlines.ts'
import { newDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { makeOwner, openBrowser, watch } from './browser.ts'

describe.skipIf(isAbsent)(airlineSuite('the airline tweets in the page'), () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let broken: string[]

  beforeAll(async () => {
    server = await startServer(newDataFolder())
    for (const airline of airlines) await server.call('POST', '/topics', { name: airline, role: airline === 'united' ? 'own' : 'competitor', query: `@${airline}` })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 1_200 }, timezoneId: 'UTC', locale: 'en-GB', reducedMotion: 'reduce' })
    page.setDefaultTimeout(60_000)
    broken = watch(page)
    await makeOwner(page, server, { company: 'Air' })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.remove()
  })

  test('the file is dropped in, taken in as guessed, and the table of Listen shows what a count by hand gives', { timeout: 240_000 }, async () => {
    await page.goto(`${server.url}/settings/imports`)
    await page.locator('input[type=file]').setInputFiles(airlineFile)
    await page.getByRole('button', { name: 'Take the file in' }).click()
    await page.getByRole('button', { name: 'Take back' }).waitFor({ timeout: 120_000 })
    await page.getByText('14,640').first().waitFor()
    const total = [...countByHand().values()].reduce((sum, count) => sum + count, 0)
    await expect.poll(async () => ((await server.call('GET', '/mentions/share-of-voice')).body as { total: number }).total, { timeout: 60_000 }).toBe(total)

    await page.goto(`${server.url}/listen?from=2015-02-10&to=2015-03-01&by=day&picture=table`)
    const table = page.getByRole('table', { name: /^Share of voice/ })
    await expect.poll(() => table.locator('thead th').count(), { timeout: 30_000 }).toBe(airlines.length + 2)
    const rows = await table.locator('tr').evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent?.trim() ?? '')))
    const [head = [], , ...days] = rows
    const seen = days.flatMap(([day = '', ...cells]) => cells.slice(0, -1).map((cell, index): [string, number] => [`${new Date(`${day.replace(/^\w+,? /, '')} UTC`).toISOString().slice(0, 10)}|${head[index + 1]}`, Number(cell.replaceAll(',', ''))]))
    expect(byName(seen.filter(([, count]) => count > 0))).toEqual(byName([...countByHand()]))
    expect(broken).toEqual([])
  })
})
