/** Identities, links and evidence as the API shows them. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { probabilityOf } from '../linkage/model.ts'
import type { PictureAddress } from '../ports.ts'
import type { Apart, Link, LinkEvidence } from './model.ts'
import type { Overruled } from './partition.ts'

interface FaceRow {
  readonly id: Uuid
  readonly person: Uuid
  readonly channel: string
  readonly externalId: string
  readonly handle: string | null
  readonly name: string | null
  readonly url: string | null
  readonly avatarUrl: string | null
  readonly bio: string | null
  readonly place: string | null
  readonly followers: number | null
  readonly bot: boolean
  readonly shared: boolean
  readonly proven: string[]
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
}

/** Identities by id, or all of some persons. */
export async function faces(db: Db, picture: PictureAddress, by: { readonly ids: readonly Uuid[] } | { readonly persons: readonly Uuid[] }) {
  const { rows } = await sql<FaceRow>`
    select id, person, channel, external_id as "externalId", handle, name, url, avatar_url as "avatarUrl", bio, place, followers, bot, shared, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt",
      array(select distinct basis from people.links where (a = identities.id or b = identities.id) and kind = 'proof' and state = 'standing') as proven
    from people.identities where ${'ids' in by ? sql`id = any(${by.ids}::uuid[])` : sql`person = any(${by.persons}::uuid[])`} order by created_at, id limit 2000`.execute(db)
  return rows.map(({ avatarUrl, url, firstSeenAt, lastSeenAt, ...row }) => ({
    ...row, url: url !== null && /^https?:\/\//i.test(url) ? url : null, avatar: avatarUrl === null ? null : picture(avatarUrl), firstSeenAt: iso(firstSeenAt), lastSeenAt: iso(lastSeenAt),
  }))
}

export function evidenceView({ what, level, a, b, weight, source, at }: LinkEvidence) {
  return { what, level: level ?? null, a: a ?? null, b: b ?? null, weight, source: source ?? null, at: iso(at) }
}

export function linkView({ evidence, bits, madeAt, endedAt, ...link }: Link, overruled: ReadonlyMap<Uuid, Overruled>) {
  return { ...link, probability: bits === null ? null : probabilityOf(bits), evidence: evidence.map(evidenceView), overruled: overruled.get(link.id) ?? null, madeAt: iso(madeAt), endedAt: endedAt === null ? null : iso(endedAt) }
}

export function apartView({ madeAt, endedAt, ...apart }: Apart) {
  return { ...apart, madeAt: iso(madeAt), endedAt: endedAt === null ? null : iso(endedAt) }
}
