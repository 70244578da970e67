/** Leaves out of a list of terms what another of them says already. */
import type { TermKind } from './terms.ts'

/** The words of a phrase or tag that rises as much tell nothing of their own. */
export function withoutParts<T extends { readonly kind: TermKind; readonly text: string; readonly now: number }>(terms: readonly T[]): T[] {
  const wholes = terms.filter(({ kind }) => kind === 'phrase')
  const tags = new Set(terms.flatMap(({ kind, text }) => (kind === 'tag' ? [text] : [])))
  return terms.filter((term) => {
    if (term.kind !== 'word') return true
    if (tags.has(term.text)) return false
    return !wholes.some((whole) => whole.text.split(' ').includes(term.text) && whole.now >= 0.7 * term.now)
  })
}
