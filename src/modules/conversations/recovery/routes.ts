/** HTTP of cases: parse, authorise, call, present. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { withinReach } from '../engagement/within.ts'
import type { Conversation } from '../model.ts'
import { cursorOf, nextOf } from '../rules/routes.ts'
import { factsOf } from '../routing/assign.ts'
import * as api from './api.ts'
import { caseById, caseFigures, closeCase, keepCasePromise, listCases, openCase, ownCase, promiseInCase, reopenCase, type Case } from './cases.ts'

const orNull = (at: number | null): string | null => (at === null ? null : iso(at))

export function caseRoutes(deps: DecidingDeps): MountedRoute[] {
  const { db, clock } = deps
  const presented = (one: Case) => ({
    ...one, openedAt: iso(one.openedAt), closedAt: orNull(one.closedAt),
    promises: one.promises.map((promise) => ({ ...promise, dueAt: orNull(promise.dueAt), keptAt: orNull(promise.keptAt), overdue: promise.keptAt === null && promise.dueAt !== null && promise.dueAt < clock.now() })),
  })
  /** What is done with a case, by somebody who may read what it is about. */
  const mine = async (actor: Actor, id: Uuid, act: () => Promise<Case>) => {
    await withinReach(deps, db, actor, (await caseById(db, id)).conversation, { what: 'case', id })
    return presented(await act())
  }
  return [
    handle(api.listCases, async ({ query, actor }) => {
      const rows = await listCases(db, { ...query, scope: await deps.governance.scopeOf(actor) }, clock.now(), cursorOf(query.cursor), query.limit)
      return { items: rows.map(presented), next: nextOf(rows, query.limit, ({ openedAt }) => openedAt) }
    }),
    handle(api.openCase, async ({ body, actor }) => {
      await withinReach(deps, db, actor, body.conversation, { what: 'conversation', id: body.conversation })
      const id = await db.transaction().execute(async (tx) => {
        const { rows } = await sql<Pick<Conversation, 'id' | 'identity' | 'assignee' | 'team'>>`select id, identity, assignee, team from conversations.conversations where id = ${body.conversation}`.execute(tx)
        const [conversation] = rows
        if (!conversation) throw new NotFound('conversation', body.conversation)
        const { stage } = await factsOf(deps, tx, conversation.id)
        return openCase(deps, tx, { conversation, title: body.title, rule: null, by: actor.name, stage, team: conversation.team, promiseHours: null }, clock.now())
      })
      if (id === null) throw new Conflict('A case about this is open already.', 'conversations.case.open')
      return presented(await caseById(db, id))
    }),
    handle(api.closeCase, ({ params, body, actor }) => mine(actor, params.id, () => closeCase(deps, actor, params.id, body.state, body.because, clock.now()))),
    handle(api.reopenCase, ({ params, actor }) => mine(actor, params.id, () => reopenCase(deps, params.id))),
    handle(api.ownCase, ({ params, body, actor }) => mine(actor, params.id, () => ownCase(db, params.id, body.owner))),
    handle(api.promiseInCase, ({ params, body, actor }) => mine(actor, params.id, async () => {
      const memberName = body.member === null ? null : ((await deps.members.all()).find(({ id }) => id === body.member)?.name ?? null)
      return promiseInCase(db, params.id, actor, { ...body, memberName, dueAt: body.dueAt === null ? null : Date.parse(body.dueAt) }, clock.now())
    })),
    handle(api.keepCasePromise, ({ params, body, actor }) => mine(actor, params.id, () => keepCasePromise(db, params.id, params.promise, body.kept, clock.now()))),
    handle(api.caseFigures, async ({ query }) => caseFigures(deps, Date.parse(query.from), Date.parse(query.to), clock.now())),
  ]
}
