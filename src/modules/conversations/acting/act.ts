/** Does a deed about conversations, one or many, as one act that can be undone. */
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { differences, keepChanges, type Made } from '../change.ts'
import type { ConversationDeps } from '../deps.ts'
import type { Conversation } from '../model.ts'
import type { Deed } from './api.ts'
import { keepAct, type Move } from './act-store.ts'
import { done, type Names } from './deed.ts'
import { namesOf } from './names.ts'
import { readable, type Acted } from './readable.ts'

type Change = Exclude<Deed, { is: 'read' | 'unread' }>

export async function act(deps: ConversationDeps, actor: Actor, ids: readonly Uuid[], deeds: readonly Change[]): Promise<Acted> {
  const names = await namesOf(deps, deeds)
  for (const deed of deeds) refuseUnknown(deed, names)
  return deps.db.transaction().execute((tx) => actWithin(tx, deps, actor, ids, deeds, names))
}

export async function actWithin(tx: Tx, deps: ConversationDeps, actor: Actor, ids: readonly Uuid[], deeds: readonly Change[], names: Names): Promise<Acted> {
  const now = deps.clock.now()
  const conversations = await readable(tx, deps, actor, ids)
  const id = newId(now)
  const made = conversations.map((before) => deeds.reduce<Made>((made, deed) => {
    const next = done(made.after, deed, now, names)
    return { before, after: next.after, lines: [...made.lines, ...next.lines.map((line) => ({ ...line, act: id }))] }
  }, { before, after: before, lines: [] }))
  const changed = await keepChanges(tx, deps, actor, now, made)
  if (changed.length === 0) return { act: null, changed: [] }
  const became = new Set(changed.map((one) => one.id))
  const changes = made.filter(({ before }) => became.has(before.id)).map(({ before, after }): Move => ({ is: 'change', conversation: before.id, was: differences(before, after), became: pick(after, differences(before, after)) }))
  await keepAct(tx, { id, member: actor.id, at: now, deed: deeds.map(({ is }) => is).join(' '), changes })
  return { act: id, changed: changed.map((one) => one.id) }
}

const pick = (from: Conversation, names: object): Partial<Conversation> => Object.fromEntries((Object.keys(names) as (keyof Conversation)[]).map((name) => [name, from[name]]))

function refuseUnknown(deed: Change, { members, teams, labels }: Names): void {
  if (deed.is === 'assign' && deed.to !== null && !members.has(deed.to)) throw new Invalid('That member cannot answer conversations. Choose one who can.', { path: '/deed/to' }, 'conversations.assignee')
  if (deed.is === 'team' && deed.to !== null && !teams.has(deed.to)) throw new NotFound('team', deed.to)
  if (deed.is === 'label') for (const label of deed.add) if (!labels.has(label)) throw new NotFound('label', label)
}
