/** The whole loop at a steady rate: from take-in to visible in the stream and in counts. */
import { Agent, request } from 'undici'
import { cpuSeconds } from './cpu.ts'
import { benchTopics, posts } from './posts.ts'
import { newDataFolder, percentile, startServer, type ServerProcess } from '../test/server-process.ts'

/**
 * Options: interactions a second (default 5000), seconds (default 30). The same
 * load goes before it for five seconds, which are shown by themselves: a server
 * that has just started is not yet compiled.
 */
const warmUpS = 5

export async function run(args: string[]): Promise<void> {
  const rate = Number(args[0] ?? 5_000)
  const seconds = Number(args[1] ?? 30) + warmUpS
  const server = await startServer(newDataFolder())
  for (const topic of benchTopics) await server.call('POST', '/topics', topic)
  const batches = Math.ceil(rate / 100)
  // Written beforehand: what is measured is the server, not who sends.
  const from = Date.now()
  const bodies = Array.from({ length: seconds * batches }, (_, batch) => JSON.stringify(posts(batch * 100, 100, { authors: 50_000, brandEvery: 10, from, stepMs: 1_000 / rate })))
  const agent = new Agent({ connections: 64 })
  const send = async (body: string): Promise<void> => {
    const answer = await request(`${server.url}/api/v1/interactions`, { method: 'POST', dispatcher: agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${server.key}` }, body })
    await answer.body.dump()
    if (answer.statusCode !== 202) throw new Error(`A batch was answered with ${answer.statusCode}.`)
  }
  const probes = followProbes(server)
  const before = cpuSeconds(server)
  const startedAt = performance.now()
  const sending: Promise<unknown>[] = []
  for (let batch = 0; batch < seconds * batches; batch++) {
    sending.push(send(bodies[batch] ?? ''))
    if (batch % Math.ceil(batches / 5) === 0) probes.send()
    const due = startedAt + ((batch + 1) * 1_000) / batches
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
  }
  await Promise.all(sending)
  const offeredS = (performance.now() - startedAt) / 1_000
  const all = await probes.all()
  const lagsOf = (isWarm: boolean): number[] => all.filter(({ sentAt }) => sentAt - startedAt >= warmUpS * 1_000 === isWarm).map(({ ms }) => ms)
  const lags = lagsOf(true)
  const after = cpuSeconds(server)
  const perThousand = (burntS: number): number => Math.round((burntS * 1_000) / ((seconds * batches * 100) / 1_000))
  console.table([{ 'offered/s': rate, 'sent': seconds * batches * 100, 'taken in /s': Math.round((seconds * batches * 100) / offeredS), 'followed': lags.length, 'lag p50 ms': Math.round(percentile(lags, 0.5)), 'lag p99 ms': Math.round(percentile(lags, 0.99)), [`p99 of the first ${warmUpS} s`]: Math.round(percentile(lagsOf(false), 0.99)), 'server CPU ms per 1,000': perThousand(after.server - before.server), 'PostgreSQL CPU ms per 1,000': perThousand(after.postgres - before.postgres) }])
  await server.remove()
}

interface Lag {
  /** When it was sent, and how long it took until it was seen, in milliseconds. */
  readonly sentAt: number
  readonly ms: number
}

/** Sends a mention now and then, and looks ten times a second which of them are visible; the lag of each is at most that much too long. */
function followProbes(server: ServerProcess): { send(): void; all(): Promise<Lag[]> } {
  const open = new Map<number, number>()
  const lags: Lag[] = []
  let sent = 0
  let ended = false
  const watching = (async () => {
    while (!ended || open.size > 0) {
      const { body } = await server.call('GET', '/mentions?channels=probe&limit=1')
      const seenAt = performance.now()
      // Recorded in the order in which they were taken in: with the newest, all before it are visible.
      const newest = Number((body as { items: { text: string }[] }).items[0]?.text.split(' ').at(-1) ?? 0)
      for (const [number, sentAt] of open) if (number <= newest && open.delete(number)) lags.push({ sentAt, ms: seenAt - sentAt })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  return {
    send: () => {
      const text = `Velora probe ${(sent += 1)}`
      open.set(sent, performance.now())
      void server.call('POST', '/interactions', { channel: 'probe', externalId: text, kind: 'post', at: new Date().toISOString(), text, author: { externalId: 'probe' } })
    },
    all: async () => {
      ended = true
      await watching
      return lags
    },
  }
}
