/** What is kept of conversations: told to whom they are with, erased with them, and let go of with time. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import { iso, type Instant } from '../../kernel/instant.ts'
import type { DataSubject, Holding, ToldSection } from '../../kernel/personal-data.ts'
import type { KeptFiles } from '../../platform/kept-files.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'

const block = 500

export function conversationsHolding({ db, files }: { db: Db; files: KeptFiles }): Holding {
  return {
    name: 'conversations',
    what: { en: 'What people and we wrote to each other, with files, notes and what was done about it', nl: 'Wat mensen en wij elkaar schreven, met bestanden, notities en wat ermee gebeurde' },
    postgres: [
      'conversations.conversations', 'conversations.threads', 'conversations.participants', 'conversations.messages', 'conversations.parts', 'conversations.earlier_words', 'conversations.attachments', 'conversations.uploads',
      'conversations.outbox', 'conversations.early_receipts', 'conversations.early_removals', 'conversations.activity', 'conversations.acts', 'conversations.drafts', 'conversations.seen', 'conversations.mentions',
    ],
    clickhouse: [],
    files: ['files/messages'],
    tell: (subject) => [told(db, subject)],
    erase: (subject) => erase(db, files, subject),
    ageing: [{
      kind: 'conversations',
      what: { en: 'Conversations closed for so long', nl: 'Gesprekken die zo lang gesloten zijn' },
      count: async (before) => (await sql<{ count: number }>`select count(*) as count from conversations.conversations where closed_at < ${new Date(before)} and state = 'closed'`.execute(db)).rows[0]?.count ?? 0,
      remove: async (before, signal) => {
        let removed = 0
        while (!signal.aborted) {
          const gone = await oldest(db, before)
          if (gone.length === 0) break
          await removeConversations(db, files, gone)
          removed += gone.length
        }
        return removed
      },
    }],
  }
}

async function oldest(db: Db, before: Instant): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`select id from conversations.conversations where closed_at < ${new Date(before)} and state = 'closed' order by closed_at limit ${block}`.execute(db)
  return rows.map(({ id }) => id)
}

function told(db: Db, { identities }: DataSubject): ToldSection {
  const ids = identities.map(({ id }) => id)
  return {
    title: { en: 'Messages', nl: 'Berichten' },
    items: (async function* items() {
      let after: { at: Instant; id: Uuid } = { at: 0, id: '00000000-0000-0000-0000-000000000000' }
      for (;;) {
        // What they wrote, and what we wrote in conversations with nobody else.
        const { rows } = await sql<{ id: Uuid; at: Instant; channel: string | null; direction: string; subject: string | null; text: string; files: string[] | null }>`
          select message.id, message.at, message.channel, message.direction, message.subject, message.text, (select array_agg(name order by place) from conversations.attachments where message = message.id) as files
          from conversations.messages message
          where message.conversation in (select conversation from conversations.participants where identity = any(${ids}::uuid[])) and not message.note and message.removed_at is null
            and (message.identity = any(${ids}::uuid[]) or (message.direction = 'outbound' and not exists (select from conversations.participants other where other.conversation = message.conversation and not other.identity = any(${ids}::uuid[]))))
            and (message.at, message.id) > (${new Date(after.at)}, ${after.id}::uuid)
          order by message.at, message.id limit ${block}`.execute(db)
        for (const { at, channel, direction, subject, text, files } of rows) yield { at: iso(at), channel: channel ?? '', direction, subject: subject ?? '', text, files: (files ?? []).join(', ') }
        const last = rows.at(-1)
        if (last === undefined || rows.length < block) return
        after = { at: last.at, id: last.id }
      }
    })(),
  }
}

/** Conversations with nobody else go whole; of the others, what is theirs, and what repeats their words. */
async function erase(db: Db, files: KeptFiles, { identities, interactions }: DataSubject): Promise<number> {
  const ids = identities.map(({ id }) => id)
  const { rows } = await sql<{ conversation: Uuid; alone: boolean }>`
    select conversation, not exists (select from conversations.participants other where other.conversation = mine.conversation and not other.identity = any(${ids}::uuid[])) as alone
    from (select conversation from conversations.participants where identity = any(${ids}::uuid[])
      union select conversation from conversations.messages where interaction = any(${[...interactions]}::uuid[]) and direction = 'inbound') as mine`.execute(db)
  const whole = rows.filter(({ alone }) => alone).map(({ conversation }) => conversation)
  for (let at = 0; at < whole.length; at += block) await removeConversations(db, files, whole.slice(at, at + block))
  const shared = rows.filter(({ alone }) => !alone).map(({ conversation }) => conversation)
  if (shared.length > 0) await eraseWithin(db, files, shared, ids, identities.map(({ externalId }) => externalId))
  return rows.length
}

