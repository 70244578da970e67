/** Gathers mentions that were there before their cascades: kept by an older version, or found by a topic that came later. */
import { setTimeout as wait } from 'node:timers/promises'
import { sentence } from '../../../kernel/fault.ts'
import { secondMs, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Listener } from '../listener.ts'
import type { Mentions } from '../mentions.ts'
import type { HeardHistory, HeardInteraction, MentionKey } from '../ports.ts'
import { known } from './cascade-store.ts'
import { gather, type Gatherable } from './gather.ts'
import { copiesWithinMs, NearTexts } from './near-texts.ts'
import { pairsOf } from './shingles.ts'

export interface GatherHistoryDeps {
  readonly db: Db
  readonly log: Log
  readonly mentions: Mentions
  readonly history: HeardHistory
  readonly listener: Listener
}

const pageSize = 2_000
/** So many are put into their cascades by one update, which rewrites the column where they lie. */
const atOnce = 50_000
/** Followers whose place is held in memory; older ones are found by what they lead back to. */
const mostPlaces = 200_000
const everyMs = 5 * secondMs

/** Looks now and then, and gathers what is in no cascade, until the signal aborts. */
export async function gatherHistory(deps: GatherHistoryDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await gatherUngathered(deps, signal).catch((thrown: unknown) => deps.log.warn('listening.gathering-failed', { because: sentence(thrown) }))
    await wait(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/** In order of time, with what is gathered already as it is. Killed at any point, the rest is still in no cascade and is gathered next time. */
export async function gatherUngathered(deps: GatherHistoryDeps, signal: AbortSignal): Promise<void> {
  await deps.listener.refresh()
  const editions = deps.listener.topics.map((topic) => topic.edition)
  const oldest = await deps.mentions.oldestUngathered(editions)
  if (oldest === null) return
  const texts = new NearTexts()
  const fresh: { id: Uuid; cascade: Uuid }[] = []
  const places = new Map<Uuid, Uuid>()
  let after: MentionKey = { at: Math.max(0, oldest - copiesWithinMs), id: '00000000-0000-0000-0000-000000000000' }
  while (!signal.aborted) {
    const keys = await deps.mentions.gatherable(editions, after, pageSize)
    const last = keys.at(-1)
    if (last === undefined) break
    after = last
    const place = new Map(keys.map((key) => [key.id, key]))
    const posts = (await deps.history.interactions(keys)).map(gatherable)
    const { places: kept, awaited } = await known(deps.db, posts)
    for (const [id, cascade] of kept) places.set(id, cascade)
    const before = { places, awaited }
    // What is gathered already is told, and what is not is gathered, in order of time.
    for (const post of posts) {
      const key = place.get(post.id)
      const settled = key?.cascade ?? null
      if (settled === null) {
        const cascade = gather([post], before, texts).cascades.get(post.id) ?? post.id
        fresh.push({ id: post.id, cascade })
        if (cascade !== post.id) places.set(post.id, cascade)
        continue
      }
      remember(texts, post, settled)
      if (settled !== post.id) places.set(post.id, settled)
      if (key?.isBare === true) fresh.push({ id: post.id, cascade: settled })
    }
    for (const oldestPlace of places.keys()) {
      if (places.size <= mostPlaces) break
      places.delete(oldestPlace)
    }
    if (fresh.length >= atOnce) await deps.mentions.putIntoCascades(fresh.splice(0))
    if (keys.length < pageSize) break
  }
  await deps.mentions.putIntoCascades(fresh)
}

function remember(texts: NearTexts, post: Gatherable, cascade: Uuid): void {
  const pairs = post.kind === 'repost' ? new Int32Array(0) : pairsOf(post.text)
  if (pairs.length > 0 && texts.find(pairs, post.at) === null) texts.add({ seq: texts.newest + 1, id: post.id, cascade, at: post.at, pairs })
}

function gatherable({ id, at, channel, kind, text, relations }: HeardInteraction): Gatherable & { at: Instant } {
  return { id, at, channel, kind, text, relations }
}
