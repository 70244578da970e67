import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { interactionId } from '../src/kernel/ids.ts'
import { openClickhouse } from '../src/platform/clickhouse/open.ts'
import { withPostgres } from '../src/platform/postgres/open.ts'
import { newDataFolder, startServer, type ServerProcess } from './server-process.ts'

const kills = 10

/** Senders that go on through everything, and remember only what was acknowledged. */
function senders(count: number, server: () => ServerProcess | null) {
  const acknowledged = new Set<string>()
  let stopped = false
  let n = 0
  const running = Array.from({ length: count }, async () => {
    while (!stopped) {
      const first = (n += 20)
      const batch = Array.from({ length: 20 }, (_, index) => ({
        // Every tenth is sent again by somebody else, now or later.
        channel: 'forum', externalId: `p${index === 0 ? Math.max(0, first - 400) : first + index}`, kind: 'post', at: new Date(1_790_000_000_000 + (first + index) * 1_000).toISOString(),
        text: (first + index) % 2 ? 'Velora again' : 'Something else', author: { externalId: `a${(first + index) % 37}` },
      }))
      // The same batch is sent until it is acknowledged, as any careful sender does.
      while (!stopped) {
        const answer = await server()?.call('POST', '/interactions', batch).catch(() => null)
        if (answer?.status === 202) {
          for (const { externalId } of batch) acknowledged.add(interactionId('forum', externalId))
          break
        }
        await wait(20)
      }
    }
  })
  return { acknowledged, stop: async () => { stopped = true; await Promise.all(running) } }
}

test('however often it is killed in the middle of work, nothing acknowledged is lost and nothing is doubled', { timeout: 240_000 }, async () => {
  const folder = newDataFolder()
  let server: ServerProcess | null = await startServer(folder)
  const { config } = server
  await server.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
  const sending = senders(4, () => server)
  for (let kill = 0; kill < kills; kill++) {
    await wait(300 + Math.random() * 900)
    const killed: ServerProcess = server
    server = null
    await killed.kill()
    // Now and then the database dies with it.
    if (kill % 3 === 2) killPostgres(folder)
    server = await startServer(folder)
  }
  await wait(500)
  await sending.stop()
  const last: ServerProcess = server
  await waitUntilRecorded(last)
  const listed = await last.call('GET', '/mentions/share-of-voice')
  await last.stop()

  const clickhouse = await openClickhouse(config)
  const rowsOf = async (table: string): Promise<string[]> => (await clickhouse.rows<{ id: string }>(`select id from ${table}`)).map((row) => row.id)
  const history = await rowsOf('rapport.interactions')
  const byIdentity = await rowsOf('rapport.interactions_by_identity')
  const mentions = await clickhouse.rows<{ id: string; text: string }>('select mentions.id as id, text from rapport.mentions as mentions inner join rapport.interactions as interactions on mentions.id = interactions.id')
  await clickhouse.close()
  const known = await withPostgres(config, async ({ pool }) => (await pool.query<{ count: number }>('select count(*)::int as count from history.known')).rows[0]?.count)

  const kept = new Set(history)
  expect(sending.acknowledged.size).toBeGreaterThan(200)
  expect([...sending.acknowledged].filter((id) => !kept.has(id))).toEqual([])
  expect(history.length).toBe(kept.size)
  expect(new Set(byIdentity)).toEqual(kept)
  expect(byIdentity.length).toBe(kept.size)
  expect(known).toBe(kept.size)
  const spoken = mentions.map((row) => row.id)
  expect(spoken.length).toBe(new Set(spoken).size)
  expect(mentions.every((row) => row.text.includes('Velora'))).toBe(true)
  expect((listed.body as { total: number }).total).toBe(spoken.length)
  rmSync(folder, { recursive: true, force: true })
})

function killPostgres(folder: string): void {
  const pidFile = join(folder, 'postgres', 'postmaster.pid')
  if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL')
}

async function waitUntilRecorded(server: ServerProcess): Promise<void> {
  for (;;) {
    const health = (await (await fetch(`${server.url}/health`)).json()) as { parts: { name: string; words: string }[] }
    if (health.parts.some((part) => part.name === 'loop' && part.words.startsWith('Everything'))) return
    await wait(100)
  }
}
