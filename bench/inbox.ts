/** The inbox with a million conversations: list, thread, counts and search, asked over HTTP as the page does. */
import { sql } from 'kysely'
import { connect, type Db } from '../src/platform/postgres/database.ts'
import { startEmbedded } from '../src/platform/postgres/embedded.ts'
import { newDataFolder, percentile, startServer } from '../test/server-process.ts'

const syllables = ['ka', 'ne', 'ro', 'ti', 'lu', 'ma', 'se', 'vo', 'pi', 'da', 'fe', 'go', 'hi', 'ju', 'ba', 'ce']
/** The word of a rank; lower ranks are drawn more often, as words are (Zipf). */
const wordOf = (rank: number): string => [rank % 16, (rank >> 4) % 16, (rank >> 8) % 16, ...(rank >= 4_096 ? [(rank >> 12) % 16] : [])].map((at) => syllables[at]).join('')
const texts = 50_000

/** Made in the database, with invented words as frequent as words are. */
async function fill(db: Db, conversations: number, messagesEach: number): Promise<void> {
  const { rows: indexes } = await sql<{ name: string; definition: string }>`select indexname as name, indexdef as definition from pg_indexes where schemaname = 'conversations' and tablename in ('conversations', 'messages', 'participants', 'threads') and indexdef not like '%UNIQUE%'`.execute(db)
  // Indexes built after the rows take a fraction of the time.
  for (const { name } of indexes) await sql`drop index ${sql.id('conversations', name)}`.execute(db)
  await sql`create table texts (n integer primary key, text text not null)`.execute(db)
  let seed = 42
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  for (let from = 0; from < texts; from += 5_000) {
    const block = Array.from({ length: 5_000 }, (_, n) => ({ n: from + n, text: Array.from({ length: 14 }, () => wordOf(Math.floor(Math.exp(random() * Math.log(30_000)) - 1))).join(' ') }))
    await sql`insert into texts select n, text from jsonb_to_recordset(${JSON.stringify(block)}::jsonb) as row (n integer, text text)`.execute(db)
  }
  const many = sql.lit(conversations)
  await sql`
    insert into conversations.conversations (id, subject, state, priority, assignee, team, labels, account, channel, visibility, identity, language, sentiment, accounts, channels, opened_at, last_at, last_direction, last_words, last_inbound_at, waiting_since, first_answer_at, closed_at, messages)
    select md5('c' || n)::uuid, left(text, 60), state, (array['normal', 'normal', 'high', 'low'])[1 + n % 4], case when n % 3 > 0 then 'member-' || n % 50 end, case when n % 4 > 0 then md5('team' || n % 8)::uuid end, case when n % 6 = 0 then array[md5('label' || n % 30)::uuid] else '{}' end,
      md5('account' || n % 12)::uuid, (array['mail', 'chat', 'bluesky', 'whatsapp'])[1 + n % 4], case when n % 4 = 2 then 'public' else 'private' end, md5('identity' || n % (${many} / 2))::uuid, (array['nl', 'en', 'fr'])[1 + n % 3], (array['negative', 'neutral', 'positive'])[1 + n % 3],
      array[md5('account' || n % 12)::uuid], array[(array['mail', 'chat', 'bluesky', 'whatsapp'])[1 + n % 4]], at, at + interval '1 hour', 'inbound', left(text, 120), at + interval '1 hour',
      case when state = 'open' and n % 2 = 0 then at + interval '1 hour' end, case when n % 5 > 0 then at + interval '20 minutes' end, case when state = 'closed' then at + interval '2 hours' end, ${sql.lit(messagesEach)}
    from (select series.n, now() - (${many} - series.n) * interval '40 seconds' as at, case when series.n > ${many} - 30000 or series.n % 100 = 0 then (array['open', 'open', 'waiting', 'snoozed'])[1 + series.n % 4] else 'closed' end as state, texts.text
      from generate_series(1, ${many}) as series (n) join texts on texts.n = (series.n::bigint * 7919) % ${sql.lit(texts)}) as made`.execute(db)
  await sql`insert into conversations.threads (id, conversation, account, channel, network_thread, opened_at) select md5('t' || id)::uuid, id, account, channel, 't' || number, opened_at from conversations.conversations`.execute(db)
  await sql`insert into conversations.participants (conversation, identity, channel, external_id, name, last_at) select id, identity, channel, 'x' || number || '@tide.example', 'Person ' || number, last_at from conversations.conversations`.execute(db)
  await sql`
    insert into conversations.messages (id, conversation, thread, direction, visibility, kind, account, channel, external_id, identity, author, at, taken_at, text, language, state, state_at)
    select md5(conversation.id::text || nth)::uuid, conversation.id, md5('t' || conversation.id)::uuid, case when nth % 2 = 0 then 'outbound' else 'inbound' end, visibility, 'message', account, channel, 'm' || number || '-' || nth, case when nth % 2 = 1 then identity end, '{"name":"Somebody"}', opened_at + nth * interval '10 minutes', opened_at, texts.text, language, case when nth % 2 = 0 then 'sent' else 'received' end, opened_at
    from conversations.conversations conversation cross join generate_series(1, ${sql.lit(messagesEach)}) as series (nth) join texts on texts.n = (number * 31 + nth * 7919) % ${sql.lit(texts)}`.execute(db)
  for (const { definition } of indexes) await sql.raw(definition).execute(db)
  await sql`drop table texts`.execute(db)
  for (const table of ['conversations', 'messages', 'participants', 'threads']) await sql`vacuum analyze ${sql.id('conversations', table)}`.execute(db)
}

