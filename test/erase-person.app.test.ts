import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notAboutPeople, holdings } from '../src/flows/holdings.ts'
import { identityId } from '../src/kernel/ids.ts'
import { runningUrl } from '../src/platform/postgres/embedded.ts'
import type { Clickhouse } from '../src/platform/clickhouse/open.ts'
import { openWorld, type World } from './world.ts'

/** Anything that holds this is about the person who is erased; case is no escape. */
const marker = /zzmark/i
const markerBytes = ['zzmark', 'ZZMARK', 'Zzmark'].map((text) => Buffer.from(text))
const at = '2026-11-20T10:00:00Z'
const social = identityId('bluesky', 'did:plc:zzmarkid')
const mail = identityId('mail', 'zzmarkmail@mail.example')
const other = identityId('bluesky', 'did:plc:other')

let world: World
let sql: pg.Client
let imported = ''

const said = (externalId: string, author: object, text: string, more: object = {}) => ({ channel: 'bluesky', externalId, kind: 'post', author, at, text, ...more })

beforeAll(async () => {
  world = await openWorld({ databaseUrl: null })
  sql = new pg.Client({ connectionString: runningUrl(world.config.dataFolder)! })
  await sql.connect()
})
afterAll(async () => {
  await sql?.end()
  await world?.close()
})

/** Every table of PostgreSQL that holds the marker, in any column. */
async function inPostgres(): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>("select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: [row] } = await sql.query<{ n: number }>(`select count(*)::int as n from ${name} as one where one::text ~* 'zzmark' or one::text ~ '${social}|${mail}'`)
    if (row!.n > 0) found.push(name)
  }
  return found.toSorted()
}

/** A file of a table by the table's name. */
async function named(path: string): Promise<string> {
  const node = /^postgres\/base\/\d+\/(\d+)/.exec(path)?.[1]
  if (node === undefined) return path
  const { rows } = await sql.query<{ name: string | null }>('select pg_filenode_relation(0, $1)::regclass::text as name', [node])
  return `${path} (${rows[0]?.name ?? 'no table'})`
}

async function inFiles(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    try {
      if (statSync(path).size > 0) {
        const bytes = readFileSync(path)
        if (markerBytes.some((one) => bytes.includes(one))) found.push(await named(path.slice(folder.length + 1)))
      }
    } catch {
      // Engines remove files while we look.
    }
  }
  return found
}

