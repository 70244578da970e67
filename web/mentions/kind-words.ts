/** What each kind of interaction is called. */
import type { InteractionKind } from '../../src/kernel/interaction.ts'
import type { WordKey } from '../words/words.tsx'

const words = {
  post: 'listen.kindPost', reply: 'listen.kindReply', repost: 'listen.kindRepost', quote: 'listen.kindQuote', article: 'listen.kindArticle', comment: 'listen.kindComment', message: 'listen.kindMessage', review: 'listen.kindReview',
  reaction: 'listen.kindReaction', follow: 'listen.kindFollow', view: 'listen.kindView', click: 'listen.kindClick', submission: 'listen.kindSubmission', purchase: 'listen.kindPurchase', answer: 'listen.kindAnswer',
} as const satisfies Record<InteractionKind, WordKey>

export function kindWord(kind: string): (typeof words)[InteractionKind] {
  return words[kind as InteractionKind] ?? 'listen.kindPost'
}

/** The kinds that a timeline can hold, in the order in which they are offered. */
export const interactionKindList = Object.keys(words) as InteractionKind[]
