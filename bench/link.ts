/** How long recognition of a million records takes, from CSV to people, and how right it is; optionally over labelled files. */
import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bestF1, clusterQuality } from '../src/modules/people/linkage/quality.ts'
import { imaginePeople } from '../src/modules/people/linkage/imagined-people.ts'
import { linkRecords } from '../src/modules/people/linkage/link-records.ts'
import { readTable } from '../src/modules/people/linkage/read-table.ts'

function writeFile(path: string, rows: number): number[] {
  const file = imaginePeople({ rows, seed: 3, recordsAPerson: 1.5, missing: 0.1, slips: 0.1 })
  writeFileSync(path, `id,${file.columns.join(',')}\n`)
  for (let from = 0; from < file.rows.length; from += 50_000) appendFileSync(path, file.rows.slice(from, from + 50_000).map((row) => `${row.id},${row.cells.join(',')}\n`).join(''))
  return file.rows.map((row) => row.person)
}

/** Options: records (default 1000000). */
export async function run(args: string[]): Promise<void> {
  const rows = Number(args[0] ?? 1_000_000)
  const folder = mkdtempSync(join(tmpdir(), 'rapport-link-'))
  try {
    const path = join(folder, 'people.csv')
    const truth = writeFile(path, rows)
    const [startedAt, usedBefore] = [performance.now(), process.cpuUsage()]
    const table = await readTable(path, 'id')
    const readMs = performance.now() - startedAt
    const linked = await linkRecords([table], { today: '20260101' })
    const tookS = (performance.now() - startedAt) / 1_000
    const used = process.cpuUsage(usedBefore)
    const person = (row: number): string => String(truth[row] ?? '')
    const clusters = clusterQuality(linked.people, person)
    const best = bestF1(linked.pairs, person, rows)
    console.table([['read', readMs] as const, ...linked.timings].map(([step, ms]) => ({ step, 'seconds': (ms / 1_000).toFixed(1) })))
    console.table([{ records: rows, 'seconds in all': tookS.toFixed(1), 'processor seconds': ((used.user + used.system) / 1e6).toFixed(1), 'pairs compared': linked.compared, 'memory MB': Math.round(process.memoryUsage().rss / 2 ** 20) }])
    console.table([{ 'people precision': clusters.precision.toFixed(4), 'people recall': clusters.recall.toFixed(4), 'best F1': best.f1.toFixed(4), 'at probability': best.threshold.toFixed(3), 'true pairs': best.truePairs }])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
