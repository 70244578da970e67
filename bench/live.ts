/** From take-in to the screen: fifty agents on the live stream while two hundred messages a second reach our accounts. */
import { setTimeout as wait } from 'node:timers/promises'
import type { StreamItem } from '../src/flows/take-in.ts'
import { interactionId, newId } from '../src/kernel/ids.ts'
import { connect } from '../src/platform/postgres/database.ts'
import { runningUrl } from '../src/platform/postgres/embedded.ts'
import { postgresStream } from '../src/platform/stream/stream.ts'
import { newDataFolder, percentile, startServer } from '../test/server-process.ts'

const everyMs = 100

/** Options: agents (default 50), messages a second (default 200), seconds (default 30). */
export async function run(args: string[]): Promise<void> {
  const [agents, perSecond, seconds] = [Number(args[0] ?? 50), Number(args[1] ?? 200), Number(args[2] ?? 30)]
  const folder = newDataFolder()
  const server = await startServer(folder)
  const url = runningUrl(folder)
  if (url === null) throw new Error('The database of the server was not found.')
  const postgres = connect(url)
  const stream = postgresStream(postgres)
  const takenIn = new Map<string, number>()
  const delays: number[] = []
  const stop = new AbortController()
  const listening = Array.from({ length: agents }, async () => {
    const response = await fetch(`${server.url}/api/v1/live`, { headers: { authorization: `Bearer ${server.key}` }, signal: stop.signal })
    const decoder = new TextDecoder()
    let rest = ''
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      const events = (rest + decoder.decode(part, { stream: true })).split('\n\n')
      rest = events.pop() ?? ''
      const now = performance.now()
      for (const event of events) {
        if (!event.startsWith('event: message\n')) continue
        const { id } = JSON.parse(event.slice(event.indexOf('data: ') + 6)) as { id: string }
        const at = takenIn.get(id)
        if (at !== undefined) delays.push(now - at)
      }
    }
  })
  await wait(2_000)
  const account = newId()
  // The models of understanding are opened with the first message; that is once, and not what is measured.
  const said = (n: string): StreamItem => ({ is: 'said', at: Date.now(), origin: `account:${account}`, interaction: { channel: 'mail', externalId: `first-${n}`, kind: 'message', direction: 'inbound', author: { externalId: `first-${n}@tide.example`, name: 'Somebody' }, at: Date.now(), text: 'Is anybody there? I would like to know.', message: { account, visibility: 'private' } } })
  for (let n = 0; n < 60 && delays.length === 0; n++) {
    const first = said(String(n))
    if (first.is === 'said') takenIn.set(interactionId('mail', first.interaction.externalId), performance.now())
    await stream.append([first])
    await wait(1_000)
  }
  await wait(3_000)
  delays.length = 0
  takenIn.clear()
  const began = performance.now()
  let sent = 0
  while (performance.now() - began < seconds * 1_000) {
    const due = Math.floor(((performance.now() - began) / 1_000) * perSecond) - sent
    if (due > 0) {
      const items: StreamItem[] = Array.from({ length: due }, (_, n) => ({ is: 'said', at: Date.now(), origin: `account:${account}`, interaction: { channel: 'mail', externalId: `bench-${sent + n}`, kind: 'message', direction: 'inbound', author: { externalId: `person-${(sent + n) % 5_000}@tide.example`, name: 'Somebody' }, at: Date.now(), text: `When does my order ${sent + n} arrive? I have been waiting for weeks.`, message: { account, visibility: 'private', thread: `thread-${(sent + n) % 3_000}`, subject: 'Order' } } }))
      sent += due
      await stream.append(items)
      const at = performance.now()
      for (const item of items) if (item.is === 'said') takenIn.set(interactionId('mail', item.interaction.externalId), at)
    }
    await wait(everyMs)
  }
  for (let waited = 0; waited < 100 && delays.length < sent * agents; waited++) await wait(100)
  stop.abort()
  await Promise.allSettled(listening)
  console.table([{ agents, 'messages a second': perSecond, sent, 'events expected': sent * agents, 'events seen': delays.length, 'p50 ms': Math.round(percentile(delays, 0.5)), 'p95 ms': Math.round(percentile(delays, 0.95)), 'p99 ms': Math.round(percentile(delays, 0.99)) }])
  await postgres.close()
  await server.remove()
}
