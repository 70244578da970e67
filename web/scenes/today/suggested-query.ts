/** A sensible first query for the name of a brand. Pure. */

const operators = new Set(['and', 'or', 'not', 'near', 'onear'])

/** A word that the query language reads as itself. */
function isPlain(word: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(word) && !operators.has(word.toLowerCase())
}

/**
 * The name as it is written, as a tag and as a handle: `Velora Bikes` →
 * `"velora bikes" OR #velorabikes OR @velorabikes`. Empty for an empty name.
 */
export function suggestedQuery(name: string): string {
  const words = name.normalize('NFC').trim().toLowerCase().replaceAll('"', ' ').split(/\s+/).filter(Boolean)
  if (words.length === 0) return ''
  const [only] = words
  const spoken = words.length === 1 && only !== undefined && isPlain(only) ? only : `"${words.join(' ')}"`
  const joined = words.join('').replace(/[^\p{L}\p{N}_]/gu, '')
  // A tag or handle of one or two letters means too many other things.
  return [spoken, ...(joined.length > 2 ? [`#${joined}`, `@${joined}`] : [])].join(' OR ')
}
