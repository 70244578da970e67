/** Understands mentions that have no labels: heard before there was understanding, or when it did not answer. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { sentence } from '../../../kernel/fault.ts'
import { minuteMs } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Log } from '../../../platform/logs.ts'
import type { HeardHistory, MentionKey } from '../ports.ts'
import { labelsOf, type KnownDeps } from './known.ts'
import { relabelNow } from './label-writer.ts'
import type { Labels } from './labels.ts'

export interface LabelBackfillDeps extends KnownDeps {
  readonly history: HeardHistory
  readonly log: Log
}

export interface LabelBackfill {
  readonly state: 'running' | 'done'
  readonly labelled: number
  readonly total: number
}

interface Place extends LabelBackfill {
  /** Edition that is worked on. */
  readonly topic: number
  readonly positionAt: number | null
  readonly positionId: Uuid | null
}

const pageSize = 2_000
/** Labels that are carried over in one update. */
const gathered = 50_000
const lookEveryMs = 10 * minuteMs
const afterFaultMs = minuteMs

export async function labelBackfill(db: Db): Promise<LabelBackfill> {
  const { rows } = await sql<LabelBackfill>`select state, labelled, total from listening.label_backfill`.execute(db)
  return rows[0] ?? { state: 'done', labelled: 0, total: 0 }
}

/** Goes on where it was left, then looks now and then whether something was missed, until the signal aborts. */
export async function runLabelBackfill(deps: LabelBackfillDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let pauseMs = lookEveryMs
    try {
      if ((await labelBackfill(deps.db)).state === 'done') await beginIfMissed(deps)
      while (!signal.aborted && !(await step(deps, signal)));
    } catch (thrown) {
      deps.log.warn('listening.label-backfill-failed', { because: sentence(thrown) })
      pauseMs = afterFaultMs
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

const editionsOf = async ({ listener }: KnownDeps): Promise<number[]> => {
  await listener.refresh()
  return listener.topics.map((topic) => topic.edition).toSorted((a, b) => a - b)
}

async function beginIfMissed(deps: LabelBackfillDeps): Promise<void> {
  const missed = await deps.mentions.countUnlabelled(await editionsOf(deps))
  if (missed > 0) await sql`update listening.label_backfill set state = 'running', topic = 0, position_at = null, position_id = null, labelled = 0, total = ${missed}, changed_at = now()`.execute(deps.db)
}

/** One update's worth; true when nothing is left. */
async function step(deps: LabelBackfillDeps, signal: AbortSignal): Promise<boolean> {
  const { rows } = await sql<Place>`select state, topic, position_at as "positionAt", position_id as "positionId", labelled, total from listening.label_backfill`.execute(deps.db)
  const place = rows[0]
  if (!place || place.state === 'done') return true
  const editions = await editionsOf(deps)
  if (place.total === 0) await sql`update listening.label_backfill set total = ${await deps.mentions.countUnlabelled(editions)}`.execute(deps.db)
  const edition = editions.find((one) => one >= place.topic)
  if (edition === undefined) {
    await sql`update listening.label_backfill set state = 'done', changed_at = now()`.execute(deps.db)
    return true
  }
  let after: MentionKey | null = edition === place.topic && place.positionAt !== null && place.positionId !== null ? { at: place.positionAt, id: place.positionId } : null
  const changes: { id: Uuid; labels: Labels }[] = []
  let ended = false
  while (changes.length < gathered && !ended && !signal.aborted) {
    const keys = await deps.mentions.unlabelled(edition, after, pageSize)
    const known = await labelsOf(deps, await deps.history.interactions(keys))
    for (const { id } of keys) { const labels = known.get(id)?.labels; if (labels) changes.push({ id, labels }) }
    after = keys.at(-1) ?? after
    ended = keys.length < pageSize
  }
  await relabelNow(deps, changes)
  // A post of several topics got its labels in all of them, so what is left is counted rather than what was done.
  const left = await deps.mentions.countUnlabelled(editions)
  const next = ended ? { topic: edition + 1, at: null, id: null } : { topic: edition, at: after ? new Date(after.at) : null, id: after?.id ?? null }
  await sql`update listening.label_backfill set topic = ${next.topic}, position_at = ${next.at}, position_id = ${next.id}, labelled = greatest(0, total - ${left}), changed_at = now()`.execute(deps.db)
  if (changes.length > 0) await sql`select pg_notify('rapport_topics', 'labels')`.execute(deps.db)
  return false
}
