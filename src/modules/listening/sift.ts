/** Picks the posts that a query matches out of many, without holding up everything else. */
import { setImmediate as turn } from 'node:timers/promises'
import { Matcher } from './matcher/index.ts'
import type { HeardInteraction } from './ports.ts'
import { postOfHeard } from './present.ts'
import type { Known, Query } from './query/index.ts'

/** So many posts are looked at between two turns of the event loop: a few milliseconds. */
const atOnce = 250

/** The matching ones, in the order given. `known` says what was understood of each, where the query asks for it. */
export async function sift(query: Query, posts: readonly HeardInteraction[], known: (post: HeardInteraction) => Known = () => ({})): Promise<HeardInteraction[]> {
  const matcher = new Matcher()
  matcher.set('query', query)
  const found: HeardInteraction[] = []
  for (let from = 0; from < posts.length; from += atOnce) {
    if (from > 0) await turn()
    for (const post of posts.slice(from, from + atOnce)) if (matcher.match(postOfHeard(post, known(post))).length > 0) found.push(post)
  }
  return found
}
