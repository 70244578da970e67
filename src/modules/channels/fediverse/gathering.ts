/** What a page or a stretch of the stream came to, before it is handed on as a batch. */
import type { Clock } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { SetAside } from '../contract.ts'
import { cut, listOf, objectOf, wholeTextOf } from '../untrusted-json.ts'
import type { Known } from './known.ts'
import { compareIds } from './order.ts'
import { idOf, interactionOfStatus } from './status.ts'

const longestRaw = 10_000

export class Gathering {
  readonly items: Interaction[] = []
  readonly setAside: SetAside[] = []
  readonly removed: { channel: string; externalId: string }[] = []
  readonly #known: Known
  readonly #domain: string
  readonly #clock: Clock

  constructor(known: Known, domain: string, clock: Clock) {
    this.#known = known
    this.#domain = domain
    this.#clock = clock
  }

  get holdsAnything(): boolean {
    return this.items.length + this.setAside.length + this.removed.length > 0
  }

  /** @returns the status's id on its server, or `null` when it has none. */
  status(value: unknown): string | null {
    const status = objectOf(value)
    const id = idOf(status?.['id']) ?? null
    const result = interactionOfStatus(value, { domain: this.#domain, now: this.#clock.now(), uriOf: (parent) => this.#known.of(parent) })
    if (result.kind === 'unreadable') this.aside(result.code, result.because, value)
    if (result.kind !== 'item') return id
    const { item } = result
    const edited = wholeTextOf(status?.['edited_at'], 64) ?? ''
    if (id === null || this.#known.learn(id, item.externalId, item.author.externalId, edited)) this.items.push(item)
    return id
  }

  /**
   * A page of a timeline, newest first as servers send it; taken in oldest
   * first, so that what is answered is known before its answers.
   *
   * @returns the newest id on it, and how many statuses it held.
   */
  page(value: unknown): { newest: string | null; count: number } {
    const statuses = listOf(value)
    if (!Array.isArray(value)) this.aside('fediverse.no-list', 'A timeline should be a list of statuses.', value)
    let newest: string | null = null
    for (const status of statuses.toReversed()) {
      const id = this.status(status)
      if (id !== null && (newest === null || compareIds(id, newest) > 0)) newest = id
    }
    return { newest, count: statuses.length }
  }

  /** Servers tell by their own number what was removed; what did not come by lately cannot be named. */
  remove(id: unknown): void {
    const known = typeof id === 'string' || typeof id === 'number' ? this.#known.of(String(id)) : undefined
    if (known !== undefined) this.removed.push({ channel: 'fediverse', externalId: known.uri })
  }

  aside(code: string, because: string, raw: unknown): void {
    this.setAside.push({ code, because, raw: cut(typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? ''), longestRaw) })
  }
}
