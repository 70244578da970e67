/** Mentions as CSV, streamed, safe to open in a spreadsheet. */
import { csvLine } from '../../kernel/csv.ts'
import type { MentionFilter } from './filter.ts'
import { list, type ReadDeps } from './read.ts'

const columns = ['id', 'at', 'channel', 'kind', 'language', 'author', 'name', 'followers', 'title', 'text', 'likes', 'reposts', 'replies', 'topics', 'sentiment', 'sentiment probability', 'emotion', 'intent', 'urgency', 'url'] as const
const pageSize = 200

/**
 * Every mention of a filter, newest first, a page at a time.
 * @throws {QuerySyntaxFault} when its query cannot be read, before anything is sent.
 */
export async function exportCsv(deps: ReadDeps, filter: MentionFilter): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let page: Awaited<ReturnType<typeof list>> | null = await list(deps, filter, undefined, pageSize)
  let cursor: string | undefined
  let first = true
  return new ReadableStream({
    pull: async (controller) => {
      // The mark makes spreadsheets read UTF-8.
      if (first) controller.enqueue(encoder.encode(`\uFEFF${csvLine(columns)}`))
      first = false
      const { items, next } = page ?? (await list(deps, filter, cursor, pageSize))
      page = null
      const names = new Map(deps.listener.topics.map((topic) => [topic.id, topic.name]))
      controller.enqueue(encoder.encode(items.map((item) => csvLine([
        item.id, item.at, item.channel, item.kind, item.language, item.author.handle ?? item.author.externalId, item.author.name, item.author.followers, item.title, item.text,
        item.metrics.likes ?? 0, item.metrics.reposts ?? 0, item.metrics.replies ?? 0, item.topics.map((topic) => names.get(topic) ?? topic).join(', '),
        item.labels?.sentiment ?? null, item.labels?.sentimentProbability ?? null, item.labels?.emotion ?? null, item.labels?.intent ?? null, item.labels?.urgency ?? null, item.url,
      ])).join('')))
      if (next === null) controller.close()
      else cursor = next
    },
  })
}
