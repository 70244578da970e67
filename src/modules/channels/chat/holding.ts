/** What the chat keeps about a person: who they are on the site, what was said, and their files. */
import { sql } from 'kysely'
import type { DataSubject, Holding } from '../../../kernel/personal-data.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { KeptFiles } from '../../../platform/kept-files.ts'

/** Visitors' ids among someone's addresses: `visitor:…` as they are, `user:account:…` looked up. */
function visitorsOf({ identities }: DataSubject): { ids: string[]; users: string[] } {
  const own = identities.filter(({ channel }) => channel === 'chat').map(({ externalId }) => externalId)
  return { ids: own.flatMap((id) => /^visitor:([0-9a-f-]{36})$/.exec(id)?.[1] ?? []), users: own.filter((id) => id.startsWith('user:')) }
}

const whose = ({ ids, users }: { ids: readonly string[]; users: readonly string[] }) => sql`(visitor.id = any(${[...ids]}::uuid[]) or 'user:' || visitor.account || ':' || visitor.user_id = any(${[...users]}::text[]))`

export function chatHolding(db: Db, files: KeptFiles): Holding {
  const removeFiles = async (keys: readonly { readonly key: string }[]): Promise<void> => {
    for (const { key } of keys) await files.remove(key)
  }
  return {
    name: 'chat',
    what: { en: 'Conversations in the chat on your site, as the visitor sees them', nl: 'Gesprekken in de chat op je site, zoals de bezoeker ze ziet' },
    postgres: ['channels.chat_visitors', 'channels.chat_entries', 'channels.chat_files'],
    clickhouse: [],
    files: [],
    tell: (subject) => {
      async function* items(): AsyncGenerator<Readonly<Record<string, unknown>>> {
        const { rows } = await sql<Record<string, unknown>>`select visitor.name, visitor.mail, visitor.language, visitor.page, visitor.user_id as "siteId" from channels.chat_visitors visitor where ${whose(visitorsOf(subject))}`.execute(db)
        yield* rows
      }
      return [{ title: { en: 'Who you are in our chat', nl: 'Wie u bent in onze chat' }, items: items() }]
    },
    erase: async (subject) => {
      const visitors = visitorsOf(subject)
      if (visitors.ids.length + visitors.users.length === 0) return 0
      const { rows } = await sql<{ key: string }>`select file.key from channels.chat_files file join channels.chat_visitors visitor on visitor.id = file.visitor where ${whose(visitors)}`.execute(db)
      await removeFiles(rows)
      return Number((await sql`delete from channels.chat_visitors visitor where ${whose(visitors)}`.execute(db)).numAffectedRows ?? 0n)
    },
    ageing: [{
      kind: 'chat',
      what: { en: 'Conversations in the chat, since the visitor was last there', nl: 'Gesprekken in de chat, sinds de bezoeker er het laatst was' },
      count: async (before) => (await sql<{ count: number }>`select count(*) as count from channels.chat_visitors where seen_at < ${new Date(before)}`.execute(db)).rows[0]?.count ?? 0,
      remove: async (before) => {
        const { rows } = await sql<{ key: string }>`select file.key from channels.chat_files file join channels.chat_visitors visitor on visitor.id = file.visitor where visitor.seen_at < ${new Date(before)}`.execute(db)
        await removeFiles(rows)
        return Number((await sql`delete from channels.chat_visitors where seen_at < ${new Date(before)}`.execute(db)).numAffectedRows ?? 0n)
      },
    }],
  }
}
