/** How many interactions a second the HTTP intake acknowledges on disk, in batches of 100. */
import { Agent, request } from 'undici'
import { benchTopics, posts } from './posts.ts'
import { newDataFolder, percentile, startServer } from '../test/server-process.ts'

/** Options: total interactions (default 400000), connections (default 8). */
export async function run(args: string[]): Promise<void> {
  const total = Number(args[0] ?? 400_000)
  const connections = Number(args[1] ?? 8)
  const server = await startServer(newDataFolder())
  for (const topic of benchTopics) await server.call('POST', '/topics', topic)
  const now = Date.now()
  const bodies = Array.from({ length: total / 100 }, (_, index) => JSON.stringify(posts(index * 100, 100, { authors: 50_000, brandEvery: 10, from: now - total * 10, stepMs: 10 })))
  const agent = new Agent({ connections, pipelining: 1 })
  const times: number[] = []
  let refused = 0
  const startedAt = performance.now()
  let next = 0
  await Promise.all(Array.from({ length: connections }, async () => {
    for (let index = next++; index < bodies.length; index = next++) {
      const sentAt = performance.now()
      const answer = await request(`${server.url}/api/v1/interactions`, { method: 'POST', dispatcher: agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${server.key}` }, body: bodies[index] ?? '' })
      await answer.body.dump()
      if (answer.statusCode !== 202) refused += 1
      times.push(performance.now() - sentAt)
    }
  }))
  const tookS = (performance.now() - startedAt) / 1_000
  console.table([{ interactions: total, 'batches not accepted': refused, connections, 'seconds': tookS.toFixed(1), 'acknowledged/s': Math.round(total / tookS), 'p50 ms': percentile(times, 0.5).toFixed(1), 'p99 ms': percentile(times, 0.99).toFixed(1) }])
  const recordedFrom = performance.now()
  for (;;) {
    const health = (await (await fetch(`${server.url}/health`)).json()) as { parts: { name: string; words: string }[] }
    if (health.parts.find((part) => part.name === 'loop')?.words.startsWith('Everything')) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const allS = (performance.now() - startedAt) / 1_000
  console.log(`Everything recorded ${((performance.now() - recordedFrom) / 1_000).toFixed(1)} s later: ${Math.round(total / allS)} interactions/s through the whole loop, while taking in as fast as it can.`)
  await server.remove()
}
