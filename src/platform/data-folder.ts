/** The data folder: who uses it, its secrets, its rooms. */
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Conflict, Unavailable, sentence } from '../kernel/fault.ts'

/** `server`: a running installation. `command`: a short act such as `user add`. */
export type LockPurpose = 'server' | 'command'

export interface LockHolder {
  readonly pid: number
  readonly purpose: LockPurpose
  readonly url: string | null
  readonly startedAt: string
  /** Start of the process in clock ticks since boot (`/proc/PID/stat`, field 22): tells a reused pid apart. */
  readonly ticks: string | null
}

export interface Lock {
  /** Says where the server answers, for those who come second. */
  announce(url: string): void
  release(): void
}

const lockFile = (folder: string): string => join(folder, 'rapport.lock')

/** Fields of `/proc/PID/stat` from the third on; empty where there is no such file. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

const startTicks = (pid: number): string | null => statOf(pid)[19] ?? null

/** Whether a process with this id lives. One that ended and that its parent has not looked at yet (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return statOf(pid)[0] !== 'Z'
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

/** Who holds the folder now; `null` when nobody does, a holder that died included. */
export function lockHolder(folder: string): LockHolder | null {
  let holder: LockHolder
  try {
    holder = JSON.parse(readFileSync(lockFile(folder), 'utf8')) as LockHolder
  } catch {
    return null
  }
  if (!isAlive(holder.pid)) return null
  const ticks = startTicks(holder.pid)
  return holder.ticks !== null && ticks !== null && ticks !== holder.ticks ? null : holder
}

/** Makes the folder if it is missing, and says clearly when that cannot be. */
export function ensureDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 })
    mkdirSync(join(folder, 'files'), { recursive: true, mode: 0o700 })
    const probe = join(folder, `.write-${process.pid}`)
    writeFileSync(probe, 'x')
    rmSync(probe)
  } catch (thrown) {
    throw new Unavailable(`The data folder ${folder} cannot be written: ${sentence(thrown)}. Free space on that disk, give this user the right to write there, or set RAPPORT_DATA to another folder.`, 'data-folder.not-writable')
  }
}

/** Free bytes on the disk of the folder. */
export function freeBytes(folder: string): number {
  const stats = statfsSync(folder)
  return stats.bavail * stats.bsize
}

/** What the engines need to come up: their folders are made at the first start, and recovery writes its log. */
const neededBytes = { first: 150_000_000, later: 20_000_000 }

/** @throws {Unavailable} when the disk is too full to start on. */
export function ensureSpace(folder: string, isFirst: boolean): void {
  const free = freeBytes(folder)
  const needed = isFirst ? neededBytes.first : neededBytes.later
  if (free < needed) throw new Unavailable(`The disk of ${folder} has ${Math.floor(free / 1_000_000)} MB free; Rapport needs at least ${needed / 1_000_000} MB to start. Free some space there, or set RAPPORT_DATA to a folder on a larger disk. Nothing that was taken in is lost.`, 'data-folder.full')
}

/** Whether this is what PostgreSQL (SQLSTATE 53100), ClickHouse or the system say when the disk is full. */
export function saysDiskIsFull(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const code = 'code' in thrown ? thrown.code : undefined
  return code === '53100' || code === 'ENOSPC' || code === 'EDQUOT' || /no space left on device|Cannot reserve .* not enough space/i.test(thrown.message)
}

/**
 * Takes the folder for this process. A command that holds it is waited for;
 * a server that holds it is a fault that says who.
 */
export async function takeLock(folder: string, purpose: LockPurpose): Promise<Lock> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const holder = lockHolder(folder)
    if (holder === null) {
      rmSync(lockFile(folder), { force: true })
      const mine: LockHolder = { pid: process.pid, purpose, url: null, startedAt: new Date().toISOString(), ticks: startTicks(process.pid) }
      if (writeExclusively(lockFile(folder), mine)) {
        return {
          announce: (url) => writeFileSync(lockFile(folder), JSON.stringify({ ...mine, url })),
          release: () => rmSync(lockFile(folder), { force: true }),
        }
      }
    } else if (holder.purpose === 'server' || Date.now() > deadline) {
      const where = holder.url ? ` at ${holder.url}` : ''
      throw new Conflict(`The data folder ${folder} is in use: process ${holder.pid} runs Rapport from it${where} since ${holder.startedAt}. Stop that one first, or set RAPPORT_DATA to another folder.`, 'data-folder.in-use')
    }
    await wait(50)
  }
}

function writeExclusively(path: string, holder: LockHolder): boolean {
  try {
    const file = openSync(path, 'wx', 0o644)
    writeFileSync(file, JSON.stringify(holder))
    closeSync(file)
    return true
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false
    throw thrown
  }
}

/** A secret kept beside the data, never in the database: made at first need, readable by this user alone. */
export function secret(folder: string, name: string): string {
  const path = join(folder, 'secrets', name)
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    const value = randomBytes(32).toString('base64url')
    try {
      writeFileSync(path, `${value}\n`, { mode: 0o600, flag: 'wx' })
      return value
    } catch {
      return readFileSync(path, 'utf8').trim()
    }
  }
}
