/** What members do with imports of people: upload, look, check, start, pause, go on, undo, remove. */
import { Conflict, Invalid } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { PeopleImportPreview } from './api.ts'
import { guessImport } from './guess.ts'
import { addPeopleImport, beginPeopleImport, dropPeopleImport, movePeopleImport, peopleImport, type PeopleImport, type PeopleImportState } from './import-store.ts'
import { lookAt, planOf, type PeopleImportDeps } from './import-runner.ts'
import { isTarget, targetsOf, type ImportKind, type ImportMapping } from './mapping.ts'

const triedRows = 500
const shownRows = 40

/** Keeps a file and makes sure that it is a table. @throws {Fault}; nothing is kept then. */
export async function uploadPeople(deps: PeopleImportDeps, file: { name: string; what: ImportKind; body: AsyncIterable<Uint8Array>; announcedBytes: number | null; by: string }): Promise<PeopleImport> {
  const id = newId(deps.clock.now())
  const bytes = await deps.files.keep(id, file.body, file.announcedBytes)
  try {
    await deps.tables.look(deps.files.pathOf(id))
    return await addPeopleImport(deps.db, { id, what: file.what, fileName: file.name, bytes, by: file.by })
  } catch (thrown) {
    await deps.files.remove(id)
    throw thrown
  }
}

/** @throws {Invalid} when a column is marked as something that this kind of import does not know. */
function checked(what: ImportKind, mapping: ImportMapping): ImportMapping {
  for (const [at, { column, target }] of mapping.columns.entries()) {
    if (!isTarget(what, target)) throw new Invalid(`"${column}" is marked as "${target}", which a file of ${what} does not know. It knows ${targetsOf[what].join(', ')}.`, { path: `/mapping/columns/${at}/target` }, 'people.import.target')
  }
  if (mapping.columns.every(({ target }) => target === 'ignore')) throw new Invalid('Every column is ignored, so nothing would be taken in. Mark what the columns mean.', { path: '/mapping/columns' }, 'people.import.nothing')
  return mapping
}

/** What would become of the first rows: done, and taken back. */
export async function previewPeople(deps: PeopleImportDeps, id: Uuid, given?: ImportMapping): Promise<PeopleImportPreview> {
  const one = await peopleImport(deps.db, id)
  const path = deps.files.pathOf(id)
  const guess = guessImport(one.what, await deps.tables.look(path))
  const mapping = given === undefined ? guess.mapping : checked(one.what, given)
  const stop = new AbortController()
  const now = deps.clock.now()
  const empty = { counts: { rows: 0, created: 0, changed: 0, unchanged: 0, joined: 0, refused: 0 }, rows: [], shared: [] }
  let looked: Pick<PeopleImportPreview, 'counts' | 'rows' | 'shared'> = empty
  for await (const block of deps.tables.blocks(path, mapping.written, null, triedRows, stop.signal)) {
    const result = await lookAt(deps, one, planOf(one, mapping, block, now, now), now)
    const cells = new Map(block.rows.map(({ row, cells: of }) => [row, mapping.columns.filter(({ target }) => target !== 'ignore').map(({ column }) => of.text(column)).filter((text) => text !== '').join(' · ').slice(0, 300)]))
    const rows = [
      ...result.outcomes.map(({ row, outcome, joined }) => ({ row, outcome, joined, shown: cells.get(row) ?? '', because: null })),
      ...result.refusals.map(({ row, raw, because }) => ({ row, outcome: 'refused' as const, joined: false, shown: cells.get(row) ?? raw.slice(0, 300), because })),
    ].toSorted((a, b) => a.row - b.row)
    const telling = [...rows.slice(0, shownRows), ...rows.slice(shownRows).filter((row) => row.outcome === 'refused' || row.joined).slice(0, 20)]
    looked = { counts: { rows: rows.length, ...result.counts }, rows: telling, shared: result.shared.slice(0, 20) }
    break
  }
  stop.abort()
  const targets = new Map(mapping.columns.map(({ column, target }) => [column, target]))
  const columns = guess.columns.map((column) => ({ ...column, samples: [...column.samples], target: targets.get(column.column) ?? 'ignore', why: targets.get(column.column) === column.target ? column.why : 'You chose this.' }))
  return { mapping, columns, targets: [...targetsOf[one.what]], looksLike: guess.looksLike, doubts: given === undefined ? [...guess.doubts] : [], ...looked }
}

export async function beginPeople(deps: PeopleImportDeps, id: Uuid, mapping: ImportMapping, state: 'running' | 'checking'): Promise<PeopleImport> {
  const one = await peopleImport(deps.db, id)
  checked(one.what, mapping)
  await deps.db.transaction().execute(async (tx) => {
    await beginPeopleImport(tx, id, mapping)
    if (!(await movePeopleImport(tx, id, ['uploaded', 'checked', 'failed', 'undone'], state))) throw refused(one.state, 'started', 'Undo it first if it shall be read differently.')
  })
  return peopleImport(deps.db, id)
}

export async function moveTo(deps: PeopleImportDeps, id: Uuid, from: readonly PeopleImportState[], to: PeopleImportState, verb: string, why: string): Promise<PeopleImport> {
  const one = await peopleImport(deps.db, id)
  if (one.mapping === null || !(await movePeopleImport(deps.db, id, from, to))) throw refused((await peopleImport(deps.db, id)).state, verb, why)
  return peopleImport(deps.db, id)
}

export async function removePeople(deps: PeopleImportDeps, id: Uuid): Promise<void> {
  const one = await peopleImport(deps.db, id)
  if (['running', 'checking', 'undoing'].includes(one.state)) throw refused(one.state, 'removed', 'Pause it, or wait until it is done.')
  await dropPeopleImport(deps.db, id)
  await deps.files.remove(id)
}

function refused(state: PeopleImportState, verb: string, why: string): Conflict {
  return new Conflict(`This import is ${state} and cannot be ${verb}. ${why}`, 'people.import.state')
}
