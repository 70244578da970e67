/** `rapport import`: takes a file of old posts in, with a look before. */
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, InvalidArgumentError } from 'commander'
import { csvLine } from '../kernel/csv.ts'
import { Invalid } from '../kernel/fault.ts'
import { dayMs, systemClock } from '../kernel/instant.ts'
import { archiveTargets, mappingSchema, type ArchiveTarget, type ImportView, type Mapping, type PreviewView } from '../modules/channels/api.ts'
import { previewArchive, readArchive } from '../modules/channels/archive/index.ts'
import { makeKey, removeKey } from '../modules/members/index.ts'
import { lockHolder } from '../platform/data-folder.ts'
import { importPeopleCommands, type WithServer } from './import-people.ts'
import { importOverApi, type ApiAccess, type OnProgress } from './import-over-api.ts'
import { previewLines, progressLine } from './import-shown.ts'
import { aboutInstallation, installationOf, type InstallationOptions } from './installation.ts'
import { withMembers } from './members-database.ts'
import { printJson } from './tell.ts'

/** Imports into the installation on this machine while no server runs from it. */
export type ImportHere = (options: InstallationOptions, path: string, mapping: Mapping, onProgress: OnProgress) => Promise<ImportView>

interface Options extends InstallationOptions {
  readonly channel?: string
  readonly zone?: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly map: Readonly<Record<string, ArchiveTarget>>
  readonly dayFirst?: true
  readonly monthFirst?: true
  readonly dryRun?: true
  readonly yes?: true
  readonly refused?: string
  readonly url?: string
  readonly key?: string
  readonly json?: true
}

export function importCommand(importHere: ImportHere, withServer: WithServer): Command {
  const command = aboutInstallation(new Command('import'))
    .description('Takes in a file of old posts: CSV, NDJSON or JSON, plain or packed with gzip, of any size. Shows what it takes the columns for and the first rows; nothing happens before you agree. Works whether Rapport runs or not, and may be repeated: the same rows are never taken in twice. For people, companies, purchases and relations see "import people --help" and the like.')
    .argument('<file>', 'the file')
    .option('--channel <name>', 'where the posts were made, such as x, fediverse, reviews (default: guessed)')
    .option('--zone <zone>', 'time zone of times that name none, such as Europe/Brussels (default: UTC)')
    .option('--map <column=target>', `what a column means; may be repeated. Targets: ${archiveTargets.join(', ')}`, readMap, {})
    .option('--encoding <name>', 'how letters are written, such as utf-8 or windows-1252 (default: guessed)')
    .option('--delimiter <character>', 'what stands between cells; "tab" for a tab (default: guessed)')
    .option('--day-first', 'read 3-2-2015 as the third of February')
    .option('--month-first', 'read 3-2-2015 as the second of March')
    .option('--dry-run', 'only show')
    .option('--yes', 'do not ask')
    .option('--refused <file>', 'write the rows that are refused, with the reason, to this file (CSV)')
    .option('--url <address>', 'import into an installation elsewhere, such as https://rapport.company.example')
    .option('--key <key>', 'API key for --url (default: RAPPORT_KEY); needs imports.read and imports.manage')
    .option('--json', 'for a script: print the result, or with --dry-run the preview, as JSON')
    .action((file: string, options: Options) => run(importHere, resolve(file), options))
  // An option after the name of a command below is that command's.
  command.enablePositionalOptions()
  for (const below of importPeopleCommands(withServer, withOwnKey)) command.addCommand(below)
  return command
}

function readMap(text: string, before: Readonly<Record<string, ArchiveTarget>>): Record<string, ArchiveTarget> {
  const at = text.lastIndexOf('=')
  const target = archiveTargets.find((one) => one === text.slice(at + 1).trim())
  if (at < 1 || target === undefined) throw new InvalidArgumentError(`Write column=target, for example "Posted on=at". Targets: ${archiveTargets.join(', ')}.`)
  return { ...before, [text.slice(0, at)]: target }
}

async function run(importHere: ImportHere, path: string, options: Options): Promise<void> {
  const { size } = await stat(path).catch((thrown: unknown) => {
    throw new Invalid(`${path} cannot be read: ${thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? 'there is no such file' : String(thrown)}.`)
  })
  const preview = await look(path, options)
  if (options.dryRun && options.json) { printJson(preview); return }
  for (const line of previewLines(preview, process.stderr.columns ?? 120)) console.error(line)
  if (options.dryRun) return
  if (!options.yes && process.stdin.isTTY && process.stderr.isTTY && !(await agreed())) {
    console.error('Nothing was taken in. Change what the columns mean with --map, for example --map "Posted on=at".')
    return
  }
  const view = await follow((onProgress) => takeIn(importHere, path, size, preview.mapping, options, onProgress))
  if (options.refused !== undefined && view.refused > 0) console.error(`${await writeRefused(path, preview.mapping, options.refused)} refused rows are in ${options.refused}.`)
  if (options.json) printJson(view)
  else console.log(view.words)
  if (view.state !== 'finished') process.exitCode = 1
}

