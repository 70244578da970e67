/** Routes of searching all messages. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { conversationView } from '../reading/views.ts'

const time = z.iso.datetime()

export const searchConversations = route({
  onRecord: true, method: 'get', path: '/conversations/search', access: 'conversations.read', tag: 'Conversations', summary: 'Messages and notes that hold words, newest first', description: 'Operators: `from:` `to:` `with:` `channel:` `account:` `label:` `assignee:` `team:` `is:open|waiting|snoozed|closed|unread|mine|note|public|private` `has:file` `before:2026-11-01` `after:` `language:` `#4711`, `"a phrase"`, `beginning*`, `-not`. A fault points at the character.',
  query: z.object({ q: z.string().trim().min(1).max(1_000), ...pageQuery }),
  output: page(z.object({
    message: z.string(), is: z.enum(['message', 'note']), at: time, by: z.string(), direction: z.enum(['inbound', 'outbound']),
    /** The words around what was found. */
    excerpt: z.array(z.object({ text: z.string(), hit: z.boolean() })),
    conversation: conversationView,
  })),
})
