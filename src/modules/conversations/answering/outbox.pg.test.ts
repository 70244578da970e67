import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPostgres } from '../../../../test/databases.ts'
import { migrations } from '../../../engines.ts'
import { identityId, interactionId, newId, type Uuid } from '../../../kernel/ids.ts'
import { systemClock } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { OutgoingMessage, Sent } from '../../../kernel/message.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { silentLog } from '../../../platform/logs.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import { openNotifications, type Notifications } from '../../../platform/postgres/notifications.ts'
import type { ConversationDeps } from '../deps.ts'
import type { ConversationHooks, Verdict } from '../hooks.ts'
import type { Heard } from '../model.ts'
import { receive } from '../receiving/receive.ts'
import { receiveDeps } from '../receive-deps.ts'
import { contentSchema } from './api.ts'
import { refuse, release, retry, settleByHand, takeBack } from './decide.ts'
import { draftOf } from './draft-store.ts'
import { runOutbox } from './outbox-runner.ts'
import { send, type Sending } from './send.ts'

let postgres: Postgres
let notifications: Notifications
const account = newId()
const mia: Actor = { kind: 'member', id: 'mia', name: 'Mia Peeters', role: 'agent' }
const tom: Actor = { kind: 'member', id: 'tom', name: 'Tom', role: 'agent' }

/** What the network saw, and how it behaves. */
let sent: OutgoingMessage[] = []
let behave: (message: OutgoingMessage) => Promise<Sent>
let repeatable = true
let verdict: Verdict = { decision: 'send', because: [] }
const loop: Interaction[] = []
const good = async (message: OutgoingMessage): Promise<Sent> => { sent.push(message); return { externalId: `out-${message.key}`, at: Date.now() } }
const hooks: ConversationHooks = { mayAnswer: async () => verdict }

function deps(): ConversationDeps {
  return {
    db: postgres.db, clock: systemClock, log: silentLog, notifications, files: null as never, fetch: null as never, seal: null as never, publicUrl: '', picture: () => null, company: async () => 'Tide',
    accounts: {
      all: async () => [{ id: account, channel: 'mail', name: 'Service', handle: null, externalId: 'us@company.example', ready: true, abilities: { visibilities: ['private'], text: { max: 100, unit: 'graphemes' }, subject: true, html: true, attachments: null, windowHours: null, templates: false, begins: true, edits: false, deletes: false, receipts: [], repeatable } }],
      send: (_account, message) => behave(message), unsend: async () => undefined, fetchAttachment: async () => Promise.reject(new Error('none')),
    },
    people: { known: async () => new Map(), identitiesOf: async () => [], identitiesNamed: async () => [], mayContact: async () => ({ may: true, because: null }) },
    members: { all: async () => [mia, tom].map(({ id, name }) => ({ id, name, email: `${id}@company.example`, language: null, active: true, mayAnswer: true })) },
    teams: { of: async () => [], all: async () => [] }, said: { find: async () => null }, telling: { announce: async () => undefined, mail: async () => false }, governance: { scopeOf: async () => ({ all: true }) },
    takeInSent: async (interaction, alongside) => { await postgres.db.transaction().execute(alongside); loop.push(interaction) }, hooks: [hooks],
  }
}

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, migrations)
  await sql`update conversations.settings set undo_seconds = 0`.execute(postgres.db)
  notifications = openNotifications(postgres)
})
afterAll(async () => {
  await notifications.close()
  await postgres.close()
})

let next = 0
async function asked(): Promise<Uuid> {
  const externalId = `in-${next++}`
  const heard: Heard = {
    id: interactionId('mail', externalId), identity: identityId('mail', 'wad@tide.example'), channel: 'mail', externalId, kind: 'message', direction: 'inbound', author: { externalId: 'wad@tide.example', name: 'Wad' }, at: Date.now() - 1_000, takenAt: Date.now() - 1_000, text: 'Any news?', title: null, url: null, language: 'en', labels: null, topics: [],
    account, visibility: 'private', thread: externalId, references: [], conversation: null, addressed: {}, subject: 'Order', html: null, quoted: null, attachments: [], automatic: null, key: null,
  }
  await postgres.db.transaction().execute((tx) => receive(tx, receiveDeps(deps()), [heard]))
  return (await sql<{ conversation: Uuid }>`select conversation from conversations.messages where id = ${heard.id}`.execute(postgres.db)).rows[0]?.conversation ?? ''
}
const content = (text: string, over: Partial<Sending> = {}): Sending => ({ ...contentSchema.parse({ text }), seen: null, knowing: false, then: 'wait', ...over })
const stateOf = async (id: Uuid): Promise<string | undefined> => (await sql<{ state: string }>`select state from conversations.messages where id = ${id}`.execute(postgres.db)).rows[0]?.state
const conversation = async (id: Uuid) => (await sql<{ state: string; waiting: boolean; messages: number; assignee: string | null }>`select state, waiting_since is not null as waiting, messages, assignee from conversations.conversations where id = ${id}`.execute(postgres.db)).rows[0]

