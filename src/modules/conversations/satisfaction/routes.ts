/** HTTP of satisfaction: parse, authorise, call, present. */
import { sql } from 'kysely'
import { knownZone } from '../../../kernel/calendar.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { keepSettings, readSettings } from '../engagement/settings.ts'
import { cursorOf, nextOf } from '../rules/routes.ts'
import { scopeSql } from '../scope.ts'
import * as api from './api.ts'
import { figuresOf, satisfactionSchema, scales, type QuestionKind } from './question.ts'

const groups = {
  none: () => sql`null::text`, team: () => sql`team::text`, channel: () => sql`channel`, assignee: () => sql`assignee`,
  hour: (zone: string) => sql`lpad(extract(hour from asked_at at time zone ${zone})::text, 2, '0')`,
} as const

interface Row { readonly key: string | null; readonly score: number | null; readonly count: number }
interface Answer { readonly id: Uuid; readonly conversation: Uuid; readonly number: number; readonly subject: string; readonly kind: QuestionKind; readonly score: number; readonly comment: string | null; readonly at: Instant; readonly by: 'page' | 'reply' }

export function satisfactionRoutes({ db, clock, governance }: DecidingDeps): MountedRoute[] {
  return [
    handle(api.getSatisfaction, () => readSettings(db, 'satisfaction', satisfactionSchema)),
    handle(api.setSatisfaction, async ({ body, actor }) => { await keepSettings(db, 'satisfaction', body, actor.name, clock.now()); return body }),
    handle(api.satisfactionFigures, async ({ query }) => {
      const within = sql`kind = ${query.kind} and planned_at >= ${new Date(query.from)} and planned_at < ${new Date(query.to)}`
      const { rows } = await sql<Row>`select ${groups[query.by](knownZone(query.zone))} as key, score, count(*) as count from conversations.questions where ${within} and state in ('asked', 'answered') group by 1, 2 order by 1, 2`.execute(db)
      const { rows: leftOut } = await sql<{ because: string; count: number }>`select because, count(*) as count from conversations.questions where ${within} and state = 'left-out' group by because order by 2 desc`.execute(db)
      const keys = [...new Set(rows.map(({ key }) => key))]
      return {
        leftOut,
        items: keys.map((key) => {
          const of = rows.filter((row) => row.key === key)
          const scores = of.flatMap(({ score, count }) => (score === null ? [] : [{ score, count }]))
          return { key, asked: of.reduce((sum, { count }) => sum + count, 0), ...figuresOf(query.kind, scores), scores }
        }),
      }
    }),
    handle(api.listAnswers, async ({ query, actor }) => {
      const scope = await governance.scopeOf(actor)
      const after = cursorOf(query.cursor)
      const { rows } = await sql<Answer>`
        select question.id, question.conversation, conversation.number, conversation.subject, question.kind, question.score, question.comment, question.answered_at as at, question.answered_by as by
        from conversations.questions question join conversations.conversations conversation on conversation.id = question.conversation
        where question.state = 'answered' ${scope.all ? sql`` : sql`and ${scopeSql(scope)}`} ${query.kind === undefined ? sql`` : sql`and question.kind = ${query.kind}`} ${after === null ? sql`` : sql`and (question.answered_at, question.id) < (${new Date(after.at)}, ${after.id}::uuid)`}
        order by question.answered_at desc, question.id desc limit ${query.limit}`.execute(db)
      return { items: rows.map((one) => ({ ...one, at: iso(one.at), max: scales[one.kind].max })), next: nextOf(rows, query.limit, ({ at }) => at) }
    }),
  ]
}
