/** The whole product for a test: real engines, its own data folder, an owner who is signed in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startApp, type App } from '../src/app.ts'
import { readConfig, type Config } from '../src/platform/config.ts'
import { freshDatabaseUrl } from './databases.ts'
import { until } from './until.ts'

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

export interface World {
  readonly app: App
  readonly config: Config
  /** A request as the owner; the body is sent as JSON. */
  call(method: string, path: string, body?: unknown): Promise<Answer>
  /** What the owner's page is told live. */
  live(signal: AbortSignal): Promise<Response>
  /** A request as nobody. */
  anonymous(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Repeats a question until the answer is as wanted. */
  readonly until: typeof until
  /** Stops and starts again on the same data. */
  restart(): Promise<void>
  close(): Promise<void>
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

export const owner = { name: 'Owner', email: 'owner@company.example', password: 'a long enough password' }

export async function openWorld(overrides: Partial<Config> = {}): Promise<World> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-world-'))
  const port = await freePort()
  const config = readConfig({}, { dataFolder, port, databaseUrl: await freshDatabaseUrl(), logLevel: 'error', ...overrides })
  let app = await startApp(config)
  const base = app.url
  let cookie = ''

  async function request(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(path.startsWith('/api') || path.startsWith('/health') || path.startsWith('/metrics') ? base + path : `${base}/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), origin: base, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  const token = app.claimUrl?.split(/[=#]/).at(-1)
  const claimed = await request('POST', '/installation/claim', { token, ...owner }, {})
  if (claimed.status !== 201) throw new Error(`The owner could not be made: ${JSON.stringify(claimed.body)}`)
  cookie = claimed.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')

  return {
    get app() {
      return app
    },
    config,
    call: async (method, path, body) => {
      // As the page does: who asks too often waits as long as was said, and asks again.
      for (;;) {
        const answer = await request(method, path, body, { cookie })
        if (answer.status !== 429 || (answer.body as { code?: string } | null)?.code !== 'rate-limit') return answer
        await wait(1_000)
      }
    },
    live: (signal) => fetch(`${base}/api/v1/live`, { headers: { cookie, accept: 'text/event-stream' }, signal }),
    anonymous: (method, path, body, headers = {}) => request(method, path, body, headers),
    until,
    restart: async () => {
      await app.stop()
      app = await startApp(config)
    },
    close: async () => {
      await app.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
