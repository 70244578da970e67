/** Applies a topic to the history that was there before it, in the background, where it was left. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { sentence } from '../../kernel/fault.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Log } from '../../platform/logs.ts'
import type { Mentions } from './mentions.ts'
import type { HeardHistory, MentionKey } from './ports.ts'
import { wordLists } from './lists/lists.ts'
import { parseQuery } from './query/index.ts'
import { labelsOf } from './labels/known.ts'
import type { Sifter } from './hearing/sifter.ts'
import type { Labeller } from './labels/labeller.ts'
import type { Listener } from './listener.ts'
import { sift } from './sift.ts'
import { termsOf } from './terms/terms.ts'

interface Work {
  readonly edition: number
  readonly replaces: number | null
  readonly query: string
  readonly activeFrom: number | null
  readonly positionAt: number | null
  readonly positionId: string | null
}

export interface BackfillDeps {
  readonly db: Db
  readonly log: Log
  readonly history: HeardHistory
  readonly mentions: Mentions
  readonly listener: Listener
  readonly labeller: Labeller
  readonly sifter: Sifter
  /** Makes the loop pass once, so that a new topic becomes active although nothing is said. */
  nudge(): Promise<void>
}

const pageSize = 2_000

/** Runs what waits, one topic after another, until the signal aborts. */
export async function runBackfills(deps: BackfillDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const work = await next(deps.db).catch(() => null)
    if (work === null) {
      await wait(500, undefined, { signal }).catch(() => undefined)
      continue
    }
    try {
      await fill(deps, work, signal)
    } catch (thrown) {
      deps.log.error('listening.backfill-failed', { edition: work.edition, because: sentence(thrown) })
      await sql`update listening.backfills set state = 'failed', words = ${`Stopped: ${sentence(thrown)} Save the topic again to retry.`} where edition = ${work.edition}`.execute(deps.db).catch(() => undefined)
    }
    await announce(deps.db)
  }
}

async function next(db: Db): Promise<Work | null> {
  const { rows } = await sql<Work>`
    select fill.edition, fill.replaces, topic.query, topic.active_from as "activeFrom", fill.position_at as "positionAt", fill.position_id as "positionId"
    from listening.backfills fill join listening.topics topic on topic.id = fill.topic and topic.edition = fill.edition
    where fill.state = 'running' and topic.removed_at is null order by fill.created_at limit 1`.execute(db)
  return rows[0] ?? null
}

/** Waits until the loop matches this edition itself, from a known place on. */
async function activeFrom(deps: BackfillDeps, work: Work, signal: AbortSignal): Promise<number | null> {
  for (let tries = 0; !signal.aborted; tries++) {
    const { rows } = await sql<{ from: number | null }>`select active_from as "from" from listening.topics where edition = ${work.edition} and removed_at is null`.execute(deps.db)
    const row = rows[0]
    if (!row) return null
    if (row.from !== null) return row.from
    if (tries % 20 === 0) await deps.nudge()
    await wait(100, undefined, { signal }).catch(() => undefined)
  }
  return null
}

async function fill(deps: BackfillDeps, work: Work, signal: AbortSignal): Promise<void> {
  const { db, history, mentions } = deps
  const before = work.activeFrom ?? (await activeFrom(deps, work, signal))
  if (before === null) return
  const query = parseQuery(work.query, { lists: await wordLists(deps.db) })
  const total = await history.countBefore(before)
  let position: MentionKey | null = work.positionAt !== null && work.positionId !== null ? { at: work.positionAt, id: work.positionId } : null
  // The page after the saved position may have been appended by an attempt that was cut off.
  let mayRepeat = true
  while (!signal.aborted) {
    const page = await history.pageBefore(before, position, pageSize)
    const found = await sift(deps, query, page)
    const there = mayRepeat ? await mentions.present(work.edition, found) : new Set()
    // Which topics count a post already is to be known of all there are.
    await deps.listener.refresh()
    const known = await labelsOf(deps, found)
    await mentions.append(found.filter((heard) => !there.has(heard.id)).map((of) => {
      const { labels = null, editions = [] } = known.get(of.id) ?? {}
      return { edition: work.edition, batch: 0, countedBefore: editions.filter((edition) => edition !== work.edition), terms: termsOf(of, of.language), labels, cascade: null, of }
    }))
    mayRepeat = false
    const last = page.at(-1)
    const done = page.length < pageSize
    if (done && work.replaces !== null) await mentions.dropEditions([work.replaces])
    const { rows } = await sql<{ edition: number }>`
      update listening.backfills set scanned = scanned + ${page.length}, matched = matched + ${found.length}, total = ${total},
        position_at = coalesce(${last ? new Date(last.at) : null}, position_at), position_id = coalesce(${last?.id ?? null}, position_id),
        state = ${done ? 'done' : 'running'}, words = ${done ? 'Applied to all history' : 'Searching history'}
      where edition = ${work.edition} returning edition`.execute(db)
    // The topic was changed or removed meanwhile: another edition has taken over.
    if (done || rows.length === 0) return
    await announce(db)
    if (last) position = { at: last.at, id: last.id }
  }
}

async function announce(db: Db): Promise<void> {
  await sql`select pg_notify('rapport_topics', 'backfill')`.execute(db).catch(() => undefined)
}
