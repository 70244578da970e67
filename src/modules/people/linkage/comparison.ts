/** What a comparison is: an ordered list of outcomes, from the same to different, and the rule that tells which. */

/** One outcome of comparing two values. */
export interface Level {
  readonly name: string
  /** Completes "The first name …" in evidence. */
  readonly words: string
  /**
   * How far the rarity of the value counts: 1 where both have the very value,
   * between 0 and 1 where they have nearly that value, 0 where rarity says nothing.
   */
  readonly rarity: number
  /** Share of true pairs expected here before any data is seen; keeps small data from blowing up. */
  readonly usual: number
}

/**
 * Compares two different, non-empty canonical values.
 *
 * Symmetric and pure. Level 0 is always "the same", the last always
 * "different"; equal values never reach `compare`.
 */
export interface Comparison {
  readonly levels: readonly Level[]
  readonly compare: (a: string, b: string) => number
  /** Level for "stands in the other column of the same kind"; absent where columns cannot be swapped. */
  readonly swapped?: number
}
