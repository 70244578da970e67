/** `rapport match` as a script meets it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { matchCommand } from './match.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-match-'))
afterAll(() => { rmSync(folder, { recursive: true }) })
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function run(...args: string[]): Promise<{ out: string; told: string[]; code: number }> {
  let out = ''
  const told: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => { told.push(String(line)) })
  await matchCommand().parseAsync(args, { from: 'user' })
  return { out, told, code: Number(process.exitCode ?? 0) }
}

describe('rapport match', () => {
  const queries = file('queries.txt', '\ufefftesla\n\n"model y" NOT ford\r\n#tag OR list:cars')

  test('prints post number, tab, query number, and counts on the last line', async () => {
    const lists = file('lists.json', '{"cars": ["de auto"]}')
    const posts = file('posts.txt', 'Tesla Model Y\nnothing\n\nford model y #TAG\r\nDe auto')
    const { out, told, code } = await run('--queries', queries, '--posts', posts, '--lists', lists)
    expect(out).toBe('0\t0\n0\t2\n3\t3\n4\t3\n')
    expect(told.at(-1)).toMatch(/^5 posts, 4 queries, 4 matches, \d+ posts\/s$/)
    expect(code).toBe(0)
  })

  test('on several threads prints the same in the same order', async () => {
    const posts = file('many.txt', Array.from({ length: 60_000 }, (_, index) => (index % 1_000 === 7 ? 'tesla' : `post ${index} says little of any use to us`)).join('\n'))
    const plain = file('plain.txt', 'tesla\nuse NEAR/2 us')
    const one = await run('--queries', plain, '--posts', posts, '--threads', '1')
    const two = await run('--queries', plain, '--posts', posts, '--threads', '2')
    expect(two.out).toBe(one.out)
    expect(one.out.split('\n')).toHaveLength(60_001)
  }, 30_000)

  test('a bad query is told by line and character, and stops unless it may be left out', async () => {
    const bad = file('bad.txt', 'tesla\ntesla AND\nford')
    const posts = file('two.txt', 'tesla\nford\n')
    const stopped = await run('--queries', bad, '--posts', posts)
    expect(stopped.code).toBe(2)
    expect(stopped.out).toBe('')
    expect(stopped.told[0]).toContain('line 2, character 10: Expected')
    const { out, told } = await run('--queries', bad, '--posts', posts, '--skip-bad')
    expect(out).toBe('0\t0\n1\t2\n')
    expect(told.at(-1)).toMatch(/^2 posts, 3 queries, 2 matches/)
  })

  test('reads fields from NDJSON and tells bad posts', async () => {
    const fields = file('fields.txt', 'followers:>10 lang:nl')
    const posts = file('posts.ndjson', '{"text":"a","languages":["nl"],"author":{"followers":11}}\n{"text":"b"}\n{"txt":"c"}\n')
    const { out, told, code } = await run('--queries', fields, '--posts', posts, '--format', 'ndjson')
    expect(out).toBe('0\t0\n')
    expect(told[0]).toContain('line 3: "text" is missing')
    expect(code).toBe(2)
  })
})
