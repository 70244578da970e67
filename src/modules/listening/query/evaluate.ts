/** What a query means: whether it holds for a post, and what in the text makes it hold. The matcher must agree with this. */
import { fieldHolds, followersHold } from './field-match.ts'
import { literalOf } from './literal.ts'
import { nearPairs, windows } from './nearness.ts'
import { ownText, placesOfExact, placesOfLink, placesOfWords, readPost } from './places.ts'
import type { Place, Reading } from './places.ts'
import type { Post } from './post.ts'
import type { Near, Node, Query } from './syntax-tree.ts'
import { partsOf } from './word-parts.ts'
import { WordScan } from './word-scan.ts'

const scan = new WordScan()

/** Whether the query holds for the post. */
export function matches(query: Query, post: Post): boolean {
  return holds(query.root, readPost(post, scan))
}

/**
 * The stretches of the post's text, in UTF-16 code units, that made the query
 * hold: in order, without overlap. Empty when it does not hold, or holds by
 * its fields, its title or its links alone.
 */
export function hits(query: Query, post: Post): { start: number; end: number }[] {
  const reading = readPost(post, scan)
  const places: Place[] = []
  collect(query.root, reading, places)
  return merged(places.filter(({ text }) => text === ownText))
}

/** Whether a node holds for a post that was read. */
export function holds(node: Node, reading: Reading): boolean {
  switch (node.kind) {
    case 'and':
      for (let index = 0; index < node.of.length; index++) if (!holds(node.of[index] as Node, reading)) return false
      return true
    case 'or':
      for (let index = 0; index < node.of.length; index++) if (holds(node.of[index] as Node, reading)) return true
      return false
    case 'not': return !holds(node.of, reading)
    case 'field': return fieldHolds(node, reading.post)
    case 'followers': return followersHold(node, reading.post)
    case 'list': return holds(node.of, reading)
    default: return placesOf(node, reading).length > 0
  }
}

/** Where a node with a place stands, in order of first word. */
function placesOf(node: Node, reading: Reading): Place[] {
  switch (node.kind) {
    case 'words': return placesOfWords(node, reading)
    case 'exact': return placesOfExact(node, reading)
    case 'link': return placesOfLink(node, reading)
    case 'list': return placesOf(node.of, reading)
    case 'or': {
      const all: Place[] = []
      for (let index = 0; index < node.of.length; index++) all.push(...placesOf(node.of[index] as Node, reading))
      return all.sort((one, other) => one.first - other.first || one.last - other.last)
    }
    case 'near': return placesOfNear(node, reading)
    default: return []
  }
}

function placesOfNear(node: Near, reading: Reading): Place[] {
  const [left, right] = node.of
  if (node.of.length === 2 && left && right) return nearPairs(placesOf(left, reading), placesOf(right, reading), node.within, node.ordered, reading.scan.place)
  const times = repeated(node.of)
  const wanted = [...times].map(([operand, count]) => ({ places: placesOf(operand, reading), times: count }))
  return windows(wanted, windowWidth(node), reading.scan.place)
}

/** Operands, each once, with how often it is asked for. */
function repeated(nodes: readonly Node[]): Map<Node, number> {
  const first = new Map<string, Node>()
  const times = new Map<Node, number>()
  for (const node of nodes) {
    const key = JSON.stringify(node)
    const known = first.get(key) ?? node
    first.set(key, known)
    times.set(known, (times.get(known) ?? 0) + 1)
  }
  return times
}

/** Words in a window of a NEAR with more than two operands: its own, at their longest, and `within` others. */
function windowWidth(node: Near): number {
  let width = node.within
  for (const operand of node.of) width += longest(operand)
  return width
}

function longest(node: Node): number {
  switch (node.kind) {
    case 'words': return partsOf(node.text).length
    case 'exact': return literalOf(node.text).words.length
    case 'near': return windowWidth(node)
    case 'or': return node.of.reduce((most, each) => Math.max(most, longest(each)), 0)
    case 'list': return longest(node.of)
    default: return 1
  }
}

/** Adds the places of the leaves that made a node hold. Returns whether it holds. */
export function collect(node: Node, reading: Reading, into: Place[]): boolean {
  switch (node.kind) {
    case 'and': {
      const from = into.length
      for (let index = 0; index < node.of.length; index++) {
        if (collect(node.of[index] as Node, reading, into)) continue
        into.length = from
        return false
      }
      return true
    }
    case 'or': {
      let any = false
      for (let index = 0; index < node.of.length; index++) if (collect(node.of[index] as Node, reading, into)) any = true
      return any
    }
    case 'list': return collect(node.of, reading, into)
    case 'near': {
      const stretches = placesOfNear(node, reading)
      const furthest = furthestLast(stretches)
      for (const leaf of leavesOf(node)) {
        for (const place of placesOf(leaf, reading)) if (isWithin(place, stretches, furthest)) into.push(place)
      }
      return stretches.length > 0
    }
    case 'words': case 'exact': case 'link': {
      const places = placesOf(node, reading)
      for (const place of places) into.push(place)
      return places.length > 0
    }
    default: return holds(node, reading)
  }
}

/** Whether a place lies inside a stretch: among those that begin no later, one must end no earlier. */
function isWithin(place: Place, stretches: readonly Place[], furthest: readonly number[]): boolean {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.first ?? 0) <= place.first) low = middle + 1
    else high = middle
  }
  return (furthest[low - 1] ?? -1) >= place.last
}

/** By stretch, the furthest last word of it and all before. */
function furthestLast(stretches: readonly Place[]): number[] {
  let furthest = -1
  return stretches.map(({ last }) => (furthest = Math.max(furthest, last)))
}

function leavesOf(node: Node): Node[] {
  const leaves: Node[] = []
  const open: Node[] = [node]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'near' || next.kind === 'or') open.push(...next.of)
    else if (next.kind === 'list') open.push(next.of)
    else leaves.push(next)
  }
  return leaves
}

function merged(places: Place[]): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = []
  for (const { start, end } of places.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    const last = stretches.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else stretches.push({ start, end })
  }
  return stretches
}
