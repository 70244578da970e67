/** HTTP of canned replies, macros and suggestions. */
import { Forbidden, NotFound } from '../../../kernel/fault.ts'
import { dayMs, iso } from '../../../kernel/instant.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { actWithin } from '../acting/act.ts'
import type { Deed } from '../acting/api.ts'
import { namesOf } from '../acting/names.ts'
import { readable } from '../acting/readable.ts'
import { contentSchema } from '../answering/api.ts'
import { keepDraft } from '../answering/draft-store.ts'
import { addNote } from '../answering/notes.ts'
import type { ConversationDeps } from '../deps.ts'
import { readableConversation } from '../reading/find.ts'
import { maybe } from '../reading/present.ts'
import * as api from './api.ts'
import { cannedById, keepCanned, listCanned, ownerOfCanned, setCannedRemoved, type Canned } from './canned-store.ts'
import { addMacro, changeMacro, countMacro, listMacros, macroById, removeMacro, type Macro, type MacroStep } from './macro-store.ts'
import { knownOf, suggestions, textFor } from './suggest.ts'
import { filled, variables, variablesIn } from './variables.ts'

const unusedAfterMs = 90 * dayMs

function cannedOf({ owner, ownerName, lastUsedAt, changedAt, madeAt, texts, teams, ...rest }: Canned, now: number) {
  return { ...rest, owner: { id: owner, name: ownerName }, teams: [...teams], texts: [...texts], variables: [...new Set(texts.flatMap(({ text }) => variablesIn(text)))], lastUsedAt: maybe(lastUsedAt), changedAt: iso(changedAt), unused: Math.max(lastUsedAt ?? 0, madeAt) < now - unusedAfterMs }
}
const macroOf = ({ owner, ownerName, lastUsedAt, ...rest }: Macro) => ({ ...rest, owner: { id: owner, name: ownerName }, lastUsedAt: maybe(lastUsedAt) })

/** One's own, or anybody's for who manages. @throws {Forbidden} */
function own(actor: Actor, owner: string): void {
  if (owner !== actor.id && !may(actor, 'conversations.manage')) throw new Forbidden('conversations.manage', actor.role)
}

export function knowledgeRoutes(deps: ConversationDeps): MountedRoute[] {
  const { db, clock } = deps
  const shown = async (id: string) => {
    const one = await cannedById(db, id)
    if (one === null) throw new NotFound('canned reply', id)
    return cannedOf(one, clock.now())
  }
  const macro = async (actor: Actor, id: string): Promise<Macro> => {
    const one = await macroById(db, id, actor.id)
    if (one === null) throw new NotFound('macro', id)
    return one
  }
  const ownersCanned = async (actor: Actor, id: string): Promise<{ owner: string; ownerName: string }> => {
    const one = await ownerOfCanned(db, id)
    if (one === null) throw new NotFound('canned reply', id)
    own(actor, one.owner)
    return one
  }
  return [
    handle(api.listCanned, async ({ query }) => {
      const all = (await listCanned(db, null, query.q ?? '')).map((one) => cannedOf(one, clock.now()))
      return { items: query.unused === undefined ? all : all.filter(({ unused }) => unused === (query.unused === 'true')), variables }
    }),
    handle(api.addCanned, async ({ actor, body }) => shown(await keepCanned(db, null, body, { id: actor.id, name: actor.name }, clock.now()))),
    handle(api.changeCanned, async ({ actor, params, body }) => {
      const { owner, ownerName } = await ownersCanned(actor, params.id)
      const next = body.owner === undefined ? undefined : (await deps.members.all()).find(({ id }) => id === body.owner)
      await keepCanned(db, params.id, body, next ?? { id: owner, name: ownerName }, clock.now())
      return shown(params.id)
    }),
    handle(api.removeCanned, async ({ actor, params }) => { await ownersCanned(actor, params.id); await setCannedRemoved(db, params.id, clock.now()); return {} }),
    handle(api.restoreCanned, async ({ actor, params }) => { await ownersCanned(actor, params.id); await setCannedRemoved(db, params.id, null); return shown(params.id) }),
    handle(api.suggest, async ({ actor, params, query }) => ({ items: await suggestions(deps, actor, await readableConversation(deps, actor, params.id), query.text, query.limit) })),
    handle(api.listMacros, async ({ actor }) => ({ items: (await listMacros(db, actor.id)).map(macroOf) })),
    handle(api.addMacro, async ({ actor, body }) => macroOf(await macro(actor, await addMacro(db, body, { id: actor.id, name: actor.name }, clock.now())))),
    handle(api.changeMacro, async ({ actor, params, body }) => {
      own(actor, (await macro(actor, params.id)).owner)
      await changeMacro(db, params.id, body)
      return macroOf(await macro(actor, params.id))
    }),
    handle(api.removeMacro, async ({ actor, params }) => { own(actor, (await macro(actor, params.id)).owner); await removeMacro(db, params.id, clock.now()); return {} }),
    handle(api.runMacro, async ({ actor, params, body }) => runMacro(deps, actor, await macro(actor, params.id), body.conversations)),
  ]
}

type Change = Exclude<Deed, { is: 'read' | 'unread' }>
const isChange = (step: MacroStep): step is Change => !['reply', 'note', 'read', 'unread'].includes(step.is)

async function runMacro(deps: ConversationDeps, actor: Actor, { id, steps }: Macro, conversations: readonly string[]): Promise<{ act: string | null; changed: number; drafted: number }> {
  const { db, clock } = deps
  const changes = steps.filter(isChange)
  const names = await namesOf(deps, changes)
  return db.transaction().execute(async (tx) => {
    const now = clock.now()
    const found = await readable(tx, deps, actor, conversations)
    let drafted = 0
    for (const conversation of found) {
      for (const step of steps) {
        if (step.is === 'note') await addNote(tx, deps, actor, conversation, { text: filled(step.text, await knownOf(deps, actor, conversation)).text, mentions: [] }, now)
        if (step.is !== 'reply') continue
        const canned = await cannedById(tx, step.canned)
        const chosen = canned === null ? null : textFor(canned, conversation.language)
        if (chosen === null) throw new NotFound('canned reply', step.canned)
        await keepDraft(tx, actor, conversation.id, contentSchema.parse({ text: filled(chosen.text, await knownOf(deps, actor, conversation)).text, language: chosen.language }), now)
        drafted++
      }
    }
    const acted = changes.length === 0 ? { act: null, changed: [] } : await actWithin(tx, deps, actor, found.map((one) => one.id), changes, names)
    await countMacro(tx, id, now)
    return { act: acted.act, changed: acted.changed.length, drafted }
  })
}
