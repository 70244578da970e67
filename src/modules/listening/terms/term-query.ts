/** A term as a query that finds the mentions with it. */
import type { TermKind } from './terms.ts'

/** Words that the query language takes for its own. */
const operators = new Set(['and', 'or', 'not', 'near', 'onear'])

export function queryOfTerm({ kind, text }: { readonly kind: TermKind; readonly text: string }): string {
  const quoted = `"${text.replaceAll('"', ' ')}"`
  switch (kind) {
    case 'word': return operators.has(text) || !/^[\p{L}\p{N}]+$/u.test(text) ? quoted : text
    case 'phrase': return quoted
    case 'tag': return `#${text}`
    case 'person': return `@${text}`
    case 'emoji': return text
    case 'link': return quoted
    case 'shared': return quoted
  }
}
