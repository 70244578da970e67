/** The statuses that the fake Mastodon server holds, newest last, and its paging. */
import type { SimEvent } from '../event.ts'
import { snowflake } from '../formats/addresses.ts'

export interface Held {
  readonly id: string
  readonly event: SimEvent
  readonly tags: readonly string[]
}

export interface Paging {
  readonly maxId: string | null
  readonly sinceId: string | null
  readonly minId: string | null
  readonly limit: number
}

/** Snowflakes are decimals of one length in this century; comparing length first keeps any other input honest. */
function newer(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length
}

/** What public timelines show: no boosts, and no answers except to oneself. */
export function isOpening({ event }: Held): boolean {
  return event.kind !== 'repost' && (event.kind !== 'reply' || event.target?.author.externalId === event.author.externalId)
}

export class StatusStore {
  private held: Held[] = []
  private readonly most: number

  constructor(most = 200_000) {
    this.most = most
  }

  add(event: SimEvent): Held {
    const item: Held = { id: snowflake(event), event, tags: (event.text.match(/#[\p{L}\p{N}_]+/gu) ?? []).map((tag) => tag.slice(1).toLowerCase()) }
    let at = this.held.length
    while (at > 0 && newer(this.held[at - 1]?.id ?? '', item.id)) at--
    if (this.held[at - 1]?.id !== item.id) this.held.splice(at, 0, item)
    if (this.held.length > this.most) this.held = this.held.slice(Math.floor(this.most / 10))
    return item
  }

  find(id: string): Held | undefined {
    return this.held.find((item) => item.id === id)
  }

  all(): readonly Held[] {
    return this.held
  }

  /**
   * One page, newest first. With `max_id` and `since_id` it is the newest of
   * what lies between; with `min_id` the oldest above it, so that reading on
   * from a known id leaves no gap.
   */
  page(wanted: (item: Held) => boolean, { maxId, sinceId, minId, limit }: Paging): Held[] {
    const fits = (item: Held) => (maxId === null || newer(maxId, item.id)) && (sinceId === null || newer(item.id, sinceId)) && (minId === null || newer(item.id, minId)) && wanted(item)
    const page: Held[] = []
    if (minId !== null) {
      for (let i = this.firstAfter(minId); i < this.held.length && page.length < limit; i++) {
        const item = this.held[i]
        if (item !== undefined && fits(item)) page.push(item)
      }
      return page.reverse()
    }
    for (let i = this.held.length - 1; i >= 0 && page.length < limit; i--) {
      const item = this.held[i]
      if (item === undefined) continue
      if (sinceId !== null && !newer(item.id, sinceId)) break
      if (fits(item)) page.push(item)
    }
    return page
  }

  private firstAfter(id: string): number {
    let low = 0
    let high = this.held.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (newer(this.held[middle]?.id ?? '', id)) high = middle
      else low = middle + 1
    }
    return low
  }
}
