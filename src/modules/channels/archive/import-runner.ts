/** Works through imports: reads batches, takes them in with their place, undoes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { admit } from '../../../kernel/admission.ts'
import { Fault, sentence, Unavailable } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'
import type { TakeIn } from '../ports.ts'
import type { ArchiveBatch, Position, RefusedRow } from './archive-model.ts'
import type { ImportFiles } from './import-files.ts'
import { findImport, importsAtWork, moveImport, saveForgotten, saveStretch } from './import-store.ts'
import type { TakenIn } from './ports.ts'
import { readArchive } from './read-archive.ts'

export interface ImportRunnerDeps {
  readonly db: Db
  readonly log: Log
  readonly clock: Clock
  readonly files: ImportFiles
  readonly takeIn: TakeIn
  readonly takenIn: TakenIn
  readonly notifications: Notifications
}

export interface ImportRunner {
  /** Stops after the batch at hand; what is under way goes on at the next start. */
  stop(): Promise<void>
}

/** An import whose first rows are all refused has a wrong mapping; reading on would only fill the list. */
const hopelessRows = 2_000
/** Engines that are away for a moment are waited for. */
const retryMs = [500, 2_000, 10_000, 30_000]

const supersededMs = 5_000

/** The transaction was not ours to make: paused, undone, or read by another process. */
class Superseded extends Error {}

/**
 * Works on every import that is running or being undone, also those that an
 * earlier process left so. Several processes may do this at once: a stretch is
 * kept only if nobody kept it before.
 */
export function startImports(deps: ImportRunnerDeps): ImportRunner {
  const working = new Map<Uuid, { state: string; stop: AbortController; ended: Promise<void> }>()
  const stopped = new AbortController()
  let turn = deps.files.tidy(deps.clock.now()).catch(() => undefined)

  async function reconcile(): Promise<void> {
    const atWork = new Map((await importsAtWork(deps.db)).map(({ id, state }) => [id, state]))
    for (const [id, work] of working) {
      if (atWork.get(id) === work.state) continue
      work.stop.abort()
      await work.ended
    }
    for (const [id, state] of atWork) {
      if (stopped.signal.aborted || working.has(id)) continue
      const stop = new AbortController()
      const work = (state === 'running' ? run : undo)(deps, id, AbortSignal.any([stop.signal, stopped.signal]))
      const ended = work.catch((thrown: unknown) => deps.log.error('imports.work-failed', { import: id, because: sentence(thrown) })).finally(() => {
        working.delete(id)
        // It may have been asked for again while it ended.
        schedule()
      })
      working.set(id, { state, stop, ended })
    }
  }
  const schedule = (): void => {
    if (stopped.signal.aborted) return
    turn = turn.then(() => reconcile().catch((thrown: unknown) => deps.log.error('imports.reconcile-failed', { because: sentence(thrown) })))
  }
  const off = deps.notifications.on('rapport_imports', schedule)
  schedule()

  return {
    stop: async () => {
      off()
      stopped.abort()
      await turn
      await Promise.all([...working.values()].map(({ ended }) => ended))
    },
  }
}

async function run(deps: ImportRunnerDeps, id: Uuid, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const before = await findImport(deps.db, id)
    if (before.state !== 'running') return
    try {
      const finished = await readOn(deps, id, signal)
      if (finished) await moveImport(deps.db, id, ['running'], 'finished')
      return
    } catch (thrown) {
      if (signal.aborted) return
      if (thrown instanceof Superseded) {
        // Stopped, or in another process's hands: looked at again in a while, in case that one ends.
        await sleep(supersededMs, undefined, { signal }).catch(() => undefined)
        attempt = -1
        continue
      }
      if (thrown instanceof Fault && !(thrown instanceof Unavailable)) {
        await moveImport(deps.db, id, ['running'], 'failed', sentence(thrown))
        return
      }
      const after = await findImport(deps.db, id).catch(() => before)
      if (JSON.stringify(after.position) !== JSON.stringify(before.position)) attempt = 0
      const waitMs = retryMs[attempt]
      deps.log.warn('imports.read-failed', { import: id, attempt, waitMs: waitMs ?? null, because: sentence(thrown) })
      if (waitMs === undefined) {
        await moveImport(deps.db, id, ['running'], 'paused', `Stopped after ${after.rowsRead.toLocaleString('en')} rows: ${sentence(thrown)} Go on when that is mended; nothing was lost.`)
        return
      }
      await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** @returns true at the end of the file, false when it was told to stop. */
async function readOn(deps: ImportRunnerDeps, id: Uuid, signal: AbortSignal): Promise<boolean> {
  const one = await findImport(deps.db, id)
  if (one.mapping === null) throw new Superseded()
  let from: Position | null = one.position
  let rows = one.rowsRead
  let taken = one.takenIn
  for await (const batch of readArchive(deps.files.pathOf(id), one.mapping, from, signal, { clock: deps.clock })) {
    const { items, refused } = admitted(batch, deps.clock.now())
    const stretch = { from, to: batch.position, bytes: batch.bytes, rows: batch.rows, takenIn: items.length, refused }
    await deps.takeIn.append({ items, origin: `import:${id}` }, async (tx) => {
      if (!(await saveStretch(tx, id, stretch))) throw new Superseded()
    })
    from = batch.position
    rows += batch.rows
    taken += items.length
    if (taken === 0 && rows >= hopelessRows) {
      await moveImport(deps.db, id, ['running'], 'failed', `None of the first ${rows.toLocaleString('en')} rows could be taken in. Most likely the columns are marked wrongly: ${refused[0]?.because ?? ''} Change the mapping and start again.`)
      return false
    }
  }
  return !signal.aborted
}

function admitted(batch: ArchiveBatch, now: number): { items: Interaction[]; refused: RefusedRow[] } {
  const items: Interaction[] = []
  const refused = [...batch.refused]
  for (const [place, item] of batch.items.entries()) {
    const admission = admit(item, now)
    if (admission.admitted) items.push(admission.interaction)
    else refused.push({ row: batch.itemRows[place] ?? 0, raw: JSON.stringify(item).slice(0, 10_000), code: admission.code, because: admission.because })
  }
  return { items, refused }
}

async function undo(deps: ImportRunnerDeps, id: Uuid, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const { forgotten: before } = await findImport(deps.db, id)
    try {
      let saving = Promise.resolve()
      const forgotten = await deps.takenIn.forget(`import:${id}`, (count) => {
        saving = saving.then(() => saveForgotten(deps.db, id, before + count)).catch(() => undefined)
      })
      await saving
      await saveForgotten(deps.db, id, before + forgotten)
      await moveImport(deps.db, id, ['undoing'], 'undone')
      return
    } catch (thrown) {
      deps.log.warn('imports.undo-failed', { import: id, attempt, because: sentence(thrown) })
      await sleep(retryMs[Math.min(attempt, retryMs.length - 1)] ?? 30_000, undefined, { signal }).catch(() => undefined)
    }
  }
}
