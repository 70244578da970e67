/** Routes of the composer: drafts, sending, notes, and what becomes of a message. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { noteView, messageView, partyView } from '../reading/views.ts'

const tag = 'Answering'
const one = z.object({ id: z.guid() })
const time = z.iso.datetime()
const party = z.object({ externalId: z.string().trim().min(1).max(1_024), handle: z.string().max(300).optional(), name: z.string().max(300).optional() })

/** What the composer holds; all of it is kept while somebody types. */
export const contentSchema = z.object({
  is: z.enum(['reply', 'note']).default('reply'),
  thread: z.guid().nullable().default(null).describe('null: where the latest message came in.'),
  visibility: z.enum(['public', 'private']).optional(),
  inReplyTo: z.guid().nullable().default(null).describe('A message; null: the latest of theirs.'),
  subject: z.string().max(500).nullable().default(null),
  text: z.string().max(200_000).default(''),
  html: z.string().max(1_000_000).nullable().default(null).describe('Only where the channel takes it; made safe before it is sent.'),
  to: z.array(party).max(100).nullable().default(null).describe('null: whoever is answered.'),
  cc: z.array(party).max(100).default([]),
  bcc: z.array(party).max(100).default([]),
  files: z.array(z.object({ file: z.guid(), name: z.string().min(1).max(300), alt: z.string().max(5_000).optional() })).max(50).default([]),
  template: z.object({ name: z.string().max(200), language: z.string().max(35), values: z.array(z.string().max(2_000)).max(50) }).nullable().default(null),
  language: z.string().max(35).nullable().default(null),
  mentions: z.array(z.string().max(100)).max(50).default([]).describe('Colleagues whom a note names.'),
})
export type Content = z.output<typeof contentSchema>

export const draftView = z.object({ conversation: z.string(), content: contentSchema, changedAt: time })
export const getDraft = route({ method: 'get', path: '/conversations/{id}/draft', access: 'conversations.answer', tag, summary: 'My draft here, and who else writes', params: one, output: z.object({ draft: draftView.nullable(), others: z.array(z.object({ member: z.string(), name: z.string(), changedAt: time, is: z.enum(['reply', 'note']) })) }) })
export const saveDraft = route({ onRecord: false, method: 'put', path: '/conversations/{id}/draft', access: 'conversations.answer', tag, summary: 'Keep what I have written so far', params: one, body: contentSchema, output: draftView })
export const dropDraft = route({ method: 'delete', path: '/conversations/{id}/draft', access: 'conversations.answer', tag, summary: 'Throw my draft away', params: one, output: z.object({}) })

export const abilitiesView = z.object({
  visibilities: z.array(z.enum(['public', 'private'])),
  text: z.object({ max: z.int().nullable(), unit: z.enum(['graphemes', 'code-points', 'code-units', 'bytes']), linkLength: z.int().nullable() }),
  subject: z.boolean(), warning: z.boolean(), html: z.boolean(),
  attachments: z.object({ max: z.int(), maxBytes: z.int(), mediaTypes: z.array(z.string()), alt: z.boolean() }).nullable(),
  templates: z.boolean(), edits: z.boolean(), deletes: z.boolean(), receipts: z.array(z.enum(['delivered', 'read'])),
})
const verdictView = z.object({
  decision: z.enum(['send', 'approve', 'refuse']),
  because: z.array(z.object({ rule: z.string(), name: z.string(), sentence: z.string() })),
  marks: z.array(z.object({ start: z.int(), end: z.int(), sentence: z.string() })),
  playbooks: z.array(z.object({ id: z.string(), name: z.string() })),
})
/** Everything the composer must know before the network or the rules say no. */
export const composer = route({
  method: 'post', path: '/conversations/{id}/composer', access: 'conversations.answer', tag, summary: 'What can be sent here and what the rules say to what stands there so far', description: 'Sends nothing and keeps nothing.', params: one, body: contentSchema,
  output: z.object({
    threads: z.array(z.object({
      thread: z.string(), account: z.string(), channel: z.string(), name: z.string(), abilities: abilitiesView,
      ready: z.boolean(), because: z.string().nullable().describe('Why nothing can be sent here.'),
      windowEndsAt: time.nullable().describe('Until then we may answer freely; after that only with templates, or not at all.'),
      to: z.array(partyView),
    })),
    verdict: verdictView,
    length: z.object({ used: z.int(), max: z.int().nullable() }),
    problems: z.array(z.object({ code: z.string(), sentence: z.string() })).describe('What would make sending fail.'),
    undoSeconds: z.int(),
    newest: z.string().nullable().describe('The newest message: to be sent along as `seen`.'),
  }),
})
export const sendMessage = route({
  method: 'post', path: '/conversations/{id}/messages', access: 'conversations.answer', tag, summary: 'Send an answer', description: 'It waits some seconds in which it can be taken back. 409 `conversations.answered-meanwhile` when a colleague answered after what I have `seen`; its details say who and what; `knowing: true` sends all the same. The key makes sending twice the same as once.',
  params: one,
  body: contentSchema.extend({
    key: z.guid().optional().describe('Made by the page; sending it again changes nothing.'),
    seen: z.guid().nullable().default(null).describe('The newest message that I saw.'),
    knowing: z.boolean().default(false),
    sendAt: time.optional().describe('Later, instead of at once.'),
    then: z.enum(['wait', 'close', 'keep-open']).default('wait').describe('What the conversation is once it is sent.'),
    canned: z.guid().optional().describe('The canned reply it was made of, to be counted.'),
  }),
  output: messageView, status: 202,
})
export const addNote = route({ method: 'post', path: '/conversations/{id}/notes', access: 'conversations.answer', tag, summary: 'Leave a note for colleagues', params: one, body: z.object({ key: z.guid().optional(), text: z.string().trim().min(1).max(50_000), mentions: z.array(z.string().max(100)).max(50).default([]), files: contentSchema.shape.files }), output: noteView, status: 201 })
export const changeNote = route({ method: 'patch', path: '/notes/{id}', access: 'conversations.answer', tag, summary: 'Change a note of mine', params: one, body: z.object({ text: z.string().trim().min(1).max(50_000), mentions: z.array(z.string().max(100)).max(50).default([]) }), output: noteView })
export const removeNote = route({ method: 'delete', path: '/notes/{id}', access: 'conversations.answer', tag, summary: 'Remove a note of mine', params: one, output: z.object({}) })

export const takeBack = route({ method: 'post', path: '/messages/{id}/take-back', access: 'conversations.answer', tag, summary: 'Take back what is not sent yet', description: 'It is in my draft again. 409 when it is on its way already.', params: one, body: z.object({}), output: draftView })
export const retryMessage = route({ method: 'post', path: '/messages/{id}/retry', access: 'conversations.answer', tag, summary: 'Send again what failed', description: 'Of what may have gone out already this is the decision to risk it twice.', params: one, body: z.object({}), output: messageView })
export const settleMessage = route({ method: 'post', path: '/messages/{id}/settle', access: 'conversations.answer', tag, summary: 'Say what became of a message of which nobody knows, or give up one that failed', params: one, body: z.object({ went: z.boolean() }), output: messageView })
export const sendNow = route({ method: 'post', path: '/messages/{id}/send-now', access: 'conversations.answer', tag, summary: 'Send without waiting what is to be sent later', params: one, body: z.object({}), output: messageView })
export const unsendMessage = route({ method: 'delete', path: '/messages/{id}', access: 'conversations.answer', tag, summary: 'Take back at the network what we sent, where that is possible', params: one, output: messageView })
