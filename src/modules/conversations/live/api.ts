/** Routes of presence, and what the live stream carries for conversations. */
import { z } from 'zod'
import { route } from '../../../platform/http/route.ts'

const doing = z.enum(['looks', 'writes', 'left'])
export const present = z.object({ member: z.string(), name: z.string(), doing: z.enum(['looks', 'writes']), is: z.enum(['reply', 'note']).nullable(), since: z.iso.datetime() })
export const sayPresence = route({ onRecord: false, method: 'post', path: '/conversations/{id}/presence', access: 'conversations.read', tag: 'Conversations', summary: 'Say that I look at it or write in it; again every 20 seconds', params: z.object({ id: z.guid() }), body: z.object({ doing, is: z.enum(['reply', 'note']).optional() }), output: z.object({ others: z.array(present) }) })

/** Events of `GET /live` for those who may read conversations, by name. */
export interface ConversationEvents {
  /** Something of it changed; a page that shows it asks for it by id. `what`: state, assignee, team, labels, priority, subject, promise, message, draft … */
  conversation: { readonly id: string; readonly revision: number; readonly what: readonly string[]; readonly by: string | null }
  /** A message or note came, was changed, or was sent. */
  message: { readonly conversation: string; readonly id: string; readonly direction: 'inbound' | 'outbound'; readonly is: 'message' | 'note'; readonly state: string; readonly isNew: boolean }
  /** The counts of views changed; told at most once a second. */
  'conversation-counts': Record<string, never>
  presence: { readonly conversation: string; readonly people: readonly z.output<typeof present>[] }
  /** The person outside types, or stopped; nothing more is heard when they went away, so it holds for some seconds only. */
  'person-types': { readonly conversation: string; readonly isTyping: boolean }
  /** A note names me. */
  mentioned: { readonly conversation: string; readonly number: number; readonly note: string; readonly by: string; readonly words: string }
}
