/** Facts of an invented conversation, for tests to change. */
import type { Facts } from './when.ts'

export const plainFacts: Facts = {
  conversation: '00000000-0000-7000-8000-000000000001', channel: 'mail', account: '00000000-0000-7000-8000-0000000000aa', visibility: 'private', kind: 'message', topics: [],
  sentiment: 'neutral', emotion: null, intent: 'question', urgency: 'normal', language: 'en', followers: null, person: null, stage: null, valueMinor: null, currency: null, isOurs: false, companyIds: [],
  labels: [], team: null, assignee: null, priority: 'normal', state: 'open', words: 'Where is my order?', subject: '', openedAt: 0, waitingSince: 0, lastInboundAt: 0, firstAnswerAt: null,
  reopened: 0, earlierConversations: 0, automatic: false, openCase: false, teamIsOpen: true,
}
