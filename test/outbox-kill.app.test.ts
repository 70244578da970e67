/** What waits in the outbox goes out once, whatever is killed and whatever the network cuts: compared with what the network saw. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrations } from '../src/engines.ts'
import { newId, type Uuid } from '../src/kernel/ids.ts'
import { migrate } from '../src/platform/postgres/migrate.ts'
import { connect } from '../src/platform/postgres/database.ts'
import { freshDatabaseUrl } from './databases.ts'

const conversations = 20
const each = 6
const kills = 6

test('killed processes and cut connections lose nothing and double nothing', async () => {
  const url = await freshDatabaseUrl()
  const postgres = connect(url)
  const { db } = postgres
  await migrate(db, migrations)
  const repeatable = newId()
  const single = newId()

  // What arrived, in order, by account; a key that this network knows is answered as the first time, where it promises so.
  const arrived: { account: string; key: string; text: string }[] = []
  let seed = 7
  const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  let cuts = 0
  const network = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => { body += part.toString() })
    request.on('end', () => {
      const account = (request.url ?? '').slice(1)
      const { key, text } = JSON.parse(body) as { key: string; text: string }
      const fate = chance()
      if (fate < 0.1) return void response.writeHead(503).end()
      if (fate < 0.2) { cuts++; return void request.socket.destroy() }
      const known = account === repeatable && arrived.some((one) => one.key === key)
      if (!known) arrived.push({ account, key, text })
      if (fate < 0.35) { cuts++; return void request.socket.destroy() }
      void wait(5 + chance() * 40).then(() => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `n-${key}` })))
    })
  })
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(network.address() as AddressInfo).port}`

  for (let n = 0; n < conversations; n++) {
    const [conversation, thread, account] = [newId(), newId(), n % 2 === 0 ? repeatable : single]
    await sql`insert into conversations.conversations (id, account, channel, visibility, opened_at, last_at) values (${conversation}, ${account}, 'chat', 'private', now(), now())`.execute(db)
    await sql`insert into conversations.threads (id, conversation, account, channel, opened_at) values (${thread}, ${conversation}, ${account}, 'chat', now())`.execute(db)
    for (let nth = 0; nth < each; nth++) {
      const id = newId()
      await sql`insert into conversations.messages (id, conversation, thread, direction, visibility, kind, account, channel, at, taken_at, text, state, state_at) values (${id}, ${conversation}, ${thread}, 'outbound', 'private', 'message', ${account}, 'chat', now(), now(), ${`${n} ${nth}`}, 'queued', now())`.execute(db)
      const outgoing = { message: { key: id, visibility: 'private', to: [{ externalId: 'them' }], inReplyTo: null, thread: null, references: [], conversation, text: `${n} ${nth}`, files: [], sender: null, automatic: false }, content: null, then: 'wait', answered: true, was: {} }
      await sql`insert into conversations.outbox (message, conversation, account, outgoing, send_after, next_try_at) values (${id}, ${conversation}, ${account}, ${JSON.stringify(outgoing)}::jsonb, now(), now())`.execute(db)
    }
  }

  const start = (): ChildProcess => spawn(process.execPath, [fileURLToPath(new URL('outbox-process.ts', import.meta.url)), url, address, repeatable, single], { stdio: 'ignore' })
  const count = async (): Promise<number> => (await sql<{ count: number }>`select count(*) as count from conversations.outbox where not held`.execute(db)).rows[0]?.count ?? 0
  let running = start()
  for (let killed = 0; killed < kills; killed++) {
    const before = arrived.length
    // Killed in the middle of sending, not before it has begun.
    for (let waited = 0; waited < 400 && arrived.length < before + 4 && (await count()) > 0; waited++) await wait(25)
    running.kill('SIGKILL')
    await new Promise((resolve) => running.once('exit', resolve))
    running = start()
  }
  await expect.poll(count, { timeout: 90_000, interval: 200 }).toBe(0)
  running.kill('SIGKILL')

  const { rows } = await sql<{ id: Uuid; account: Uuid; state: string; text: string }>`select id, account, state, text from conversations.messages order by text`.execute(db)
  const times = (id: Uuid): number => arrived.filter(({ key }) => key === id).length
  expect(cuts).toBeGreaterThan(5)
  // Nothing is lost: what takes a key twice as once has everything, and what does not has it or somebody is asked.
  expect(rows.filter(({ account, state }) => account === repeatable && state !== 'sent')).toEqual([])
  expect(rows.filter(({ account, id }) => account === repeatable && times(id) !== 1)).toEqual([])
  expect(rows.filter(({ account, state, id }) => account === single && !(state === 'sent' ? times(id) === 1 : state === 'unknown' && times(id) <= 1))).toEqual([])
  // In the order in which they were written.
  for (let n = 0; n < conversations; n += 2) expect(arrived.filter(({ account, text }) => account === repeatable && text.startsWith(`${n} `)).map(({ text }) => text)).toEqual(Array.from({ length: each }, (_, nth) => `${n} ${nth}`))
  network.close()
  await postgres.close()
}, 180_000)
