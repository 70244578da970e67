/** Which nodes NEAR can measure from, and what `~n` means after a phrase or a group. */
import { literalOf } from './literal.ts'
import type { Node } from './syntax-tree.ts'
import { partsOf } from './word-parts.ts'

/**
 * The words of a phrase, or the operands of an AND group, within `n` other
 * words of each other in any order. `undefined` where there is nothing to
 * measure between.
 */
export function nearPhrase(node: Node, within: number): Node | undefined {
  if (node.kind === 'words') {
    const chunks = node.text.split(' ').filter((chunk) => partsOf(chunk).length > 0)
    if (chunks.length === 1) return node
    return { kind: 'near', ordered: false, within, of: chunks.map((text) => ({ ...node, text })) }
  }
  if (node.kind === 'and' && node.of.every(hasPlace)) return { kind: 'near', ordered: false, within, of: node.of }
  return undefined
}

/** Whether a node stands at places in the text, so that NEAR can measure from it. */
export function hasPlace(node: Node): boolean {
  switch (node.kind) {
    case 'words': case 'link': case 'near': return true
    case 'list': return hasPlace(node.of)
    case 'exact': return literalOf(node.text).lead >= 0
    case 'or': return node.of.every(hasPlace)
    default: return false
  }
}
