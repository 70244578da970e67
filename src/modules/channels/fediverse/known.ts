/** What came by lately: to leave out what comes twice, and to name what is answered or removed. */

const mostKnown = 50_000

export class Known {
  readonly #byId = new Map<string, { uri: string; author: string; edited: string }>()
  readonly #most: number

  constructor(most = mostKnown) {
    this.#most = most
  }

  /** @returns whether this is new, or was edited since. */
  learn(id: string, uri: string, author: string, edited: string): boolean {
    const before = this.#byId.get(id)
    if (before !== undefined && before.edited === edited) return false
    this.#byId.delete(id)
    this.#byId.set(id, { uri, author, edited })
    if (this.#byId.size > this.#most) {
      const oldest = this.#byId.keys().next()
      if (oldest.done !== true) this.#byId.delete(oldest.value)
    }
    return true
  }

  of(id: string): { readonly uri: string; readonly author: string } | undefined {
    return this.#byId.get(id)
  }

  get size(): number {
    return this.#byId.size
  }
}
