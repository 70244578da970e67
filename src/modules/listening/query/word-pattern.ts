/** Wildcards inside a word: `*` any run of characters, also none; `?` exactly one. */

const star = 0x2a
const question = 0x3f

/**
 * Whether `units[from … to)` fits `pattern`.
 *
 * Greedy with one point of return, so at most `units × pattern` steps and no
 * recursion: only the last star can need another try (Kirk J. Krauss,
 * "Matching Wildcards: An Algorithm", Dr. Dobb's, 2008).
 */
export function fits(pattern: string, units: Uint16Array, from: number, to: number): boolean {
  let at = from
  let p = 0
  let starAt = -1
  let resume = 0
  while (at < to) {
    const wanted = p < pattern.length ? pattern.charCodeAt(p) : -1
    if (wanted === star) {
      starAt = p++
      resume = at
    } else if (wanted === question || wanted === units[at]) {
      p++
      at++
    } else if (starAt >= 0) {
      p = starAt + 1
      at = ++resume
    } else return false
  }
  while (p < pattern.length && pattern.charCodeAt(p) === star) p++
  return p === pattern.length
}

/** As {@link fits}, for a string. */
export function fitsText(pattern: string, text: string): boolean {
  return fits(pattern, Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)), 0, text.length)
}
