/** Why a query holds for a post, as the branches that made it hold. Pure. */
import { collect, holds } from './evaluate.ts'
import { ownText, readPost, type Place, type Reading } from './places.ts'
import type { Post } from './post.ts'
import { printQuery } from './print.ts'
import type { Node, Query } from './syntax-tree.ts'
import { WordScan } from './word-scan.ts'

export interface Reason {
  /** `has`: in the post. `lacks`: rightly not in it. `near`: close enough together. `is`: a field that holds. */
  readonly kind: 'has' | 'lacks' | 'near' | 'is'
  /** The branch, in the query language, without NOT. */
  readonly query: string
  /** The words of the post that it found, as they stand there; a few. */
  readonly found: readonly string[]
}

const mostReasons = 12
const mostFound = 4
const longestBranch = 160
const scan = new WordScan()

/** The branches that made the query hold, in the order of the query; empty when it does not hold. */
export function explain(query: Query, post: Post): Reason[] {
  const reading = readPost(post, scan)
  if (!holds(query.root, reading)) return []
  const reasons: Reason[] = []
  gather(query.root, reading, reasons)
  return reasons
}

function gather(node: Node, reading: Reading, into: Reason[]): void {
  if (into.length >= mostReasons) return
  switch (node.kind) {
    case 'and': case 'or':
      for (const each of node.of) if (holds(each, reading)) gather(each, reading, into)
      return
    case 'not': into.push(reason('lacks', node.of, [])); return
    case 'field': case 'followers': into.push(reason('is', node, [])); return
    default: into.push(reason(node.kind === 'near' ? 'near' : 'has', node, found(node, reading)))
  }
}

/** What stands in the text where the branch holds; each wording once. */
function found(node: Node, reading: Reading): string[] {
  const places: Place[] = []
  collect(node, reading, places)
  const { text } = reading.post
  const words = places.filter((place) => place.text === ownText).toSorted((one, other) => one.start - other.start).map(({ start, end }) => text.slice(start, end))
  return [...new Set(words)].slice(0, mostFound)
}

function reason(kind: Reason['kind'], node: Node, words: readonly string[]): Reason {
  const printed = printQuery({ root: node, warnings: [] })
  return { kind, query: printed.length > longestBranch ? `${printed.slice(0, longestBranch - 1)}…` : printed, found: words }
}
