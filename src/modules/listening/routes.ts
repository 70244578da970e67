/** HTTP of topics, mentions and figures: parse, authorise, call, present. */
import { iso, type Clock } from '../../kernel/instant.ts'
import type { LiveHub } from '../../platform/http/live-hub.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import type { Db } from '../../platform/postgres/database.ts'
import { annotationRoutes } from './annotations/annotation-routes.ts'
import * as api from './api.ts'
import * as cascadesApi from './cascades/api.ts'
import { readCascade } from './cascades/read-cascade.ts'
import { exportCsv } from './export.ts'
import { listRoutes } from './lists/list-routes.ts'
import { expectedVolume } from './expected-volume.ts'
import { preview } from './preview.ts'
import { readQuery } from './read-query.ts'
import { whyMention } from './why-mention.ts'
import { facets, list, one, shareOfVoice, type ReadDeps } from './read.ts'
import { relevanceRoutes } from './relevance/relevance-routes.ts'
import { createTopic, listTopics, removeTopic, restoreTopic, updateTopic, type Topic } from './topics.ts'
import { reputation } from './reputation.ts'
import { volume } from './volume.ts'

export interface ListeningDeps extends ReadDeps {
  readonly db: Db
  readonly clock: Clock
  readonly hub: LiveHub
}

function topicView(topic: Topic): api.TopicView {
  const { id, name, role, query, colour, backfill } = topic
  return {
    id, name, role, query, colour, createdAt: iso(topic.createdAt), updatedAt: iso(topic.updatedAt),
    backfill: backfill === null ? null : { state: backfill.state, scanned: backfill.scanned, total: backfill.total, matched: backfill.matched, words: backfill.words },
  }
}

/** Only what was sent: a field left out stays as it is. */
function given<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}

export function listeningRoutes(deps: ListeningDeps): MountedRoute[] {
  const { db } = deps
  const changed = async (topic: Promise<Topic>): Promise<api.TopicView> => {
    const view = topicView(await topic)
    deps.listener.invalidate()
    return view
  }
  return [
    handle(api.listTopics, async () => ({ items: (await listTopics(db)).map(topicView) })),
    handle(api.createTopic, ({ body }) => changed(createTopic(db, body))),
    handle(api.updateTopic, ({ params, body }) => changed(updateTopic(db, params.id, given(body)))),
    handle(api.removeTopic, async ({ params }) => {
      await removeTopic(db, params.id)
      deps.listener.invalidate()
      return {}
    }),
    handle(api.restoreTopic, ({ params }) => changed(restoreTopic(db, params.id))),
    ...listRoutes(deps),
    handle(api.readTopicQuery, async ({ body }) => {
      await deps.listener.refresh()
      return { ...readQuery(body.query, deps.listener.lists) }
    }),
    handle(api.expectTopic, async ({ body }) => {
      const { from, days, ...rest } = await expectedVolume(deps, body.query, deps.clock.now())
      return { ...rest, from: iso(from), days: [...days] }
    }),
    handle(api.whyMention, async ({ params }) => ({ items: await whyMention(deps, params.id) })),
    handle(api.previewTopic, ({ body }) => preview(deps, body.query, body.limit)),
    handle(api.listMentions, ({ query }) => list(deps, query, query.cursor, query.limit, query.gather === 'one')),
    handle(api.getMention, ({ params }) => one(deps, params.id)),
    handle(api.exportMentions, async ({ query }) => {
      await deps.listener.refresh()
      return new Response(await exportCsv(deps, query), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="mentions-${iso(deps.clock.now()).slice(0, 10)}.csv"`, 'cache-control': 'no-store' } })
    }),
    handle(api.mentionVolume, ({ query }) => volume(deps, query, deps.clock.now())),
    handle(api.mentionReputation, ({ query }) => reputation(deps, query, deps.clock.now())),
    handle(api.shareOfVoice, ({ query }) => shareOfVoice(deps, query, query.measure, deps.clock.now(), query.split)),
    handle(api.mentionFacets, ({ query }) => facets(deps, query)),
    ...relevanceRoutes(deps),
    ...annotationRoutes(deps),
    handle(cascadesApi.getCascade, ({ params }) => readCascade(deps, params.id)),
    handle(api.live, ({ actor, query }) => deps.hub.open(actor, query)),
  ]
}
