import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { secretOf, signatureTrouble, signedHeaders } from '../../../platform/webhook-signature.ts'
import { openTrial, outgoing, type AccountTrial } from '../fixtures/account-trial.ts'
import { customChannel } from './index.ts'
import type { CustomSettings } from './manifest.ts'

const secret = secretOf(Buffer.alloc(32, 5))
let program: Server
let shop: AccountTrial<CustomSettings>
let asked: { headers: Headers; body: Buffer }[] = []
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: '{}' }

beforeAll(async () => {
  program = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      asked.push({ headers: new Headers(request.headers as Record<string, string>), body: Buffer.concat(parts) })
      response.writeHead(answer.status, answer.headers ?? {}).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(program.address() as AddressInfo).port}`
  shop = await openTrial(customChannel, { name: 'Shop', slug: 'shop-sms', url: `http://${host}/rapport`, secret }, { allow: [host] })
})
beforeEach(() => {
  asked = []
  answer = { status: 200, body: '{}' }
})
afterAll(() => program.close())

const told = (body: unknown, at = Date.now(), key = secret) => {
  const text = JSON.stringify(body)
  return shop.hear({ headers: new Headers(signedHeaders('msg_1', at, text, [key])), body: text })
}
const message = { type: 'message', id: '42', at: '2026-11-30T10:00:00Z', thread: 't7', text: 'Is it ready?', from: { id: '7', name: 'Wad' } }

test('what a program tells is heard, under ids that no other program can take', async () => {
  const { batch, answer: said } = await told([message, { ...message, type: 'edit', text: 'Is it ready yet?', editedAt: '2026-11-30T10:01:00Z' }, { type: 'removal', id: '41' }, { type: 'receipt', state: 'read', at: '2026-11-30T10:00:00Z', id: '40' }, { type: 'sent', id: '43', at: '2026-11-30T10:02:00Z', thread: 't7', text: 'Yes', inReplyTo: '42' }])
  expect(JSON.parse(said.body)).toEqual({ kept: 5, setAside: [] })
  expect(batch.items).toMatchObject([
    { channel: 'custom', externalId: 'shop-sms:42', kind: 'message', direction: 'inbound', author: { externalId: 'shop-sms:7', name: 'Wad' }, text: 'Is it ready?', message: { account: shop.id, thread: 't7', visibility: 'private' } },
    { externalId: 'shop-sms:42', text: 'Is it ready yet?', extra: { editedAt: Date.parse('2026-11-30T10:01:00Z') } },
    { externalId: 'shop-sms:43', direction: 'outbound', relations: [{ externalId: 'shop-sms:42' }] },
  ])
  expect(batch.removed).toEqual([{ channel: 'custom', externalId: 'shop-sms:41' }])
  expect(batch.receipts).toMatchObject([{ state: 'read', externalId: 'shop-sms:40' }])
})

test('one thing that cannot be read does not hold up the others, and the program is told why', async () => {
  const { batch, answer: said } = await told([message, { ...message, id: '43', at: '2026-11-30 10:00' }, { type: 'sings' }, { type: 'receipt', state: 'read', at: message.at }])
  expect([batch.items.length, batch.setAside?.length, JSON.parse(said.body).kept]).toEqual([1, 3, 1])
  expect(JSON.parse(said.body).setAside[0]).toContain('At /at: a time names its zone')
})

test('a call that is unsigned, signed by another, changed or sent again later leaves nothing', async () => {
  await expect(shop.hear({ body: JSON.stringify(message) })).rejects.toThrow('not signed')
  await expect(told(message, Date.now(), secretOf(Buffer.alloc(32, 6)))).rejects.toThrow('does not hold')
  await expect(told(message, Date.now() - 400_000)).rejects.toThrow('five minutes')
})

test('what we send is signed, has the same id at every try, and its answer gives the id', async () => {
  answer = { status: 200, body: '{"id":"sms-9","thread":"t7"}' }
  const file = await shop.file('a.txt', 'text/plain', Buffer.from('hello'))
  const out = outgoing({ thread: 't7', text: 'Yes', to: [{ externalId: 'shop-sms:7' }], inReplyTo: { externalId: 'shop-sms:42' }, files: [file] })
  expect(await customChannel.send(out, shop.context)).toMatchObject({ externalId: 'shop-sms:sms-9', thread: 't7' })
  await customChannel.send(out, shop.context)
  expect(asked.map(({ headers }) => headers.get('webhook-id'))).toEqual([out.key, out.key])
  expect(signatureTrouble(asked[0]!.headers, asked[0]!.body, secret, Date.now())).toBeNull()
  expect(JSON.parse(asked[0]!.body.toString())).toMatchObject({ type: 'message.send', key: out.key, thread: 't7', text: 'Yes', to: [{ id: '7' }], inReplyTo: '42', files: [{ name: 'a.txt', base64: Buffer.from('hello').toString('base64') }] })
})

test('without an id in the answer, the key is the id', async () => {
  answer = { status: 204, body: '' }
  const out = outgoing({ thread: 't7' })
  expect((await customChannel.send(out, shop.context)).externalId).toBe(`shop-sms:${out.key}`)
})

test.each([
  [503, '{"because":"the modem is off"}', 'later', 'the modem is off'], [429, '', 'later', 'status 429'], [422, '{"because":"no such number"}', 'refused', 'no such number'], [302, '', 'refused', 'status 302'],
])('an answer of %s is %s', async (status, body, outcome, words) => {
  answer = { status, body, headers: { ...(status === 429 ? { 'retry-after': '17' } : {}), ...(status === 302 ? { location: 'http://127.0.0.1:1/' } : {}) } }
  await expect(customChannel.send(outgoing({ thread: 't7' }), shop.context)).rejects.toMatchObject(status === 302 ? { name: 'SendFault' } : { outcome, message: expect.stringContaining(words) as string, ...(status === 429 ? { retryAfterSeconds: 17 } : {}) })
})

test('what is taken back is told too', async () => {
  await customChannel.unsend!('shop-sms:sms-9', shop.context)
  expect(JSON.parse(asked[0]!.body.toString())).toEqual({ type: 'message.remove', account: shop.id, id: 'sms-9' })
})

test('a weak secret is refused when it is given', () => {
  expect(customChannel.manifest.settings.safeParse({ name: 'x', slug: 'x', secret: 'whsec_c2hvcnQ=' }).success).toBe(false)
})
