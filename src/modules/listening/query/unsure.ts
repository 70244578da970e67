/** What a query is before a post is understood: every condition on what is not known yet may hold. */
import type { FieldName, Node, Query } from './syntax-tree.ts'

/** What is only known once a post was understood and matched. */
const foundOut: ReadonlySet<FieldName> = new Set(['sentiment', 'emotion', 'intent', 'topic'])
/** Before it is detected, the language is only what the author or the app declares, which is often missing or wrong. */
const languageToo: ReadonlySet<FieldName> = new Set([...foundOut, 'lang'])

/** A query with the unknown taken out; `all` where nothing else is left to say, `nothing` where nothing can hold. */
export type Relaxed = Query | 'all' | 'nothing'
type Part = Node | 'all' | 'nothing'

/** Whether the query asks for what is found out only by understanding a post. */
export function asksUnderstanding({ root }: Query): boolean {
  return asks(root, foundOut)
}

/** Whether the query asks which other topics a post belongs to. */
export function asksTopics({ root }: Query): boolean {
  return asks(root, new Set<FieldName>(['topic']))
}

function asks(node: Node, fields: ReadonlySet<FieldName>): boolean {
  if (node.kind === 'field') return fields.has(node.field)
  if (node.kind === 'and' || node.kind === 'or' || node.kind === 'near') return node.of.some((each) => asks(each, fields))
  return (node.kind === 'not' || node.kind === 'list') && asks(node.of, fields)
}

/**
 * The query as it is put to a post that was not understood yet: it holds for
 * every post that may turn out to be wanted. A condition on what is unknown
 * counts as met where it is asked for, and as not met where it is ruled out.
 *
 * @param unknown whether the language counts as unknown too
 */
export function relaxed(query: Query, unknown: 'labels' | 'language too' = 'labels'): Relaxed {
  const fields = unknown === 'labels' ? foundOut : languageToo
  if (!asks(query.root, fields)) return query
  const root = at(query.root, true, fields)
  return typeof root === 'string' ? root : { ...query, root }
}

/**
 * What of a query can be told of a post that was not understood yet, where
 * `relaxed` leaves nothing of it: conditions on what is unknown count as not met.
 */
export function tellable(query: Query): Relaxed {
  const root = at(query.root, false, foundOut)
  return typeof root === 'string' ? root : { ...query, root }
}

/** `hopeful`: whether the unknown is to be taken as true here; it turns under every NOT. */
function at(node: Node, hopeful: boolean, unknown: ReadonlySet<FieldName>): Part {
  switch (node.kind) {
    case 'field': return unknown.has(node.field) ? (hopeful ? 'all' : 'nothing') : node
    case 'not': {
      const inner = at(node.of, !hopeful, unknown)
      return inner === 'all' ? 'nothing' : inner === 'nothing' ? 'all' : inner === node.of ? node : { kind: 'not', of: inner }
    }
    case 'and': return joined(node.of.map((each) => at(each, hopeful, unknown)), 'and', 'all', 'nothing', node)
    case 'or': return joined(node.of.map((each) => at(each, hopeful, unknown)), 'or', 'nothing', 'all', node)
    case 'list': {
      const inner = at(node.of, hopeful, unknown)
      return typeof inner === 'string' ? inner : inner === node.of ? node : { ...node, of: inner }
    }
    // NEAR speaks of places in the text alone.
    default: return node
  }
}

/** `empty` says nothing in such a group, `full` decides it. */
function joined(parts: readonly Part[], kind: 'and' | 'or', empty: 'all' | 'nothing', full: 'all' | 'nothing', node: Node & { readonly of: readonly Node[] }): Part {
  if (parts.includes(full)) return full
  const left = parts.filter((part): part is Node => typeof part !== 'string')
  const [only] = left
  if (only === undefined) return empty
  if (left.length === 1) return only
  return left.length === node.of.length && left.every((part, index) => part === node.of[index]) ? node : { kind, of: left }
}
