/** `rapport alarms`: replays history through the rules of alarms, against a running or a stopped installation. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { Invalid, NotFound, Unavailable, sentence } from '../kernel/fault.ts'
import { dayMs, iso, parseInstant, systemClock, type Instant } from '../kernel/instant.ts'
import { makeKey, removeKey } from '../modules/members/index.ts'
import { lockHolder } from '../platform/data-folder.ts'
import { aboutInstallation, installationOf, type InstallationOptions } from './installation.ts'
import { withMembers } from './members-database.ts'
import { printJson, printTable, shown } from './tell.ts'

/** Starts an installation that does not run, for as long as `act` takes; `act` gets its address. */
export type StartHere = <T>(options: InstallationOptions, act: (url: string) => Promise<T>) => Promise<T>

interface Options extends InstallationOptions {
  readonly topic?: string
  readonly from?: Instant
  readonly to?: Instant
  readonly sensitivity: string
  readonly json?: true
}

interface Raised {
  readonly kind: string
  readonly severity: number
  readonly openedAt: string
  readonly closedAt: string | null
  readonly counted: number
  readonly expected: number
  readonly terms: readonly string[]
}

const usualDays = 90

export function alarmsCommand(startHere: StartHere): Command {
  return new Command('alarms').description('Alarms from the console.').addCommand(aboutInstallation(new Command('replay'))
    .description('Looks at history as if it were passing now, and prints which alarms it would have raised. Nobody is told, nothing is kept. Works whether Rapport runs or not.')
    .option('--topic <name>', 'only this topic, by name or id (default: all)')
    .option('--from <time>', `from when, such as 2026-08-01 or 2026-08-01T06:00:00Z (default: ${usualDays} days before the end)`, readTime)
    .option('--to <time>', 'until when (default: now)', readTime)
    .addOption(new Option('--sensitivity <how>', 'how keen').choices(['calm', 'usual', 'keen']).default('usual'))
    .option('--json', 'for a script')
    .action((options: Options) => run(startHere, options)))
}

function readTime(text: string): Instant {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(`${text}T00:00:00Z`) : parseInstant(text)
  if (at === null) throw new InvalidArgumentError('Write a day such as 2026-08-01, or a time with its zone such as 2026-08-01T06:00:00Z.')
  return at
}

async function call<T>(url: string, key: string, method: string, path: string, body?: object): Promise<T> {
  let response: Response
  try {
    response = await fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  } catch (thrown) {
    throw new Unavailable(`Nothing answers at ${url}: ${sentence(thrown)}. Check that Rapport runs, or stop it and try again.`, 'alarms.unreachable', { cause: thrown })
  }
  const answer = (await response.json()) as T & { detail?: string }
  if (!response.ok) throw new Invalid(answer.detail ?? `${url} answers ${response.status}.`)
  return answer
}

async function run(startHere: StartHere, options: Options): Promise<void> {
  const to = options.to ?? systemClock.now()
  const from = options.from ?? to - usualDays * dayMs
  if (from >= to) throw new Invalid(`The stretch from ${iso(from)} to ${iso(to)} ends before it begins.`)
  const holder = lockHolder(installationOf(options).dataFolder)
  const at = <T>(act: (url: string) => Promise<T>): Promise<T> => (holder?.purpose === 'server' && holder.url !== null ? act(holder.url) : startHere(options, act))
  await at((url) => withReadingKey(options, (key) => replayAll(url, key, options, from, to)))
}

/** Who can read the data folder may look; the key for it lives as long as the command. */
async function withReadingKey<T>(options: InstallationOptions, act: (key: string) => Promise<T>): Promise<T> {
  const now = systemClock.now()
  const made = await withMembers(options, (db) => makeKey(db, { name: 'bin/rapport alarms', role: 'manager', scopes: ['topics.read', 'mentions.read'], createdBy: null, expiresAt: now + dayMs }, now))
  try {
    return await act(made.key)
  } finally {
    await withMembers(options, (db) => removeKey(db, made.id))
  }
}

async function replayAll(url: string, key: string, options: Options, from: Instant, to: Instant): Promise<void> {
  const { items: topics } = await call<{ items: { id: string; name: string }[] }>(url, key, 'GET', '/topics')
  const asked = options.topic?.toLocaleLowerCase()
  const chosen = topics.filter(({ id, name }) => asked === undefined || id === asked || name.toLocaleLowerCase() === asked)
  if (chosen.length === 0) throw asked === undefined ? new Invalid('There are no topics yet. Make one in Listen first.') : new NotFound('topic', options.topic ?? '')
  const rows: (Raised & { topic: string })[] = []
  for (const { id, name } of chosen) {
    const replayed = await call<{ days: number; items: Raised[] }>(url, key, 'POST', `/topics/${id}/alarm-replay`, { sensitivity: options.sensitivity, from: iso(from), to: iso(to) })
    console.error(`${name}: ${replayed.items.length} alarms in ${replayed.days} days of which enough was known`)
    rows.push(...replayed.items.map((item) => ({ ...item, topic: name })))
  }
  rows.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  if (options.json) printJson(rows)
  else if (rows.length > 0) printTable(['OPENED', 'CLOSED', 'TOPIC', 'KIND', 'SEVERITY', 'COUNTED', 'EXPECTED', 'NEW WORDS'], rows.map((row) => [shown(Date.parse(row.openedAt)), shown(row.closedAt === null ? null : Date.parse(row.closedAt)), row.topic, row.kind, String(row.severity), String(row.counted), row.expected.toFixed(1), row.terms.slice(0, 4).join(', ')]))
}
