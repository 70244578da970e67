import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../src/app.ts'
import { interactionId } from '../src/kernel/ids.ts'
import { openClickhouse } from '../src/platform/clickhouse/open.ts'
import { readConfig } from '../src/platform/config.ts'
import { startServer } from './server-process.ts'

/** A disk of its own in memory, if this machine lets one be made. */
function smallDisk(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
}

const disk = smallDisk(220)
const free = (): number => { const { bavail, bsize } = statfsSync(disk ?? ''); return bavail * bsize }

describe.skipIf(disk === null)(`a disk that is full${disk === null ? ' (skipped: no disk can be mounted here)' : ''}`, () => {
  const filler = join(disk ?? '', 'filler')
  beforeAll(() => writeFileSync(filler, Buffer.alloc(1)))
  afterAll(() => {
    execFileSync('umount', ['-l', disk ?? ''])
    rmSync(disk ?? '', { recursive: true })
  })

  test('at the first start is said with what is needed and what to do', async () => {
    writeFileSync(filler, Buffer.alloc(free() - 20_000_000))
    await expect(startApp(readConfig({}, { dataFolder: join(disk ?? '', 'data'), port: 0, logLevel: 'error' }))).rejects.toThrow(/\d+ MB free; Rapport needs at least 150 MB/)
    rmSync(filler)
  })

  test('refuses what it cannot keep, says so, and goes on when there is room again, with everything that was acknowledged', { timeout: 120_000 }, async () => {
    const server = await startServer(join(disk ?? '', 'data'))
    const noise = (n: number): string => Array.from({ length: 150 }, (_, k) => ((n * 7_919 + k * 104_729) % 1_000_003).toString(36)).join(' ')
    const acknowledged = new Set<string>()
    const send = async (batch: number): Promise<{ status: number; body: unknown }> => {
      const items = Array.from({ length: 200 }, (_, n) => ({ channel: 'forum', externalId: `${batch}-${n}`, kind: 'post', at: '2026-11-01T10:00:00Z', text: noise(batch * 200 + n), author: { externalId: `a${n}` } }))
      const answer = await server.call('POST', '/interactions', items)
      if (answer.status === 202) for (const { externalId } of items) acknowledged.add(interactionId('forum', externalId))
      return answer
    }
    expect((await send(0)).status).toBe(202)
    // All but a little: the log that PostgreSQL has set aside already still takes some.
    writeFileSync(filler, Buffer.alloc(Math.max(0, free() - 4_000_000)))
    let refusal: { status: number; body: unknown } | null = null
    for (let batch = 1; batch < 400 && refusal === null; batch++) {
      const answer = await send(batch)
      if (answer.status !== 202) refusal = answer
    }
    expect(refusal).toMatchObject({ status: 507, body: { code: 'data-folder.full' } })
    const health = (await (await fetch(`${server.url}/health`)).json()) as { ok: boolean; parts: { name: string; ok: boolean; words: string }[] }
    expect(health.parts.find(({ name }) => name === 'disk')).toMatchObject({ ok: false })
    rmSync(filler)
    await expect.poll(async () => (await send(1_000)).status, { timeout: 20_000 }).toBe(202)
    for (let waited = 0; waited < 600; waited++) {
      const { parts } = (await (await fetch(`${server.url}/health`)).json()) as typeof health
      if (parts.some(({ name, words }) => name === 'loop' && words.startsWith('Everything'))) break
      await wait(100)
    }
    await server.stop()
    const clickhouse = await openClickhouse(server.config)
    const kept = new Set((await clickhouse.rows<{ id: string }>('select id from rapport.interactions')).map(({ id }) => id))
    await clickhouse.close()
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([])
  })
})
