/** A relay's or server's own stream (`com.atproto.sync.subscribeRepos`): signed commits as CBOR, with a cursor that counts. */
import { CarBufferReader } from '@ipld/car/buffer-reader'
import { decode } from '@ipld/dag-cbor'
import type { CID } from 'multiformats/cid'
import { Fault } from '../../../kernel/fault.ts'
import { parseInstant } from '../../../kernel/instant.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { countOf, listOf, objectOf, textOf } from '../untrusted-json.ts'
import type { Loose } from '../untrusted-json.ts'
import { splitFrame } from './frame.ts'
import type { Gathering } from './gathering.ts'

/** The server ended the stream with an error that it names. */
export class StreamError extends Fault {
  readonly code = 'bluesky.stream-error'
  override readonly status = 502
  /** `FutureCursor`, `ConsumerTooSlow`, or what else the server calls it. */
  readonly errorName: string
  constructor(errorName: string, words: string) {
    super(words)
    this.errorName = errorName
  }
}

/**
 * Reads one frame into the gathering.
 *
 * @returns its sequence number, or `null` when it has none.
 * @throws {StreamError} for an error frame.
 */
export function readRelayFrame(message: Buffer, gathering: Gathering, now: Instant): number | null {
  const raw = (): string => message.toString('base64')
  const frame = splitFrame(message)
  if (frame === null || (frame.op !== 1 && frame.op !== -1)) {
    gathering.aside('bluesky.not-a-frame', 'A message of the stream should begin with a CBOR header and does not.', raw)
    return null
  }
  let body: Loose | null
  try {
    body = objectOf(decode(frame.body))
  } catch (thrown) {
    gathering.aside('bluesky.not-cbor', `A ${frame.type === '' ? 'message' : frame.type} of the stream is not valid DAG-CBOR: ${String(thrown).slice(0, 200)}.`, raw)
    return null
  }
  if (frame.op === -1) throw streamError(body)
  switch (frame.type) {
    case '#commit':
      commit(body, gathering, now, raw)
      break
    case '#identity':
    case '#handle':
      gathering.handle(body?.['did'], body?.['handle'])
      break
    case '#account':
      gathering.account(body?.['did'], body?.['active'], body?.['status'])
      break
    case '#tombstone':
      gathering.account(body?.['did'], false, 'deleted')
      break
    case '#info':
      if (body?.['name'] === 'OutdatedCursor') gathering.notice = 'The server no longer has everything since reading stopped: what was said in between is missing.'
      break
    default:
      // #sync says only that a repository was mended, not what changed in it.
      break
  }
  return countOf(body?.['seq']) ?? null
}

function streamError(body: Loose | null): StreamError {
  const name = textOf(body?.['error'], 100) ?? 'an unnamed error'
  const said = textOf(body?.['message'], 300)
  if (name === 'FutureCursor') return new StreamError(name, 'The server has not come as far as we have read: it was set up anew, or the host now leads to another one.')
  if (name === 'ConsumerTooSlow') return new StreamError(name, 'The server closed the stream because we read too slowly. Reading goes on from where it stopped; if this repeats, this machine is too busy.')
  return new StreamError(name, `The server closed the stream with ${name}${said === undefined ? '' : `: ${said}`}.`)
}

interface Operation {
  readonly action: 'create' | 'update' | 'delete'
  readonly collection: string
  readonly rkey: string
  readonly cid: CID | null
}

function commit(body: Loose | null, gathering: Gathering, now: Instant, raw: () => string): void {
  const did = body?.['repo']
  const time = body?.['time']
  if (body === null || typeof did !== 'string' || !Array.isArray(body['ops'])) {
    gathering.aside('bluesky.bad-commit', 'A #commit should name its repository and its operations.', raw)
    return
  }
  // Most commits are likes and follows: their blocks are never unpacked.
  const operations = listOf(body['ops']).map(operationOf).filter((operation) => operation !== null && gathering.wants(operation.collection)) as Operation[]
  if (operations.length === 0) return
  const seenAt = (typeof time === 'string' ? parseInstant(time) : null) ?? now
  const blocks = operations.some(({ action }) => action !== 'delete') ? blocksOf(body['blocks']) : new Map<string, Uint8Array>()
  for (const { action, collection, rkey, cid } of operations) {
    gathering.change({ did, collection, rkey, operation: action, record: recordOf(blocks, cid), cid: cid === null ? undefined : String(cid), seenAt }, raw)
  }
}

function operationOf(value: unknown): Operation | null {
  const operation = objectOf(value)
  const path = operation?.['path']
  const action = operation?.['action']
  if (typeof path !== 'string' || (action !== 'create' && action !== 'update' && action !== 'delete')) return null
  const slash = path.indexOf('/')
  if (slash < 1) return null
  return { action, collection: path.slice(0, slash), rkey: path.slice(slash + 1), cid: (operation?.['cid'] ?? null) as CID | null }
}

/** The blocks of a CAR by CID; empty when it cannot be read, so that its records are set aside as missing. */
function blocksOf(value: unknown): Map<string, Uint8Array> {
  const blocks = new Map<string, Uint8Array>()
  if (!(value instanceof Uint8Array) || value.length === 0) return blocks
  try {
    for (const { cid, bytes } of CarBufferReader.fromBytes(value).blocks()) blocks.set(String(cid), bytes)
  } catch {
    return blocks
  }
  return blocks
}

function recordOf(blocks: ReadonlyMap<string, Uint8Array>, cid: CID | null): unknown {
  const bytes = cid === null ? undefined : blocks.get(String(cid))
  if (bytes === undefined) return undefined
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}
