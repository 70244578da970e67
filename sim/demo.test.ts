/** Checks the demonstration, archives and customer records. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { dayMs, minuteMs } from '../src/kernel/instant.ts'
import { writeArchive } from './archive.ts'
import { demoHistory, demoTopics, demoWorld } from './demo.ts'
import { recordsOf } from './records.ts'
import { createWorld } from './world/world.ts'

vi.setConfig({ testTimeout: 60_000 })
const to = Date.parse('2026-11-22T15:00:00Z')
const clock = { now: () => to }

describe('the demonstration', () => {
  test('has ninety days, of which the brands are a good part, and comes again the same', async () => {
    const world = demoWorld({ clock })
    let count = 0
    let named = 0
    const first: unknown[] = []
    for await (const batch of demoHistory(world, 1_000)) {
      if (first.length === 0) first.push(...batch)
      count += batch.length
      named += batch.filter(({ text }) => /velora|norrhjul|cadence/i.test(text ?? '')).length
    }
    expect(count).toBeGreaterThan(40_000)
    expect(count).toBeLessThan(70_000)
    expect(named).toBeGreaterThan(12_000)
    expect(named).toBeLessThan(18_000)
    expect((await demoHistory(demoWorld({ clock, anchor: to }), 1_000).next()).value).toEqual(first)
  })

  test('goes on live, lively at first and calmer later', () => {
    const world = demoWorld({ clock })
    const perMinute: number[] = []
    const brandShare: number[] = [0, 0]
    for (const { at, truth } of world.liveEvents(to, { flareAfterMinutes: null })) {
      const minute = Math.floor((at - to) / minuteMs)
      if (minute >= 45) break
      perMinute[minute] = (perMinute[minute] ?? 0) + 1
      if (truth.about.length > 0 && truth.depth === 0) brandShare[minute < 6 ? 0 : 1]! += minute < 6 ? 1 / 6 : 1 / 39
    }
    const later = perMinute.slice(10).reduce((sum, n) => sum + n, 0) / (perMinute.length - 10) / 60
    expect(later).toBeGreaterThan(3)
    expect(later).toBeLessThan(7)
    expect(brandShare[0]).toBeGreaterThan(brandShare[1]! * 1.5)
  })

  test('listens for the company, two competitors, the industry, the campaign and a risk', () => {
    expect(demoTopics.map(({ role }) => role)).toEqual(['own', 'competitor', 'competitor', 'industry', 'campaign', 'risk'])
  })
})

describe('archives and records', () => {
  const world = createWorld({ seed: 9, people: 600, from: to - 5 * dayMs, to })

  test('CSV and NDJSON hold every event; what is compressed unpacks to the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sim-'))
    try {
      const events = [...world.events()]
      const plain = join(folder, 'a.ndjson')
      expect(await writeArchive({ world, path: plain, format: 'ndjson', truth: true })).toBe(events.length)
      const lines = readFileSync(plain, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { truth: { root: string } })
      expect(lines.map(({ truth }) => truth.root)).toEqual(events.map(({ truth }) => truth.root))
      await writeArchive({ world, path: join(folder, 'b.csv'), format: 'csv', most: 50 })
      await writeArchive({ world, path: join(folder, 'b.csv.gz'), format: 'csv', most: 50 })
      const csv = readFileSync(join(folder, 'b.csv'), 'utf8')
      expect(csv.startsWith('mention_id,published_at,')).toBe(true)
      expect(gunzipSync(readFileSync(join(folder, 'b.csv.gz'))).toString()).toBe(csv)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('records of one person differ between systems but keep who it is', () => {
    const records = [...recordsOf(world)]
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
    const people = Map.groupBy(records, ({ person }) => person)
    expect([...people.values()].filter((list) => list.length > 1).length).toBeGreaterThan(300)
    expect(records).toEqual([...recordsOf(world)])
  })
})
