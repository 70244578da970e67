/** `rapport spikes` as a script meets it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { spikesCommand } from './spikes.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-spikes-'))
afterAll(() => { rmSync(folder, { recursive: true }) })
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

function file(text: string): string {
  const path = join(folder, 'counts.csv')
  writeFileSync(path, text)
  return path
}

async function run(...args: string[]): Promise<{ out: string[]; told: string[]; code: number }> {
  let out = ''
  const told: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => { told.push(String(line)) })
  await spikesCommand().parseAsync(args, { from: 'user' })
  return { out: out.split('\n').slice(0, -1), told, code: Number(process.exitCode ?? 0) }
}

/** Eight days of twenty to twenty-four, every five minutes, with an hour of 600 on the last. */
function counts(): string {
  const rows = Array.from({ length: 8 * 288 }, (_, row) => {
    const time = new Date(Date.UTC(2026, 0, 5) + row * 300_000).toISOString().slice(0, 19).replace('T', ' ')
    return `${time},${row >= 2_100 && row < 2_112 ? 600 : 20 + ((row * 7) % 5)}`
  })
  return `timestamp,value\n${rows.join('\n')}\n`
}

describe('rapport spikes', () => {
  test('repeats every row with a score from 0 to 1, highest where the spike is', async () => {
    const text = counts()
    const { out, told, code } = await run(file(text))
    expect(out[0]).toBe('timestamp,value,anomaly_score')
    expect(out.map((line) => line.split(',').slice(0, 2).join(','))).toEqual(text.split('\n').slice(0, -1))
    const scores = out.slice(1).map((line) => Number(line.split(',')[2]))
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true)
    const highest = scores.indexOf(Math.max(...scores))
    expect(highest).toBeGreaterThanOrEqual(2_100)
    expect(highest).toBeLessThan(2_112)
    expect(told).toEqual([])
    expect(code).toBe(0)
  })

  test('with --alarms tells the one alarm, from when to when and how grave', async () => {
    const { out } = await run(file(counts()), '--alarms')
    expect(out).toHaveLength(2)
    expect(out[0]).toBe('since,until,peak,value,expected,severity,score')
    expect(out[1]).toMatch(/^2026-01-12T07:00:00\.000Z,2026-01-12T\d\d:\d5:00\.000Z,2026-01-12T07:00:00\.000Z,600,2\d\.?\d*,\d+,0\.\d+$/)
  })

  test('with a threshold that nothing reaches, no alarm', async () => {
    const { out } = await run(file(counts()), '--alarms', '--threshold', '1')
    expect(out).toHaveLength(1)
  })

  test.each([
    ['2026-01-05 00:00:00,1\n2026-01-05 00:05:00,2\n2026-01-05 00:05:00,3\n', 'Line 3: The time 2026-01-05T00:05:00'],
    ['2026-01-05 00:00:00,1\n2026-01-05 00:05:00,2\n2026-01-04 00:05:00,3\n', 'Line 3: The time 2026-01-04T00:05:00'],
    ['2026-01-05 00:00:00,1\n2026-01-05 00:05:00,2\nlater,3\n', 'Line 3: "later" is no time'],
  ])('a bad row is told by its line, after the rows before it', async (text, because) => {
    const { out, told, code } = await run(file(text))
    expect(out).toHaveLength(3)
    expect(told[0]).toContain(`counts.csv: ${because}`)
    expect(code).toBe(2)
  })

  test('a file that is not there is told', async () => {
    const { told, code } = await run(join(folder, 'nowhere.csv'))
    expect(told[0]).toMatch(/nowhere\.csv cannot be read/)
    expect(code).toBe(2)
  })
})
