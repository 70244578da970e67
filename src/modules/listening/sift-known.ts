/** Picks the posts that a query matches, with what is understood of them where the query asks for it. */
import { knownToQueries, labelsOf, type KnownDeps } from './labels/known.ts'
import type { HeardInteraction } from './ports.ts'
import { asksUnderstanding, type Query } from './query/index.ts'
import { sift } from './sift.ts'

/** The matching ones, in the order given. */
export async function siftKnown(deps: KnownDeps, query: Query, heard: readonly HeardInteraction[]): Promise<HeardInteraction[]> {
  if (!asksUnderstanding(query)) return sift(query, heard)
  const known = await labelsOf(deps, heard)
  return sift(query, heard, ({ id }) => knownToQueries(deps.listener, known.get(id)))
}
