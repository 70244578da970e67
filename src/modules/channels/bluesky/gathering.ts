/** What a stretch of the stream came to, before it is handed on as a batch. */
import type { Instant } from '../../../kernel/instant.ts'
import { maxAheadMs } from '../../../kernel/interaction.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Glance, SetAside } from '../contract.ts'
import { cut, objectOf } from '../untrusted-json.ts'
import { glanceAt } from './glance.ts'
import type { Handles } from './handles.ts'
import { interactionOf, isUnreadable, recordUri } from './record.ts'

/** A change of one record, from whichever stream. */
export interface Change {
  readonly did: string
  readonly collection: string
  readonly rkey: string
  readonly operation: 'create' | 'update' | 'delete'
  readonly record: unknown
  readonly cid: string | undefined
  readonly seenAt: Instant
}

const longestRaw = 10_000

/** Filled message by message; one a batch. */
export class Gathering {
  readonly items: Interaction[] = []
  readonly setAside: SetAside[] = []
  readonly removed: { channel: string; externalId: string }[] = []
  readonly removedAuthors: { channel: string; externalId: string }[] = []
  /** What to tell the person who watches over the source, when there is something. */
  notice: string | null = null
  readonly #handles: Handles
  readonly #wanted: ReadonlySet<string>
  readonly #now: Instant

  /** How many items were not read further after a glance. */
  passedOver = 0
  readonly #isWorthReading: ((glance: Glance) => boolean) | undefined

  constructor(handles: Handles, wanted: ReadonlySet<string>, now: Instant, isWorthReading?: (glance: Glance) => boolean) {
    this.#isWorthReading = isWorthReading
    this.#handles = handles
    this.#wanted = wanted
    this.#now = now
  }

  wants(collection: string): boolean {
    return this.#wanted.has(collection)
  }

  /** @param raw makes what is set aside readable; only called when something is. */
  change(change: Change, raw: () => string): void {
    const { did, collection, rkey, operation } = change
    if (!this.wants(collection)) return
    if (!did.startsWith('did:') || did.length > 256 || rkey === '' || rkey.length > 512) {
      this.aside('bluesky.bad-name', `A record should be named by a DID and a record key; this one says "${cut(did, 100)}" and "${cut(rkey, 100)}".`, raw)
      return
    }
    if (operation === 'delete') {
      this.removed.push({ channel: 'bluesky', externalId: recordUri(did, collection, rkey) })
      return
    }
    const record = objectOf(change.record)
    if (record === null) {
      this.aside('bluesky.record-missing', `The stream announced the record ${recordUri(did, collection, rkey)} but did not bring it.`, raw)
      return
    }
    if (this.#isWorthReading !== undefined) {
      const glance = glanceAt(did, collection, record, this.#handles.of(did))
      if (glance !== null && !this.#isWorthReading(glance)) {
        this.passedOver += 1
        return
      }
    }
    // A stream that runs ahead of our clock must not put words into the future.
    const seenAt = change.seenAt > this.#now + maxAheadMs ? this.#now : change.seenAt
    const result = interactionOf({ did, collection, rkey, record, cid: change.cid, seenAt, updated: operation === 'update', handle: this.#handles.of(did) })
    if (isUnreadable(result)) this.aside(result.code, result.because, raw)
    else this.items.push(result)
  }

  handle(did: unknown, handle: unknown): void {
    if (typeof did === 'string' && handle !== undefined) this.#handles.learn(did, handle)
  }

  /** Only a deletion is final: whoever is suspended or away may come back with everything they said. */
  account(did: unknown, active: unknown, status: unknown): void {
    if (typeof did === 'string' && did.length <= 256 && active === false && status === 'deleted') this.removedAuthors.push({ channel: 'bluesky', externalId: did })
  }

  aside(code: string, because: string, raw: () => string): void {
    this.setAside.push({ code, because, raw: cut(raw(), longestRaw) })
  }
}
