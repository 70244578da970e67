/** What a program tells us over a channel of its own, as interactions and receipts. Pure. */
import { z } from 'zod'
import type { Uuid } from '../../../kernel/ids.ts'
import { parseInstant, type Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Attachment, Receipt } from '../../../kernel/message.ts'
import type { HeardBatch } from '../account-contract.ts'
import type { SetAside } from '../contract.ts'

const id = z.string().min(1).max(500).refine((text) => text.isWellFormed() && !text.includes('\0'), 'an id is whole characters without NUL')
const time = z.string().transform((text, context) => {
  const at = parseInstant(text)
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: 'a time names its zone, for example 2026-11-30T14:30:00Z' })
  return z.NEVER
})
const party = z.object({ id, name: z.string().max(500).optional(), handle: z.string().max(500).optional(), url: z.url({ protocol: /^https?$/ }).max(2_000).optional(), avatarUrl: z.url({ protocol: /^https?$/ }).max(2_000).optional() })
const attachment = z.object({ url: z.url({ protocol: /^https?$/ }).max(4_000), name: z.string().min(1).max(255), mediaType: z.string().min(3).max(200).default('application/octet-stream'), bytes: z.int().min(0).optional(), alt: z.string().max(2_000).optional() })
const said = { id, at: time, thread: id, text: z.string().max(100_000).default(''), subject: z.string().max(2_000).optional(), inReplyTo: id.optional(), url: z.url({ protocol: /^https?$/ }).max(4_000).optional(), attachments: z.array(attachment).max(50).default([]) }

/** One thing told; the documented JSON of the manual. */
export const toldSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), ...said, from: party, extra: z.record(z.string(), z.unknown()).optional() }),
  /** Somebody of ours answered elsewhere, or what we sent comes back. */
  z.object({ type: z.literal('sent'), ...said, to: party.optional(), key: z.guid().optional() }),
  z.object({ type: z.literal('edit'), ...said, from: party, editedAt: time }),
  z.object({ type: z.literal('removal'), id }),
  z.object({ type: z.literal('receipt'), state: z.enum(['delivered', 'read', 'failed']), at: time, id: id.optional(), thread: id.optional(), upTo: time.optional(), because: z.string().max(1_000).optional(), code: z.string().max(100).optional() })
    .refine((receipt) => receipt.id !== undefined || (receipt.thread !== undefined && receipt.upTo !== undefined), { path: ['id'], message: 'a receipt names one message by "id", or all of a "thread" until "upTo"' }),
])
type ToldThing = z.output<typeof toldSchema>

/** Most things in one call. */
export const mostTold = 100

export interface CustomOwner {
  readonly account: Uuid
  readonly slug: string
  readonly name: string
  readonly isPublic: boolean
}

/** Ids of two programs must not be taken for each other. */
export const ownId = (owner: Pick<CustomOwner, 'slug'>, external: string): string => `${owner.slug}:${external}`
export const theirId = (owner: Pick<CustomOwner, 'slug'>, own: string): string => (own.startsWith(`${owner.slug}:`) ? own.slice(owner.slug.length + 1) : own)

/** What cannot be read is set aside; the rest of the call is kept all the same. */
export function readCustom(body: unknown, owner: CustomOwner, now: Instant): HeardBatch<null> {
  const items: Interaction[] = []
  const receipts: Receipt[] = []
  const removed: { channel: string; externalId: string }[] = []
  const setAside: SetAside[] = []
  for (const one of (Array.isArray(body) ? (body as unknown[]) : [body]).slice(0, mostTold)) {
    const read = toldSchema.safeParse(one)
    if (!read.success) {
      const issue = read.error.issues[0]
      setAside.push({ raw: JSON.stringify(one), code: 'custom.unreadable', because: `At /${(issue?.path ?? []).join('/')}: ${issue?.message ?? 'not understood'}.` })
    } else if (read.data.type === 'receipt') receipts.push(receiptOf(read.data, owner))
    else if (read.data.type === 'removal') removed.push({ channel: 'custom', externalId: ownId(owner, read.data.id) })
    else items.push(interactionOf(read.data, owner, now))
  }
  return { items, receipts, removed, setAside, cursor: null }
}

function interactionOf(told: Exclude<ToldThing, { type: 'receipt' | 'removal' }>, owner: CustomOwner, now: Instant): Interaction {
  const answered = told.inReplyTo === undefined ? undefined : ownId(owner, told.inReplyTo)
  const files: Attachment[] = told.attachments.map(({ url, name, mediaType, bytes, alt }) => ({ url, name, mediaType, ...(bytes === undefined ? {} : { bytes }), ...(alt === undefined ? {} : { alt }) }))
  const from = told.type === 'sent' ? null : told.from
  return {
    channel: 'custom', externalId: ownId(owner, told.id), kind: owner.isPublic ? 'comment' : 'message', direction: from === null ? 'outbound' : 'inbound', at: Math.min(told.at, now), text: told.text,
    author: from === null ? { externalId: ownId(owner, ''), name: owner.name } : { externalId: ownId(owner, from.id), ...(from.name === undefined ? {} : { name: from.name }), ...(from.handle === undefined ? {} : { handle: from.handle }), ...(from.url === undefined ? {} : { url: from.url }), ...(from.avatarUrl === undefined ? {} : { avatarUrl: from.avatarUrl }) },
    ...(told.subject === undefined ? {} : { title: told.subject }), ...(told.url === undefined ? {} : { url: told.url }),
    ...(answered === undefined ? {} : { relations: [{ kind: 'reply', externalId: answered }] }),
    extra: { ...(told.type === 'message' ? told.extra : {}), ...(told.type === 'edit' ? { editedAt: told.editedAt } : {}) },
    message: {
      account: owner.account, visibility: owner.isPublic ? 'public' : 'private', thread: told.thread,
      ...(told.subject === undefined ? {} : { subject: told.subject }), ...(answered === undefined ? {} : { references: [answered] }), ...(files.length === 0 ? {} : { attachments: files }),
      ...(told.type === 'sent' && told.key !== undefined ? { key: told.key } : {}), ...(told.type === 'sent' && told.to !== undefined ? { to: [{ externalId: ownId(owner, told.to.id) }] } : {}),
    },
  }
}

function receiptOf({ state, at, id, thread, upTo, because, code }: Extract<ToldThing, { type: 'receipt' }>, owner: CustomOwner): Receipt {
  return { channel: 'custom', account: owner.account, state, at, ...(id === undefined ? {} : { externalId: ownId(owner, id) }), ...(thread === undefined ? {} : { thread }), ...(upTo === undefined ? {} : { upTo }), ...(because === undefined ? {} : { because }), ...(code === undefined ? {} : { code }) }
}
