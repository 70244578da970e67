/** Reading the audit trail. */
import { sql } from 'kysely'
import type { Instant } from '../../kernel/instant.ts'
import type { Db } from '../../platform/postgres/database.ts'

export interface TrailEntry {
  readonly seq: number
  readonly at: Instant
  readonly actorKind: string
  readonly actor: string
  readonly actorName: string
  readonly deed: string
  readonly subject: string | null
  /** It named somebody who was erased since. */
  readonly subjectErased: boolean
  readonly facts: Readonly<Record<string, unknown>> | null
  readonly address: string
  readonly status: number | null
  readonly sealed: boolean
}

export interface TrailFilter {
  readonly actor: string | null
  /** Method and path, or a part of them. */
  readonly deed: string | null
  readonly subject: string | null
  readonly from: Instant | null
  readonly to: Instant | null
  /** `done`, `refused` (4xx), `failed` (5xx or not known). */
  readonly outcome: 'done' | 'refused' | 'failed' | null
  /** Only reads of private content, or only what changed something. */
  readonly kind: 'reads' | 'acts' | null
}

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** Newest first, before a place. */
export async function trailEntries(db: Db, filter: TrailFilter, before: number | null, limit: number): Promise<TrailEntry[]> {
  const { rows } = await sql<TrailEntry>`
    select seq, at, actor_kind as "actorKind", actor, actor_name as "actorName", deed, subject, subject is null and subject_digest is not null as "subjectErased", facts, address, status, seal is not null as sealed
    from governance.trail
    where (${before}::bigint is null or seq < ${before})
      and (${filter.actor}::text is null or actor = ${filter.actor})
      and (${filter.deed}::text is null or deed ilike ${like(filter.deed ?? '')})
      and (${filter.subject}::text is null or subject = ${filter.subject})
      and (${filter.from === null} or at >= ${new Date(filter.from ?? 0)})
      and (${filter.to === null} or at < ${new Date(filter.to ?? 0)})
      and (${filter.outcome}::text is null or case when status between 200 and 399 then 'done' when status between 400 and 499 then 'refused' else 'failed' end = ${filter.outcome})
      and (${filter.kind}::text is null or (deed like 'GET %') = (${filter.kind} = 'reads'))
    order by seq desc limit ${limit}`.execute(db)
  return rows
}

/** Who is on record, the latest first: for choosing. */
export async function trailActors(db: Db): Promise<{ id: string; name: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; name: string; kind: string }>`
    select distinct on (actor) actor as id, actor_name as name, actor_kind as kind from (select actor, actor_name, actor_kind, seq from governance.trail order by seq desc limit 20000) as recent order by actor, seq desc`.execute(db)
  return rows.toSorted((a, b) => a.name.localeCompare(b.name))
}

/** The subject of rows goes, their digest stays. */
export async function eraseSubjects(db: Db, subjects: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update governance.trail set subject = null, subject_salt = null
    where subject = any(${[...subjects]}::text[]) or (subject like '% %' and string_to_array(subject, ' ') && ${[...subjects]}::text[])`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
