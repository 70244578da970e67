/** A Rapport in a process and a data folder of its own, with a key that may do everything: for benchmarks, and to be killed. */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/kernel/instant.ts'
import { makeKey, membersMigrations, type MemberTables } from '../src/modules/members/index.ts'
import { readConfig, type Config } from '../src/platform/config.ts'
import { migrate } from '../src/platform/postgres/migrate.ts'
import { withPostgres } from '../src/platform/postgres/open.ts'

export interface ServerProcess {
  readonly url: string
  readonly key: string
  readonly process: ChildProcess
  readonly config: Config
  /** What it printed. */
  readonly said: string
  /** Time from the start of the process to the first answer, in milliseconds. */
  readonly startMs: number
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  /** `kill -9`: nothing is said, nothing is tidied. */
  kill(): Promise<void>
  stop(): Promise<void>
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}

/** A new, empty data folder. */
export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), 'rapport-process-'))

export async function startServer(dataFolder: string): Promise<ServerProcess> {
  const config = readConfig({}, { dataFolder, port: await freePort(), logLevel: 'error' })
  const key = await withPostgres(config, async ({ db }) => {
    await migrate(db, [membersMigrations])
    return (await makeKey(db.withTables<MemberTables>(), { name: 'bench', role: 'owner', scopes: null, expiresAt: null, createdBy: null }, systemClock.now())).key
  })
  const startedAt = performance.now()
  const child = fork(new URL('../src/main.ts', import.meta.url), ['start'], { env: { ...process.env, PORT: String(config.port), RAPPORT_DATA: dataFolder, RAPPORT_LOG: 'error' }, stdio: ['ignore', 'pipe', process.env['RAPPORT_TEST_LOUD'] ? 'inherit' : 'ignore', 'ipc'], ...(process.env['RAPPORT_BENCH_PROFILE'] ? { execArgv: ['--cpu-prof', `--cpu-prof-dir=${process.env['RAPPORT_BENCH_PROFILE']}`] } : {}) })
  const url = `http://localhost:${config.port}`
  let said = ''
  child.stdout?.on('data', (bytes: Buffer) => { said += bytes.toString() })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (;;) {
    const ready = await fetch(`${url}/health/ready`).then((response) => response.ok, () => false)
    if (ready) break
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it was ready.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    url, key, config, process: child,
    get said() {
      return said
    }, startMs: performance.now() - startedAt,
    call: async (method, path, body) => {
      const response = await fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      return { status: response.status, body: await response.json().catch(() => null) }
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
    remove: async () => {
      child.kill('SIGTERM')
      await exited
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
