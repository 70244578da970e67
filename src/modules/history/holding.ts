/** What history keeps about a person, how it is told, how it goes. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import { iso, type Instant } from '../../kernel/instant.ts'
import type { DataSubject, Holding, ToldSection } from '../../kernel/personal-data.ts'
import { clickhouseTime, type Clickhouse } from '../../platform/clickhouse/open.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Key } from './model.ts'
import type { History } from './store.ts'

const blockSize = 5_000
const tellPage = 500

/** Ids by blocks that fit a statement. */
function* blocks(ids: readonly Uuid[]): Generator<readonly Uuid[]> {
  for (let at = 0; at < ids.length; at += blockSize) yield ids.slice(at, at + blockSize)
}

export function historyHolding({ db, clickhouse, history, alsoForget }: {
  db: Db
  clickhouse: Clickhouse
  history: History
  /** Takes interactions out of what other modules made of them, when age removes them. */
  alsoForget(ids: readonly Uuid[]): Promise<void>
}): Holding {
  return {
    name: 'history',
    what: { en: 'What people said and did, by identity, with later versions', nl: 'Wat mensen zeiden en deden, per identiteit, met latere versies' },
    postgres: ['history.known'],
    clickhouse: ['interactions', 'interactions_by_identity', 'revisions', 'exchanges'],
    files: [],
    tell: (subject) => [said(history, subject)],

    erase: async ({ identities, interactions }) => {
      const params = { identities: identities.map((one) => one.id) }
      for (const ids of blocks(interactions)) {
        await clickhouse.run('delete from rapport.revisions where id in {ids:Array(UUID)}', { params: { ids } })
        await sql`delete from history.known where id = any(${[...ids]}::uuid[])`.execute(db)
      }
      await clickhouse.run('delete from rapport.exchanges where identity in {identities:Array(UUID)} or other in {identities:Array(UUID)}', { params })
      await clickhouse.run('delete from rapport.interactions where identity in {identities:Array(UUID)}', { params })
      // Last, since it is by this that the others are found again after an interruption.
      await clickhouse.run('delete from rapport.interactions_by_identity where identity in {identities:Array(UUID)}', { params })
      return interactions.length
    },

    ageing: [{
      kind: 'interactions',
      what: { en: 'What people said and did', nl: 'Wat mensen zeiden en deden' },
      count: async (before) => {
        const rows = await clickhouse.rows<{ count: number }>("select count() as count from rapport.interactions where at < {before:DateTime64(3, 'UTC')}", { params: { before: clickhouseTime(before) } })
        return rows[0]?.count ?? 0
      },
      remove: (before, signal) => removeOlder(clickhouse, history, alsoForget, before, signal),
    }],
  }
}

/**
 * Older interactions by blocks. They stay known, so that a source that reads
 * far back does not bring them again.
 */
async function removeOlder(clickhouse: Clickhouse, history: History, alsoForget: (ids: readonly Uuid[]) => Promise<void>, before: Instant, signal: AbortSignal): Promise<number> {
  let removed = 0
  while (!signal.aborted) {
    const rows = await clickhouse.rows<{ id: Uuid }>("select id from rapport.interactions where at < {before:DateTime64(3, 'UTC')} order by at limit 20000", { params: { before: clickhouseTime(before) } })
    if (rows.length === 0) break
    const ids = rows.map((row) => row.id)
    await alsoForget(ids)
    await clickhouse.run('delete from rapport.exchanges where id in {ids:Array(UUID)}', { params: { ids } })
    await history.erase(ids)
    removed += ids.length
  }
  return removed
}

function said(history: History, { identities }: DataSubject): ToldSection {
  async function* items(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    let before: Key | null = null
    for (;;) {
      const keys: Key[] = await history.timeline({ identities: identities.map((one) => one.id), kinds: [], channels: [], before, limit: tellPage })
      for (const one of await history.interactions(keys)) {
        yield {
          at: iso(one.at), channel: one.channel, kind: one.kind, direction: one.direction, title: one.title, text: one.text, url: one.url, language: one.language, country: one.country, site: one.site,
          id: one.externalId, edited: one.editedAt === null ? null : iso(one.editedAt), media: one.media.map((media) => media.url), author: one.author, more: one.extra, broughtBy: one.origin, takenIn: iso(one.takenInAt),
        }
      }
      before = keys.at(-1) ?? null
      if (keys.length < tellPage) return
    }
  }
  return { title: { en: 'What you said and did', nl: 'Wat u zei en deed' }, items: items() }
}
