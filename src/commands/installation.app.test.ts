/** An installation from the console: stopped, running, killed, running again. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rapport-console-'))
let port = 0
const servers: ChildProcess[] = []
const environment = () => ({ ...process.env, RAPPORT_DATA: folder, PORT: String(port), RAPPORT_DEBUG: '', DATABASE_URL: '', CLICKHOUSE_URL: '', NODE_ENV: '' })
const run = (words: readonly string[], input = '') => spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', env: environment(), input, timeout: 60_000 })
const json = (words: readonly string[], input?: string) => JSON.parse(run([...words, '--json'], input).stdout) as never

/** Starts the server and waits until it says where it runs. */
async function start(): Promise<{ server: ChildProcess; ended: Promise<number | null> }> {
  const server = spawn(process.execPath, [main, 'start'], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  servers.push(server)
  let said = ''
  server.stderr.on('data', (chunk) => { said += String(chunk) })
  const ended = new Promise<number | null>((settle) => { server.on('close', settle) })
  await new Promise<void>((settle, fail) => {
    server.stdout.on('data', (chunk) => { if (String(chunk).includes('Rapport runs at')) settle() })
    void ended.then(() => { fail(new Error(`It ended: ${said}`)) })
  })
  return { server, ended }
}

const signIn = (email: string, password: string) =>
  fetch(`http://localhost:${port}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) }).then(({ status }) => status)

beforeAll(async () => {
  port = await new Promise((settle) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => { settle(address !== null && typeof address === 'object' ? address.port : 0) })
    })
  })
})
afterAll(async () => {
  for (const server of servers) {
    if (server.exitCode !== null || server.signalCode !== null) continue
    server.kill('SIGKILL')
    await new Promise((settle) => { server.once('close', settle) })
  }
  // Starting and ending a command stops an embedded server that a kill left behind.
  run(['user', 'list'])
  rmSync(folder, { recursive: true, force: true })
})

/** Every command starts a process; on a busy machine that takes its time. */
const patienceMs = 300_000

describe('the console', () => {
  test('works on an installation that never ran', { timeout: patienceMs }, () => {
    expect(run(['doctor']).status).toBe(0)
    expect(json(['user', 'add', 'Ada@company.example', '--role', 'owner', '--generate'])).toMatchObject({ email: 'ada@company.example', name: 'Ada', role: 'owner' })
    expect(run(['user', 'add', 'ada@company.example', '--generate']).stderr).toContain('already a member')
    expect(run(['user', 'add', 'bob@company.example', '--name', 'Bob'], 'from a pipe\n').stdout).toBe('Added bob@company.example as agent.\n')
    expect(run(['user', 'list']).stdout).toMatch(/^ADDRESS .*\nada@company.example +Ada +owner .*\nbob@company.example +Bob +agent /)
  })

  test('works on one that runs, at once', { timeout: patienceMs }, async () => {
    const { ended } = await start()
    expect(await signIn('bob@company.example', 'from a pipe')).toBe(200)
    run(['user', 'password', 'bob@company.example', '--password', 'battery staple'])
    expect(await signIn('bob@company.example', 'from a pipe')).toBe(401)
    expect(await signIn('bob@company.example', 'battery staple')).toBe(200)
    const key = run(['key', 'create', '--name', 'Nightly', '--scopes', 'members.read']).stdout.trim()
    const members = await fetch(`http://localhost:${port}/api/v1/members`, { headers: { authorization: `Bearer ${key}` } })
    expect(members.status).toBe(200)
    const { ok, checks } = json(['doctor']) as { ok: boolean; checks: { name: string; state: string; words: string }[] }
    expect(checks.filter(({ state }) => state === 'wrong')).toEqual([])
    expect(ok).toBe(true)
    expect(checks.map(({ name }) => name)).toContain('Server: clickhouse')

    // What cannot be is refused, and changes nothing.
    expect(run(['user', 'remove', 'ada@company.example']).stderr).toContain('last owner')
    expect(run(['user', 'password', 'nobody@company.example', '--generate']).stderr).toContain('There is no member')
    expect(run(['user', 'add', 'no address', '--generate']).stderr).toContain('not a mail address')
    expect(run(['user', 'add', 'x@company.example'], '').stderr).toContain('No password')
    expect(run(['user', 'add', 'x@company.example'], 'short').stderr).toContain('at least 10')
    expect(run(['user', 'change', 'bob@company.example']).stderr).toContain('Say what to change')
    expect(run(['user', 'add', 'x@company.example', '--role', 'emperor']).status).toBe(2)
    expect(run(['key', 'create', '--name', 'x', '--role', 'guest', '--scopes', 'members.manage']).stderr).toContain('may not have the scope')
    expect(run(['key', 'create', '--name', 'x', '--scopes', 'everything']).status).toBe(2)
    expect(run(['key', 'remove', 'rp_nothing']).stderr).toContain('There is no key')
    expect(json(['user', 'list'])).toHaveLength(2)
    expect(json(['key', 'list'])).toHaveLength(1)

    const second = run(['start'])
    expect(second.status).toBe(1)
    expect(second.stderr).toContain(`in use: process`)
    expect(run(['stop']).stdout).toBe('Stopped.\n')
    expect(await ended).toBe(0)
    expect(run(['stop']).stdout).toContain('No Rapport runs')
  })

  test('and a new start find their way after kill -9', { timeout: patienceMs }, async () => {
    const { server, ended } = await start()
    server.kill('SIGKILL')
    await ended
    expect(json(['user', 'list'])).toHaveLength(2)
    const again = await start()
    expect(await signIn('bob@company.example', 'battery staple')).toBe(200)
    again.server.kill('SIGTERM')
    expect(await again.ended).toBe(0)
  })
})
