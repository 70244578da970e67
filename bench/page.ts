/** What a person waits for in the real browser: the largest paint of each scene, and tasks that hold the page up while mentions stream in. */
import type { Page } from 'playwright-core'
import { openBrowser } from '../test/open-browser.ts'
import { newDataFolder, percentile, startServer, type ServerProcess } from '../test/server-process.ts'
import { benchTopics, posts } from './posts.ts'

interface Seen {
  /** Largest contentful paint so far, in ms from the navigation. */
  readonly paintMs: number
  /** Durations of tasks over 50 ms. */
  readonly tasksMs: readonly number[]
}

/** Runs in the page before anything of it does. */
const watchSource = `
  const seen = { paintMs: 0, tasksMs: [] }
  Object.assign(globalThis, { seen })
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.paintMs = entry.startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.tasksMs.push(entry.duration) }).observe({ type: 'longtask', buffered: true })
`
const seenIn = async (page: Page): Promise<Seen> => (await page.evaluate('seen')) as Seen

const scenes = ['/', '/listen', '/people', '/settings/sources'] as const
const password = 'a long enough password'

async function makeOwner(server: ServerProcess, page: Page): Promise<void> {
  await page.goto(/http:\S+\/welcome\S+/.exec(server.said)?.[0] ?? server.url)
  await page.getByLabel('Company').fill('Velora')
  await page.getByLabel('Your name').fill('Bench')
  await page.getByLabel('Mail address').fill('bench@velora.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
}

/** How long after loading nothing larger is expected to be painted; the live stream keeps the network busy for good. */
const settlesInMs = 3_000

async function settled(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(settlesInMs)
}

/** Options: mentions there before (default 20000), loads of each scene (default 5), seconds of streaming at 50 mentions/s (default 30). */
export async function run(args: string[]): Promise<void> {
  const [there, loads, seconds] = [Number(args[0] ?? 20_000), Number(args[1] ?? 5), Number(args[2] ?? 30)]
  const server = await startServer(newDataFolder())
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addInitScript({ content: watchSource })
    context.setDefaultTimeout(120_000)
    // One page for all: a browser in one process ends with the first that is closed.
    const page = await context.newPage()
    await makeOwner(server, page)
    await page.goto('about:blank')
    const network = await context.newCDPSession(page)
    for (const topic of benchTopics) await server.call('POST', '/topics', topic)
    for (let n = 0; n < there; n += 1_000) await server.call('POST', '/interactions', posts(n, 1_000, { authors: 2_000, brandEvery: 1, from: Date.now() - there * 60_000, stepMs: 60_000 }))
    await recorded(server)

    const rows = []
    for (const scene of scenes) {
      const paints: number[] = []
      for (let load = 0; load < loads; load++) {
        // As in a browser that has never been here.
        await network.send('Network.clearBrowserCache')
        await settled(page, server.url + scene)
        const seen = await seenIn(page)
        paints.push(seen.paintMs)
      }
      rows.push({ scene, 'largest paint p50 ms': Math.round(percentile(paints, 0.5)), 'slowest ms': Math.round(Math.max(...paints)) })
    }
    console.table(rows)
    console.table([await stream(server, page, there, seconds)])
  } finally {
    await browser.close()
    await server.remove()
  }
}

/** Mentions arrive at 50 a second while the list is open. */
async function stream(server: ServerProcess, page: Page, from: number, seconds: number): Promise<Record<string, number>> {
  await settled(page, `${server.url}/listen`)
  const before = (await seenIn(page)).tasksMs.length
  const startedAt = performance.now()
  const sending: Promise<unknown>[] = []
  for (let n = 0; n < seconds * 50; n += 10) {
    sending.push(server.call('POST', '/interactions', posts(from + n, 10, { authors: 2_000, brandEvery: 1, from: Date.now() - (from + n) * 20, stepMs: 20 })))
    const due = startedAt + (n + 10) * 20
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
  }
  await Promise.all(sending)
  await recorded(server)
  const tasks = (await seenIn(page)).tasksMs.slice(before)
  return { 'mentions streamed': seconds * 50, 'tasks over 50 ms': tasks.length, 'over 100 ms': tasks.filter((ms) => ms > 100).length, 'longest ms': Math.round(Math.max(0, ...tasks)) }
}

async function recorded(server: ServerProcess): Promise<void> {
  for (;;) {
    const { parts } = (await (await fetch(`${server.url}/health`)).json()) as { parts: { name: string; words: string }[] }
    if (parts.find((part) => part.name === 'loop')?.words.startsWith('Everything')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
