/** `rapport key`: API keys from the console. They belong to nobody, so they outlive whoever made them. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { Invalid, NotFound } from '../kernel/fault.ts'
import { dayMs, iso, parseInstant, systemClock, type Instant } from '../kernel/instant.ts'
import { permissions, roles, type Permission, type Role } from '../kernel/permission.ts'
import { allKeys, makeKey, removeKey, type ApiKey } from '../modules/members/index.ts'
import { aboutInstallation, type InstallationOptions } from './installation.ts'
import { withMembers } from './members-database.ts'
import { printJson, printTable, shown } from './tell.ts'

interface JsonOption {
  readonly json?: true
}

function subcommand(name: string, description: string): Command {
  return aboutInstallation(new Command(name)).description(description).option('--json', 'for a script')
}

export function keyCommand(): Command {
  return new Command('key')
    .description('Makes, lists and removes API keys. Works whether Rapport runs or not.')
    .addCommand(createKey())
    .addCommand(listKeys())
    .addCommand(dropKey())
}

function scopesOf(text: string): Permission[] {
  return text.split(',').map((part) => {
    const scope = permissions.find((permission) => permission === part.trim())
    if (scope === undefined) throw new InvalidArgumentError(`"${part.trim()}" is not a scope; there are ${permissions.join(', ')}.`)
    return scope
  })
}

/** Reads `90d` or an instant. */
function expiryOf(text: string): Instant {
  const days = /^(\d{1,5})d$/.exec(text)?.[1]
  const at = days === undefined ? parseInstant(text) : systemClock.now() + Number(days) * dayMs
  if (at === null) throw new InvalidArgumentError('Write a number of days such as 90d, or a time such as 2027-01-31T00:00:00Z.')
  return at
}

const presented = (key: ApiKey): object => ({ ...key, createdAt: iso(key.createdAt), lastUsedAt: key.lastUsedAt === null ? null : iso(key.lastUsedAt), expiresAt: key.expiresAt === null ? null : iso(key.expiresAt) })

function createKey(): Command {
  return subcommand('create', 'Makes an API key and prints it, once. Without --json only the key goes to standard output.')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--role <role>', 'the most it may do').choices(roles).default('manager'))
    .option('--scopes <list>', 'only these, separated by commas (default: all that the role may)', scopesOf)
    .option('--expires <when>', 'days from now such as 90d, or a time (default: never)', expiryOf)
    .action(async (options: InstallationOptions & JsonOption & { name: string; role: Role; scopes?: Permission[]; expires?: Instant }) => {
      const name = options.name.trim()
      if (name === '' || name.length > 120) throw new Invalid('A name has 1 to 120 characters.')
      const made = await withMembers(options, (db) => makeKey(db, { name, role: options.role, scopes: options.scopes ?? null, createdBy: null, expiresAt: options.expires ?? null }, systemClock.now()))
      if (options.json) printJson({ ...presented(made), key: made.key })
      else {
        console.error(`Made the key "${made.name}" with the role ${made.role}. It is shown this once:`)
        console.log(made.key)
      }
    })
}

function listKeys(): Command {
  return subcommand('list', 'Lists all API keys by their first characters.').action(async (options: InstallationOptions & JsonOption) => {
    const keys = await withMembers(options, allKeys)
    if (options.json) printJson(keys.map(presented))
    else printTable(['ID', 'NAME', 'KEY', 'ROLE', 'SCOPES', 'MADE BY', 'LAST USED', 'EXPIRES'], keys.map((key) => [key.id, key.name, `${key.start}…`, key.role, key.scopes?.join(',') ?? 'all', key.createdBy, shown(key.lastUsedAt), shown(key.expiresAt)]))
  })
}

function dropKey(): Command {
  return subcommand('remove', 'Makes an API key useless. A running Rapport notices within five seconds.')
    .argument('<key>', 'its id, or its first characters as listed')
    .action(async (asked: string, options: InstallationOptions & JsonOption) => {
      const key = await withMembers(options, async (db) => {
        const found = (await allKeys(db)).filter(({ id, start }) => id === asked || asked.replace(/…$/, '').startsWith(start))
        const [only] = found
        if (only === undefined) throw new NotFound('key', asked)
        if (found.length > 1) throw new Invalid(`More than one key starts with "${asked}"; use the id from "bin/rapport key list".`)
        await removeKey(db, only.id)
        return only
      })
      if (options.json) printJson({ id: key.id, name: key.name })
      else console.log(`Removed the key "${key.name}".`)
    })
}
