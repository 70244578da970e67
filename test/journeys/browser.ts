/** A real browser on a real installation, for whole journeys. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

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
