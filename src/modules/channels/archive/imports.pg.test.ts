import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freshPostgres } from '../../../../test/databases.ts'
import { until as patiently } from '../../../../test/until.ts'
import { systemClock } from '../../../kernel/instant.ts'
import { silentLog } from '../../../platform/logs.ts'
import { openMetrics } from '../../../platform/metrics.ts'
import { mount } from '../../../platform/http/mount.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import { openNotifications, type Notifications } from '../../../platform/postgres/notifications.ts'
import type { ImportView, Mapping, PreviewView } from '../api.ts'
import type { TakeIn } from '../ports.ts'
import { countKnown, importFiles, importRoutes, startImports, type ImportRunner } from './index.ts'

const clock = { now: () => Date.parse('2026-11-22T12:00:00Z') }
const folder = mkdtempSync(join(tmpdir(), 'rapport-imports-'))
const files = importFiles(folder, { maxBytes: 2_000_000, reserveBytes: 0 })
let postgres: Postgres
let notifications: Notifications
let runner: ImportRunner | null = null
let app: ReturnType<typeof mount>

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'channels', folder: join(import.meta.dirname, '../migrations') }])
  // Not unique on purpose: what is taken in twice must show.
  await sql`create table taken (origin text, external_id text)`.execute(postgres.db)
  notifications = openNotifications(postgres)
  // The server's own clock moves: its limits give calls back as time passes.
  app = mount(importRoutes({ db: postgres.db, clock, files }), { clock: systemClock, log: silentLog, metrics: openMetrics(), authenticate: async () => ({ kind: 'member', id: 'm', name: 'Owner', role: 'owner' }), remoteAddress: () => '127.0.0.1' })
})
afterEach(async () => {
  await runner?.stop()
  runner = null
  await sql`delete from taken`.execute(postgres.db)
})
afterAll(async () => {
  await notifications.close()
  await postgres.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Keeps what is given in a table, in the transaction that saves the place. */
const takeIn: TakeIn = {
  append: ({ items, origin }, alongside) => postgres.db.transaction().execute(async (tx) => {
    for (const { externalId } of items) await sql`insert into taken values (${origin}, ${externalId})`.execute(tx)
    await alongside?.(tx)
  }),
}

function work(how: TakeIn = takeIn): void {
  runner = startImports({
    db: postgres.db, log: silentLog, clock, files, notifications, takeIn: how,
    takenIn: { forget: async (origin, onProgress) => { const { numAffectedRows } = await sql`delete from taken where origin = ${origin}`.execute(postgres.db); onProgress(Number(numAffectedRows)); return Number(numAffectedRows) } },
  })
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(method, path, body)
  expect(response.ok, await response.clone().text()).toBe(true)
  return await response.json() as T
}
function request(method: string, path: string, body?: unknown): Promise<Response> {
  const isFile = body instanceof Uint8Array
  return Promise.resolve(app.request(`/api/v1${path}`, { method, ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body), headers: isFile ? {} : { 'content-type': 'application/json' } }) }))
}
async function until(id: string, state: ImportView['state']): Promise<ImportView> {
  return patiently(() => call<ImportView>('GET', `/imports/${id}`), (view) => view.state === state)
}
async function taken(): Promise<string[]> {
  return (await sql<{ id: string }>`select external_id as id from taken order by external_id`.execute(postgres.db)).rows.map(({ id }) => id)
}

const posts = (count: number, more = '') => Buffer.from(`id,created_at,user,text\n${Array.from({ length: count }, (_, id) => `p${String(id).padStart(6, '0')},2026-01-02 03:04,wad,Late again ${id}`).join('\n')}\n${more}`)
async function uploaded(content: Buffer): Promise<{ id: string; mapping: Mapping }> {
  const { id } = await call<ImportView>('POST', '/imports?fileName=old%20posts.csv', content)
  const { mapping } = await call<PreviewView>('POST', `/imports/${id}/preview`, {})
  return { id, mapping }
}

test('a file is uploaded, previewed, taken in, and what was refused can be downloaded safely', async () => {
  work()
  const { id, mapping } = await uploaded(posts(1_200, 'bad,soon,wad,"=cmd()"\n'))
  expect(mapping.columns.map(({ target }) => target)).toEqual(['externalId', 'at', 'author.handle', 'text'])
  await call('POST', `/imports/${id}/start`, { mapping })
  const done = await until(id, 'finished')
  expect(done).toMatchObject({ rowsRead: 1_201, takenIn: 1_200, refused: 1, alreadyKnown: 0, bytesRead: done.bytes, createdBy: 'Owner', words: '1,201 rows read: 1,200 new, 0 already here, 1 refused. Download the refused rows to see why.' })
  expect(await taken()).toHaveLength(1_200)
  const csv = await (await request('GET', `/imports/${id}/refused.csv`)).text()
  expect(csv.split('\r\n')[1]).toBe('1202,archive.time,"""soon"" is not a time that we can read. Write for example 2026-11-22 14:30 or 22-11-2026 14:30.","bad,soon,wad,""=cmd()"""')
  await postgres.db.transaction().execute((tx) => countKnown(id, 200, tx))
  expect(await call<ImportView>('GET', `/imports/${id}`)).toMatchObject({ takenIn: 1_000, alreadyKnown: 200 })
})

