import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Interaction } from '../../../kernel/interaction.ts'
import { mappingSchema, type Mapping } from '../api.ts'
import type { ArchiveBatch, Position } from './archive-model.ts'
import { BadMapping } from './faults.ts'
import { previewArchive } from './preview.ts'
import { readArchive } from './read-archive.ts'

// Many cases on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'rapport-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
function file(content: string | Buffer): string {
  const path = join(folder, `file-${files++}`)
  writeFileSync(path, content)
  return path
}

const clock = { now: () => Date.parse('2026-11-22T12:00:00Z') }
const csv: Mapping = mappingSchema.parse({ channel: 'x', format: 'csv', delimiter: ',', columns: [{ column: 'id', target: 'externalId' }, { column: 'at', target: 'at' }, { column: 'text', target: 'text' }, { column: 'who', target: 'author.handle' }] })
const noId: Mapping = { ...csv, columns: csv.columns.map((column) => (column.target === 'externalId' ? { ...column, target: 'extra' as const } : column)) }
const header = 'id,at,text,who\n'

async function read(path: string, mapping = csv, from: Position | null = null, batchRows = 500): Promise<ArchiveBatch[]> {
  const batches: ArchiveBatch[] = []
  for await (const batch of readArchive(path, mapping, from, new AbortController().signal, { clock, batchRows })) batches.push(batch)
  return batches
}
const items = (batches: readonly ArchiveBatch[]): Interaction[] => batches.flatMap((batch) => [...batch.items])
const refused = (batches: readonly ArchiveBatch[]) => batches.flatMap((batch) => [...batch.refused])

