/** What a query is, for whoever writes one: its canonical text, its blocks, its faults and warnings. Never refuses. */
import { blocksOf, parseQuery, printQuery, QuerySyntaxFault, warningsOf, type Block } from './query/index.ts'
import type { WordLists } from './query/leaves.ts'

export interface QueryReading {
  readonly fault: { readonly at: number; readonly end: number; readonly message: string; readonly fix: string | null } | null
  readonly canonical: string | null
  readonly warnings: { at: number; end: number; message: string }[]
  readonly blocks: Block | null
}

/** A longer one is not shown again in canonical form. */
const maxCanonical = 20_000

export function readQuery(text: string, lists: WordLists): QueryReading {
  try {
    const query = parseQuery(text, { lists })
    const canonical = printQuery(query)
    return { fault: null, canonical: canonical.length > maxCanonical ? null : canonical, warnings: warningsOf(query), blocks: blocksOf(query) }
  } catch (thrown) {
    if (!(thrown instanceof QuerySyntaxFault)) throw thrown
    const { at, end, message, fix } = thrown
    return { fault: { at, end, message, fix: fix ?? null }, canonical: null, warnings: [], blocks: null }
  }
}
