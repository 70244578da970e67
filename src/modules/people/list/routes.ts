/** HTTP of the list: pages, counts, export, views, acts on many. */
import type { z } from 'zod'
import { csvLine } from '../../../kernel/csv.ts'
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { companiesOf } from '../companies/company-store.ts'
import { cursorOf, type PeopleDeps } from '../deps.ts'
import { viewOfIdentity } from '../identity-view.ts'
import { depths } from '../lifecycle/depth.ts'
import { lifeCycleNow } from '../lifecycle/life-cycle-store.ts'
import { beginning } from '../lifecycle/stages.ts'
import { checkDeed, undoAct } from '../profile/act.ts'
import { beginBulk } from '../profile/bulk.ts'
import { actOf } from '../profile/entry-store.ts'
import { identitiesOfAll } from '../store.ts'
import * as api from './api.ts'
import { countCards, pageOfCards, searchCards, tagCounts, type CardRow, type Place, type Sort } from './card-store.ts'
import { peopleFilter, soughtText, where, type PeopleFilter } from './filter.ts'
import { viewOfAct, viewOfCard } from './present.ts'
import { addView, changeOwnView, columnsOf, keepColumns, removeOwnView, viewsFor, type View } from './view-store.ts'

/** The largest instant and number that a page can end at. */
const largest = { recent: 8.64e15, first: 8.64e15, followers: 2_147_483_647, spent: 9e18, expected: 9e18 } as const

export function readPlace(cursor: string, sort: Sort): Place {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    const fits = sort === 'name' ? typeof value === 'string' && value.isWellFormed() && !value.includes('\0') : Number.isInteger(value) && Number(value) >= (sort === 'spent' ? -largest.spent : sort === 'expected' ? -1 : 0) && Number(value) <= largest[sort]
    if (fits && (typeof value === 'string' || typeof value === 'number') && typeof id === 'string' && isUuid(id)) return { value, id }
  } catch {
    // Said below, together with what is JSON but not a place.
  }
  throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
}

async function shown(deps: PeopleDeps, rows: readonly CardRow[]) {
  const [identities, companies] = await Promise.all([identitiesOfAll(deps.db, rows.map((row) => row.person)), companiesOf(deps.db, rows.flatMap((row) => row.companies))])
  return rows.map((row) => ({ ...viewOfCard(row, companies, deps.picture), identities: (identities.get(row.person) ?? []).map((one) => viewOfIdentity(one, deps.picture)) }))
}

/** Counting stops here: nobody needs to know whether it is a hundred thousand or more before acting. */
const countedTo = 100_000
const exportPage = 1_000

function exported(deps: PeopleDeps, filter: PeopleFilter, first: string, columns: readonly string[]): Response {
  const wanted = columns.length > 0 ? columns : ['stage', 'tags', 'interactions', 'spent', 'lastHeard']
  const cell: Record<string, (row: CardRow, names: ReadonlyMap<string, { name: string }>) => string | number | null> = {
    identities: (row) => row.channels.join(' '), stage: (row) => row.stage, tags: (row) => row.tags.join(', '), owner: (row) => row.owner, company: (row, names) => row.companies.flatMap((id) => names.get(id)?.name ?? []).join(', '),
    depth: (row) => depths[row.depth] ?? '', interactions: (row) => row.acts, followers: (row) => row.followers, spent: (row) => (row.spentMinor === 0 ? null : row.spentMinor / 100), purchases: (row) => row.purchases,
    lastPurchase: (row) => (row.lastPurchaseAt === null ? null : iso(row.lastPurchaseAt)), expected: (row) => (row.expectedMinor === null ? null : row.expectedMinor / 100), alive: (row) => row.alive,
    nextPurchase: (row) => (row.nextPurchaseAt === null ? null : iso(row.nextPurchaseAt)), firstHeard: (row) => iso(row.firstAt), lastHeard: (row) => iso(row.lastAt),
  }
  const encoder = new TextEncoder()
  // A filter that makes no sense is refused before the answer begins.
  where(filter, deps.now(), first)
  let after: Place | null = null
  let begun = false
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      // Spreadsheets know UTF-8 by this mark.
      if (!begun) { begun = true; controller.enqueue(encoder.encode(`\uFEFF${csvLine(['person', 'name', ...wanted, 'currency'])}`)) }
      const rows: Awaited<ReturnType<typeof pageOfCards>> = await pageOfCards(deps.db, { filter, beginning: first, now: deps.now(), sort: 'recent', after, limit: exportPage })
      const names = await companiesOf(deps.db, rows.flatMap((row) => row.companies))
      controller.enqueue(encoder.encode(rows.map((row) => csvLine([row.person, row.name, ...wanted.map((name) => cell[name]?.(row, names) ?? null), row.currency])).join('')))
      const last = rows.at(-1)
      if (rows.length < exportPage || !last) controller.close()
      else after = { value: last.key, id: last.person }
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="people.csv"', 'x-content-type-options': 'nosniff' } })
}

