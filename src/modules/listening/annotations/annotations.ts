/** Annotations: what members wrote on the time axis. */
import { sql } from 'kysely'
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import { isUuid, newId, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface Annotation {
  readonly id: Uuid
  readonly text: string
  readonly startsAt: Instant
  readonly endsAt: Instant | null
  readonly by: string
  readonly madeAt: Instant
}

export interface AnnotationDraft {
  readonly text: string
  readonly startsAt: Instant
  readonly endsAt: Instant | null
}

const mostShown = 500
/** How long a removed annotation can be brought back. */
const undoMs = 30 * dayMs
const columns = sql`id, text, starts_at as "startsAt", ends_at as "endsAt", name as by, made_at as "madeAt"`

function checked(draft: AnnotationDraft): AnnotationDraft {
  if (draft.startsAt < 0) throw new Invalid('The time lies before 1970. Choose a moment that figures can be of.', { path: '/startsAt' }, 'listening.annotation.time')
  if (draft.endsAt !== null && draft.endsAt <= draft.startsAt) throw new Invalid('The end must lie after the beginning. Leave it out for a moment.', { path: '/endsAt' }, 'listening.annotation.span')
  return draft
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

/** Those that touch a period, in order of time. */
export async function listAnnotations(db: Db, period: { readonly from: Instant | null; readonly to: Instant | null }): Promise<Annotation[]> {
  const { rows } = await sql<Annotation>`
    select * from (
      select ${columns} from listening.annotations where removed_at is null
        and (${dateOf(period.from)}::timestamptz is null or coalesce(ends_at, starts_at + interval '1 millisecond') > ${dateOf(period.from)})
        and (${dateOf(period.to)}::timestamptz is null or starts_at < ${dateOf(period.to)})
      order by starts_at desc, id limit ${mostShown}) as newest order by "startsAt", id`.execute(db)
  return rows
}

export async function createAnnotation(db: Db, actor: Actor, draft: AnnotationDraft): Promise<Annotation> {
  const { text, startsAt, endsAt } = checked(draft)
  return one(sql<Annotation>`insert into listening.annotations (id, text, starts_at, ends_at, member, name) values (${newId()}, ${text}, ${dateOf(startsAt)}, ${dateOf(endsAt)}, ${isUuid(actor.id) ? actor.id : null}, ${actor.name}) returning ${columns}`.execute(db), '')
}

export async function updateAnnotation(db: Db, id: Uuid, change: Partial<AnnotationDraft>): Promise<Annotation> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Annotation>`select ${columns} from listening.annotations where id = ${id} and removed_at is null for update`.execute(tx)
    const before = rows[0]
    if (!before) throw new NotFound('annotation', id)
    const { text, startsAt, endsAt } = checked({ ...before, ...change })
    return one(sql<Annotation>`update listening.annotations set text = ${text}, starts_at = ${dateOf(startsAt)}, ends_at = ${dateOf(endsAt)} where id = ${id} returning ${columns}`.execute(tx), id)
  })
}

export async function removeAnnotation(db: Db, id: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`update listening.annotations set removed_at = now() where id = ${id} and removed_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('annotation', id)
}

export async function restoreAnnotation(db: Db, id: Uuid): Promise<Annotation> {
  return one(sql<Annotation>`update listening.annotations set removed_at = null where id = ${id} and removed_at is not null returning ${columns}`.execute(db), id)
}

/** Lets go of what was removed longer ago than an undo lasts. */
export async function dropRemovedAnnotations(db: Db, now: Instant): Promise<void> {
  await sql`delete from listening.annotations where removed_at < ${new Date(now - undoMs)}`.execute(db)
}

async function one(result: Promise<{ rows: Annotation[] }>, id: Uuid): Promise<Annotation> {
  const found = (await result).rows[0]
  if (!found) throw new NotFound('annotation', id)
  return found
}
