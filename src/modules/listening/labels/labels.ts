/** The labels of a mention: their names, the values each takes, and how they are kept. */
import { emotions, intents, sentiments, urgencyLevels, type Emotion, type Intent, type Labels, type Sentiment, type UrgencyLevel } from '../understanding/index.ts'

export type { Labels }

export const labelNames = ['sentiment', 'emotion', 'intent', 'urgency'] as const
export type LabelName = (typeof labelNames)[number]

/** Which values each label takes. */
export const labelValues = { sentiment: sentiments, emotion: emotions, intent: intents, urgency: urgencyLevels } as const

/** The columns of `rapport.mentions`; empty where a post is not understood yet. */
export interface LabelColumns {
  readonly sentiment: string
  readonly sentiment_probability: number
  readonly emotion: string
  readonly intent: string
  readonly urgency: string
}

const notYet: LabelColumns = { sentiment: '', sentiment_probability: 0, emotion: '', intent: '', urgency: '' }

export function labelColumns(labels: Labels | null): LabelColumns {
  if (labels === null) return notYet
  const { sentiment, sentimentProbability, emotion, intent, urgency } = labels
  return { sentiment, sentiment_probability: sentimentProbability, emotion, intent, urgency }
}

/** `null` where the post is not understood yet. */
export function labelsOfColumns(columns: LabelColumns): Labels | null {
  if (columns.sentiment === '') return null
  return {
    sentiment: columns.sentiment as Sentiment, sentimentProbability: Math.round(columns.sentiment_probability * 10_000) / 10_000,
    emotion: columns.emotion as Emotion, intent: columns.intent as Intent, urgency: columns.urgency as UrgencyLevel,
  }
}
