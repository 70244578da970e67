/** Frames of the network's own stream. */
import { encode } from '@ipld/dag-cbor'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitFrame } from './frame.ts'
import { Gathering } from './gathering.ts'
import { Handles } from './handles.ts'
import { postCollection } from './record.ts'
import { readRelayFrame, StreamError } from './relay.ts'

const frame = (header: unknown, body: unknown): Buffer => Buffer.concat([encode(header), encode(body)])
const now = Date.parse('2026-11-22T14:30:00Z')
const gather = (): Gathering => new Gathering(new Handles(), new Set([postCollection]), now)

test('any header and message come apart where they were joined', () => {
  fc.assert(fc.property(fc.constantFrom(1, -1), fc.option(fc.string({ maxLength: 300 })), fc.string(), (op, type, body) => {
    const split = splitFrame(frame(type === null ? { op } : { t: type, op }, body))
    expect([split?.op, split?.type, Buffer.from(split?.body ?? [])]).toEqual([op, type ?? '', Buffer.from(encode(body))])
  }))
})

test('bytes of any kind are a frame or set aside, never a crash', () => {
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([encode({ op: 1, t: '#commit' }), bytes])), fc.jsonValue().map((body) => frame({ op: 1, t: '#commit' }, body))), (bytes) => {
    const gathering = gather()
    readRelayFrame(Buffer.from(bytes), gathering, now)
    expect(gathering.items).toEqual([])
  }))
})

test('an error of the stream says in words what it means', () => {
  expect(() => readRelayFrame(frame({ op: -1 }, { error: 'FutureCursor' }), gather(), now)).toThrow(/not come as far as we have read/)
  expect(() => readRelayFrame(frame({ op: -1 }, { error: 'ConsumerTooSlow' }), gather(), now)).toThrow(/too slowly/)
  expect(() => readRelayFrame(frame({ op: -1 }, { error: 'Odd', message: 'why' }), gather(), now)).toThrow(StreamError)
})

test('a relay that has forgotten the past says so', () => {
  const gathering = gather()
  readRelayFrame(frame({ op: 1, t: '#info' }, { name: 'OutdatedCursor' }), gathering, now)
  expect(gathering.notice).toMatch(/missing/)
})

test('a commit that was too big to bring its records is set aside with the name of what is missing', () => {
  const gathering = gather()
  expect(readRelayFrame(frame({ op: 1, t: '#commit' }, { seq: 7, repo: 'did:plc:tide', time: '2026-11-22T14:30:00Z', tooBig: true, blocks: new Uint8Array(), ops: [{ action: 'create', path: `${postCollection}/3lb`, cid: null }] }), gathering, now)).toBe(7)
  expect(gathering.setAside).toMatchObject([{ code: 'bluesky.record-missing', because: expect.stringContaining('at://did:plc:tide/app.bsky.feed.post/3lb') as string }])
})

test('accounts that were deleted are told, those that are only away are not', () => {
  const gathering = gather()
  readRelayFrame(frame({ op: 1, t: '#account' }, { seq: 1, did: 'did:plc:gone', active: false, status: 'deleted' }), gathering, now)
  readRelayFrame(frame({ op: 1, t: '#account' }, { seq: 2, did: 'did:plc:away', active: false, status: 'deactivated' }), gathering, now)
  readRelayFrame(frame({ op: 1, t: '#tombstone' }, { seq: 3, did: 'did:plc:old' }), gathering, now)
  expect(gathering.removedAuthors).toEqual([{ channel: 'bluesky', externalId: 'did:plc:gone' }, { channel: 'bluesky', externalId: 'did:plc:old' }])
})
