/** A query as blocks that somebody can see and move: groups of all, any, none, near; terms with their options. Pure. */
import { printQuery } from './print.ts'
import type { Node, Query } from './syntax-tree.ts'

export interface TermBlock {
  readonly kind: 'term'
  /** `words`, `exact`, `link`, or the name of a field (`title`, `lang`, `followers`, `list` …). */
  readonly field: string
  /** What is searched for, without quotes, braces or the name of the field. */
  readonly value: string
  /** For `title`: whether it is meant exactly as written. */
  readonly exact?: boolean
  readonly not: boolean
  /** As the query language writes it, without NOT. */
  readonly text: string
}
export interface GroupBlock {
  readonly kind: 'group'
  readonly join: 'all' | 'any' | 'near'
  /** For `near`: the most other words in between, and whether the order counts. */
  readonly within?: number
  readonly ordered?: boolean
  readonly not: boolean
  readonly of: readonly Block[]
}
export type Block = TermBlock | GroupBlock

/** More than this nobody can see at once. */
export const maxBlocks = 400
const maxBlockDepth = 24

/** The blocks of a query; `null` when there are too many of them, or too deep, to draw. */
export function blocksOf(query: Query): Block | null {
  const room = { left: maxBlocks }
  return blockOf(query.root, false, 0, room)
}

function blockOf(node: Node, not: boolean, depth: number, room: { left: number }): Block | null {
  room.left -= 1
  if (room.left < 0 || depth > maxBlockDepth) return null
  switch (node.kind) {
    case 'and': return group({ join: 'all', not }, node.of, depth, room)
    case 'or': return group({ join: 'any', not }, node.of, depth, room)
    case 'near': return group({ join: 'near', within: node.within, ordered: node.ordered, not }, node.of, depth, room)
    case 'not': return node.of.kind === 'not' ? blockOf(node.of.of, not, depth, room) : blockOf(node.of, !not, depth, room)
    default: return term(node, not)
  }
}

function group(head: Omit<GroupBlock, 'kind' | 'of'>, nodes: readonly Node[], depth: number, room: { left: number }): Block | null {
  const of: Block[] = []
  for (const node of nodes) {
    const block = blockOf(node, false, depth + 1, room)
    if (block === null) return null
    of.push(block)
  }
  return { kind: 'group', ...head, of }
}

type Leaf = Exclude<Node, { kind: 'and' | 'or' | 'not' | 'near' }>

function term(node: Leaf, not: boolean): TermBlock {
  const text = printQuery({ root: node, warnings: [] })
  const at = (field: string, value: string): TermBlock => ({ kind: 'term', field, value, not, text })
  switch (node.kind) {
    case 'words': return at(node.in ?? 'words', node.text)
    case 'exact': return node.in === undefined ? at('exact', node.text) : { ...at(node.in, node.text), exact: true }
    case 'link': return at('link', node.address)
    case 'list': return at('list', node.name)
    case 'followers': return at('followers', text.slice('followers:'.length))
    case 'field': return at(node.field, node.value)
  }
}
