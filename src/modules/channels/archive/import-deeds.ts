/** What people do with imports: upload, look, start, pause, go on, undo, remove. */
import { Conflict } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { ImportView, Mapping, PreviewView } from '../api.ts'
import type { ImportFiles } from './import-files.ts'
import { addImport, beginImport, dropImport, findImport, moveImport, type ImportState } from './import-store.ts'
import { viewOf } from './import-view.ts'
import { previewArchive } from './preview.ts'
import { checkMapping } from './read-archive.ts'
import { sniffArchive } from './sniff.ts'

export interface ImportDeps {
  readonly db: Db
  readonly clock: Clock
  readonly files: ImportFiles
}

/**
 * Keeps a file and says what it is.
 * @throws {NotAnArchive} {DiskFull} {TooMuch}; nothing is kept then.
 */
export async function upload(deps: ImportDeps, file: { name: string; body: AsyncIterable<Uint8Array>; announcedBytes: number | null; by: string }): Promise<ImportView> {
  const id = newId(deps.clock.now())
  const bytes = await deps.files.keep(id, file.body, file.announcedBytes)
  try {
    await sniffArchive(deps.files.pathOf(id))
    return viewOf(await addImport(deps.db, { id, fileName: file.name, bytes, createdBy: file.by }))
  } catch (thrown) {
    await deps.files.remove(id)
    throw thrown
  }
}

export async function preview(deps: ImportDeps, id: Uuid, mapping?: Mapping): Promise<PreviewView> {
  const one = await findImport(deps.db, id)
  return previewArchive(deps.files.pathOf(one.id), mapping, deps.clock)
}

/** Starts from the first row. What an earlier run brought is not doubled, for ids follow from the rows. */
export async function start(deps: ImportDeps, id: Uuid, mapping: Mapping): Promise<ImportView> {
  const one = await findImport(deps.db, id)
  await checkMapping(deps.files.pathOf(one.id), mapping)
  await deps.db.transaction().execute(async (tx) => {
    await beginImport(tx, one.id, mapping)
    if (!(await moveImport(tx, one.id, ['uploaded', 'failed', 'undone'], 'running'))) throw refused(one.state, 'started', 'Undo it first if it shall be read differently.')
  })
  return viewOf(await findImport(deps.db, id))
}

export async function pause(deps: ImportDeps, id: Uuid): Promise<ImportView> {
  return move(deps, id, ['running'], 'paused', 'paused', 'Only one that is being read can be.')
}

export async function resume(deps: ImportDeps, id: Uuid): Promise<ImportView> {
  return move(deps, id, ['paused', 'failed'], 'running', 'continued', 'Only one that is paused or has failed can be.')
}

/** Takes back what it brought; the file stays. */
export async function undo(deps: ImportDeps, id: Uuid): Promise<ImportView> {
  return move(deps, id, ['running', 'paused', 'failed', 'finished'], 'undoing', 'undone', 'It has brought nothing, or is being undone already.')
}

/** Removes file and record; what it brought stays. */
export async function remove(deps: ImportDeps, id: Uuid): Promise<void> {
  const one = await findImport(deps.db, id)
  if (one.state === 'running' || one.state === 'undoing') throw refused(one.state, 'removed', 'Pause it, or wait until it is done.')
  await dropImport(deps.db, one.id)
  await deps.files.remove(one.id)
}

async function move(deps: ImportDeps, id: Uuid, from: readonly ImportState[], to: ImportState, verb: string, why: string): Promise<ImportView> {
  const one = await findImport(deps.db, id)
  // Without a mapping nothing was ever read.
  if (one.mapping === null || !(await moveImport(deps.db, one.id, from, to))) throw refused((await findImport(deps.db, id)).state, verb, why)
  return viewOf(await findImport(deps.db, id))
}

function refused(state: ImportState, verb: string, why: string): Conflict {
  return new Conflict(`This import is ${state} and cannot be ${verb}. ${why}`, 'channels.archive.state')
}
