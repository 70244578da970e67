/** The whole loop at a steady rate: from take-in to visible in the stream and in counts. */
import { benchTopics, posts } from './posts.ts'
import { newDataFolder, percentile, startServer } from '../test/server-process.ts'

/** Options: interactions a second (default 5000), seconds (default 30). */
export async function run(args: string[]): Promise<void> {
  const rate = Number(args[0] ?? 5_000)
  const seconds = Number(args[1] ?? 30)
  const server = await startServer(newDataFolder())
  for (const topic of benchTopics) await server.call('POST', '/topics', topic)
  const lags: number[] = []
  const probes = 10
  let sent = 0
  const from = Date.now()
  const startedAt = performance.now()
  const sending: Promise<unknown>[] = []
  const watching: Promise<void>[] = []
  for (let tick = 0; tick < seconds * 10; tick++) {
    const first = sent
    const count = rate / 10
    for (let offset = 0; offset < count; offset += 100) sending.push(server.call('POST', '/interactions', posts(first + offset, Math.min(100, count - offset), { authors: 50_000, brandEvery: 10, from, stepMs: 1_000 / rate })))
    sent += count
    // Now and then one whose way is followed to the end.
    if (tick % Math.max(1, Math.floor((seconds * 10) / (probes * 10))) === 0) watching.push(follow(server, tick, lags))
    const due = startedAt + (tick + 1) * 100
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
  }
  await Promise.all(sending)
  const offeredS = (performance.now() - startedAt) / 1_000
  await Promise.all(watching)
  console.table([{ 'offered/s': rate, 'sent': sent, 'taken in /s': Math.round(sent / offeredS), 'followed': lags.length, 'lag p50 ms': Math.round(percentile(lags, 0.5)), 'lag p99 ms': Math.round(percentile(lags, 0.99)) }])
  await server.remove()
}

/** Sends one mention and asks until it is in the list and in the count. */
async function follow(server: Awaited<ReturnType<typeof startServer>>, n: number, lags: number[]): Promise<void> {
  const handle = `probe${n}`
  const sentAt = performance.now()
  await server.call('POST', '/interactions', { channel: 'probe', externalId: `probe-${n}`, kind: 'post', at: new Date().toISOString(), text: `Velora ${handle}`, author: { externalId: handle, handle } })
  for (;;) {
    const { body } = await server.call('GET', `/mentions/facets?channels=probe&author=${handle}`)
    if ((body as { total?: number }).total === 1) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  lags.push(performance.now() - sentAt)
}
