/** Routes of what is done about conversations, one or many, and undone. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'
import { priorities } from '../model.ts'
import { conversationView } from '../reading/views.ts'

const tag = 'Conversations'
const one = z.object({ id: z.guid() })
const time = z.iso.datetime()

export const deedSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('assign'), to: z.string().max(100).nullable().describe('A member; null takes it from whoever has it.') }),
  z.object({ is: z.literal('team'), to: z.guid().nullable() }),
  z.object({ is: z.literal('label'), add: z.array(z.guid()).max(50).default([]), remove: z.array(z.guid()).max(50).default([]) }),
  z.object({ is: z.literal('priority'), to: z.enum(priorities) }),
  z.object({ is: z.literal('snooze'), until: time.nullable().describe('null: until they answer. They wake it by answering in any case.') }),
  z.object({ is: z.literal('close'), because: z.string().trim().max(500).optional() }),
  z.object({ is: z.literal('reopen') }),
  z.object({ is: z.literal('spam') }),
  z.object({ is: z.literal('not-spam') }),
  z.object({ is: z.literal('read') }),
  z.object({ is: z.literal('unread') }),
])
export type Deed = z.output<typeof deedSchema>

/** At most this many at once; what a filter finds is done in pages. */
export const maxAtOnce = 500
const done = z.object({ act: z.string().nullable().describe('To undo it by; null when nothing changed, and for reading.'), changed: z.int(), items: z.array(conversationView) })

export const actOnConversations = route({
  method: 'post', path: '/conversations/acts', access: 'conversations.answer', tag, summary: 'Assign, label, snooze, close … one conversation or many',
  body: z.object({ conversations: z.array(z.guid()).min(1).max(maxAtOnce), deed: deedSchema }), output: done,
})
/** Reading is for those who only read, too. */
export const readConversation = route({ method: 'post', path: '/conversations/{id}/read', access: 'conversations.read', tag, summary: 'Say that I read it, until a time', params: one, body: z.object({ until: time.optional() }), output: z.object({}) })
export const undoAct = route({ method: 'post', path: '/conversations/acts/{id}/undo', access: 'conversations.answer', tag, summary: 'Undo an act; what others changed since stays', params: one, body: z.object({}), output: z.object({ undone: z.int(), left: z.int().describe('Conversations that somebody changed since.'), items: z.array(conversationView) }) })
export const joinConversations = route({ method: 'post', path: '/conversations/{id}/join', access: 'conversations.answer', tag, summary: 'Bring other conversations into this one', params: one, body: z.object({ others: z.array(z.guid()).min(1).max(20) }), output: done })
export const splitConversation = route({ method: 'post', path: '/conversations/{id}/split', access: 'conversations.answer', tag, summary: 'Move messages into a conversation of their own', params: one, body: z.object({ messages: z.array(z.guid()).min(1).max(500), subject: z.string().trim().max(500).optional() }), output: done.extend({ conversation: z.string() }) })
export const renameConversation = route({ method: 'patch', path: '/conversations/{id}', access: 'conversations.answer', tag, summary: 'Give a conversation another subject', params: one, body: z.object({ subject: z.string().trim().max(500) }), output: done })
/** From a mention to a conversation. */
export const openFromMention = route({ method: 'post', path: '/conversations/from-mention', access: 'conversations.answer', tag, summary: 'Open a conversation about something said in public, to answer it', body: z.object({ interaction: z.guid(), at: time, account: z.guid().describe('Of ours, on the same channel.') }), output: z.object({ conversation: z.string(), number: z.int(), isNew: z.boolean() }), status: 201 })
/** Something new, to an address. */
export const beginConversation = route({
  method: 'post', path: '/conversations', access: 'conversations.answer', tag, summary: 'Begin a conversation with an address', description: 'Nothing is sent yet: the conversation is opened with a draft, and sent as any answer. Refused where consent does not allow it.',
  body: z.object({ account: z.guid(), to: z.array(z.object({ externalId: z.string().trim().min(1).max(1_024), name: z.string().trim().max(200).optional() })).min(1).max(50), subject: z.string().trim().max(500).default('') }),
  output: z.object({ conversation: z.string(), number: z.int() }), status: 201,
})
