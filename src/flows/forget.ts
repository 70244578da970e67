/** Takes back everything that one origin brought, as if it had never been here. */
import { setTimeout as wait } from 'node:timers/promises'
import { forgetKnown, type History } from '../modules/history/index.ts'
import type { Mentions } from '../modules/listening/index.ts'
import { emptyIdentities, forgetIdentities, forgetPurchases, markActed } from '../modules/people/index.ts'
import type { Db } from '../platform/postgres/database.ts'
import type { Stream } from '../platform/stream/stream.ts'

export interface ForgetDeps {
  readonly db: Db
  readonly stream: Stream
  readonly history: History
  readonly mentions: Mentions
}

/**
 * Waits until the loop has done what is still on its way, then erases by
 * blocks. May be run again after an interruption: each block is found by what
 * is still there, and is gone from history only when all else is.
 */
export async function forgetOrigin(deps: ForgetDeps, origin: string, onProgress: (forgotten: number) => void): Promise<number> {
  while ((await deps.stream.lag('record')).items > 0) await wait(100)
  let forgotten = 0
  for await (const block of blocksOf(deps.history, origin)) {
    const ids = block.map((one) => one.id)
    await deps.mentions.erase(ids)
    await deps.db.transaction().execute((tx) => forgetKnown(tx, ids))
    await deps.history.erase(ids)
    const identities = [...new Set(block.map((one) => one.identity))]
    const left = await deps.history.counts(identities)
    await deps.db.transaction().execute(async (tx) => {
      await forgetPurchases(tx, ids)
      await forgetIdentities(tx, await emptyIdentities(tx, identities.filter((identity) => !left.has(identity))))
      await markActed(tx, identities.filter((identity) => left.has(identity)))
    })
    forgotten += ids.length
    onProgress(forgotten)
  }
  return forgotten
}

const blockSize = 20_000

async function* blocksOf(history: History, origin: string): AsyncGenerator<{ id: string; identity: string }[]> {
  for (;;) {
    const block = await history.broughtBy(origin, blockSize)
    if (block.length === 0) return
    yield block
  }
}
