/** Which recent posts a query would match, while it is typed. */
import { dayMs } from '../../kernel/instant.ts'
import { identityId, interactionId } from '../../kernel/ids.ts'
import type { MentionView } from './api.ts'
import type { HeardInteraction } from './ports.ts'
import { present, type ReadDeps } from './read.ts'
import { postOfHeard } from './present.ts'
import { sift } from './sift.ts'
import { hits, parseQuery, printQuery, warningsOf } from './query/index.ts'

/** How much of the newest history a preview looks at. */
const scannedHistory = 5_000

/** Stands for the topic that the query would be saved as. */
const unsaved = ''

export interface Preview {
  readonly canonical: string
  readonly warnings: { at: number; end: number; message: string }[]
  readonly scanned: number
  readonly matched: number
  readonly perDay: number | null
  readonly items: MentionView[]
}

/**
 * Tries a query on the newest history and on the public posts that were let go
 * at the door. `perDay` extrapolates each of the two from the time it spans.
 *
 * @throws {QuerySyntaxFault} when the query cannot be read.
 */
export async function preview(deps: ReadDeps, text: string, limit: number): Promise<Preview> {
  await deps.listener.refresh()
  const query = parseQuery(text, { lists: deps.listener.lists })
  const kept = await deps.history.recent(scannedHistory)
  const letGo = deps.listener.letGo.map(heardOf)
  const both = [{ posts: kept, matched: await sift(deps, query, kept), share: 1 }, { posts: letGo, matched: await sift(deps, query, letGo), share: deps.listener.letGoShare }]
  const found = both.flatMap(({ matched }) => matched).toSorted((a, b) => b.at - a.at)
  const shown = found.slice(0, limit)
  const views = await present(deps, shown)
  return {
    canonical: printQuery(query),
    warnings: warningsOf(query).map(({ at, end, message }) => ({ at, end, message })),
    scanned: kept.length + letGo.length,
    matched: found.length,
    perDay: perDay(both),
    // What made each match is what this query finds in it, whatever topics it belongs to already.
    items: views.map((view, index) => ({ ...view, hits: hits(query, postOfHeard(shown[index] as HeardInteraction)).map(({ start, end }) => ({ topic: unsaved, start, end })) })),
  }
}

/** `share`: of all posts of that time, how many the sample holds. */
function perDay(samples: readonly { posts: readonly HeardInteraction[]; matched: readonly HeardInteraction[]; share: number }[]): number | null {
  let rate: number | null = null
  for (const { posts, matched, share } of samples) {
    if (posts.length < 20) continue
    let first = Infinity
    let last = -Infinity
    for (const post of posts) {
      first = Math.min(first, post.at)
      last = Math.max(last, post.at)
    }
    if (last > first) rate = (rate ?? 0) + (matched.length / share / (last - first)) * dayMs
  }
  return rate
}

/** A post that was let go, in the shape of one that is kept. */
function heardOf(interaction: Parameters<ReadDeps['listener']['match']>[0]): HeardInteraction {
  return {
    ...interaction,
    id: interactionId(interaction.channel, interaction.externalId),
    identity: identityId(interaction.channel, interaction.author.externalId),
    takenInAt: interaction.at, title: interaction.title ?? null, url: interaction.url ?? null, language: interaction.languages?.[0]?.slice(0, 2) ?? 'und',
    country: interaction.country ?? null, site: interaction.site ?? null, followers: interaction.author.followers ?? null, metrics: interaction.metrics ?? {},
    facets: interaction.facets ?? [], media: interaction.media ?? [], relations: interaction.relations ?? [], editedAt: null,
  }
}
