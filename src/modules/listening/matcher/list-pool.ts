/** Many short lists of integers in one typed array, growing and shrinking without garbage. */

/** Smallest room of a list, in integers: two to this power. */
const smallestPower = 2

/**
 * Blocks of integers in one array. Freed blocks are used again for lists of
 * the same size, so memory follows what is held and not what ever was.
 */
export class ListPool {
  items = new Int32Array(1 << 12)
  #used = 0
  readonly #free: number[][] = []

  /** Room for at least `size` integers; `roomFor(size)` of them. Returns the offset. */
  take(size: number): number {
    const power = powerFor(size)
    const again = this.#free[power]?.pop()
    if (again !== undefined) return again
    const offset = this.#used
    this.#used += 1 << power
    if (this.#used > this.items.length) {
      const larger = new Int32Array(Math.max(this.#used, this.items.length * 2))
      larger.set(this.items)
      this.items = larger
    }
    return offset
  }

  /** Gives back what `take(size)` gave. */
  give(offset: number, size: number): void {
    const power = powerFor(size)
    const free = (this.#free[power] ??= [])
    free.push(offset)
  }
}

function powerFor(size: number): number {
  return Math.max(smallestPower, 32 - Math.clz32(size - 1))
}

/** How many integers fit where `size` were asked for. */
export function roomFor(size: number): number {
  return 1 << powerFor(size)
}
