/** HTTP of the audit trail. */
import { csvLine } from '../../kernel/csv.ts'
import { Invalid } from '../../kernel/fault.ts'
import { iso, type Instant } from '../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import type { Db } from '../../platform/postgres/database.ts'
import * as api from './api.ts'
import { verifyTrail } from './seals.ts'
import { trailActors, trailEntries, type TrailEntry, type TrailFilter } from './trail-store.ts'

export interface TrailRouteDeps {
  readonly db: Db
  readonly sealKey: string
  now(): Instant
  /** What a route does, by its method and path. */
  summaryOf(deed: string): string | null
}

type Asked = { readonly [Name in keyof TrailFilter]?: string | undefined }

const filterOf = (asked: Asked): TrailFilter => ({
  actor: asked.actor ?? null, deed: asked.deed ?? null, subject: asked.subject ?? null, outcome: (asked.outcome as TrailFilter['outcome']) ?? null, kind: (asked.kind as TrailFilter['kind']) ?? null,
  from: asked.from === undefined ? null : Date.parse(asked.from), to: asked.to === undefined ? null : Date.parse(asked.to),
})

const exportAtOnce = 1_000

export function trailRoutes({ db, sealKey, now, summaryOf }: TrailRouteDeps): MountedRoute[] {
  const shown = ({ at, actorKind, actor, actorName, ...rest }: TrailEntry) => ({ ...rest, at: iso(at), actor: { kind: actorKind as 'member' | 'key' | 'system', id: actor, name: actorName }, summary: summaryOf(rest.deed) })

  async function* lines(filter: TrailFilter): AsyncGenerator<string> {
    yield csvLine(['number', 'time', 'kind', 'who', 'id', 'deed', 'what', 'about', 'facts', 'from', 'status', 'sealed'])
    for (let before: number | null = null; ; ) {
      const entries: TrailEntry[] = await trailEntries(db, filter, before, exportAtOnce)
      for (const entry of entries) yield csvLine([entry.seq, iso(entry.at), entry.actorKind, entry.actorName, entry.actor, entry.deed, summaryOf(entry.deed), entry.subjectErased ? 'erased' : entry.subject, entry.facts === null ? null : JSON.stringify(entry.facts), entry.address, entry.status, entry.sealed ? 'yes' : 'no'])
      before = entries.at(-1)?.seq ?? null
      if (entries.length < exportAtOnce || before === null) return
    }
  }

  return [
    handle(api.listTrail, async ({ query: { cursor, limit, ...asked } }) => {
      const before = cursor === undefined ? null : Number(cursor)
      if (before !== null && !Number.isSafeInteger(before)) throw new Invalid('The cursor is not one of this list. Ask for the first page without one.', { path: '/cursor' }, 'paging.cursor')
      const entries = await trailEntries(db, filterOf(asked), before, limit + 1)
      const items = entries.slice(0, limit)
      return { items: items.map(shown), next: entries.length > limit ? String(items.at(-1)?.seq ?? '') : null }
    }),
    handle(api.listTrailActors, async () => ({ items: await trailActors(db) })),
    handle(api.exportTrail, ({ query }) => {
      const text = lines(filterOf(query))
      const encoder = new TextEncoder()
      const body = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          const { done, value } = await text.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        },
        cancel: async () => void (await text.return(undefined)),
      })
      return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="rapport-audit-${iso(now()).slice(0, 10)}.csv"`, 'cache-control': 'no-store' } })
    }),
    handle(api.verifyTrail, () => verifyTrail(db, sealKey)),
  ]
}
