/** `rapport import people|companies|purchases|relations`: takes in a file from another system, with a look before. */
import { openAsBlob } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import { Invalid } from '../kernel/fault.ts'
import type { PeopleImportPreview, PeopleImportView } from '../modules/people/exchange/api.ts'
import { lockHolder } from '../platform/data-folder.ts'
import { apiCall, type ApiAccess } from './import-over-api.ts'
import { aboutInstallation, installationOf, type InstallationOptions } from './installation.ts'
import { printJson } from './tell.ts'

/** Does something with a server that runs for as long as it takes, when none does. */
export type WithServer = <T>(options: InstallationOptions, act: (access: ApiAccess) => Promise<T>) => Promise<T>
/** Makes a key for as long as something takes. */
export type WithKey = <T>(options: InstallationOptions, url: string, act: (access: ApiAccess) => Promise<T>) => Promise<T>

interface Options extends InstallationOptions {
  readonly map: Readonly<Record<string, string>>
  readonly currency?: string
  readonly dayFirst?: true
  readonly monthFirst?: true
  readonly decimalComma?: true
  readonly dryRun?: true
  readonly check?: true
  readonly yes?: true
  readonly refused?: string
  readonly url?: string
  readonly key?: string
  readonly json?: true
}

const kinds = { people: 'people with their addresses, traits, companies and choices', companies: 'companies', purchases: 'purchases', relations: 'relations between people, and of people with companies' } as const
type Kind = keyof typeof kinds

export function importPeopleCommands(withServer: WithServer, withKey: WithKey): Command[] {
  return (Object.keys(kinds) as Kind[]).map((what) => aboutInstallation(new Command(what))
    .description(`Takes in a file of ${kinds[what]}: CSV, NDJSON or JSON, plain or packed with gzip, of any size. Shows what the columns are taken for and what would become of the first rows; nothing happens before you agree. Can be undone as a whole in the page.`)
    .argument('<file>', 'the file')
    .option('--map <column=meaning>', 'what a column means; may be repeated. A dry run lists the meanings', readMap, {})
    .option('--currency <code>', 'for amounts that name none, such as EUR')
    .option('--day-first', 'read 3-2-2015 as the third of February')
    .option('--month-first', 'read 3-2-2015 as the second of March')
    .option('--decimal-comma', 'read 1.234,50 as one thousand two hundred and thirty-four and a half')
    .option('--dry-run', 'only show what would become of the first rows')
    .option('--check', 'try out the whole file, and keep nothing')
    .option('--yes', 'do not ask')
    .option('--refused <file>', 'write the rows that are refused, with the reason, to this file (CSV)')
    .option('--url <address>', 'import into an installation elsewhere, such as https://rapport.company.example')
    .option('--key <key>', 'API key for --url (default: RAPPORT_KEY); needs imports.read and imports.manage')
    .option('--json', 'for a script: print the result, or with --dry-run the preview, as JSON')
    .action((file: string, options: Options) => run(what, resolve(file), options, withServer, withKey)))
}

function readMap(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.lastIndexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Write column=meaning, for example "Client no=customer".')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1).trim() }
}

async function run(what: Kind, path: string, options: Options, withServer: WithServer, withKey: WithKey): Promise<void> {
  await stat(path).catch((thrown: unknown) => {
    throw new Invalid(`${path} cannot be read: ${thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? 'there is no such file' : String(thrown)}.`)
  })
  if (options.dayFirst && options.monthFirst) throw new Invalid('Give --day-first or --month-first, not both.')
  const key = options.key ?? process.env['RAPPORT_KEY']
  const act = (access: ApiAccess): Promise<void> => importWith(access, what, path, options)
  if (options.url !== undefined) {
    if (key === undefined) throw new Invalid(`${options.url} asks for an API key. Make one there with "bin/rapport key create --name import --scopes imports.read,imports.manage" and give it with --key or RAPPORT_KEY.`)
    return act({ url: options.url, key })
  }
  const holder = lockHolder(installationOf(options).dataFolder)
  if (holder?.purpose !== 'server' || holder.url === null) return withServer(options, act)
  return key === undefined ? withKey(options, holder.url, act) : act({ url: holder.url, key })
}

