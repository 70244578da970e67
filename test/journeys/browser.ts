/** A real browser on a real installation, for whole journeys. */
import chromium from '@sparticuz/chromium'
import axe from 'axe-core'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** @param strict as everybody's browser is: with the rules between origins on, and visitors apart; the package switches both off. */
export async function openBrowser({ strict = false } = {}): Promise<Browser> {
  const given = strict ? chromium.args.filter((arg) => !['--disable-web-security', '--allow-running-insecure-content', '--single-process', '--no-zygote'].includes(arg)) : chromium.args
  return playwright.launch({ executablePath: await chromium.executablePath(), args: [...given, '--disable-background-networking', '--disable-component-update', '--no-first-run'], headless: true })
}

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
