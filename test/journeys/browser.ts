/** A real browser on a real installation, for whole journeys. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ServerProcess } from '../server-process.ts'

export { openBrowser } from '../open-browser.ts'

/** What the page reported as broken while it was used. */
export function watch(page: Page): string[] {
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) broken.push(message.text())
  })
  return broken
}

/** Checks what is on the page now against WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }> } }
    const { violations: found } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 3).map((node) => `    ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`).join('\n')}`)
  })
  expect(violations, what).toEqual([])
}

/** Makes the owner with the link from the console, and goes to Today. */
export async function makeOwner(page: Page, server: ServerProcess, { company = 'Velora', name = 'Community desk' } = {}): Promise<void> {
  await page.goto(/http:\S+\/welcome\S+/.exec(server.said)?.[0] ?? '')
  await page.getByLabel('Company').fill(company)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Mail address').fill(`desk@${company.toLowerCase()}.example`)
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
}

/** Pictures to be looked at go into the folder that `RAPPORT_TEST_SHOTS` names, if any. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['RAPPORT_TEST_SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

const everywhere = [[390, 844, 'dark'], [1440, 900, 'light'], [1920, 1080, 'dark']] as const
const onPhone = [[390, 844, 'light']] as const

/** Checks what is on the page on a phone, a desk and a wall, light and dark: accessible, nothing sticks out. */
export async function expectGood(page: Page, what: string, where: 'everywhere' | 'on a phone' = 'everywhere'): Promise<void> {
  for (const [width, height, colorScheme] of where === 'everywhere' ? everywhere : onPhone) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height })
    // Colours change softly, and half of the way there they cannot be read.
    await page.waitForFunction((scheme) => document.documentElement.dataset['theme'] === scheme && document.getAnimations().every((each) => each.playState !== 'running'), colorScheme)
    await shoot(page, `${what}-${width}-${colorScheme}`)
    await expectAccessible(page, `${what}, ${colorScheme}, ${width} wide`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${what}, ${width} wide`).toBeLessThanOrEqual(width)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}
