/** A real browser, for journeys and benchmarks. */
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'

/** @param strict as everybody's browser is: with the rules between origins on, and visitors apart; the package switches both off. */
export async function openBrowser({ strict = false } = {}): Promise<Browser> {
  const given = strict ? chromium.args.filter((arg) => !['--disable-web-security', '--allow-running-insecure-content', '--single-process', '--no-zygote'].includes(arg)) : chromium.args
  return playwright.launch({ executablePath: await chromium.executablePath(), args: [...given, '--disable-background-networking', '--disable-component-update', '--no-first-run'], headless: true })
}