test('whatever breaks at whatever moment, every row is taken in once', async () => {
  let calls = 0
  const { id, mapping } = await uploaded(gzipSync(posts(6_000)))
  await call('POST', `/imports/${id}/start`, { mapping })
  work({
    append: async (delivery, alongside) => {
      calls++
      if (calls % 5 === 2) throw new Error('lost before it was kept')
      await takeIn.append(delivery, alongside)
      if (calls % 5 === 4) throw new Error('lost after it was kept')
    },
  })
  for (let restarts = 0; restarts < 3; restarts++) {
    await wait(150)
    await runner?.stop()
    work()
  }
  await until(id, 'finished')
  const ids = await taken()
  expect(ids).toHaveLength(6_000)
  expect(new Set(ids).size).toBe(6_000)
})

test('two processes that work on the same import do not double it', async () => {
  const { id, mapping } = await uploaded(posts(4_000))
  await call('POST', `/imports/${id}/start`, { mapping })
  work()
  const first = runner
  work()
  await until(id, 'finished')
  await first?.stop()
  expect(new Set(await taken()).size).toBe(4_000)
  expect(await taken()).toHaveLength(4_000)
})

test('pausing stops, going on brings the rest, undoing takes all of it back, and it can be started again', async () => {
  const gate = Promise.withResolvers<void>()
  const third = Promise.withResolvers<void>()
  let batches = 0
  const { id, mapping } = await uploaded(posts(3_000))
  work({ append: async (delivery, alongside) => { if (++batches === 3) { third.resolve(); await gate.promise } return takeIn.append(delivery, alongside) } })
  await call('POST', `/imports/${id}/start`, { mapping })
  await third.promise
  expect(await call<ImportView>('POST', `/imports/${id}/pause`)).toMatchObject({ state: 'paused', rowsRead: 1_000, words: expect.stringMatching(/^Paused at \d+ % of the file, after 1,000 rows/) as string })
  gate.resolve()
  await wait(200)
  expect(await taken()).toHaveLength(1_000)
  await call('POST', `/imports/${id}/resume`)
  await until(id, 'finished')
  expect(await taken()).toHaveLength(3_000)
  await call('POST', `/imports/${id}/undo`)
  expect((await until(id, 'undone')).words).toMatch(/3,000 interactions taken back/)
  expect(await taken()).toEqual([])
  await call('POST', `/imports/${id}/start`, { mapping })
  await until(id, 'finished')
  expect(await taken()).toHaveLength(3_000)
  await call('DELETE', `/imports/${id}`)
  expect((await request('GET', `/imports/${id}`)).status).toBe(404)
  expect(readdirSync(folder)).not.toContain(id)
})

test('columns that are marked wrongly end the import early, with what to do, and it can be started with others', async () => {
  work()
  const { id, mapping } = await uploaded(posts(5_000))
  const wrong = { ...mapping, columns: mapping.columns.map((column) => (column.column === 'text' ? { ...column, target: 'at' } : column.column === 'created_at' ? { ...column, target: 'text' } : column)) }
  await call('POST', `/imports/${id}/start`, { mapping: wrong })
  expect((await until(id, 'failed')).words).toMatch(/^None of the first 2,000 rows could be taken in. Most likely the columns are marked wrongly/)
  await call('POST', `/imports/${id}/start`, { mapping })
  expect(await until(id, 'finished')).toMatchObject({ takenIn: 5_000, refused: 0 })
})

test('what cannot be imported is refused in words, and nothing of it stays on disk', async () => {
  const before = readdirSync(folder).length
  for (const [content, status, words] of [[Buffer.from('PK\u0003\u0004'), 422, /save it as CSV/], [Buffer.alloc(2_000_001, 'a'), 413, /longer than/]] as const) {
    const answer = await request('POST', '/imports?fileName=x', content)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toMatch(words)
  }
  const full = importFiles(folder, { maxBytes: 1e15, reserveBytes: 1e15 })
  await expect(full.keep('00000000-0000-7000-8000-000000000000', (async function* () { yield Buffer.from('x') })(), 10)).rejects.toThrow(/disk has no room/)
  const broken = (async function* () { yield Buffer.from('a,b\n'); throw new Error('the line was cut') })()
  await expect(files.keep('00000000-0000-7000-8000-000000000001', broken, null)).rejects.toThrow(/line was cut/)
  expect(readdirSync(folder)).toHaveLength(before)
})

test('what makes no sense now is refused with the reason', async () => {
  const { id, mapping } = await uploaded(posts(3))
  for (const deed of ['pause', 'resume', 'undo']) expect((await request('POST', `/imports/${id}/${deed}`)).status).toBe(409)
  expect((await request('POST', `/imports/${id}/start`, { mapping: { ...mapping, zone: 'Belgium' } })).status).toBe(422)
  expect((await request('POST', `/imports/${id}/start`, { mapping: { ...mapping, channel: 'No Such' } })).status).toBe(422)
  expect((await request('GET', '/imports/00000000-0000-7000-8000-000000000009')).status).toBe(404)
  await call('POST', `/imports/${id}/start`, { mapping })
  expect((await request('POST', `/imports/${id}/start`, { mapping })).status).toBe(409)
  expect((await request('DELETE', `/imports/${id}`)).status).toBe(409)
})

test('imports are listed newest first, page by page, none left out', async () => {
  const page = await call<{ items: ImportView[]; next: string | null }>('GET', '/imports?limit=3')
  const rest = await call<{ items: ImportView[]; next: string | null }>('GET', `/imports?limit=200&cursor=${page.next}`)
  const all = await call<{ items: ImportView[] }>('GET', '/imports?limit=200')
  expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id))
  expect(rest.next).toBeNull()
})