type Columns = z.input<typeof api.viewView>['columns']
const viewOf = (view: View, me: string): z.input<typeof api.viewView> => ({ ...view, mine: view.member === me, columns: view.columns.filter((name) => (api.columnNames as readonly string[]).includes(name)) as Columns })

export function listRoutes(deps: PeopleDeps): MountedRoute[] {
  const { db } = deps
  const first = async (): Promise<string> => beginning((await lifeCycleNow(db)).stages)
  return [
    handle(api.listPeople, async ({ query }) => {
      const { sort, cursor, limit, ...filter } = query
      const now = deps.now()
      const start = await first()
      if (soughtText(filter.q) !== '') return { items: await shown(deps, await searchCards(db, { filter, beginning: start, now, limit })), next: null }
      const rows = await pageOfCards(db, { filter, beginning: start, now, sort, after: cursor === undefined ? null : readPlace(cursor, sort), limit })
      const last = rows.at(-1)
      return { items: await shown(deps, rows), next: rows.length === limit && last ? cursorOf(last.key, last.person) : null }
    }),
    handle(api.countPeople, async ({ query }) => {
      const count = await countCards(db, { filter: query, beginning: await first(), now: deps.now(), upTo: countedTo + 1 })
      return { count: Math.min(count, countedTo), more: count > countedTo }
    }),
    handle(api.exportPeople, async ({ query }) => exported(deps, peopleFilter.parse(query), await first(), (query.columns ?? '').split(',').filter((name) => (api.columnNames as readonly string[]).includes(name)))),
    handle(api.listTags, async () => ({ items: await tagCounts(db, 500) })),

    handle(api.listViews, async ({ actor }) => ({ items: (await viewsFor(db, actor.id)).map((view) => viewOf(view, actor.id)), columns: (await columnsOf(db, actor.id)) as Columns })),
    handle(api.saveView, async ({ actor, body }) => viewOf(await addView(db, { ...body, member: actor.id, memberName: actor.name }), actor.id)),
    handle(api.changeView, async ({ actor, params, body }) => {
      const view = await changeOwnView(db, params.id, actor.id, body)
      if (!view) throw new NotFound('view of yours', params.id)
      return viewOf(view, actor.id)
    }),
    handle(api.removeView, async ({ actor, params }) => {
      if (!(await removeOwnView(db, params.id, actor.id))) throw new NotFound('view of yours', params.id)
      return {}
    }),
    handle(api.chooseColumns, async ({ actor, body }) => {
      await keepColumns(db, actor.id, body.columns)
      return {}
    }),

    handle(api.actOnMany, async ({ actor, body }) => {
      await checkDeed(deps, body.deed)
      const { id } = await beginBulk(db, actor, body.deed, body.whom, deps.now())
      const act = await actOf(db, id)
      if (!act) throw new NotFound('act', id)
      return viewOfAct(act)
    }),
    handle(api.getAct, async ({ params }) => {
      const act = await actOf(db, params.act)
      if (!act) throw new NotFound('act', params.act)
      return viewOfAct(act)
    }),
    handle(api.undoOneAct, async ({ params }) => {
      await undoAct(deps, params.act)
      const act = await actOf(db, params.act)
      if (!act) throw new NotFound('act', params.act)
      return viewOfAct(act)
    }),
  ]
}
