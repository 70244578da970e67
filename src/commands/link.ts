/** `rapport link`: finds the people behind the rows of one or two files. */
import { Command, InvalidArgumentError } from 'commander'
import { Invalid } from '../kernel/fault.ts'
import { isKind, kindWords, kinds } from '../modules/people/linkage/kinds.ts'
import type { Kind } from '../modules/people/linkage/kinds.ts'
import { linkRecords } from '../modules/people/linkage/link-records.ts'
import type { Linked } from '../modules/people/linkage/link-records.ts'
import { probabilityOf } from '../modules/people/linkage/model.ts'
import { readTable } from '../modules/people/linkage/read-table.ts'
import { report } from '../modules/people/linkage/report.ts'
import { csvCell, writeLines } from '../modules/people/linkage/write-csv.ts'

interface Options {
  readonly in: readonly string[]
  readonly id: string
  readonly map?: ReadonlyMap<string, Kind>
  readonly out: string
  readonly pairs?: string
  readonly threshold?: number
  readonly oneToOne?: boolean
  readonly quiet?: true
}

function addMapping(word: string, before: ReadonlyMap<string, Kind> | undefined): ReadonlyMap<string, Kind> {
  const at = word.lastIndexOf('=')
  const [column, kind] = [word.slice(0, at), word.slice(at + 1)]
  if (at <= 0 || !isKind(kind)) throw new InvalidArgumentError(`Write column=kind; the kinds are ${kinds.join(', ')}.`)
  return new Map([...(before ?? []), [column, kind]])
}

function readThreshold(word: string): number {
  const threshold = Number(word)
  if (!(threshold > 0 && threshold < 1)) throw new InvalidArgumentError('Give a probability above 0 and below 1, such as 0.9.')
  return threshold
}

function* clusterLines(linked: Linked): Generator<string> {
  yield 'id,person'
  const numbers = new Map<number, number>()
  for (const [row, id] of linked.ids.entries()) {
    const person = linked.people[row] as number
    let number = numbers.get(person)
    if (number === undefined) {
      number = numbers.size + 1
      numbers.set(person, number)
    }
    yield `${csvCell(id)},${number}`
  }
}

function* pairLines(linked: Linked): Generator<string> {
  yield 'id_l,id_r,probability'
  const { pairs, ids } = linked
  for (let i = 0; i < pairs.length; i++) {
    const probability = probabilityOf(pairs.bits[i] as number)
    // Digits enough to keep the order even among the nearly certain.
    if (probability > 0.01) yield `${csvCell(ids[pairs.a[i] as number] ?? '')},${csvCell(ids[pairs.b[i] as number] ?? '')},${Number(probability.toPrecision(12))}`
  }
}

async function link(options: Options): Promise<void> {
  if (options.in.length > 2) throw new Invalid(`${options.in.length} files were given. Give one to find duplicates in it, or two to link them; put more below each other in one file.`, undefined, 'linkage.too-many-files')
  const startedAt = performance.now()
  const tables = []
  for (const file of options.in) tables.push(await readTable(file, options.id))
  const readMs = performance.now() - startedAt
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '')
  const linked = await linkRecords(tables, {
    today,
    ...(options.map ? { kinds: options.map } : {}),
    ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
    ...(options.oneToOne === undefined ? {} : { oneToOne: options.oneToOne }),
  })
  const writingFrom = performance.now()
  await writeLines(options.out, clusterLines(linked))
  if (options.pairs !== undefined) await writeLines(options.pairs, pairLines(linked))
  const timings: [string, number][] = [['read', readMs], ...linked.timings.map(([step, ms]): [string, number] => [step, ms]), ['write', performance.now() - writingFrom]]
  if (options.quiet) return
  for (const line of report(tables.map((table, index) => ({ ...table, file: options.in[index] ?? '' })), linked, timings)) console.log(line)
}

/** The command, for the list of commands. */
export function linkCommand(): Command {
  return new Command('link')
    .description('Finds which rows of one or two CSV files are the same person, by probability learnt from the files themselves.')
    .requiredOption('--in <file>', 'CSV file; give it twice to link two files', (file: string, before: readonly string[] | undefined) => [...(before ?? []), file])
    .requiredOption('--id <column>', 'column that holds the id of each row')
    .requiredOption('--out <file>', 'where to write id,person')
    .option('--pairs <file>', 'where to write id_l,id_r,probability for all pairs above 0.01')
    .option('--map <column=kind>', 'what a column holds, when the guess is wrong; may be repeated', addMapping)
    .option('--threshold <probability>', 'join at and above this probability (default 0.5: more likely right than wrong)', readThreshold)
    .option('--one-to-one', 'two files, each holding everybody once (found out when not said)')
    .option('--no-one-to-one', 'two files that may hold somebody twice')
    .option('--quiet', 'write the files and print nothing')
    .addHelpText('after', `\nKinds of columns:\n${kinds.map((kind) => `  ${kind.padEnd(14)} ${kindWords[kind]}`).join('\n')}`)
    .action(link)
}
