/** What an import made and changed of identities, and how they were before: what undoing it needs. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { Identified } from '../recognition/identify.ts'
import { idOf, type IdentifiedBy } from '../recognition/statement.ts'

export interface Shown {
  readonly id: Uuid
  readonly person: Uuid
  readonly shared: boolean
  readonly channel: string
  readonly externalId: string
  readonly profile: Readonly<Record<string, unknown>>
}

/** Profiles as they stand, with what an undo needs to bring them back. */
export async function shownOf(tx: Tx, ids: readonly Uuid[]): Promise<Map<Uuid, Shown>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Shown>`
    select id, person, shared, channel, external_id as "externalId", jsonb_build_object('handle', handle, 'name', name, 'url', url, 'avatar_url', avatar_url, 'bio', bio, 'followers', followers, 'following', following, 'place', place, 'bot', bot, 'first_seen_at', first_seen_at, 'last_seen_at', last_seen_at) as profile
    from people.identities where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Of whom nobody knew anything before, nothing is there to be brought back. */
const unseen = {}

/** Identities after a block was done; those that it made are not asked for again. */
export async function shownAfter(tx: Tx, named: readonly IdentifiedBy[], identified: readonly Identified[]): Promise<Map<Uuid, Shown>> {
  const fresh = new Map(identified.flatMap((one) => [...(one.fresh ?? [])]))
  const after = new Map<Uuid, Shown>()
  const asked: Uuid[] = []
  for (const one of named) {
    const { channel, externalId } = one
    const id = idOf(one)
    const made = fresh.get(id)
    if (made) after.set(id, { id, ...made, channel, externalId, profile: unseen })
    else asked.push(id)
  }
  for (const [id, shown] of await shownOf(tx, asked)) after.set(id, shown)
  return after
}

/**
 * Notes what identities an import made or changed, and how they were before
 * the first time. `block` tells which were marked together. Returns whose
 * profile is another than before.
 */
export async function markChanged(tx: Tx, of: Uuid, block: number, before: ReadonlyMap<Uuid, Shown>, after: ReadonlyMap<Uuid, Shown>): Promise<Set<Uuid>> {
  const made = [...after.values()].filter((now) => !before.has(now.id))
  const changed = [...after.values()].flatMap((now) => {
    const was = before.get(now.id)
    return was && JSON.stringify(was.profile) !== JSON.stringify(now.profile) ? [{ identity: now.id, before: was.profile, after: now.profile }] : []
  })
  if (made.length > 0) {
    await sql`
      insert into people.import_marks (import, identity, made, after, block)
      select ${of}, identity, true, '{}', ${block} from unnest(${made.map((one) => one.id)}::uuid[]) as identity on conflict do nothing`.execute(tx)
  }
  if (changed.length > 0) {
    await sql`
      insert into people.import_marks as known (import, identity, made, before, after, block)
      select ${of}, identity, false, before, after, ${block} from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as mark (identity uuid, before jsonb, after jsonb)
      on conflict (import, identity) do update set after = excluded.after`.execute(tx)
  }
  return new Set([...made.map((one) => one.id), ...changed.map((one) => one.identity)])
}