/** Runs the outbox until a message is in one of some states. */
async function until(id: Uuid, ...states: string[]): Promise<void> {
  const stop = new AbortController()
  const running = runOutbox({ ...deps(), random: () => 0 }, stop.signal)
  try {
    await expect.poll(() => stateOf(id), { timeout: 45_000, interval: 30 }).toSatisfy((state: string) => states.includes(state))
  } finally {
    stop.abort()
    await running
  }
}

test('an answer goes out once, counts, comes into the loop, and its echo is no second message', async () => {
  behave = good
  sent = []
  const id = await asked()
  const key = newId()
  const message = await send(deps(), mia, id, content('On its way.', { key }))
  expect(await send(deps(), mia, id, content('On its way.', { key }))).toMatchObject({ id: message.id })
  expect(await conversation(id)).toEqual({ state: 'waiting', waiting: false, messages: 2, assignee: 'mia' })
  await until(message.id, 'sent')
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ key, text: 'On its way.', subject: 'Re: Order', to: [{ externalId: 'wad@tide.example' }], sender: { name: 'Mia' }, inReplyTo: { externalId: expect.stringMatching(/^in-/) } })
  const echo: Heard = { id: interactionId('mail', `out-${key}`), identity: identityId('mail', 'us@company.example'), channel: 'mail', externalId: `out-${key}`, kind: 'message', direction: 'outbound', author: { externalId: 'us@company.example' }, at: Date.now(), takenAt: Date.now(), text: 'On its way.', title: null, url: null, language: 'en', labels: null, topics: [], account, visibility: 'private', thread: null, references: [], conversation: null, addressed: {}, subject: null, html: null, quoted: null, attachments: [], automatic: null, key: null }
  await postgres.db.transaction().execute((tx) => receive(tx, receiveDeps(deps()), [echo]))
  expect(await conversation(id)).toMatchObject({ messages: 2 })
  expect(loop.at(-1)).toMatchObject({ direction: 'outbound', externalId: `out-${key}`, message: { account, key } })
})

test('an echo that comes before the network answers is the message itself', async () => {
  sent = []
  const id = await asked()
  behave = async (message) => {
    const echo: Heard = { id: interactionId('mail', `out-${message.key}`), identity: identityId('mail', 'us@company.example'), channel: 'mail', externalId: `out-${message.key}`, kind: 'message', direction: 'outbound', author: { externalId: 'us@company.example' }, at: Date.now(), takenAt: Date.now(), text: 'as the network says it', title: null, url: null, language: 'en', labels: null, topics: [], account, visibility: 'private', thread: message.thread, references: [], conversation: null, addressed: {}, subject: null, html: null, quoted: null, attachments: [], automatic: null, key: null }
    await postgres.db.transaction().execute((tx) => receive(tx, receiveDeps(deps()), [echo]))
    return good(message)
  }
  const message = await send(deps(), mia, id, content('Soon.'))
  await until(message.id, 'sent')
  expect(await conversation(id)).toMatchObject({ messages: 2 })
  expect((await sql`select id from conversations.messages where conversation = ${id}`.execute(postgres.db)).rows).toHaveLength(2)
})

test('what could not go out is tried again; what the network refuses is ours again, and goes by hand', async () => {
  sent = []
  let tries = 0
  behave = async (message) => { tries++; if (tries === 1) throw new SendFault('Busy.', 'busy', 'later', { retryAfterSeconds: 0 }); throw new SendFault(`No such address ${message.key}.`, 'address', 'refused') }
  const id = await asked()
  const message = await send(deps(), mia, id, content('Hello'))
  await until(message.id, 'failed')
  expect(tries).toBe(2)
  expect(await conversation(id)).toMatchObject({ state: 'open', waiting: true })
  behave = good
  await postgres.db.transaction().execute((tx) => retry(tx, deps(), mia, message.id))
  await until(message.id, 'sent')
  expect(sent).toHaveLength(1)
  expect(await conversation(id)).toMatchObject({ state: 'waiting', waiting: false, messages: 2 })
})

