/** How long it takes to place one new identity among a million people, and how often it lands on the right one. */
import { imaginePeople } from '../src/modules/people/linkage/imagined-people.ts'
import { linkRecords } from '../src/modules/people/linkage/link-records.ts'
import { PeopleIndex } from '../src/modules/people/linkage/people-index.ts'
import { RawTableBuilder } from '../src/modules/people/linkage/raw-table.ts'
import type { RawTable } from '../src/modules/people/linkage/raw-table.ts'
import type { ImaginedRow } from '../src/modules/people/linkage/imagined-people.ts'

function tableOf(columns: readonly string[], rows: readonly ImaginedRow[]): RawTable {
  const builder = new RawTableBuilder(columns)
  for (const row of rows) builder.add(row.id, row.cells)
  return builder.finish()
}

/** Options: records (default 1000000), placements (default 5000). The model is learnt from the first 50,000 records. */
export async function run(args: string[]): Promise<void> {
  const [records, placements] = [Number(args[0] ?? 1_000_000), Number(args[1] ?? 5_000)]
  const today = '20260101'
  const file = imaginePeople({ rows: records + placements, seed: 4, recordsAPerson: 1.5, missing: 0.1, slips: 0.1 })
  const [known, fresh] = [file.rows.slice(0, records), file.rows.slice(records)]
  const learnt = await linkRecords([tableOf(file.columns, known.slice(0, 50_000))], { today })
  // The sample's prior is that of its own size; among all records a random pair is one person as much less often.
  const model = { ...learnt.model, prior: (learnt.model.prior * Math.min(records, 50_000)) / records }
  const builtFrom = performance.now()
  const index = new PeopleIndex(model, tableOf(file.columns, known), today)
  const buildS = (performance.now() - builtFrom) / 1_000
  const people = new Set(known.map((row) => row.person))
  const personOf = new Map(known.map((row) => [row.id, row.person]))
  const cellsOf = (row: ImaginedRow): Record<string, string> => Object.fromEntries(file.columns.map((column, at) => [column, row.cells[at] ?? '']))
  for (const row of fresh.slice(0, 500)) index.place(cellsOf(row))
  const times: number[] = []
  /** Processor time: what a placement costs where other programs hold the machine. */
  const used: number[] = []
  let [candidates, expected, right, wrong] = [0, 0, 0, 0]
  for (const row of fresh) {
    const cells = cellsOf(row)
    const [from, usedBefore] = [performance.now(), process.threadCpuUsage()]
    const best = index.place(cells)[0]
    times.push(performance.now() - from)
    const spent = process.threadCpuUsage(usedBefore)
    used.push((spent.user + spent.system) / 1_000)
    candidates += index.candidates(cells).length
    if (people.has(row.person)) expected++
    if (best && best.probability >= 0.5) {
      if (personOf.get(best.id) === row.person) right++
      else wrong++
    }
  }
  const at = (list: readonly number[], share: number): string => (list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0).toFixed(2)
  console.table([{ records, placements, 'build s': buildS.toFixed(1), 'p50 ms': at(times, 0.5), 'p99 ms': at(times, 0.99), 'most ms': at(times, 1), 'p99 ms of processor': at(used, 0.99), 'candidates': Math.round(candidates / fresh.length), 'known people': expected, 'placed right': right, 'placed wrong': wrong, 'memory MB': Math.round(process.memoryUsage().rss / 2 ** 20) }])
}
