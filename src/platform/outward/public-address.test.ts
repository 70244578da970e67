/** What is public and what is not. */
import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { OutwardFault } from './outward-fault.ts'
import { isLocalName, isPublicIp, readAddress } from './public-address.ts'

const web = ['http:', 'https:']
const codeOf = (given: string, allowed: string[] = []): string => {
  try {
    readAddress(given, web, new Set(allowed))
    return 'asked'
  } catch (thrown) {
    if (thrown instanceof OutwardFault) return thrown.code
    throw thrown
  }
}

test.each([
  ['8.8.8.8', true], ['2606:4700::1111', true], ['::ffff:8.8.8.8', true], ['64:ff9b::808:808', true],
  ['0.0.0.0', false], ['10.1.2.3', false], ['100.64.0.1', false], ['127.0.0.1', false], ['169.254.169.254', false], ['172.16.0.1', false],
  ['192.0.0.1', false], ['192.0.2.1', false], ['192.168.1.1', false], ['198.18.0.1', false], ['224.0.0.1', false], ['240.0.0.1', false], ['255.255.255.255', false],
  ['::', false], ['::1', false], ['::ffff:127.0.0.1', false], ['::ffff:169.254.169.254', false], ['::127.0.0.1', false], ['64:ff9b::a00:1', false], ['64:ff9b:1::808:808', false],
  ['fe80::1', false], ['fe80::1%eth0', false], ['fc00::1', false], ['fd00:ec2::254', false], ['fec0::1', false], ['ff02::1', false], ['2001:db8::1', false], ['2002:7f00:1::', false], ['2001:0:1::', false], ['100::1', false], ['4000::1', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicIp(address)).toBe(expected)
})

test('no address of a private network is ever called public, however it is written', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(fc.property(fc.constantFrom('10', '127', '0'), octet, octet, octet, (a, b, c, d) => {
    const dotted = `${a}.${b}.${c}.${d}`
    const number = ((Number(a) * 256 + b) * 256 + c) * 256 + d
    expect(isPublicIp(dotted)).toBe(false)
    expect(isPublicIp(`::ffff:${dotted}`)).toBe(false)
    expect(codeOf(`http://${number}/`)).toBe('outward.private-address')
    expect(codeOf(`http://0x${number.toString(16)}/`)).toBe('outward.private-address')
    expect(codeOf(`http://[::ffff:${dotted}]/`)).toBe('outward.private-address')
  }))
})

describe('an address is refused before anything is looked up when it', () => {
  test.each([
    ['is a decimal loopback', 'http://2130706433/', 'outward.private-address'],
    ['is an octal loopback', 'http://0177.0.0.1/', 'outward.private-address'],
    ['is a shortened loopback', 'http://127.1/', 'outward.private-address'],
    ['is the metadata service of a cloud', 'http://169.254.169.254/latest/meta-data/', 'outward.private-address'],
    ['is this machine by name', 'https://localhost/', 'outward.private-address'],
    ['is this machine with a final dot', 'https://localhost./', 'outward.private-address'],
    ['is a printer', 'http://printer.local/', 'outward.private-address'],
    ['is a bare name', 'http://intranet/', 'outward.private-address'],
    ['is written in full-width digits', 'http://１２７．０．０．１/', 'outward.private-address'],
    ['is a file', 'file:///etc/passwd', 'outward.bad-address'],
    ['is gopher', 'gopher://news.example/', 'outward.bad-address'],
    ['holds a password', 'https://me:secret@news.example/', 'outward.bad-address'],
    ['asks at the mail port', 'http://news.example:25/', 'outward.bad-address'],
    ['is no address', 'news.example/feed', 'outward.bad-address'],
    ['is empty', '', 'outward.bad-address'],
    ['never ends', `https://news.example/${'a'.repeat(5_000)}`, 'outward.bad-address'],
  ])('%s', (_, address, code) => {
    expect(codeOf(address)).toBe(code)
  })
})

test('a password in an address is not repeated in the fault', () => {
  expect(() => readAddress('https://me:hunter2@news.example/?key=hunter3', web, new Set())).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter') }))
})

test('an allowed host and port may be private, and only that port', () => {
  expect(codeOf('http://127.0.0.1:3000/x', ['127.0.0.1:3000'])).toBe('asked')
  expect(codeOf('http://127.0.0.1:3001/x', ['127.0.0.1:3000'])).toBe('outward.private-address')
  expect(codeOf('http://localhost/', ['localhost:80'])).toBe('asked')
})

test('public names are not taken for local ones', () => {
  expect(['news.example', 'localhost.example', 'local.news.example'].map(isLocalName)).toEqual([false, false, false])
})

test('whatever is typed is either an address or a fault', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl({ validSchemes: ['http', 'https', 'ftp'], withQueryParameters: true })), (given) => {
    expect(codeOf(given)).toMatch(/^(asked|outward\.(bad|private)-address)$/)
  }))
})
