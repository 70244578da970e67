/** Which requests the page's cookie is good for. */
import { describe, expect, test } from 'vitest'
import { ForeignOrigin, refuseForeignOrigin } from './origin.ts'

const page = 'https://rapport.company.example'
const ask = (method: string, headers: Record<string, string>, publicUrl = page) => () => { refuseForeignOrigin({ method, headers: new Headers(headers) }, publicUrl) }

describe('a request with a cookie', () => {
  test.each([
    ['reads from anywhere', 'GET', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['writes from the public address', 'POST', { origin: page, host: '10.0.0.5:8420', 'sec-fetch-site': 'same-origin' }],
    ['writes from an older browser that sends Origin alone', 'DELETE', { origin: page, host: 'rapport.company.example' }],
    ['writes over plain http from another name of the same server', 'PATCH', { origin: 'http://192.168.1.20:8420', host: '192.168.1.20:8420' }],
    ['writes without Origin but as same-origin', 'POST', { 'sec-fetch-site': 'same-origin' }],
  ])('%s', (_, method, headers) => { expect(ask(method, headers)).not.toThrow() })

  test.each([
    ['another site', { origin: 'https://evil.example', host: 'rapport.company.example' }],
    ['another site that a browser names', { origin: page, host: 'rapport.company.example', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { origin: 'https://blog.company.example', host: 'rapport.company.example', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { origin: 'null', host: 'rapport.company.example' }],
    ['another port of the same machine', { origin: 'http://localhost:3000', host: 'localhost:8420' }],
    ['nobody knows where', { host: 'rapport.company.example' }],
    ['a typed address', { 'sec-fetch-site': 'none' }],
    ['no address at all', { origin: 'not an address', host: 'rapport.company.example' }],
  ])('is refused from %s', (_, headers) => { expect(ask('POST', headers)).toThrow(ForeignOrigin) })
})
