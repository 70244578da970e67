/** Jetstream's messages: the network's changes as JSON, with a cursor in microseconds. Pure, and hot. */
import type { Gathering } from './gathering.ts'
import { objectOf } from '../untrusted-json.ts'
import type { Loose } from '../untrusted-json.ts'

/** On resuming, reading begins this much earlier: servers differ by moments in when they saw what. Ids are deterministic, so what comes twice counts once. */
export const overlapUs = 5_000_000

/** A time is no cursor before 2001 or after 2286: anything else is another unit or nonsense. */
const plausible = (timeUs: unknown): timeUs is number => typeof timeUs === 'number' && timeUs >= 1e15 && timeUs < 1e16 && Number.isSafeInteger(timeUs)

/**
 * Reads one message into the gathering.
 *
 * @returns its time in microseconds, or `null` when it has none.
 */
export function readJetstreamMessage(message: Buffer, gathering: Gathering): number | null {
  const raw = (): string => message.toString('utf8')
  let event: Loose | null
  try {
    event = objectOf(JSON.parse(raw()))
  } catch {
    event = null
  }
  if (event === null) {
    gathering.aside('bluesky.not-json', 'A message of the stream should be a JSON object and is not.', raw)
    return null
  }
  const timeUs = event['time_us']
  if (!plausible(timeUs)) {
    gathering.aside('bluesky.no-time', `A message of the stream should carry its time in microseconds as "time_us" and says ${String(timeUs).slice(0, 40)}.`, raw)
    return null
  }
  switch (event['kind']) {
    case 'commit':
      commit(event, Math.floor(timeUs / 1_000), gathering, raw)
      break
    case 'identity': {
      const identity = objectOf(event['identity'])
      gathering.handle(identity?.['did'] ?? event['did'], identity?.['handle'])
      break
    }
    case 'account': {
      const account = objectOf(event['account'])
      gathering.account(account?.['did'] ?? event['did'], account?.['active'], account?.['status'])
      break
    }
    default:
      // Kinds that are added to the protocol concern whoever knows them.
      break
  }
  return timeUs
}

function commit(event: Loose, seenAt: number, gathering: Gathering, raw: () => string): void {
  const { did } = event
  const change = objectOf(event['commit'])
  const collection = change?.['collection']
  if (typeof collection === 'string' && !gathering.wants(collection)) return
  const rkey = change?.['rkey']
  const operation = change?.['operation']
  if (change === null || typeof did !== 'string' || typeof collection !== 'string' || typeof rkey !== 'string' || (operation !== 'create' && operation !== 'update' && operation !== 'delete')) {
    gathering.aside('bluesky.bad-commit', 'A commit should name a DID, a collection, a record key and an operation (create, update or delete).', raw)
    return
  }
  const cid = change['cid']
  gathering.change({ did, collection, rkey, operation, record: change['record'], cid: typeof cid === 'string' && cid.length <= 200 ? cid : undefined, seenAt }, raw)
}
