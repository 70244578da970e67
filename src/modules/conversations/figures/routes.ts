/** HTTP of figures. */
import { sql } from 'kysely'
import { knownZone } from '../../../kernel/calendar.ts'
import { Invalid } from '../../../kernel/fault.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { ConversationDeps } from '../deps.ts'
import { cursorOf, readCursor } from '../reading/cursor.ts'
import { readerOf } from '../reading/find.ts'
import { pageOfConversations } from '../reading/list.ts'
import { namesOfMembers, presentConversations } from '../reading/present.ts'
import * as api from './api.ts'
import { behind, figuresBy, noFigures, type Grouping, type Period } from './figures.ts'

const listOf = (text: string | undefined): string[] => (text ? text.split(',').filter(Boolean) : [])

function periodOf({ from, to, zone, teams, channels, accounts }: { from: string; to: string; zone: string; teams?: string | undefined; channels?: string | undefined; accounts?: string | undefined }): Period {
  const period = { from: Date.parse(from), to: Date.parse(to), zone: knownZone(zone), teams: listOf(teams).filter(isUuid), channels: listOf(channels), accounts: listOf(accounts).filter(isUuid) }
  if (period.to <= period.from) throw new Invalid('The period ends before it begins.', { path: '/to' })
  return period
}

export function figureRoutes(deps: ConversationDeps): MountedRoute[] {
  const { db } = deps
  return [
    handle(api.conversationFigures, async ({ actor, query: { by, ...rest } }) => {
      const period = periodOf(rest)
      const reader = await readerOf(deps, actor)
      const [total, groups, names] = await Promise.all([figuresBy(db, period, 'none', reader), by === 'none' ? new Map<string | null, typeof noFigures>() : figuresBy(db, period, by, reader), namesOf(deps, by)])
      return { total: total.get(null) ?? noFigures, groups: [...groups].map(([key, figures]) => ({ key, name: key === null ? null : names.get(key) ?? key, ...figures })).toSorted((a, b) => (by === 'hour' || by === 'day' ? (a.key ?? '').localeCompare(b.key ?? '') : b.opened - a.opened)) }
    }),
    handle(api.openFigure, async ({ actor, query: { measure, by, key, cursor, limit, ...rest } }) => {
      if ((by === 'topic' || by === 'label' || by === 'team' || by === 'account') && key !== undefined && !isUuid(key)) throw new Invalid(`"${key}" is no ${by}.`, { path: '/key' })
      const { items, next } = await pageOfConversations(db, behind(periodOf(rest), measure, by, key, await readerOf(deps, actor)), 'newest', readCursor(cursor), limit)
      return { items: await presentConversations(deps, actor.id, items), next: next === null ? null : cursorOf(next) }
    }),
  ]
}

async function namesOf(deps: ConversationDeps, by: Grouping): Promise<ReadonlyMap<string, string>> {
  if (by === 'assignee') return namesOfMembers(deps)
  if (by === 'team') return new Map((await deps.teams.all(deps.db)).map(({ id, name }) => [id, name]))
  if (by === 'account') return new Map((await deps.accounts.all()).map(({ id, name }) => [id, name]))
  if (by === 'label') return new Map((await sql<{ id: string; name: string }>`select id, name from conversations.labels`.execute(deps.db)).rows.map(({ id, name }) => [id, name]))
  return new Map()
}
