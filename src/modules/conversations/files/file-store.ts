/** SQL of attachments and uploads. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface AttachmentRow {
  readonly id: Uuid
  readonly message: Uuid
  readonly account: Uuid | null
  readonly file: Uuid | null
  readonly url: string | null
  readonly reference: string | null
  readonly name: string
  readonly declaredType: string
  readonly mediaType: string | null
  readonly bytes: number | null
}

export async function attachmentById(db: Db, id: Uuid): Promise<AttachmentRow | null> {
  return (await sql<AttachmentRow>`select attachment.id, attachment.message, message.account, attachment.file, attachment.url, attachment.reference, attachment.name, attachment.declared_type as "declaredType", attachment.media_type as "mediaType", attachment.bytes
    from conversations.attachments attachment join conversations.messages message on message.id = attachment.message where attachment.id = ${id}`.execute(db)).rows[0] ?? null
}

/** `false`: somebody else fetched it meanwhile, or it is gone. */
export async function keepFetched(db: Db, id: Uuid, file: Uuid, bytes: number): Promise<boolean> {
  return (await sql`update conversations.attachments set file = ${file}, bytes = ${bytes} where id = ${id} and file is null returning id`.execute(db)).rows.length > 0
}

export async function keepMediaType(db: Db, id: Uuid, mediaType: string): Promise<void> {
  await sql`update conversations.attachments set media_type = ${mediaType} where id = ${id}`.execute(db)
}

export async function inlineOf(db: Db, message: Uuid): Promise<Map<string, Uuid>> {
  const { rows } = await sql<{ id: Uuid; contentId: string }>`select id, content_id as "contentId" from conversations.attachments where message = ${message} and content_id is not null`.execute(db)
  return new Map(rows.map(({ id, contentId }) => [contentId.replace(/^<|>$/g, ''), id]))
}

export interface Upload {
  readonly file: Uuid
  readonly member: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
}

export async function keepUpload(db: Db, { file, member, name, mediaType, bytes }: Upload, now: Instant): Promise<void> {
  await sql`insert into conversations.uploads (file, member, name, media_type, bytes, at) values (${file}, ${member}, ${name}, ${mediaType}, ${bytes}, ${new Date(now)})`.execute(db)
}

export async function uploadOf(db: Db, file: Uuid, member: string): Promise<Upload | null> {
  return (await sql<Upload>`select file, member, name, media_type as "mediaType", bytes from conversations.uploads where file = ${file} and member = ${member}`.execute(db)).rows[0] ?? null
}

export async function dropUpload(db: Db, file: Uuid, member: string): Promise<boolean> {
  return (await sql`delete from conversations.uploads where file = ${file} and member = ${member} returning file`.execute(db)).rows.length > 0
}

const keptMs = 30 * dayMs

/** Uploads that no draft names any more, after a month. */
export async function oldUploads(db: Db, now: Instant): Promise<Uuid[]> {
  const { rows } = await sql<{ file: Uuid }>`delete from conversations.uploads upload where at < ${new Date(now - keptMs)} and not exists (select from conversations.drafts where content::text like '%' || upload.file::text || '%') returning file`.execute(db)
  return rows.map(({ file }) => file)
}
