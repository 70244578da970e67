import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPostgres } from '../../../test/databases.ts'
import { migrations } from '../../engines.ts'
import { identityId, interactionId, newId } from '../../kernel/ids.ts'
import type { KeptFiles } from '../../platform/kept-files.ts'
import type { Postgres } from '../../platform/postgres/database.ts'
import { migrate } from '../../platform/postgres/migrate.ts'
import { conversationsHolding } from './holding.ts'
import type { Heard } from './model.ts'
import { receive } from './receiving/receive.ts'

let postgres: Postgres
const removed: string[] = []
const files = { remove: async (key: string) => void removed.push(key) } as unknown as KeptFiles
const account = newId()

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, migrations)
})
afterAll(() => postgres.close())

const heard = (externalId: string, who: string, thread: string, over: Partial<Heard> = {}): Heard => ({
  id: interactionId('mail', externalId), identity: identityId('mail', who), channel: 'mail', externalId, kind: 'message', direction: 'inbound', author: { externalId: who, name: who }, at: Date.now(), takenAt: Date.now(), text: `Words of ${who}`, title: null, url: null, language: null, labels: null, topics: [],
  account, visibility: 'private', thread, references: [], conversation: null, addressed: {}, subject: `About ${thread} by ${who}`, html: null, quoted: null, attachments: [], automatic: null, key: null, ...over,
})
const subject = { identities: [{ id: identityId('mail', 'zzmark'), channel: 'mail', externalId: 'zzmark', handle: null, name: 'zzmark' }], interactions: [] }

async function everywhere(mark: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'conversations'`.execute(postgres.db)
  const found: string[] = []
  for (const { name } of tables) if ((await sql`select from conversations.${sql.id(name)} as row where row::text like ${`%${mark}%`} limit 1`.execute(postgres.db)).rows.length > 0) found.push(name)
  return found
}

test('who is erased is told what was written, and then nothing of them is left, while others keep theirs', async () => {
  const file = newId()
  await postgres.db.transaction().execute((tx) => receive(tx, { hooks: [], now: () => Date.now(), factsOf: async () => [], announceReceived: async () => undefined }, [
    heard('a', 'zzmark', 'alone', { attachments: [{ file, name: 'zzmark.pdf', mediaType: 'application/pdf' }] }),
    heard('b', 'zzmark', 'shared'), heard('c', 'other', 'shared', { quoted: 'as zzmark wrote', html: '<p>zzmark wrote</p>', at: Date.now() + 1 }),
  ]))
  const holding = conversationsHolding({ db: postgres.db, files })
  const told: unknown[] = []
  for (const section of holding.tell?.(subject) ?? []) for await (const item of section.items) told.push(item)
  expect(told).toMatchObject([{ text: 'Words of zzmark' }, { text: 'Words of zzmark' }])
  expect(await everywhere('zzmark')).not.toEqual([])
  await holding.erase(subject)
  await holding.erase(subject)
  expect(await everywhere('zzmark')).toEqual([])
  expect(removed).toEqual([file])
  expect((await sql<{ text: string }>`select text from conversations.messages`.execute(postgres.db)).rows).toEqual([{ text: 'Words of other' }])
})
