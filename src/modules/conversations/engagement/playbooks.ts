/** Playbooks: steps that are ticked off in a conversation. All their SQL. */
import { sql } from 'kysely'
import { z } from 'zod'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { ConversationDeeds } from '../hooks.ts'

/** The words of a step by language: BCP 47 primary subtags. */
export const stepSchema = z.object({ id: z.guid(), words: z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language is two or three small letters, for example nl'), z.string().trim().min(1).max(1_000)) })
export type Step = z.output<typeof stepSchema>

export interface Playbook {
  readonly id: Uuid
  readonly name: string
  readonly owner: string
  readonly ownerName: string
  readonly steps: readonly Step[]
  readonly changedAt: Instant
  /** In how many conversations it was used in ninety days. */
  readonly uses: number
}

const columns = sql`id, name, owner, owner_name as "ownerName", steps, changed_at as "changedAt", (select count(distinct conversation) from conversations.playbook_ticks where playbook = playbooks.id and at > now() - interval '90 days') as uses`

export async function listPlaybooks(db: Db): Promise<Playbook[]> {
  const { rows } = await sql<Playbook>`select ${columns} from conversations.playbooks where removed_at is null order by lower(name), id`.execute(db)
  return rows
}

export async function keepPlaybook(db: Db, id: Uuid | null, actor: Actor, draft: { readonly name: string; readonly steps: readonly Step[] }, now: Instant): Promise<Playbook> {
  const own = id ?? newId(now)
  if (id === null) await sql`insert into conversations.playbooks (id, name, owner, owner_name, steps, made_at, changed_at) values (${own}, ${draft.name}, ${actor.id}, ${actor.name}, ${JSON.stringify(draft.steps)}::jsonb, ${new Date(now)}, ${new Date(now)})`.execute(db)
  else await sql`update conversations.playbooks set name = ${draft.name}, steps = ${JSON.stringify(draft.steps)}::jsonb, changed_at = ${new Date(now)} where id = ${own} and removed_at is null`.execute(db)
  const kept = (await listPlaybooks(db)).find((one) => one.id === own)
  if (!kept) throw new NotFound('playbook', own)
  return kept
}

export async function removePlaybook(db: Db, id: Uuid, now: Instant): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from conversations.rules where removed_at is null and "then"->>'playbook' = ${id} limit 3`.execute(db)
  if (rows.length > 0) throw new Conflict(`Rules name this playbook: ${rows.map(({ name }) => name).join(', ')}. Change them first.`, 'conversations.playbook.in-use')
  const { numAffectedRows } = await sql`update conversations.playbooks set removed_at = ${new Date(now)} where id = ${id} and removed_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('playbook', id)
}

export interface Tick { readonly playbook: Uuid; readonly step: Uuid; readonly by: string; readonly at: Instant }
export async function ticksOf(db: Db, conversation: Uuid): Promise<Tick[]> {
  const { rows } = await sql<Tick>`select playbook, step, member_name as by, at from conversations.playbook_ticks where conversation = ${conversation} order by at`.execute(db)
  return rows
}

export async function tickStep(db: Db, deeds: ConversationDeeds, actor: Actor, at: { readonly conversation: Uuid; readonly playbook: Uuid; readonly step: Uuid; readonly done: boolean }, now: Instant): Promise<void> {
  const playbook = (await listPlaybooks(db)).find(({ id }) => id === at.playbook)
  if (!playbook?.steps.some(({ id }) => id === at.step)) throw new NotFound('step', at.step)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: Uuid }>`select id from conversations.conversations where id = ${at.conversation}`.execute(tx)
    if (!rows[0]) throw new NotFound('conversation', at.conversation)
    const { numAffectedRows } = at.done
      ? await sql`insert into conversations.playbook_ticks (conversation, playbook, step, member, member_name, at) values (${at.conversation}, ${at.playbook}, ${at.step}, ${actor.id}, ${actor.name}, ${new Date(now)}) on conflict do nothing`.execute(tx)
      : await sql`delete from conversations.playbook_ticks where conversation = ${at.conversation} and playbook = ${at.playbook} and step = ${at.step}`.execute(tx)
    if (numAffectedRows === 1n) await deeds.record(tx, actor, at.conversation, at.done ? 'playbook.ticked' : 'playbook.unticked', { playbook: playbook.name, step: at.step })
  })
}
