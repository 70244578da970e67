import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPostgres } from '../../../../test/databases.ts'
import { migrations } from '../../../engines.ts'
import { identityId, interactionId, newId } from '../../../kernel/ids.ts'
import { dayMs, hourMs, minuteMs } from '../../../kernel/instant.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import type { Heard } from '../model.ts'
import type { Received } from '../hooks.ts'
import { rememberRemoved, takenBackBefore } from './early-removals.ts'
import { takeReceipts } from './receipts.ts'
import { receive } from './receive.ts'
import { removeWords } from './revise.ts'

let postgres: Postgres
const now = Date.parse('2026-11-30T12:00:00Z')
const account = newId(now)
const seen: Received[] = []

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, migrations)
})
afterAll(() => postgres.close())

function heard(externalId: string, over: Partial<Heard> = {}): Heard {
  const who = over.author?.externalId ?? 'wad@tide.example'
  return {
    id: interactionId('mail', externalId), identity: identityId('mail', who), channel: 'mail', externalId, kind: 'message', direction: 'inbound', author: { externalId: who, name: 'Wad' }, at: now, takenAt: now, text: `Words of ${externalId}`, title: null, url: null, language: 'en', labels: null, topics: [],
    account, visibility: 'private', thread: null, references: [], conversation: null, addressed: {}, subject: 'Late hub gear', html: null, quoted: null, attachments: [], automatic: null, key: null, ...over,
  }
}

const take = (...all: Heard[]): Promise<void> => postgres.db.transaction().execute((tx) => receive(tx, { hooks: [{ onReceived: async (_tx, received) => void seen.push(received) }], now: () => now, factsOf: async () => [], announceReceived: async () => undefined }, all))
async function where(externalId: string): Promise<{ conversation: string; thread: string; text: string; state: string; edited: boolean; removed: boolean }> {
  const { rows } = await sql<{ conversation: string; thread: string; text: string; state: string; edited: boolean; removed: boolean }>`select conversation, thread, text, state, edited_at is not null as edited, removed_at is not null as removed from conversations.messages where interaction = ${interactionId('mail', externalId)}`.execute(postgres.db)
  if (!rows[0]) throw new Error(`${externalId} is not here`)
  return rows[0]
}
async function conversation(id: string): Promise<Record<string, unknown>> {
  return (await sql<Record<string, unknown>>`select state, messages, waiting_since, reopened, last_words, follows, subject, first_answer_at from conversations.conversations where id = ${id}`.execute(postgres.db)).rows[0] ?? {}
}

test('a message opens a conversation, its answer joins it by reference, and nothing is kept twice', async () => {
  await take(heard('a1', { subject: 'Re: Late hub gear' }))
  await take(heard('a2', { references: ['a1'], at: now + minuteMs }))
  await take(heard('a1'), heard('a2', { references: ['a1'], at: now + minuteMs }))
  const first = await where('a1')
  expect((await where('a2')).conversation).toBe(first.conversation)
  expect(await conversation(first.conversation)).toMatchObject({ state: 'open', messages: 2, waiting_since: now, subject: 'Late hub gear', last_words: 'Words of a2' })
  expect(seen.map(({ made }) => made)).toEqual(['opened', 'went-on'])
})

test('messages of one dialogue that come in one stretch, in the wrong order and doubled, are one conversation in their own order', async () => {
  const all = [3, 1, 2, 1].map((nth) => heard(`b${nth}`, { thread: 'b', at: now + nth * minuteMs }))
  await take(...all)
  const { conversation: id } = await where('b1')
  expect(await Promise.all(['b2', 'b3'].map(async (one) => (await where(one)).conversation))).toEqual([id, id])
  expect(await conversation(id)).toMatchObject({ messages: 3, last_words: 'Words of b3', waiting_since: now + minuteMs })
})

test('an answer given at the network itself has them to act, and their next message us', async () => {
  await take(heard('c1', { thread: 'c' }))
  await take(heard('c2', { thread: 'c', direction: 'outbound', author: { externalId: 'us@company.example' }, at: now + minuteMs }))
  const { conversation: id } = await where('c1')
  expect(await conversation(id)).toMatchObject({ state: 'waiting', waiting_since: null, first_answer_at: now + minuteMs })
  await take(heard('c3', { thread: 'c', at: now + 2 * minuteMs }))
  expect(await conversation(id)).toMatchObject({ state: 'open', waiting_since: now + 2 * minuteMs })
})