/** The guess, with what the options say instead. */
async function look(path: string, options: Options): Promise<PreviewView> {
  const guess = await previewArchive(path)
  const known = new Set(guess.mapping.columns.map(({ column }) => column))
  const unknown = Object.keys(options.map).find((column) => !known.has(column))
  if (unknown !== undefined) throw new Invalid(`The file has no column "${unknown}". It has: ${[...known].join(', ')}.`)
  if (options.dayFirst && options.monthFirst) throw new Invalid('Give --day-first or --month-first, not both.')
  const changes: Partial<Record<keyof Mapping, unknown>> = {
    ...(options.channel === undefined ? {} : { channel: options.channel }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter === 'tab' ? '\t' : options.delimiter }),
    ...(options.dayFirst ? { dayFirst: true } : {}),
    ...(options.monthFirst ? { dayFirst: false } : {}),
    ...(Object.keys(options.map).length === 0 ? {} : { columns: guess.mapping.columns.map(({ column, target }) => ({ column, target: options.map[column] ?? withoutRival(target, options.map) })) }),
  }
  if (Object.keys(changes).length === 0) return guess
  const changed = mappingSchema.safeParse({ ...guess.mapping, ...changes })
  if (!changed.success) throw new Invalid(`${changed.error.issues[0]?.path.join('.') ?? 'The mapping'}: ${changed.error.issues[0]?.message ?? 'not understood'}`)
  const asked = await previewArchive(path, changed.data)
  return { ...asked, doubts: [...guess.doubts, ...asked.doubts] }
}

/** Who says which column is the text does not want the guessed one as well. */
function withoutRival(target: ArchiveTarget, map: Readonly<Record<string, ArchiveTarget>>): ArchiveTarget {
  return target !== 'extra' && target !== 'ignore' && Object.values(map).includes(target) ? 'extra' : target
}

async function agreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|j|ja)$/i.test((await terminal.question('\nTake it in? [y/N] ')).trim())
  } finally {
    terminal.close()
  }
}

async function takeIn(importHere: ImportHere, path: string, size: number, mapping: Mapping, options: Options, onProgress: OnProgress): Promise<ImportView> {
  const key = options.key ?? process.env['RAPPORT_KEY']
  if (options.url !== undefined) {
    if (key === undefined) throw new Invalid(`${options.url} asks for an API key. Make one there with "bin/rapport key create --name import --scopes imports.read,imports.manage" and give it with --key or RAPPORT_KEY.`)
    return importOverApi({ url: options.url, key }, path, size, mapping, onProgress)
  }
  const holder = lockHolder(installationOf(options).dataFolder)
  if (holder?.purpose !== 'server' || holder.url === null) return importHere(options, path, mapping, onProgress)
  const { url } = holder
  if (key !== undefined) return importOverApi({ url, key }, path, size, mapping, onProgress)
  return withOwnKey(options, url, (access) => importOverApi(access, path, size, mapping, onProgress))
}

/** Who can read the data folder may import; the key for it lives as long as the import. */
export async function withOwnKey<T>(options: InstallationOptions, url: string, act: (access: ApiAccess) => Promise<T>): Promise<T> {
  const now = systemClock.now()
  const made = await withMembers(options, (db) => makeKey(db, { name: 'bin/rapport import', role: 'manager', scopes: ['imports.read', 'imports.manage'], createdBy: null, expiresAt: now + 7 * dayMs }, now))
  try {
    return await act({ url, key: made.key })
  } finally {
    await withMembers(options, (db) => removeKey(db, made.id))
  }
}

/** Shows how it goes: a bar on a terminal, a line for each tenth elsewhere. */
async function follow(work: (onProgress: OnProgress) => Promise<ImportView>): Promise<ImportView> {
  const startedAt = performance.now()
  let tenth = 0
  const view = await work((now) => {
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[2K${progressLine(now, performance.now() - startedAt)}`)
      return
    }
    const reached = now.bytes === 0 ? 10 : Math.floor((10 * now.bytesRead) / now.bytes)
    if (reached > tenth) console.error(progressLine(now, performance.now() - startedAt))
    tenth = Math.max(tenth, reached)
  })
  if (process.stderr.isTTY) process.stderr.write('\n')
  return view
}

/** Reads the file once more for the rows that cannot be taken in: they need no server to be found. */
async function writeRefused(path: string, mapping: Mapping, target: string): Promise<number> {
  let count = 0
  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${csvLine(['row', 'code', 'reason', 'as it stood in the file'])}`
    for await (const { refused } of readArchive(path, mapping, null, new AbortController().signal)) {
      count += refused.length
      yield refused.map(({ row, code, because, raw }) => csvLine([row, code, because, raw])).join('')
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(target))
  return count
}