describe('an archive', () => {
  test('its rows become interactions', async () => {
    const [item] = items(await read(file(`${header}7,2026-01-02 03:04,"Late, ""again""",@wad\n`)))
    expect(item).toMatchObject({ channel: 'x', externalId: '7', kind: 'post', at: Date.parse('2026-01-02T03:04:00Z'), text: 'Late, "again"', author: { externalId: 'wad', handle: 'wad' } })
  })

  test('packed, in UTF-16 or with a byte order mark, it is the same archive', async () => {
    const text = `${header}7,2026-01-02 03:04,"Zoë, 😀",wad\n8,2026-01-02 03:05,x,wad\n`
    const plain = items(await read(file(text)))
    expect(items(await read(file(gzipSync(text))))).toEqual(plain)
    expect(items(await read(file(`\ufeff${text}`)))).toEqual(plain)
    expect(items(await read(file(Buffer.from(`\ufeff${text}`, 'utf16le')), { ...csv, encoding: 'utf-16le' }))).toEqual(plain)
    expect(items(await read(file(Buffer.from(text.replace('Zoë, 😀', 'Zoë'), 'latin1')), { ...csv, encoding: 'windows-1252' }))[0]?.text).toBe('Zoë')
  })

  test.each([
    ['cells too many', '7,2026-01-02,a,b,c', 'archive.columns', /5 cells where the header has 4/],
    ['cells too few', '7,2026-01-02', 'archive.columns', /2 cells/],
    ['no time', '7,,a,wad', 'archive.time', /no time/],
    ['no readable time', '7,soon,a,wad', 'archive.time', /"soon" is not a time/],
    ['a time in the future', '7,2099-01-01,a,wad', 'archive.future', /lies in the future/],
    ['nothing said', '7,2026-01-02,,wad', 'archive.empty', /neither text/],
    ['a zero byte', '7,2026-01-02,a\0b,wad', 'archive.zero-byte', /zero byte/],
    ['a broken character', Buffer.from('7,2026-01-02,caf\xe9,wad', 'latin1'), 'archive.encoding', /not utf-8/],
    ['a quote that stays open', '7,2026-01-02,"a,wad', 'archive.quote', /never closed/],
    ['a row that is too long', `7,2026-01-02,${'x'.repeat(2_100_000)},wad`, 'archive.row-length', /longer than 2 MB/],
  ])('a row with %s is set aside with its number and the reason, and the others are read', async (_, row, code, because) => {
    const path = file(Buffer.concat([Buffer.from(`${header}1,2026-01-01,first,wad\n`), Buffer.from(row as string), Buffer.from('\n9,2026-01-03,last,wad\n')]))
    const batches = await read(path)
    expect(items(batches).map(({ externalId }) => externalId)).toEqual(['1', '9'])
    expect(refused(batches)).toEqual([expect.objectContaining({ row: 3, code, because: expect.stringMatching(because) as string })])
    expect(refused(batches)[0]?.raw.length).toBeLessThanOrEqual(10_000)
  })

  test('blank lines are nothing, and a post of more than 100,000 characters is cut and says so', async () => {
    const batches = await read(file(`${header}\n1,2026-01-01,${'x'.repeat(100_001)},wad\n,,,\n`))
    expect(items(batches)[0]).toMatchObject({ text: 'x'.repeat(100_000), extra: { cutFrom: 100_001 } })
    expect(refused(batches)).toEqual([])
  })

  test('without ids, the same file twice is the same as once, and no equal row is lost', async () => {
    const path = file(`${header}5.7E+17,2026-01-01,hi,wad\n5.7E+17,2026-01-01,hi,wad\n5.7E+17,2026-01-01,ho,wad\n`)
    const once = items(await read(path)).map(({ externalId }) => externalId)
    expect(new Set(once).size).toBe(3)
    expect(once[1]).toBe(`${once[0]}#2`)
    expect(items(await read(path)).map(({ externalId }) => externalId)).toEqual(once)
    expect(items(await read(path, noId)).map(({ externalId }) => externalId)).toEqual(once)
  })

  test('reading that goes on after any batch brings exactly the rest, plain or packed, with ids or without', async () => {
    const line = fc.constantFrom('1,2026-01-01,a,wad', '2,2026-01-01,a,wad', ',2026-01-01,a,wad', ',2026-01-01,"b\n""c""",wad', '3,soon,a,wad', '4,2026-01-01,"open,wad', '', '5,2026-01-01,a\0,wad')
    await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 25 }), fc.boolean(), fc.boolean(), fc.integer({ min: 1, max: 7 }), async (lines, packed, withIds, batchRows) => {
      const text = header + lines.join('\r\n')
      const path = file(packed ? gzipSync(text) : text)
      const mapping = withIds ? csv : noId
      const whole = await read(path, mapping, null, batchRows)
      for (const [at, { position }] of whole.entries()) {
        const rest = await read(path, mapping, JSON.parse(JSON.stringify(position)) as Position, batchRows)
        expect(items(rest)).toEqual(items(whole.slice(at + 1)))
        expect(refused(rest)).toEqual(refused(whole.slice(at + 1)))
      }
    }), { numRuns: 60 })
  })

  test('NDJSON and JSON are read by paths, HTML as text, bad lines set aside', async () => {
    const mapping = mappingSchema.parse({ channel: 'fediverse', format: 'ndjson', markup: 'html', columns: [{ column: 'uri', target: 'externalId' }, { column: 'created_at', target: 'at' }, { column: 'content', target: 'text' }, { column: 'account.acct', target: 'author.handle' }, { column: 'tags', target: 'extra' }, { column: 'favourites_count', target: 'metrics.likes' }] })
    const status = (id: number) => ({ uri: `https://m.example/${id}`, created_at: '2026-01-02T03:04:05Z', content: '<p>Late <b>again</b></p>', account: { acct: 'wad@m.example' }, tags: [{ name: 'x' }], favourites_count: 3 })
    const batches = await read(file(`${JSON.stringify(status(1))}\n{"broken":\n[1]\n\n${JSON.stringify(status(2))}`), mapping)
    expect(items(batches)[0]).toMatchObject({ externalId: 'https://m.example/1', text: 'Late again', author: { handle: 'wad@m.example' }, metrics: { likes: 3 }, extra: { tags: [{ name: 'x' }] } })
    expect(refused(batches).map(({ row, code }) => [row, code])).toEqual([[2, 'archive.json'], [3, 'archive.json']])
    expect(items(await read(file(JSON.stringify({ all: [status(1), status(2)] }, null, 2)), { ...mapping, format: 'json' }))).toEqual(items(batches))
  })

  test('packed data that ends too early gives what came before, and says so', async () => {
    const rows = Array.from({ length: 5_000 }, (_, id) => `${id},2026-01-01,${(id * 7_919) % 104_729} ${(id * 31) % 997},wad`).join('\n')
    const whole = gzipSync(header + rows)
    const batches = await read(file(whole.subarray(0, whole.length / 2)))
    expect(items(batches).length).toBeGreaterThan(500)
    expect(refused(batches).at(-1)).toMatchObject({ code: 'archive.damaged', because: expect.stringMatching(/ends too early/) as string })
  })

  test('stopping stops', async () => {
    const stop = new AbortController()
    const reading = readArchive(file(header + '1,2026-01-01,a,wad\n'.repeat(50)), csv, null, stop.signal, { clock, batchRows: 10 })
    await reading.next()
    stop.abort(new Error('paused'))
    await expect(reading.next()).rejects.toThrow('paused')
  })

  test.each<[string, Partial<Mapping>, RegExp]>([
    ['a column that is not there', { columns: [...csv.columns, { column: 'nope', target: 'title' }] }, /no column "nope". It has: id, at, text, who/],
    ['no time', { columns: csv.columns.filter(({ target }) => target !== 'at') }, /marked as the time/],
    ['no text', { columns: csv.columns.filter(({ target }) => target !== 'text') }, /marked as the text/],
    ['a zone that is none', { zone: 'Belgium' }, /no time zone/],
    ['an encoding that is none', { encoding: 'klingon' }, /no encoding/],
    ['a delimiter that is none', { delimiter: 'é' }, /cannot be used/],
    ['a header past the end', { headerRow: 9 }, /no row 9/],
  ])('a mapping with %s is refused before anything is read', async (_, change, words) => {
    const reading = read(file(`${header}1,2026-01-01,a,wad\n`), { ...csv, ...change })
    await expect(reading).rejects.toThrow(BadMapping)
    await expect(reading).rejects.toThrow(words)
  })
})

const airline = join(import.meta.dirname, '../../../../../shared/data/service/airline-tweets.csv')
describe.skipIf(!existsSync(airline))(existsSync(airline) ? 'the airline tweets' : 'the airline tweets (skipped: ../shared is absent)', () => {
  test('every one of the 14,640 is read as guessed, each with its own id, and spoilt ids are pointed out', async () => {
    const { mapping, doubts, looksLike } = await previewArchive(airline)
    expect(looksLike).toMatch(/airline/)
    expect(doubts.join(' ')).toMatch(/spreadsheet has spoilt the ids in "tweet_id"/)
    expect(mapping).toMatchObject({ channel: 'x', dayFirst: true, markup: 'entities' })
    const batches = await read(airline, mapping)
    expect(refused(batches)).toEqual([])
    expect(new Set(items(batches).map(({ externalId }) => externalId)).size).toBe(14_640)
    expect(Math.max(...items(batches).map(({ at }) => at))).toBe(Date.parse('2015-02-24T11:53:00Z'))
  })
})
