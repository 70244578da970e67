/** Conversations: one inbox in which the whole company answers. The public face of this module. */
export { conversationsHolding } from './holding.ts'
export { conversationEvents } from './events.ts'
export { openConversations, type Conversations } from './open-conversations.ts'
export type { ConversationDeps } from './deps.ts'
export type { Heard as HeardMessage, Scope } from './model.ts'
export type { Accounts, Colleague, KnownPerson, People } from './ports.ts'
