import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ImportView, Mapping, PreviewView } from '../modules/channels/api.ts'
import { importCommand, type ImportHere } from './import.ts'
import { importOverApi } from './import-over-api.ts'
import { progressLine } from './import-shown.ts'

vi.setConfig({ testTimeout: 60_000 })
const folder = mkdtempSync(join(tmpdir(), 'rapport-import-command-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'posts.csv')
writeFileSync(path, 'Posted on,Said,By,Likes\n03-02-2015,Late again today,@wad,3\n04-02-2015,And again today,@joe,x y\nsoon,Never mind that,@joe,1\n')
const view = (change: Partial<ImportView>): ImportView => ({ id: 'i', fileName: 'posts.csv', bytes: 200, state: 'finished', words: '3 rows read.', mapping: null, bytesRead: 200, rowsRead: 3, takenIn: 2, alreadyKnown: 0, refused: 1, startedAt: null, finishedAt: null, createdAt: '2026-01-01T00:00:00Z', createdBy: 'x', ...change })

let out: string[] = []
let err: string[] = []
beforeEach(() => {
  out = []
  err = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line))
})
afterEach(() => { vi.restoreAllMocks(); process.exitCode = 0 })

const run = (importHere: ImportHere, ...words: string[]) => importCommand(importHere, () => Promise.reject(new Error('no server is started for old posts'))).exitOverride().configureOutput({ writeErr: () => undefined }).parseAsync([path, '--data', join(folder, 'data'), ...words], { from: 'user' })
const never: ImportHere = () => Promise.reject(new Error('nothing may be taken in'))

describe('rapport import', () => {
  test('shows what it takes the columns for and the first rows before it does anything', async () => {
    await run(never, '--dry-run')
    const shown = err.join('\n')
    expect(shown).toMatch(/Posted on\s+at\s+Named "Posted on"; 67 % of the values are times/)
    expect(shown).toMatch(/row 2: 2015-02-03 00:00 wad: Late again today/)
    expect(shown).toMatch(/row 4: refused. "soon" is not a time/)
    expect(shown).toMatch(/name no time zone/)
  })

  test('what the options say is what is done', async () => {
    const asked: Mapping[] = []
    await run(async (_, __, mapping, onProgress) => { asked.push(mapping); onProgress(view({})); return view({}) }, '--yes', '--map', 'Said=title', '--map', 'Likes=metrics.likes', '--channel', 'forum', '--zone', 'Europe/Brussels', '--month-first', '--refused', join(folder, 'refused.csv'))
    expect(asked[0]).toMatchObject({ channel: 'forum', zone: 'Europe/Brussels', dayFirst: false })
    expect(asked[0]?.columns).toContainEqual({ column: 'Said', target: 'title' })
    expect(out).toEqual(['3 rows read.'])
    expect(readFileSync(join(folder, 'refused.csv'), 'utf8').split('\r\n')[1]).toMatch(/^4,archive.time,/)
  })

  test('a preview for a script is JSON', async () => {
    await run(never, '--dry-run', '--json')
    expect((JSON.parse(out.join('')) as PreviewView).mapping.delimiter).toBe(',')
  })

  test('an import that failed ends with a code that a script notices', async () => {
    await run(async () => view({ state: 'failed', words: 'None of the first 2,000 rows …' }), '--yes')
    expect(process.exitCode).toBe(1)
  })

  test.each<[string[], RegExp]>([
    [['--map', 'Nope=at'], /no column "Nope". It has: Posted on, Said, By, Likes/],
    [['--map', 'Said=nonsense'], /Write column=target/],
    [['--zone', 'Belgium', '--dry-run'], /no time zone/],
    [['--channel', 'No Such', '--dry-run'], /lower-case letters/],
    [['--day-first', '--month-first'], /not both/],
    [['--yes', '--url', 'http://127.0.0.1:9'], /asks for an API key/],
    [['--yes', '--url', 'http://127.0.0.1:9', '--key', 'k'], /Nothing answers at/],
  ])('%j is refused in words', async (words, because) => {
    await expect(run(never, ...words)).rejects.toThrow(because)
  })

  test('a file that is not there is said to be not there', async () => {
    await expect(importCommand(never, () => Promise.reject(new Error('no server is started'))).parseAsync([join(folder, 'none.csv')], { from: 'user' })).rejects.toThrow(/no such file/)
  })
})

describe('through the API', () => {
  let server: Server
  const requests: string[] = []
  const bodies: Buffer[] = []
  let left: ImportView[] = []
  const mapping = { channel: 'x', format: 'csv', encoding: 'utf-8', delimiter: ',', headerRow: 1, columns: [{ column: 'a', target: 'at' }], zone: 'UTC', dayFirst: true, markup: 'none' } satisfies Mapping
  beforeEach(async () => {
    requests.length = 0
    bodies.length = 0
    let polls = 0
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        requests.push(`${request.method} ${request.url}`)
        bodies.push(Buffer.concat(parts))
        const ok = request.headers.authorization === 'Bearer key'
        response.statusCode = ok ? 200 : 401
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(request.method === 'GET' && request.url?.includes('?') ? { items: left } : request.method === 'GET' && ++polls > 1 ? view({}) : view({ state: 'running', bytesRead: 100 })))
      })
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  })
  afterEach(() => { left = []; server.close() })
  const access = (key = 'key') => ({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, key })

  test('the file is sent as it is, started, and followed to its end', async () => {
    const seen: string[] = []
    const done = await importOverApi(access(), path, 200, mapping, ({ state }) => seen.push(state))
    expect(done.state).toBe('finished')
    expect(requests.slice(0, 3)).toEqual(['GET /api/v1/imports?limit=200', 'POST /api/v1/imports?fileName=posts.csv', 'POST /api/v1/imports/i/start'])
    expect(bodies[1]).toEqual(readFileSync(path))
    expect(seen.at(-1)).toBe('finished')
  })

  test('an import of the same file that was left unfinished goes on instead of beginning again', async () => {
    left = [view({ state: 'paused', mapping: { ...mapping } })]
    await importOverApi(access(), path, 200, mapping, () => undefined)
    expect(requests[1]).toBe('POST /api/v1/imports/i/resume')
  })

  test('a key that is not known there is said to be not known', async () => {
    await expect(importOverApi(access('other'), path, 200, mapping, () => undefined)).rejects.toThrow(/The key is not known/)
  })
})

test('the bar says how far it is and how long it takes', () => {
  expect(progressLine(view({ bytesRead: 100, rowsRead: 5_000, refused: 2 }), 10_000)).toBe('[███████████████···············] 50 %  5,000 rows, 2 refused, 500 rows/s, 10 s left')
})
