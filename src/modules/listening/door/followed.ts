/** Which posts somebody wanted, so that what only passes them on is let in as well. */
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import type { Interaction, Relation } from '../../../kernel/interaction.ts'

/** Posts remembered at least; twice as many at most. */
const kept = 100_000

/** The last 48 bits of an id, which are as good as random, as a number: a set of those takes a tenth of the memory. */
export function followKey(id: Uuid): number {
  return Number.parseInt(id.slice(-12), 16)
}

/** What an interaction passes on without a word of its own; `null` where it says something, or passes nothing on. */
export function passesOn({ channel, kind, text, title, relations }: Pick<Interaction, 'channel' | 'kind' | 'text'> & { readonly title?: string | null | undefined; readonly relations?: readonly Relation[] | undefined }): Uuid | null {
  if (kind !== 'repost' || text !== '' || (title ?? '') !== '') return null
  const source = relations?.find((relation) => relation.kind === 'repost')
  return source === undefined ? null : interactionId(channel, source.externalId)
}

/** Two generations of keys: when the younger is full, the older is forgotten. */
export class Followed {
  #young = new Set<number>()
  #old = new Set<number>()

  add(key: number): void {
    this.#young.add(key)
    if (this.#young.size < kept) return
    this.#old = this.#young
    this.#young = new Set()
  }

  has(key: number): boolean {
    return this.#young.has(key) || this.#old.has(key)
  }

  /** The older ones first. */
  get keys(): number[] {
    return [...this.#old, ...this.#young]
  }
}
