/** The doctor's look at what needs no engine: the program, its page, the data folder, the port. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { missingPackages, thisMachine, type Lock } from '../../tools/installed.mjs'
import { fingerprint } from '../../tools/page-sources.mjs'
import { projectRoot, type Config } from '../platform/config.ts'
import { freeBytes, type LockHolder } from '../platform/data-folder.ts'
import { postgresPrograms } from '../platform/postgres/embedded.ts'
import { note, ok, wrong, type Check } from './check.ts'

const neededNode = 24
/** A first start writes about a tenth of this; less makes engines refuse to write soon. */
const leastFreeBytes = 2_000_000_000

export function checkNode(): Check {
  const version = process.versions.node
  return Number(version.split('.')[0]) >= neededNode ? ok('Node', version) : wrong('Node', `This is Node ${version}; Rapport runs on ${neededNode} or newer. Start it with bin/rapport, which brings its own.`)
}

export function checkPackages(): Check {
  const read = (name: string): Lock => JSON.parse(readFileSync(join(projectRoot, name), 'utf8')) as Lock
  const account = join('node_modules', '.package-lock.json')
  const missing = missingPackages(read('package-lock.json'), existsSync(join(projectRoot, account)) ? read(account) : null, { dev: false, machine: thisMachine() })
  if (missing.length === 0) return ok('Packages', 'Installed as package-lock.json says.')
  return wrong('Packages', `${missing.length} are missing or of another version (${missing.slice(0, 3).map((path) => path.replace('node_modules/', '')).join(', ')}${missing.length > 3 ? ' …' : ''}). Run "bin/rapport install".`)
}

export function checkPostgresProgram(): Check {
  const tried = spawnSync(join(postgresPrograms(), 'postgres'), ['--version'], { encoding: 'utf8' })
  if (tried.status === 0) return ok('PostgreSQL program', tried.stdout.trim().replace('postgres (PostgreSQL) ', ''))
  const library = /loading shared libraries: ([^\s:]+)/.exec(tried.stderr ?? '')?.[1]
  if (library) return wrong('PostgreSQL program', `It needs the library ${library}, which this machine lacks. Install the package that has it, or set DATABASE_URL to a PostgreSQL of yours.`)
  return wrong('PostgreSQL program', `It does not run here: ${tried.error?.message ?? tried.stderr.trim()}. Set DATABASE_URL to a PostgreSQL 16 or newer of yours.`)
}

export function checkPage(): Check {
  const stamp = join(projectRoot, 'web', 'dist', '.sources')
  if (!existsSync(stamp)) return note('Page', 'Not built yet; the next start builds it.')
  return readFileSync(stamp, 'utf8') === fingerprint(projectRoot) ? ok('Page', 'Built from the sources as they are.') : note('Page', 'Its sources changed since it was built; the next start builds it again.')
}

export function checkDataFolder({ dataFolder }: Config): Check {
  if (!existsSync(dataFolder)) return note('Data folder', `${dataFolder} is not there yet; the first start makes it.`)
  try {
    accessSync(dataFolder, constants.W_OK | constants.X_OK)
  } catch {
    return wrong('Data folder', `${dataFolder} cannot be written by this user. Run this as the user that runs Rapport, or set RAPPORT_DATA to another folder.`)
  }
  const free = freeBytes(dataFolder)
  const words = `${dataFolder}, ${(free / 1e9).toFixed(1)} GB free.`
  return free >= leastFreeBytes ? ok('Data folder', words) : wrong('Data folder', `${words} Free some space, or move the folder to a larger disk (RAPPORT_DATA): without space nothing more is taken in.`)
}

export function checkSecrets({ dataFolder }: Config): Check {
  const folder = join(dataFolder, 'secrets')
  if (!existsSync(folder)) return note('Secrets', 'None yet; the first start makes them.')
  const open = [folder, ...readdirSync(folder).map((name) => join(folder, name))].filter((path) => (statSync(path).mode & 0o077) !== 0)
  if (open.length > 0) return wrong('Secrets', `Others on this machine can read ${open.join(', ')}. Run: chmod -R go= ${folder}`)
  return ok('Secrets', `${readdirSync(folder).length} kept in ${folder}, readable by their owner alone. Back them up with the databases: without them channels must be connected again.`)
}

export async function checkPort({ host, port }: Config, running: LockHolder | null): Promise<Check> {
  if (running !== null) return ok('Running', `Process ${running.pid}${running.url === null ? ', still starting,' : ` at ${running.url}`} since ${running.startedAt}.`)
  if (port === 0) return ok('Port', 'A free one is taken at each start.')
  const fault = await new Promise<NodeJS.ErrnoException | null>((settle) => {
    const server = createServer()
    server.once('error', settle)
    server.listen(port, host, () => { server.close(() => { settle(null) }) })
  })
  if (fault === null) return ok('Port', `${port} is free; Rapport does not run.`)
  if (fault.code === 'EADDRINUSE') return wrong('Port', `${port} is in use by another program, so Rapport cannot start there. Stop that one, or set PORT to another.`)
  if (fault.code === 'EACCES') return wrong('Port', `This user may not open port ${port}. Set PORT to one above 1023.`)
  return wrong('Port', `Cannot listen on ${host}:${port}: ${fault.message}. Check HOST and PORT.`)
}
