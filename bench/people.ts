/** The list of people among a million: pages in every order, filters, and search as it is typed, asked over HTTP as the page does. */
import { sql } from 'kysely'
import { connect } from '../src/platform/postgres/database.ts'
import { startEmbedded } from '../src/platform/postgres/embedded.ts'
import { newDataFolder, percentile, startServer } from '../test/server-process.ts'

const given = ['anna', 'bert', 'cora', 'dirk', 'emma', 'fien', 'gust', 'hanne', 'ines', 'jonas', 'kaat', 'lena', 'mats', 'nele', 'otto', 'pia', 'rik', 'sofie', 'tess', 'wout']
const family = ['kreek', 'woolbourne', 'fengate', 'verbiezen', 'regenhaus', 'pembsy', 'marlcombe', 'zandvoort', 'heathgate', 'lentewiel', 'norrby', 'okonjo', 'silvano', 'tidewater', 'umbra', 'vesper']

/** Options: people (default 1000000), repetitions (default 40). */
export async function run(args: string[]): Promise<void> {
  const [people, repetitions] = [Number(args[0] ?? 1_000_000), Number(args[1] ?? 40)]
  const folder = newDataFolder()
  await (await startServer(folder)).stop()
  const embedded = await startEmbedded(folder)
  const { db, close } = connect(embedded.url)
  const madeFrom = performance.now()
  // Indexes built after the rows take a fraction of the time.
  const { rows: indexes } = await sql<{ name: string; definition: string }>`select indexname as name, indexdef as definition from pg_indexes where schemaname = 'people' and tablename in ('cards', 'identities') and indexdef not like '%UNIQUE%'`.execute(db)
  for (const { name } of indexes) await sql`drop index ${sql.id('people', name)}`.execute(db)
  await sql`
    insert into people.identities (id, person, channel, external_id, handle, name, bio, followers, first_seen_at, last_seen_at)
    select id, id, (array['bluesky', 'fediverse', 'mail', 'shop'])[1 + n % 4], 'x' || n || '@' || g || f || '.example', g || '_' || f || n, initcap(g) || ' ' || initcap(f) || ' ' || n, 'somebody', (n * 7919) % 90000, now() - n % 900 * interval '1 day', now() - (n * 31 % 1000000) * interval '30 seconds'
    from (select n, md5('identity' || n)::uuid as id, (${given}::text[])[1 + n % ${given.length}] as g, (${family}::text[])[1 + (n / ${given.length}) % ${family.length}] as f from generate_series(1, ${people}::bigint) n) as made`.execute(db)
  await sql`
    insert into people.cards (person, name, sort_name, searched, bot, channels, identities, tags, companies, owner, ours, stage, stage_since, held, depth, acts, followers, first_at, last_at, purchases, spent_minor, currency, alive, expected_minor, edition)
    select id, name, lower(name), lower(name || ' ' || handle || ' ' || external_id) || case when row_number % 20 = 0 then ' asked about a courtesy wheel and the belt' else '' end, false, array[channel], 1,
      case when row_number % 10 = 0 then array['winter'] when row_number % 33 = 0 then array['test rider', 'winter'] else '{}' end, '{}', case when row_number % 50 = 0 then 'member-' || row_number % 3 end, false,
      (array['stranger', 'stranger', 'stranger', 'fan', 'fan', 'prospect', 'customer', 'loyal', 'advocate', 'lapsed'])[1 + row_number % 10], first_seen_at, false, row_number % 3, row_number % 90, followers, first_seen_at, last_seen_at,
      case when row_number % 5 = 0 then 1 + row_number % 7 else 0 end, case when row_number % 5 = 0 then (row_number * 97) % 900000 else 0 end, 'EUR', case when row_number % 5 = 0 then (row_number % 100) / 100.0 end, case when row_number % 5 = 0 then (row_number * 13) % 90000 end, 1
    from (select i.*, row_number() over () as row_number from people.identities i) as numbered`.execute(db)
  for (const { definition } of indexes) await sql.raw(definition).execute(db)
  await sql`delete from people.stale`.execute(db)
  await sql`analyze people.cards`.execute(db)
  await sql`analyze people.identities`.execute(db)
  console.log(`${people.toLocaleString('en')} people made in ${Math.round((performance.now() - madeFrom) / 1_000)} s`)
  await close()
  await embedded.stop()

  const server = await startServer(folder)
  const typed = ['an', 'ann', 'anna', 'anna k', 'anna kreek', 'wolbourne', 'courtesy', 'lena_fengate4', 'x77777@', 'zzzz nobody']
  const questions: [string, string[]][] = [
    ['newest heard, first page', ['/people?limit=100']],
    ['by name, by followers, by spent, by value', ['/people?sort=name', '/people?sort=followers', '/people?sort=spent', '/people?sort=expected']],
    ['one stage, one tag, one owner', ['/people?stages=advocate', '/people?tags=test%20rider', '/people?owner=member-1']],
    ['buyers at risk, most valuable first', ['/people?aliveMax=0.25&sort=expected']],
    ['three filters at once', ['/people?stages=customer&tags=winter&channels=mail', '/people?bought=true&silentDays=200&depth=business']],
    ['search as it is typed', typed.map((q) => `/people?q=${encodeURIComponent(q)}&limit=100`)],
    ['search within a stage', ['/people?q=sofie%20norrby&stages=fan&limit=100']],
    ['how many a filter finds', ['/people/count?stages=fan', '/people/count']],
  ]
  const rows = []
  for (const [question, paths] of questions) {
    const times: number[] = []
    const slowest = { path: '', ms: 0 }
    for (let n = 0; n < repetitions; n++) {
      const path = paths[n % paths.length] ?? ''
      const askedAt = performance.now()
      const { status } = await server.call('GET', path)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
      const ms = performance.now() - askedAt
      times.push(ms)
      if (n >= paths.length && ms > slowest.ms) Object.assign(slowest, { path, ms })
    }
    rows.push({ question, 'p50 ms': Math.round(percentile(times, 0.5)), 'p95 ms': Math.round(percentile(times, 0.95)), slowest: slowest.path })
  }
  let cursor = ''
  const deep: number[] = []
  for (let n = 0; n < 30; n++) {
    const askedAt = performance.now()
    const page = (await server.call('GET', `/people?limit=200&sort=name${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)).body as { next: string | null }
    deep.push(performance.now() - askedAt)
    cursor = page.next ?? ''
  }
  rows.push({ question: 'on and on through pages of 200', 'p50 ms': Math.round(percentile(deep, 0.5)), 'p95 ms': Math.round(percentile(deep, 0.95)), slowest: '' })
  console.table(rows)
  await server.remove()
}
