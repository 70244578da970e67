/** Handles that the stream itself told us, as many as are worth remembering. */

const mostHandles = 50_000

/** Remembers the most recently told; the oldest is forgotten first. */
export class Handles {
  readonly #known = new Map<string, string>()
  readonly #most: number

  constructor(most = mostHandles) {
    this.#most = most
  }

  /** `handle.invalid` is what the network writes when a handle no longer belongs to its author. */
  learn(did: string, handle: unknown): void {
    this.#known.delete(did)
    if (typeof handle !== 'string' || handle === '' || handle.length > 253 || handle === 'handle.invalid') return
    this.#known.set(did, handle)
    if (this.#known.size <= this.#most) return
    const oldest = this.#known.keys().next()
    if (oldest.done !== true) this.#known.delete(oldest.value)
  }

  of(did: string): string | undefined {
    return this.#known.get(did)
  }

  get size(): number {
    return this.#known.size
  }
}