async function eraseWithin(db: Db, files: KeptFiles, conversations: readonly Uuid[], ids: readonly Uuid[], addresses: readonly string[]): Promise<void> {
  const dropped = await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: Uuid }>`select id from conversations.messages where conversation = any(${[...conversations]}::uuid[]) and identity = any(${[...ids]}::uuid[])`.execute(tx)
    const kept = await filesOf(tx, sql`message = any(${rows.map(({ id }) => id)}::uuid[])`)
    await sql`update conversations.conversations set last_message = null, last_words = '' where last_message = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
    // What they began may be named by their words.
    await sql`update conversations.conversations conversation set subject = '' where id = any(${[...conversations]}::uuid[]) and (select identity from conversations.messages where messages.conversation = conversation.id and not note order by at, id limit 1) = any(${[...ids]}::uuid[])`.execute(tx)
    await sql`delete from conversations.messages where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
    await sql`update conversations.messages set quoted = null, html = null, addressed = '{}' where conversation = any(${[...conversations]}::uuid[])`.execute(tx)
    await sql`delete from conversations.earlier_words where message in (select id from conversations.messages where conversation = any(${[...conversations]}::uuid[]))`.execute(tx)
    await sql`delete from conversations.participants where identity = any(${[...ids]}::uuid[])`.execute(tx)
    await sql`update conversations.conversations set identity = (select identity from conversations.participants where conversation = conversations.id order by last_at desc limit 1) where identity = any(${[...ids]}::uuid[])`.execute(tx)
    await sql`delete from conversations.drafts where conversation = any(${[...conversations]}::uuid[]) and exists (select from unnest(${[...addresses]}::text[]) as mark where position(mark in content::text) > 0)`.execute(tx)
    return kept
  })
  for (const file of dropped) await files.remove(file)
}

/** Removes conversations with all that hangs on them, also from the disk. */
async function removeConversations(db: Db, files: KeptFiles, conversations: readonly Uuid[]): Promise<void> {
  const ids = [...conversations]
  // Files first: a stop in between leaves rows that name missing files, and the next attempt removes them.
  const kept = await filesOf(db, sql`message in (select id from conversations.messages where conversation = any(${ids}::uuid[]))`)
  for (const file of kept) await files.remove(file)
  await db.transaction().execute(async (tx) => {
    await sql`update conversations.conversations set joined_to = null where joined_to = any(${ids}::uuid[])`.execute(tx)
    await sql`update conversations.conversations set follows = null where follows = any(${ids}::uuid[])`.execute(tx)
    await sql`delete from conversations.acts where exists (select from jsonb_array_elements(changes) as change where (change->>'conversation')::uuid = any(${ids}::uuid[]))`.execute(tx)
    await sql`delete from conversations.messages where conversation = any(${ids}::uuid[])`.execute(tx)
    await sql`delete from conversations.conversations where id = any(${ids}::uuid[])`.execute(tx)
  })
}

/** Files of attachments that nothing else refers to. */
async function filesOf(db: Db | Tx, which: ReturnType<typeof sql>): Promise<Uuid[]> {
  const { rows } = await sql<{ file: Uuid }>`select distinct file from conversations.attachments where file is not null and ${which}`.execute(db)
  return rows.map(({ file }) => file)
}
