/** Works through imports of people: reads blocks, does what they say in one transaction with their place, undoes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { admit } from '../../../kernel/admission.ts'
import { Fault, sentence, Unavailable } from '../../../kernel/fault.ts'
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import type { Clock, Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { RefusedTableRow, TableBlock } from '../../../kernel/table-file.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'
import { identifyAll } from '../recognition/identify.ts'
import { holdPeople } from '../recognition/link-store.ts'
import { idOf } from '../recognition/statement.ts'
import { applyCompanies, applyPeople, applyRelations, type Applied, type ApplyContext, type MeantRow } from './apply-rows.ts'
import { markChanged, shownAfter, shownOf } from './import-marks.ts'
import { lookAtGrown, movePeopleImport, peopleImport, saveReadStretch, workingImports, type ImportCounts, type PeopleImport } from './import-store.ts'
import type { ImportMapping } from './mapping.ts'
import type { ExchangePorts } from './ports.ts'
import { rowReader, type Meant, type PurchaseMeant } from './row-meaning.ts'
import { undoImport } from './undo-import.ts'

export interface PeopleImportDeps extends ExchangePorts {
  readonly db: Db
  readonly log: Log
  readonly clock: Clock
  readonly notifications: Notifications
}

/** Rows a transaction: long enough to be quick, short enough that others who change people wait little. */
const blockRows = 2_000
const hopelessRows = 2_000
/** How much a file brings before its tables are looked at again. */
const growth = 4
const retryMs = [500, 2_000, 10_000, 30_000]

/** Paused, undone, or read by another process meanwhile. */
class Superseded extends Error {}
/** Ends a transaction that was only to be looked at. */
class OnlyLooked extends Error {}

export async function runPeopleImports(deps: PeopleImportDeps, signal: AbortSignal): Promise<void> {
  let wake = (): void => undefined
  const working = new Map<Uuid, { state: string; stop: AbortController; ended: Promise<void> }>()
  const off = deps.notifications.on('rapport_people_imports', () => wake())
  await deps.files.tidy(deps.clock.now()).catch(() => undefined)
  try {
    while (!signal.aborted) {
      const waited = new Promise<void>((resolve) => { wake = resolve })
      const open = new Map((await workingImports(deps.db).catch(() => [])).map((one) => [one.id, one.state]))
      for (const [id, work] of working) if (open.get(id) !== work.state) work.stop.abort()
      for (const [id, state] of open) {
        if (working.has(id)) continue
        const stop = new AbortController()
        const ended = work(deps, id, AbortSignal.any([signal, stop.signal]))
          .catch((thrown: unknown) => deps.log.error('people-imports.failed', { import: id, because: sentence(thrown) }))
          .finally(() => { working.delete(id); wake() })
        working.set(id, { state, stop, ended })
      }
      await Promise.race([waited, sleep(10_000, undefined, { signal }).catch(() => undefined)])
    }
  } finally {
    off()
    await Promise.all([...working.values()].map(({ ended }) => ended))
  }
}