test('an answer that is told before the question it answers leaves the matter answered', async () => {
  await take(heard('d2', { thread: 'd', direction: 'outbound', author: { externalId: 'us@company.example' }, at: now + minuteMs }))
  await take(heard('d1', { thread: 'd' }))
  expect(await conversation((await where('d1')).conversation)).toMatchObject({ state: 'waiting', waiting_since: null, messages: 2 })
})

test('what was closed a while ago opens again; what was closed long ago is followed by a new conversation', async () => {
  await take(heard('e1', { thread: 'e' }))
  const { conversation: id } = await where('e1')
  const close = (at: number) => sql`update conversations.conversations set state = 'closed', closed_at = ${new Date(at)}, waiting_since = null where id = ${id}`.execute(postgres.db)
  await close(now + hourMs)
  await take(heard('e2', { thread: 'e', at: now + dayMs, takenAt: now + dayMs }))
  expect(await conversation(id)).toMatchObject({ state: 'open', reopened: 1 })
  await close(now + 2 * dayMs)
  await take(heard('e3', { thread: 'e', at: now + 30 * dayMs, takenAt: now + 30 * dayMs }))
  const next = await where('e3')
  expect(next.conversation).not.toBe(id)
  expect(await conversation(next.conversation)).toMatchObject({ follows: id })
  await take(heard('e4', { thread: 'e', at: now + 31 * dayMs, takenAt: now + 31 * dayMs }))
  expect((await where('e4')).conversation).toBe(next.conversation)
})

test('an automatic reply wakes nobody', async () => {
  await take(heard('f1', { thread: 'f' }))
  const { conversation: id } = await where('f1')
  await sql`update conversations.conversations set state = 'closed', closed_at = ${new Date(now)}, waiting_since = null where id = ${id}`.execute(postgres.db)
  await take(heard('f2', { thread: 'f', automatic: 'reply', at: now + minuteMs }))
  expect(await conversation(id)).toMatchObject({ state: 'closed', messages: 2, waiting_since: null })
})

test('a change at the source keeps the earlier words, and a removal drops them all', async () => {
  await take(heard('g1', { attachments: [{ name: 'a.png', mediaType: 'image/png', url: 'https://files.example/a' }] }))
  await take(heard('g1', { text: 'Other words' }))
  expect(await where('g1')).toMatchObject({ text: 'Other words', edited: true })
  const earlier = async (): Promise<string[]> => (await sql<{ text: string }>`select text from conversations.earlier_words where message = ${interactionId('mail', 'g1')}`.execute(postgres.db)).rows.map(({ text }) => text)
  expect(await earlier()).toEqual(['Words of g1'])
  await postgres.db.transaction().execute((tx) => removeWords(tx, [interactionId('mail', 'g1')], now))
  expect(await where('g1')).toMatchObject({ text: '', removed: true })
  expect(await earlier()).toEqual([])
  expect(await conversation((await where('g1')).conversation)).toMatchObject({ last_words: '' })
})

test('a receipt counts whether it comes before or after what it is about is known, and never backwards', async () => {
  const receipt = { channel: 'mail', account, externalId: 'h2', at: now }
  await postgres.db.transaction().execute((tx) => takeReceipts(tx, [{ ...receipt, state: 'read' }], now))
  await take(heard('h1', { thread: 'h' }), heard('h2', { thread: 'h', direction: 'outbound', author: { externalId: 'us@company.example' }, at: now + minuteMs }))
  expect((await where('h2')).state).toBe('read')
  await postgres.db.transaction().execute((tx) => takeReceipts(tx, [{ ...receipt, state: 'delivered' }], now))
  expect((await where('h2')).state).toBe('read')
})

test('what was taken back before it came does not keep its words, and nobody else\'s removal is remembered', async () => {
  const [early, other] = [interactionId('mail', 'early'), interactionId('mail', 'a1')]
  await postgres.db.transaction().execute((tx) => rememberRemoved(tx, [early, other], now))
  expect((await sql`select from conversations.early_removals`.execute(postgres.db)).rows).toHaveLength(1)
  await take(heard('early'))
  await postgres.db.transaction().execute(async (tx) => removeWords(tx, await takenBackBefore(tx, [early]), now))
  expect(await where('early')).toMatchObject({ text: '', removed: true })
  expect((await sql`select from conversations.early_removals`.execute(postgres.db)).rows).toHaveLength(0)
})
