/** Wildcards inside a word: `*` any run of characters, also none; `?` exactly one. */

const star = 0x2a
const question = 0x3f

/**
 * Whether a folded word fits `pattern`.
 *
 * Greedy with one point of return, so at most `word × pattern` steps and no
 * recursion: only the last star can need another try (Kirk J. Krauss,
 * "Matching Wildcards: An Algorithm", Dr. Dobb's, 2008).
 */
export function fits(pattern: string, word: string): boolean {
  let at = 0
  let p = 0
  let starAt = -1
  let resume = 0
  while (at < word.length) {
    const wanted = p < pattern.length ? pattern.charCodeAt(p) : -1
    if (wanted === star) {
      starAt = p++
      resume = at
    } else if (wanted === question || wanted === word.charCodeAt(at)) {
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