/** Options: conversations (default 1000000), messages each (default 3), repetitions (default 40). */
export async function run(args: string[]): Promise<void> {
  const [conversations, messagesEach, repetitions] = [Number(args[0] ?? 1_000_000), Number(args[1] ?? 3), Number(args[2] ?? 40)]
  const folder = newDataFolder()
  await (await startServer(folder)).stop()
  const embedded = await startEmbedded(folder)
  const { db, close } = connect(embedded.url)
  const madeFrom = performance.now()
  await fill(db, conversations, messagesEach)
  const { rows: some } = await sql<{ id: string }>`select id from conversations.conversations where number % ${Math.max(1, Math.floor(conversations / 50))} = 0 limit 50`.execute(db)
  console.log(`${conversations.toLocaleString('en')} conversations with ${(conversations * messagesEach).toLocaleString('en')} messages made in ${Math.round((performance.now() - madeFrom) / 1_000)} s`)
  await close()
  await embedded.stop()

  const server = await startServer(folder)
  const search = (q: string): string => `/conversations/search?limit=30&q=${encodeURIComponent(q)}`
  const frequent = [0, 1, 2, 5].map(wordOf)
  const rare = [9_000, 12_345, 20_000, 29_000].map(wordOf)
  const middling = [120, 300, 700, 1_500].map(wordOf)
  const questions: [string, string[]][] = [
    ['list: open, newest', ['/conversations?limit=50']],
    ['list: waiting longest, unassigned, all, closed', ['/conversations?view=waiting&sort=waiting', '/conversations?view=unassigned', '/conversations?view=all', '/conversations?view=closed']],
    ['list: filtered', ['/conversations?view=all&channels=mail&sentiments=negative', '/conversations?view=open&priorities=high&languages=nl', '/conversations?view=closed&assignees=member-7']],
    ['counts of all views', ['/conversations/counts']],
    ['thread: conversation and entries', some.flatMap(({ id }) => [`/conversations/${id}`, `/conversations/${id}/entries`])],
    ['search: a frequent word', frequent.map(search)],
    ['search: a rare word', rare.map(search)],
    ['search: a middling word', middling.map(search)],
    ['search: two words, a phrase, not', [search(`${frequent[0]} ${frequent[3]}`), search(`${middling[0]} ${middling[1]}`), search(`"${frequent[0]} ${frequent[1]}"`), search(`${middling[2]} -${frequent[0]}`)]],
    ['search: words and operators', [search(`${frequent[1]} is:open channel:mail`), search(`${middling[1]} before:${new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10)}`), search(`${rare[0]} is:closed`)]],
    ['search: nothing there', [search('zzzznothing'), search(`${rare[0]} ${rare[1]} ${rare[2]}`)]],
  ]
  const rows = []
  for (const [question, paths] of questions) {
    const times: number[] = []
    const slowest = { path: '', ms: 0 }
    for (let n = 0; n < Math.max(repetitions, paths.length); n++) {
      const path = paths[n % paths.length] ?? ''
      const askedAt = performance.now()
      const { status } = await server.call('GET', path)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
      const ms = performance.now() - askedAt
      times.push(ms)
      if (ms > slowest.ms) Object.assign(slowest, { path, ms })
    }
    rows.push({ question, 'p50 ms': Math.round(percentile(times, 0.5)), 'p95 ms': Math.round(percentile(times, 0.95)), slowest: `${slowest.path} (${Math.round(slowest.ms)})` })
  }
  console.table(rows)
  await server.remove()
}
