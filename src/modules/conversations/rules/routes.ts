/** HTTP of rules: parse, authorise, call, present. */
import { Invalid } from '../../../kernel/fault.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { inWords, type NameOf } from '../conditions/in-words.ts'
import { namesNow } from '../engagement/gather.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import * as api from './api.ts'
import { addRule, changeRule, listRules, orderRules, removeRule, restoreRule, usesOf, versionsOf, type Rule } from './store.ts'
import { tryOut } from './try-out.ts'

const presented = (rule: Rule, names: NameOf) => ({ ...rule, then: { ...rule.then }, words: inWords(rule.when, names), changedAt: iso(rule.changedAt) })

export function cursorOf(cursor: string | undefined): { readonly at: number; readonly id: string } | null {
  if (cursor === undefined) return null
  const [at = '', id = ''] = cursor.split('_')
  if (!/^\d+$/.test(at) || !isUuid(id)) throw new Invalid('This is no cursor of ours. Pass `next` of the page before.', { path: '/cursor' }, 'cursor')
  return { at: Number(at), id }
}
export const nextOf = <T extends { readonly id: string }>(rows: readonly T[], limit: number, at: (row: T) => number): string | null => {
  const last = rows.at(-1)
  return last === undefined || rows.length < limit ? null : `${at(last)}_${last.id}`
}

export function ruleRoutes(deps: DecidingDeps): MountedRoute[] {
  const { db, clock } = deps
  const names = () => namesNow(deps, db)
  return [
    handle(api.listRules, async ({ params }) => { const name = await names(); return { items: (await listRules(db, params.kind, clock.now())).map((rule) => presented(rule, name)) } }),
    handle(api.addRule, async ({ params, body, actor }) => presented(await addRule(db, params.kind, actor, body, clock.now()), await names())),
    handle(api.changeRule, async ({ params, body, actor }) => presented(await changeRule(db, params.kind, params.id, actor, body, clock.now()), await names())),
    handle(api.orderRules, async ({ params, body }) => { await orderRules(db, params.kind, body.ids); return {} }),
    handle(api.removeRule, async ({ params }) => { await removeRule(db, params.kind, params.id, clock.now()); return {} }),
    handle(api.restoreRule, async ({ params }) => presented(await restoreRule(db, params.kind, params.id), await names())),
    handle(api.ruleVersions, async ({ params }) => { const name = await names(); return { items: (await versionsOf(db, params.id)).map((one) => ({ ...one, then: one.then as Record<string, unknown>, words: inWords(one.when, name), changedAt: iso(one.changedAt) })) } }),
    handle(api.ruleUses, async ({ params, query }) => {
      const rows = await usesOf(db, params.id, cursorOf(query.cursor), query.limit)
      return { items: rows.map((one) => ({ ...one, at: iso(one.at) })), next: nextOf(rows, query.limit, ({ at }) => at) }
    }),
    handle(api.tryRule, async ({ params, body }) => {
      const roles = await deps.rolesOf()
      const { items, ...counts } = await tryOut(deps, params.kind, body, (member) => roles.get(member) ?? 'agent', clock.now())
      return { ...counts, words: inWords(body.when, await names()), items: items.map((one) => ({ ...one, at: iso(one.at), effects: [...one.effects] })) }
    }),
  ]
}
