/** The compiled form of a query: a tree written flat into integers. */

/** `opAnd length child …`: `length` counts all integers, these two included. */
export const opAnd = 1
/** `opOr length child …` */
export const opOr = 2
/** `opNot child` */
export const opNot = 3
/** `opHas feature`: the post has this word. */
export const opHas = 4
/** `opPhrase length pair word …`: the words stand side by side; `pair` is a feature of two of them. */
export const opPhrase = 5
/** `opNode number`: ask the reference evaluator; what had to be in the post was asked before. */
export const opNode = 6

/** `opSeek feature`: the post has this pair or pattern, which may have to be sought first. */
export const opSeek = 7

/** Integers that the operation at `at` takes, with all that belongs to it. */
export function sizeOf(code: ArrayLike<number>, at: number): number {
  let size = 0
  for (let next = at; ; next++) {
    const op = code[next]
    size++
    if (op === opNot) continue
    return size - 1 + (op === opAnd || op === opOr || op === opPhrase ? (code[next + 1] ?? 0) : 2)
  }
}