test('where the network takes nothing twice, what was cut off waits for somebody', async () => {
  repeatable = false
  sent = []
  behave = async (message) => { sent.push(message); throw new SendFault('The connection broke.', 'broke', 'unknown') }
  const id = await asked()
  const message = await send(deps(), mia, id, content('Hello'))
  await until(message.id, 'unknown')
  expect(sent).toHaveLength(1)
  await postgres.db.transaction().execute((tx) => settleByHand(tx, deps(), mia, message.id, true))
  expect(await stateOf(message.id)).toBe('sent')
  repeatable = true
})

test('messages of one conversation go out in the order in which they were written', async () => {
  sent = []
  let first = true
  behave = async (message) => { if (first) { first = false; throw new SendFault('Busy.', 'busy', 'later') } return good(message) }
  const id = await asked()
  await send(deps(), mia, id, content('one'))
  await send(deps(), mia, id, content('two'))
  const last = await send(deps(), mia, id, content('three'))
  await until(last.id, 'sent')
  expect(sent.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
})

test('what is taken back in time never goes, is in the draft again, and leaves the conversation as it was', async () => {
  sent = []
  behave = good
  const id = await asked()
  const message = await send(deps(), mia, id, content('Too early', { sendAt: new Date(Date.now() + 60_000).toISOString() }))
  expect(await conversation(id)).toMatchObject({ state: 'waiting', messages: 2 })
  await postgres.db.transaction().execute((tx) => takeBack(tx, deps(), mia, message.id))
  expect(await conversation(id)).toMatchObject({ state: 'open', waiting: true, messages: 1 })
  expect((await draftOf(postgres.db, 'mia', id))?.content).toMatchObject({ text: 'Too early' })
  expect(await stateOf(message.id)).toBeUndefined()
})

test('somebody who did not see a colleague answer is told who did, and may answer knowingly', async () => {
  behave = good
  const id = await asked()
  const seen = (await sql<{ id: Uuid }>`select id from conversations.messages where conversation = ${id}`.execute(postgres.db)).rows[0]?.id ?? ''
  await send(deps(), mia, id, content('First', { seen }))
  await expect(send(deps(), tom, id, content('Second', { seen }))).rejects.toMatchObject({ code: 'conversations.answered-meanwhile', details: { by: 'Mia Peeters', text: 'First' } })
  expect(await send(deps(), tom, id, content('Second', { seen, knowing: true }))).toMatchObject({ state: 'queued' })
})

test('what needs an approval is held, goes with the approver\'s words, or comes back refused', async () => {
  sent = []
  behave = good
  verdict = { decision: 'approve', because: [] }
  const id = await asked()
  const held = await send(deps(), mia, id, content('We give you 50 euro'))
  expect(await conversation(id)).toMatchObject({ state: 'open', waiting: true })
  await postgres.db.transaction().execute((tx) => release(tx, deps(), tom, held.id, { text: 'We give you 20 euro', html: null }))
  await until(held.id, 'sent')
  expect(sent.map(({ text }) => text)).toContain('We give you 20 euro')
  expect(await conversation(id)).toMatchObject({ state: 'waiting', waiting: false, messages: 2 })
  const other = await send(deps(), mia, id, content('And more'))
  await postgres.db.transaction().execute((tx) => refuse(tx, deps(), tom, other.id, 'Too much'))
  expect((await draftOf(postgres.db, 'mia', id))?.content.text).toBe('And more')
  verdict = { decision: 'refuse', because: [{ rule: newId(), name: 'No offers', sentence: 'Offers are made by sales alone.' }] }
  await expect(send(deps(), mia, id, content('Free!'))).rejects.toMatchObject({ code: 'conversations.refused', message: 'Offers are made by sales alone.' })
  verdict = { decision: 'send', because: [] }
})

test('what the network would not take is said before it is tried', async () => {
  const id = await asked()
  await expect(send(deps(), mia, id, content('x'.repeat(101)))).rejects.toMatchObject({ code: 'conversations.too-long' })
  await expect(send(deps(), mia, id, content(' '))).rejects.toMatchObject({ code: 'conversations.empty' })
})
