/** HTTP of searching. */
import { sql } from 'kysely'
import { iso } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { conversationsById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import { cursorOf, readCursor } from '../reading/cursor.ts'
import { readerOf } from '../reading/find.ts'
import { presentConversations } from '../reading/present.ts'
import * as api from './api.ts'
import { excerptOf } from './excerpt.ts'
import { fold, parseSearch } from './parse-search.ts'
import { searchMessages, type Meanings } from './search.ts'

const holds = (name: string, words: string): boolean => fold(name).includes(fold(words))

export function searchRoutes(deps: ConversationDeps): MountedRoute[] {
  const { db } = deps
  const meanings: Meanings = {
    identities: (words) => deps.people.identitiesNamed(db, words.replace(/^@/, ''), 500),
    members: async (words) => (await deps.members.all()).filter(({ id, name }) => id === words || holds(name, words)).map(({ id }) => id),
    accounts: async (words) => (await deps.accounts.all()).filter(({ name, handle: own }) => holds(`${name} ${own ?? ''}`, words)).map(({ id }) => id),
    teams: async (words) => (await deps.teams.all(db)).filter(({ name }) => holds(name, words)).map(({ id }) => id),
    labels: async (words) => (await sql<{ id: Uuid; name: string }>`select id, name from conversations.labels where removed_at is null`.execute(db)).rows.filter(({ name }) => holds(name, words)).map(({ id }) => id),
  }
  return [
    handle(api.searchConversations, async ({ actor, query: { q, cursor, limit } }) => {
      const search = parseSearch(q)
      const found = await searchMessages(db, search, await readerOf(deps, actor), meanings, readCursor(cursor), limit + 1)
      const page = found.slice(0, limit)
      const conversations = await conversationsById(db, [...new Set(page.map(({ conversation }) => conversation))])
      const views = new Map((await presentConversations(deps, actor.id, [...conversations.values()])).map((view) => [view.id, view]))
      const last = page.at(-1)
      return {
        items: page.flatMap(({ id, conversation, at, is, by, direction, text, subject }) => {
          const view = views.get(conversation)
          return view ? [{ message: id, is, at: iso(at), by, direction, excerpt: excerptOf(text === '' ? subject ?? '' : text, search.terms), conversation: view }] : []
        }),
        next: found.length > limit && last ? cursorOf(last) : null,
      }
    }),
  ]
}