async function importWith(access: ApiAccess, what: Kind, path: string, options: Options): Promise<void> {
  const uploaded = await apiCall<PeopleImportView>(access, 'POST', `/people-imports?what=${what}&fileName=${encodeURIComponent(basename(path))}`, await openAsBlob(path))
  let isKept = false
  try {
    const guess = await apiCall<PeopleImportPreview>(access, 'POST', `/people-imports/${uploaded.id}/preview`, {})
    const unknown = Object.keys(options.map).find((column) => !guess.columns.some((one) => one.column === column))
    if (unknown !== undefined) throw new Invalid(`The file has no column "${unknown}". It has: ${guess.columns.map(({ column }) => column).join(', ')}.`)
    const mapping = {
      ...guess.mapping, ...(options.currency === undefined ? {} : { currency: options.currency.toUpperCase() }), ...(options.dayFirst ? { dayFirst: true } : {}), ...(options.monthFirst ? { dayFirst: false } : {}), ...(options.decimalComma ? { decimal: ',' as const } : {}),
      columns: guess.mapping.columns.map(({ column, target }) => ({ column, target: options.map[column] ?? target })),
    }
    const preview = await apiCall<PeopleImportPreview>(access, 'POST', `/people-imports/${uploaded.id}/preview`, { mapping })
    if (options.dryRun && options.json) printJson({ ...preview, doubts: guess.doubts })
    else if (!options.json) for (const line of shown(preview, guess.doubts)) console.error(line)
    if (options.dryRun) return
    if (!options.check && !options.yes && process.stdin.isTTY && process.stderr.isTTY && !(await agreed())) {
      console.error('Nothing was taken in. Change what the columns mean with --map.')
      return
    }
    await apiCall(access, 'POST', `/people-imports/${uploaded.id}/${options.check ? 'check' : 'start'}`, { mapping })
    isKept = !options.check
    const view = await follow(access, uploaded.id)
    if (options.refused !== undefined && view.refused > 0) await writeFile(options.refused, await apiCall<string>(access, 'GET', `/people-imports/${uploaded.id}/refused.csv`))
    if (options.json) printJson(view)
    else console.log(view.words)
    if (view.state !== 'finished' && view.state !== 'checked') process.exitCode = 1
  } finally {
    // What was only looked at leaves no file behind.
    if (!isKept) await apiCall(access, 'DELETE', `/people-imports/${uploaded.id}`).catch(() => undefined)
  }
}

async function follow(access: ApiAccess, id: string): Promise<PeopleImportView> {
  let tenth = 0
  for (;;) {
    const view = await apiCall<PeopleImportView>(access, 'GET', `/people-imports/${id}`)
    if (!['running', 'checking'].includes(view.state)) return view
    const reached = view.bytes === 0 ? 10 : Math.floor((10 * view.bytesRead) / view.bytes)
    if (reached > tenth) console.error(view.words)
    tenth = Math.max(tenth, reached)
    await wait(400)
  }
}

function shown({ columns, counts, looksLike, rows, targets }: PeopleImportPreview, doubts: readonly string[]): string[] {
  const widest = Math.min(40, Math.max(...columns.map(({ column }) => column.length), 6))
  return [
    `${looksLike === null ? 'No export that we know by its columns' : `This looks like an export of ${looksLike}`}.`, '',
    `${'COLUMN'.padEnd(widest)}  ${'MEANS'.padEnd(20)}  WHY`,
    ...columns.slice(0, 100).map(({ column, target, why }) => `${column.slice(0, widest).padEnd(widest)}  ${target.padEnd(20)}  ${why}`),
    ...(columns.length > 100 ? [`… and ${columns.length - 100} more`] : []),
    `A column can mean: ${targets.join(', ')}; trait:<name>, handle:<channel>, consent:<purpose>:<channel>.`, '',
    `Of the first ${counts.rows} rows: ${counts.created} new, ${counts.changed} changed, ${counts.unchanged} as they are, ${counts.joined} joined, ${counts.refused} refused.`,
    ...rows.filter((row) => row.because !== null).slice(0, 5).map(({ row, because }) => `row ${row}: refused. ${because ?? ''}`),
    ...(doubts.length === 0 ? [] : ['', ...doubts.map((doubt) => `! ${doubt}`)]),
  ]
}

async function agreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|j|ja)$/i.test((await terminal.question('\nTake it in? [y/N] ')).trim())
  } finally {
    terminal.close()
  }
}
