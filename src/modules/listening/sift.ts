/** Picks the posts that a query matches, with what is understood of them where the query asks for it. */
import type { Sifter } from './hearing/sifter.ts'
import { knownToQueries, labelsOf, type KnownDeps } from './labels/known.ts'
import type { HeardInteraction } from './ports.ts'
import { postOfHeard } from './present.ts'
import { asksUnderstanding, type Query } from './query/index.ts'

export interface SiftDeps extends KnownDeps {
  readonly sifter: Sifter
}

/**
 * The matching ones, in the order given.
 *
 * @throws {SlowQuery} when the query is too slow to search with
 */
export async function sift(deps: SiftDeps, query: Query, heard: readonly HeardInteraction[]): Promise<HeardInteraction[]> {
  const known = asksUnderstanding(query) ? await labelsOf(deps, heard) : undefined
  return deps.sifter.find(query, heard, (one) => postOfHeard(one, known ? knownToQueries(deps.listener, known.get(one.id)) : {}))
}
