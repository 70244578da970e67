/** The members' part of the product on a fresh database, with visitors who keep their cookies like a browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { route, handle } from '../src/platform/http/route.ts'
import { mount } from '../src/platform/http/mount.ts'
import { silentLog } from '../src/platform/logs.ts'
import { openMetrics } from '../src/platform/metrics.ts'
import { migrate } from '../src/platform/postgres/migrate.ts'
import { ensureDataFolder } from '../src/platform/data-folder.ts'
import { openMembers, membersMigrations, type MemberTables, type Post } from '../src/modules/members/index.ts'
import { z } from 'zod'
import type { Announcement } from '../src/kernel/event.ts'
import type { Letter } from '../src/kernel/letter.ts'
import { freshPostgres } from './databases.ts'

const publicUrl = 'http://localhost:8420'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // Tests look into answers at will.
  readonly body: Record<string, never> & { code?: string; detail?: string; path?: string; items?: Record<string, unknown>[]; url?: string; key?: string; id?: string; role?: string; permissions?: string[] }
}

/** Sends requests as one browser or program would. */
export class Visitor {
  private cookies = new Map<string, string>()
  private readonly send: (request: Request, address: string) => Promise<Response>
  readonly address: string
  headers: Record<string, string> = { origin: publicUrl, host: 'localhost:8420', 'sec-fetch-site': 'same-origin' }

  constructor(send: (request: Request, address: string) => Promise<Response>, address: string) {
    this.send = send
    this.address = address
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const sent = new Headers({ ...this.headers, ...(this.cookie === '' ? {} : { cookie: this.cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers })
    const response = await this.send(new Request(publicUrl + path, { method, headers: sent, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) }), this.address)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] }
  }

  signIn(email: string, password: string): Promise<Answer> {
    return this.ask('POST', '/api/auth/sign-in/email', { email, password })
  }
}

/** A route outside the module, to see a permission at work. */
const topics = route({ method: 'get', path: '/topics-of-somebody', access: 'topics.manage', tag: 'Test', summary: 'For tests', output: z.object({}) })

export async function openMembersApp() {
  const postgres = await freshPostgres()
  await migrate(postgres.db, [membersMigrations])
  const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-members-'))
  ensureDataFolder(dataFolder)
  let skewMs = 0
  const clock = { now: () => Date.now() + skewMs }
  const letters: { address: string; letter: Letter }[] = []
  const announced: Announcement[] = []
  let canMail = false
  const post: Post = {
    announce: async (_, event) => void announced.push(event),
    mail: async (_, { address }, letter) => {
      if (canMail) letters.push({ address, letter })
      return canMail
    },
    canMail: async () => canMail,
  }
  const members = await openMembers({ post, db: postgres.db, config: { publicUrl, dataFolder, demo: false }, clock, log: silentLog })
  const addresses = new WeakMap<Request, string>()
  const api = mount([...members.routes, handle(topics, () => ({}))], { clock, log: silentLog, metrics: openMetrics(), authenticate: members.authenticate, remoteAddress: (request) => addresses.get(request) ?? '127.0.0.1' })
  const send = async (request: Request, address: string): Promise<Response> => {
    addresses.set(request, address)
    return new URL(request.url).pathname.startsWith('/api/auth/') ? members.answerAuth(request, address) : api.fetch(request)
  }
  const visitor = (): Visitor => new Visitor(send, `203.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`)
  const token = async (): Promise<string> => new URL((await members.claimUrl()) ?? 'http://none/?token=').searchParams.get('token') ?? ''

  return {
    members,
    db: postgres.db.withTables<MemberTables>(),
    dataFolder,
    visitor,
    token,
    post,
    /** What would have been mailed and told. */
    letters,
    announced,
    setUpMail() {
      canMail = true
    },
    /** Lets time go by for everything but the sessions' own expiry. */
    pass(ms: number) {
      skewMs += ms
    },
    /** Makes the owner and gives their browser. */
    async owner(): Promise<Visitor> {
      const browser = visitor()
      await browser.ask('POST', '/api/v1/installation/claim', { token: await token(), name: 'Owner', email: 'owner@company.example', password: 'correct horse' })
      return browser
    },
    /** Has somebody invite and the new member join; gives their browser. */
    async join(by: Visitor, role: string, email: string): Promise<Visitor> {
      const { body } = await by.ask('POST', '/api/v1/invitations', { role })
      const browser = visitor()
      await browser.ask('POST', `/api/v1/invitations/by-token/${String(body.url).split('/').at(-1)}/accept`, { name: role, email, password: 'correct horse' })
      return browser
    },
    async idOf(email: string): Promise<string> {
      return (await postgres.db.withTables<MemberTables>().selectFrom('auth.users').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id
    },
    async close() {
      await postgres.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

export type MembersApp = Awaited<ReturnType<typeof openMembersApp>>
