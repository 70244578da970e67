/** The words for what a post says. */
import type { Labels } from '../api/routes.ts'
import type { WordKey } from '../words/words.tsx'

export type LabelName = 'sentiment' | 'emotion' | 'intent' | 'urgency'

export const labelTitle = { sentiment: 'labels.sentiment', emotion: 'labels.emotion', intent: 'labels.intent', urgency: 'labels.urgency' } as const satisfies Record<LabelName, WordKey>

/** Every value of each label, in the order in which it is offered. */
export const labelWords = {
  sentiment: { negative: 'labels.negative', neutral: 'labels.neutral', positive: 'labels.positive' },
  emotion: { anger: 'labels.anger', sadness: 'labels.sadness', optimism: 'labels.optimism', joy: 'labels.joy', none: 'labels.noEmotion' },
  intent: { question: 'labels.question', complaint: 'labels.complaint', request: 'labels.request', praise: 'labels.praise', thanks: 'labels.thanks', buying: 'labels.buying', leaving: 'labels.leaving', spam: 'labels.spam', none: 'labels.noIntent' },
  urgency: { low: 'labels.low', normal: 'labels.normal', high: 'labels.high' },
} as const satisfies { [Label in LabelName]: Record<Labels[Label], WordKey> }

export type LabelWord = { [Label in LabelName]: (typeof labelWords)[Label][keyof (typeof labelWords)[Label]] }[LabelName]

/** The word for a value of a label; for one that is not known, or not there yet, that it is not understood. */
export function labelWord(label: LabelName, value: string): LabelWord | 'labels.notYet' {
  return (labelWords[label] as Readonly<Record<string, LabelWord>>)[value] ?? 'labels.notYet'
}
