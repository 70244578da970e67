import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPostgres } from '../../../../test/databases.ts'
import { newId } from '../../../kernel/ids.ts'
import { systemClock } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { OutgoingMessage, Receipt } from '../../../kernel/message.ts'
import { openKeptFiles } from '../../../platform/kept-files.ts'
import { silentLog } from '../../../platform/logs.ts'
import { openMetrics } from '../../../platform/metrics.ts'
import { createOutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import { openNotifications, type Notifications } from '../../../platform/postgres/notifications.ts'
import { sealWith } from '../../../platform/seal.ts'
import type { AccountChannel } from '../account-contract.ts'
import { connectAccount, tryAccount } from '../accounts/account-deeds.ts'
import { openAccounts, type AccountDeps, type Accounts } from '../accounts/index.ts'
import { haveServers, openMailServers, type MailServers } from './fixtures/real-servers.ts'
import { mailChannel } from './index.ts'

let servers: MailServers
let postgres: Postgres
let notifications: Notifications
let accounts: Accounts
let deps: AccountDeps
let account = ''
const folder = mkdtempSync(join(tmpdir(), 'rapport-mail-files-'))
const files = openKeptFiles(folder)
const taken = new Map<string, Interaction>()
const receipts: Receipt[] = []
let runner: { stop(): Promise<void> } | null = null

if (!haveServers) process.stderr.write('The mail channel was not tried against real servers: Dovecot and Postfix are not installed (apt-get install dovecot-imapd dovecot-lmtpd postfix), or this is not root.\n')

describe.skipIf(!haveServers)('against Dovecot and Postfix', () => {
  const settings = (more: object = {}) => ({ address: 'support@velora.example', name: 'Velora support', password: servers.password, imapHost: '127.0.0.1', imapPort: servers.imapPort, imapSecurity: 'none', smtpHost: '127.0.0.1', smtpPort: servers.smtpPort, smtpSecurity: 'none', ...more })

  beforeAll(async () => {
    servers = await openMailServers()
    postgres = await freshPostgres()
    await migrate(postgres.db, [{ module: 'channels', folder: join(import.meta.dirname, '../migrations') }])
    notifications = openNotifications(postgres)
    deps = {
      db: postgres.db, clock: systemClock, log: silentLog, metrics: openMetrics(), seal: sealWith(Buffer.alloc(32, 7).toString('base64url')), notifications, files, publicUrl: 'https://rapport.example', tokenKey: 'key',
      fetch: createOutwardFetch({ userAgent: 'test', allowPrivate: [`127.0.0.1:${servers.imapPort}`, `127.0.0.1:${servers.smtpPort}`] }),
      channels: [mailChannel as AccountChannel],
      takeIn: { append: (delivery, alongside) => postgres.db.transaction().execute(async (tx) => {
        await alongside?.(tx)
        for (const item of delivery.items) taken.set(item.externalId, item)
        receipts.push(...(delivery.receipts ?? []))
      }) },
      announce: () => Promise.resolve(),
    }
    accounts = openAccounts(deps)
  })
  afterAll(async () => {
    await runner?.stop()
    await notifications?.close()
    await postgres?.close()
    await servers?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const post = (mail: object) => createTransport({ host: '127.0.0.1', port: servers.smtpPort, secure: false, ignoreTLS: true }).sendMail({ from: 'Wad <wad@velora.example>', to: 'support@velora.example', ...mail })
  async function heard(wanted: (item: Interaction) => boolean, seconds = 45): Promise<Interaction> {
    for (let tries = 0; tries < seconds * 20; tries++) {
      const found = [...taken.values()].find(wanted)
      if (found) return found
      await wait(50)
    }
    throw new Error(`It was not heard. ${JSON.stringify([...taken.values()].map(({ title, externalId }) => [title, externalId]))} ${JSON.stringify((await accounts.all()).map(({ ready }) => ready))}`)
  }
  const message = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({ key: newId(), visibility: 'private', to: [{ externalId: 'wad@velora.example', name: 'Wad' }], inReplyTo: null, thread: null, references: [], conversation: newId(), subject: 'Your belt', text: 'It is on its way.', files: [], sender: { name: 'Mira of Velora' }, automatic: false, ...more })
  const send = (out: OutgoingMessage) => accounts.send(account, out, new AbortController().signal)
  async function delivered(user: string, subject: string): Promise<string> {
    for (let tries = 0; tries < 900; tries++) {
      for (const name of readdirSync(join(servers.maildir(user), 'new'), { withFileTypes: false }).map(String)) {
        const text = readFileSync(join(servers.maildir(user), 'new', name), 'utf8').replaceAll(/\r?\n[ \t]+/g, ' ')
        if (text.includes(`Subject: ${subject}`)) return text
      }
      await wait(50)
    }
    throw new Error(`${subject} never reached ${user}`)
  }

  test('a wrong password, a server inside and a folder that is not there are said before anything is kept', async () => {
    await expect(tryAccount(deps, { channel: 'mail', settings: settings({ password: 'wrong' }) })).rejects.toThrow(/does not accept the user name and password/)
    await expect(tryAccount(deps, { channel: 'mail', settings: settings({ imapHost: 'localhost', imapPort: 993 }) })).rejects.toThrow(/private or reserved network/)
    await expect(tryAccount(deps, { channel: 'mail', settings: settings({ imapHost: '127.0.0.1', imapPort: 6379 }) })).rejects.toThrow(/is not for mail/)
    await expect(tryAccount(deps, { channel: 'mail', settings: settings({ folders: ['Nowhere'] }) })).rejects.toThrow('There is no folder "Nowhere" in this mailbox.')
    await post({ subject: 'Before', text: 'An old matter.' })
    const made = await connectAccount(deps, { name: 'Mira' }, { channel: 'mail', settings: settings({ since: '2020-01-01' }) })
    expect(made).toMatchObject({ externalId: 'support@velora.example', displayName: 'Velora support' })
    account = made.id
    runner = accounts.listen()
    expect(await heard(({ title }) => title === 'Before')).toMatchObject({ channel: 'mail', kind: 'message', direction: 'inbound', author: { externalId: 'wad@velora.example', name: 'Wad' }, text: 'An old matter.', message: { account, visibility: 'private' } })
  })

  test('a mail comes in while the mailbox is watched, its new words apart, its files and pictures kept', async () => {
    const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    await post({
      subject: 'Mijn riem ☂', text: 'De riem slipt.\n\nOp di 3 nov 2026 om 10:12 schreef Velora <support@velora.example>:\n> Hoe gaat het?', html: '<p>De riem slipt. <img src="cid:belt@x"></p><script>alert(1)</script>',
      attachments: [{ filename: 'riem.png', content: picture, cid: 'belt@x' }, { filename: 'bon é.pdf', content: Buffer.from('%PDF-1.4') }],
    })
    const item = await heard(({ title }) => title === 'Mijn riem ☂')
    expect(item.text).toBe('De riem slipt.')
    expect(item.message).toMatchObject({ subject: 'Mijn riem ☂', quoted: expect.stringContaining('Hoe gaat het?') as string, html: expect.stringContaining('cid:belt@x') as string })
    const attachments = item.message?.attachments ?? []
    expect(attachments).toMatchObject([{ name: 'riem.png', mediaType: 'image/png', contentId: 'belt@x', bytes: picture.length }, { name: 'bon é.pdf', mediaType: 'application/pdf' }])
    const { body } = await files.read(attachments[0]?.file ?? '')
    expect(Buffer.concat(await body.toArray() as Buffer[])).toEqual(picture)
  })

  test('our answer goes into their thread, our copy is known as ours, and their answer finds the conversation by its address alone', async () => {
    const asked = await heard(({ title }) => title === 'Mijn riem ☂')
    const kept = await files.keep(Readable.from([Buffer.from('how to tighten it')]), { maxBytes: 1_000 })
    const out = message({ subject: 'Re: Mijn riem ☂', html: '<p>Zo span je hem.</p>', text: 'Zo span je hem.', inReplyTo: { externalId: asked.externalId }, references: [asked.externalId], thread: asked.message?.thread ?? null, files: [{ file: kept.key, name: 'spannen.txt', mediaType: 'text/plain', bytes: kept.bytes }] })
    const sent = await send(out)
    expect(sent.thread).toBe(asked.message?.thread)
    const raw = await delivered('wad', 'Re: Mijn riem')
      .catch(() => delivered('wad', '=?UTF-8?Q?Re=3A_Mijn_riem_=E2=98=82?='))
    const messageId = /^Message-ID: <(.+)>/mi.exec(raw)?.[1] ?? ''
    expect(messageId).toContain(out.key)
    expect(raw).toContain(`In-Reply-To: <${asked.externalId.split('|')[0]}>`)
    expect(raw).toMatch(/^From: .*Mira of Velora.*<support@velora\.example>/m)
    expect(raw).not.toMatch(/^Auto-Submitted/m)
    // The copy among the sent mail; the folder is looked at once a minute, or when the inbox tells of something.
    await post({ subject: 'Something else', text: 'Wakes the watch.' })
    const copy = await heard(({ externalId }) => externalId === sent.externalId)
    expect(copy).toMatchObject({ direction: 'outbound', author: { externalId: 'support@velora.example' }, text: 'Zo span je hem.', message: { key: out.key, references: [asked.externalId] } })
    const answerTo = /^Reply-To: .*<(support\+[0-9a-f]{48}@velora\.example)>/mi.exec(raw)?.[1] ?? ''
    await post({ to: answerTo, subject: 'Iets heel anders', text: 'Dank je.' })
    expect((await heard(({ title }) => title === 'Iets heel anders')).message?.conversation).toBe(out.conversation)
  }, 120_000)

  test('a mail that does not arrive comes back as such, by a real report, and is nobody to answer', async () => {
    const sent = await send(message({ to: [{ externalId: 'nobody@elsewhere.example' }], subject: 'Lost' }))
    const bounce = await heard((item) => item.message?.automatic === 'bounce')
    expect(bounce.message?.references).toContain(sent.externalId)
    expect(receipts).toContainEqual(expect.objectContaining({ state: 'failed', externalId: sent.externalId, account, code: '5.1.1', because: expect.stringContaining('The mail did not reach nobody@elsewhere.example: this address does not exist.') as string }))
  })

  test('what machines send is marked, and what a rule of ours sends says so', async () => {
    await post({ subject: 'Afwezig', text: 'Ik ben er niet.', headers: { 'Auto-Submitted': 'auto-replied' } })
    expect((await heard(({ title }) => title === 'Afwezig')).message?.automatic).toBe('reply')
    await send(message({ subject: 'How was it', automatic: true }))
    expect(await delivered('wad', 'How was it')).toMatch(/^Auto-Submitted: auto-generated/m)
  })

  test('the same Message-ID with other words is another mail, and changes nothing of the first', async () => {
    await post({ subject: 'First', text: 'The true words.', messageId: '<same@wad.example>' })
    const first = await heard(({ title }) => title === 'First')
    await post({ subject: 'Second', text: 'Forged words.', messageId: '<same@wad.example>' })
    const second = await heard(({ title }) => title === 'Second')
    expect(second.externalId).not.toBe(first.externalId)
    expect(taken.get(first.externalId)?.text).toBe('The true words.')
  })

  test('a mail of 50 MB and one for ten thousand are read like any other', async () => {
    await post({ subject: 'Large', text: 'See the film.', attachments: [{ filename: 'film.mp4', content: Buffer.alloc(37_000_000, 'ab') }] })
    const large = await heard(({ title }) => title === 'Large', 60)
    expect(large.message?.attachments).toMatchObject([{ name: 'film.mp4', bytes: 37_000_000 }])
    const many = Array.from({ length: 10_000 }, (_, index) => `person${index}@many.example`).join(',\r\n ')
    await createTransport({ host: '127.0.0.1', port: servers.smtpPort, secure: false, ignoreTLS: true }).sendMail({ envelope: { from: 'wad@velora.example', to: 'support@velora.example' }, raw: `From: wad@velora.example\r\nTo: ${many}\r\nSubject: To all\r\n\r\nHello all.` })
    expect((await heard(({ title }) => title === 'To all')).message?.to).toHaveLength(10_000)
  }, 120_000)

  test('reading goes on after the server was away, and after it numbered everything anew, with nothing doubled or lost', async () => {
    await servers.restartImap()
    await post({ subject: 'After the break', text: 'Still there?' })
    await heard(({ title }) => title === 'After the break', 60)
    const before = new Map(taken)
    const kept = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
    await servers.renumber('support')
    await post({ subject: 'After the numbering', text: 'And now?' })
    await heard(({ title }) => title === 'After the numbering', 60)
    for (const [id, item] of before) expect(taken.get(id), item.title).toEqual(item)
    expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())).toHaveLength(kept)
  }, 150_000)
})

describe('a broken SMTP dialogue says honestly what became of the mail', () => {
  let server: Server
  let script: (line: string, socket: Socket, state: { inData: boolean }) => void = () => undefined
  beforeAll(async () => {
    server = createServer((socket) => {
      const state = { inData: false }
      socket.write('220 fake ESMTP\r\n')
      socket.on('data', (piece) => { for (const line of piece.toString().split('\r\n')) if (line !== '') script(line, socket, state) })
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise<void>((resolve) => { server.close(() => resolve()) }))

  const polite = (end: (socket: Socket) => void, atData = '354 go on', atRecipient = '250 ok') => (line: string, socket: Socket, state: { inData: boolean }): void => {
    if (state.inData) { if (line === '.') end(socket); return }
    if (line.startsWith('EHLO')) socket.write('250 fake\r\n')
    else if (line.startsWith('RCPT')) socket.write(`${atRecipient}\r\n`)
    else if (line === 'DATA') { if (atData === '') { socket.destroy(); return } state.inData = atData.startsWith('354'); socket.write(`${atData}\r\n`) }
    else socket.write('250 ok\r\n')
  }
  const outcome = async (how: typeof script): Promise<string> => {
    script = how
    const { port } = server.address() as AddressInfo
    const { handOver } = await import('./smtp.ts')
    const { mailSettings } = await import('./manifest.ts')
    const fetch = createOutwardFetch({ userAgent: 'test', allowPrivate: [`127.0.0.1:${port}`] })
    const settings = mailSettings.parse({ address: 'a@b.example', imapHost: 'x.example', smtpHost: '127.0.0.1', smtpPort: port, smtpSecurity: 'none' })
    return handOver(settings, { messageId: 'x@y', raw: Buffer.from('Subject: x\r\n\r\nHello'), envelope: { from: 'a@b.example', to: ['c@d.example'] } }, { user: 'a', password: '', accessToken: null }, { fetch, signal: new AbortController().signal }).then(() => 'sent', (fault: { outcome: string }) => fault.outcome)
  }
  test.each([
    ['taken', polite((socket) => socket.write('250 taken\r\n')), 'sent'],
    ['cut off when the mail was about to be handed over', polite(() => undefined, ''), 'later'],
    ['cut off when all of it was handed over', polite((socket) => socket.destroy()), 'unknown'],
    ['refused for good at the end', polite((socket) => socket.write('554 spam\r\n')), 'refused'],
    ['not now', polite(() => undefined, '354 x', '451 greylisted'), 'later'],
    ['no such person', polite(() => undefined, '354 x', '550 no such user'), 'refused'],
  ])('%s', async (_, how, expected) => { expect(await outcome(how)).toBe(expected) })
})