describe('erasing somebody', () => {
  beforeAll(async () => {
    const author = { externalId: 'did:plc:zzmarkid', handle: 'zzmarkhandle', name: 'Zzmark Name', avatarUrl: 'https://pictures.example/zzmark.jpg', bio: 'zzmarkbio' }
    await world.call('POST', '/topics', { name: 'Belts', role: 'own', query: 'belt' })
    await world.call('POST', '/interactions', [
      ...Array.from({ length: 30 }, (_, n) => said(`post-${n}`, author, `My belt zzmarktext ${n}`)),
      said('other-1', { externalId: 'did:plc:other', handle: 'other' }, 'Another belt'),
      { channel: 'mail', externalId: 'mail-1', kind: 'message', direction: 'inbound', author: { externalId: 'zzmarkmail@mail.example', name: 'Zzmark Name' }, at, text: 'zzmark by mail' },
    ])
    await world.app.recorded()
    // A later version of one, and one that is refused and set aside.
    await world.call('POST', '/interactions', [said('post-1', author, 'My belt zzmarkedited'), said('post-x', author, 'zzmarkfuture', { at: '2099-01-01T00:00:00Z' })])
    await world.app.recorded()
    await sql.query('update people.identities set person = $1 where id = any($2)', [social, [social, mail]])
    await sql.query("insert into people.entries (id, identity, kind, key, value, source, said_at, by_name) values (gen_random_uuid(), $1, 'note', '', '\"zzmarknote\"', 'hand', now(), 'Owner'), (gen_random_uuid(), $2, 'brought-by', $3, '\"\"', 'hand', now(), 'Owner')", [social, other, social])
    await world.call('POST', `/people/${social}/consents`, { purpose: 'news', channel: 'mail', act: 'granted', proof: 'zzmarkproof of a call' })
    const file = `id,time,author,text\n1,2026-11-20T10:00:00Z,@zzmarkhandle,zzmarkarchive\n2,2026-11-20T10:00:00Z,@other,somebody else\n3,no time,zzmarkhandle,zzmarkrefused\n`
    const { key } = (await world.call('POST', '/keys', { name: 'files' })).body as { key: string }
    const uploaded = await fetch(`${world.app.url}/api/v1/imports?fileName=old.csv`, { method: 'POST', body: file, headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' } }).then((answer) => answer.json()) as { id: string }
    const { mapping } = (await world.call('POST', `/imports/${uploaded.id}/preview`, {})).body as { mapping: object }
    await world.call('POST', `/imports/${uploaded.id}/start`, { mapping: { ...mapping, channel: 'archive' } })
    await world.until(async () => (await world.call('GET', `/imports/${uploaded.id}`)).body as { state: string }, (one) => one.state === 'finished')
    imported = uploaded.id
    await world.app.recorded()
    await sql.query("update people.identities set person = $1 where channel = 'archive' and handle = 'zzmarkhandle'", [social])
    await sql.query('analyze')
  })

  test('finds them in every store before', async () => {
    const tables = await inPostgres()
    expect(tables).toEqual(expect.arrayContaining(['channels.set_aside', 'people.consents', 'people.entries', 'people.identities']))
    const files = await inFiles(world.config.dataFolder)
    expect(files).toContain(`files/imports/${imported}`)
    expect(files.some((name) => name.startsWith('postgres/pg_wal/'))).toBe(true)
  })

  test('leaves nothing of them in any table or any file, and everything of others', async () => {
    const ordered = await world.call('POST', `/people/${mail}/erase`, { because: 'They wrote a letter.', neverAgain: true })
    expect(ordered.status, JSON.stringify(ordered.body)).toBe(202)
    expect((await world.call('POST', `/people/${mail}/erase`, { because: 'Twice.' })).status).toBe(409)
    const { id } = ordered.body as { id: string }
    const started = Date.now()
    let state = ordered.body as { state: string; trouble: string | null; remains: string[] }
    while (state.state !== 'done' && Date.now() - started < 170_000) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      state = (await world.call('GET', `/privacy/erasures/${id}`)).body as typeof state
    }
    expect(state).toMatchObject({ state: 'done', trouble: null, remains: [] })
    expect(await inPostgres()).toEqual([])
    expect((await world.call('GET', `/people/${social}`)).status).toBe(404)
    expect((await world.call('GET', `/people/${other}`)).status).toBe(200)
    const mentions = JSON.stringify((await world.call('GET', '/mentions')).body)
    expect(mentions).not.toMatch(marker)
    expect(mentions).toContain('Another belt')
    expect(await inFiles(world.config.dataFolder)).toEqual([])
    // The rows of others are where they were.
    expect(readFileSync(join(world.config.dataFolder, 'files', 'imports', imported), 'utf8')).toMatch(/^id,time,author,text\n +\n2,2026-11-20T10:00:00Z,@other,somebody else\n +\n$/)
  }, 200_000)

  test('what arrives later from who asked never to be recorded again is not kept', async () => {
    await world.call('POST', '/interactions', [said('post-9', { externalId: 'did:plc:zzmarkid', handle: 'zzmarkhandle' }, 'My belt again zzmark'), said('other-2', { externalId: 'did:plc:other' }, 'A third belt')])
    await world.app.recorded()
    expect((await world.call('GET', `/people/${social}`)).status).toBe(404)
    expect(JSON.stringify((await world.call('GET', '/mentions')).body)).toContain('A third belt')
    await world.until(async () => inPostgres(), (tables) => tables.length === 0)
  })
})

test('every table of both engines is either held for somebody or said to be about nobody', async () => {
  const all = holdings({ db: null as never, clickhouse: null as unknown as Clickhouse, history: null as never, mentions: null as never, files: null as never, peopleFiles: null as never, messageFiles: null as never, dataFolder: '' })
  const held = new Set(all.flatMap((one) => [...one.postgres, ...one.clickhouse.map((table) => `rapport.${table}`)]))
  const { rows } = await sql.query<{ name: string }>("select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
  const clickhouse = readdirSync(join(world.config.dataFolder, 'clickhouse', 'metadata', 'rapport')).filter((name) => name.endsWith('.sql')).map((name) => `rapport.${name.slice(0, -4)}`)
  const unsaid = [...rows.map((row) => row.name), ...clickhouse].filter((name) => !held.has(name) && !(name in notAboutPeople) && !(`${name.split('.')[0]}.*` in notAboutPeople))
  expect(unsaid).toEqual([])
})