async function work(deps: PeopleImportDeps, id: Uuid, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const before = await peopleImport(deps.db, id)
    try {
      if (before.state === 'undoing') {
        await undoImport(deps.db, id, deps, signal)
        await movePeopleImport(deps.db, id, ['undoing'], 'undone')
      } else if (before.state === 'running' || before.state === 'checking') {
        if (await readOn(deps, before, before.state, signal)) await movePeopleImport(deps.db, id, [before.state], before.state === 'running' ? 'finished' : 'checked')
      }
      return
    } catch (thrown) {
      if (signal.aborted || thrown instanceof Superseded) return
      if (thrown instanceof Fault && !(thrown instanceof Unavailable)) {
        await movePeopleImport(deps.db, id, ['running', 'checking'], 'failed', sentence(thrown))
        return
      }
      const after = await peopleImport(deps.db, id).catch(() => before)
      if (JSON.stringify(after.place) !== JSON.stringify(before.place)) attempt = 0
      const waitMs = before.state === 'undoing' ? (retryMs[Math.min(attempt, retryMs.length - 1)] ?? 30_000) : retryMs[attempt]
      deps.log.warn('people-imports.trouble', { import: id, attempt, because: sentence(thrown) })
      if (waitMs === undefined) {
        await movePeopleImport(deps.db, id, ['running', 'checking'], 'paused', `Stopped after ${after.rowsRead.toLocaleString('en')} rows: ${sentence(thrown)} Go on when that is mended; nothing was lost.`)
        return
      }
      await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** @returns true at the end of the file. */
async function readOn(deps: PeopleImportDeps, one: PeopleImport, state: 'running' | 'checking', signal: AbortSignal): Promise<boolean> {
  const { mapping } = one
  if (mapping === null) throw new Superseded()
  // Every block of one import is as of its start, so that going on gives what going through gives.
  const asOf = one.startedAt ?? deps.clock.now()
  let from = one.place
  let [rows, good] = [one.rowsRead, one.created + one.changed + one.unchanged]
  let lookAgainAt = rows + 1
  const blocks = deps.tables.blocks(deps.files.pathOf(one.id), mapping.written, from, blockRows, signal)
  for await (const { block, plan } of readAhead(blocks, (block) => ({ block, plan: planOf(one, mapping, block, asOf, deps.clock.now()) }))) {
    const { counts, refusals } = await doBlock(deps, one, plan, block, from, state, asOf)
    from = block.place
    rows += block.rows.length + block.refused.length
    good += counts.created + counts.changed + counts.unchanged
    if (state === 'running' && rows >= lookAgainAt) {
      await lookAtGrown(deps.db)
      lookAgainAt = rows * growth
    }
    if (good === 0 && rows >= hopelessRows) {
      await movePeopleImport(deps.db, one.id, [state], 'failed', `None of the first ${rows.toLocaleString('en')} rows could be taken in. Most likely the columns are marked wrongly: ${refusals[0]?.because ?? ''} Change the mapping and start again.`)
      return false
    }
  }
  return !signal.aborted
}

/** Reads and understands the next block while the database does the one before. */
async function* readAhead<T, R>(source: AsyncIterableIterator<T> | AsyncGenerator<T>, understood: (item: T) => R): AsyncGenerator<R, void, undefined> {
  const next = async (): Promise<{ readonly value: R } | null> => {
    const one = await source.next()
    return one.done === true ? null : { value: understood(one.value) }
  }
  let ahead = next()
  try {
    for (;;) {
      const one = await ahead
      if (one === null) return
      ahead = next()
      // What goes wrong ahead is told when it is its turn.
      ahead.catch(() => undefined)
      yield one.value
    }
  } finally {
    await ahead.catch(() => undefined)
    await source.return?.(undefined)
  }
}

export interface BlockResult {
  readonly counts: ImportCounts
  readonly refusals: readonly RefusedTableRow[]
  readonly outcomes: Applied['outcomes']
  readonly shared: Applied['shared']
}

async function doBlock(deps: PeopleImportDeps, one: PeopleImport, plan: Plan, block: TableBlock, from: PeopleImport['place'], state: 'running' | 'checking', asOf: Instant): Promise<BlockResult> {
  let result: BlockResult | null = null
  const write = async (tx: Tx): Promise<void> => {
    result = await applyPlan(deps, tx, one, plan, asOf)
    const saved = await saveReadStretch(tx, one.id, state, { ...result.counts, from, to: block.place, bytes: block.bytes, rows: block.rows.length + block.refused.length, refusals: result.refusals, shared: result.shared })
    if (!saved) throw new Superseded()
  }
  if (state === 'checking') {
    const looked = await lookAt(deps, one, plan, asOf)
    await deps.db.transaction().execute(async (tx) => {
      if (!(await saveReadStretch(tx, one.id, state, { ...looked.counts, from, to: block.place, bytes: block.bytes, rows: block.rows.length + block.refused.length, refusals: looked.refusals, shared: looked.shared }))) throw new Superseded()
    })
    return looked
  }
  if (plan.purchases.length > 0) await deps.takeIn({ items: plan.interactions, origin: `import:${one.id}` }, write)
  else await deps.db.transaction().execute(write)
  return result ?? { counts: none, refusals: [], outcomes: [], shared: [] }
}

const none: ImportCounts = { created: 0, changed: 0, unchanged: 0, joined: 0, refused: 0 }

interface Plan {
  readonly meant: readonly MeantRow<Meant>[]
  readonly purchases: readonly MeantRow<PurchaseMeant>[]
  readonly interactions: readonly Interaction[]
  readonly refused: readonly RefusedTableRow[]
}

/** What a block says, before anything is done. */
export function planOf(one: Pick<PeopleImport, 'what'>, mapping: ImportMapping, block: Pick<TableBlock, 'rows' | 'refused'>, asOf: Instant, now: Instant): Plan {
  const read = rowReader(one.what, mapping, asOf)
  const refused: RefusedTableRow[] = [...block.refused]
  const meant: MeantRow<Meant>[] = []
  const purchases: MeantRow<PurchaseMeant>[] = []
  const interactions: Interaction[] = []
  for (const { row, cells } of block.rows) {
    const raw = cells.identity.replaceAll('\u001f', ' | ').slice(0, 10_000)
    const meaning = read(cells)
    if (meaning.is === 'refused') {
      refused.push({ row, raw, code: meaning.code, because: meaning.because })
      continue
    }
    if (meaning.is === 'purchase') {
      const admission = admit(interactionOf(meaning), now)
      if (!admission.admitted) {
        refused.push({ row, raw, code: admission.code, because: admission.because })
        continue
      }
      interactions.push(admission.interaction)
      purchases.push({ row, raw, meant: meaning })
    }
    meant.push({ row, raw, meant: meaning })
  }
  return { meant, purchases, interactions, refused }
}

function interactionOf({ by, at, externalId, number, amountMinor, currency, item }: PurchaseMeant): Interaction {
  return {
    channel: by.channel, externalId: `purchase:${externalId}`, kind: 'purchase', direction: 'inbound', at, text: item?.name ?? '', author: { externalId: by.externalId, ...by.profile },
    purchase: { amountMinor, currency, ...(number === null ? {} : { number }), ...(item === null ? {} : { items: [{ name: item.name, count: item.count, amountMinor }] }) },
  }
}

async function applyPlan(deps: Pick<PeopleImportDeps, 'barred'>, tx: Tx, one: PeopleImport, plan: Plan, asOf: Instant): Promise<BlockResult> {
  const context: ApplyContext = { tx, source: `import:${one.id}`, import: one.id, block: plan.meant[0]?.row ?? 0, now: asOf, by: one.createdBy, barred: await deps.barred.current(tx) }
  const only = <K extends Meant['is']>(is: K) => plan.meant.filter((row): row is MeantRow<Extract<Meant, { is: K }>> => row.meant.is === is)
  const done: Applied[] = one.what === 'people' ? [await applyPeople(context, only('person'))]
    : one.what === 'companies' ? [await applyCompanies(context, only('company'))]
      : one.what === 'relations' ? [await applyRelations(context, only('relation'))]
        : [await applyPurchases(context, plan.purchases)]
  const outcomes = done.flatMap((applied) => applied.outcomes)
  const refusals = [...plan.refused, ...done.flatMap((applied) => applied.refused)]
  const of = (outcome: string): number => outcomes.filter((row) => row.outcome === outcome).length
  return { outcomes, refusals, shared: done.flatMap((applied) => applied.shared), counts: { created: of('created'), changed: of('changed'), unchanged: of('unchanged'), joined: outcomes.filter((row) => row.joined).length, refused: refusals.length } }
}

/** The purchases themselves are taken in; here the addresses of who bought are tied. */
async function applyPurchases(context: ApplyContext, rows: readonly MeantRow<PurchaseMeant>[]): Promise<Applied> {
  const { tx, source, now, barred } = context
  const purchaseId = ({ by, externalId }: PurchaseMeant): Uuid => interactionId(by.channel, `purchase:${externalId}`)
  const { rows: there } = await sql<{ id: Uuid }>`select id from people.purchases where id = any(${rows.map(({ meant }) => purchaseId(meant))}::uuid[])`.execute(tx)
  const known = new Set(there.map((row) => row.id))
  const free = rows.filter(({ meant }) => !(barred.any && [meant.by, ...meant.also].some((one) => barred.has(one.channel, one.externalId))))
  const all = [...new Set(free.flatMap(({ meant }) => [meant.by, ...meant.also].map(idOf)))]
  await holdPeople(tx)
  const before = await shownOf(tx, all)
  const identified = await identifyAll(tx, free.map(({ meant }) => ({ identities: [meant.by, ...meant.also], source, at: meant.at })), now)
  await markChanged(tx, context.import, context.block, before, await shownAfter(tx, free.flatMap(({ meant }) => [meant.by, ...meant.also]), identified))
  const seen = new Set<Uuid>()
  return {
    outcomes: rows.map(({ row, meant }) => {
      const id = purchaseId(meant)
      const outcome = known.has(id) || seen.has(id) ? 'unchanged' as const : 'created' as const
      seen.add(id)
      return { row, outcome, joined: false, person: null }
    }),
    refused: [], shared: [],
  }
}

/** Does everything and takes it back: what would happen, as exactly as only doing it tells. */
export async function lookAt(deps: Pick<PeopleImportDeps, 'db' | 'barred'>, one: PeopleImport, plan: Plan, asOf: Instant): Promise<BlockResult> {
  let result: BlockResult | null = null
  await deps.db.transaction().execute(async (tx) => {
    result = await applyPlan(deps, tx, one, plan, asOf)
    throw new OnlyLooked()
  }).catch((thrown: unknown) => {
    if (!(thrown instanceof OnlyLooked)) throw thrown
  })
  return result ?? { counts: none, refusals: [], outcomes: [], shared: [] }
}
