/** Conversations: one inbox in which the whole company answers. The public face of this module. */
export { conversationsHolding } from './holding.ts'
