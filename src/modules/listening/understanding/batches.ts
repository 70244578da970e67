/** What goes in and out of a thread that understands, and how a batch is answered. */
import { intents } from './cues.ts'
import type { Labelled, Learnt, Taught } from './taught.ts'
import { emotions, sentiments, type Understood } from './understanding.ts'
import { urgencyLevels } from './urgency.ts'

/** What the pool sends: a number for the batch, the texts, and what each says of its language (empty for nothing). */
export interface Batch {
  readonly kind: 'understand' | 'label'
  readonly number: number
  readonly texts: readonly string[]
  readonly declared: readonly string[]
}

export interface Teaching {
  readonly kind: 'learnt'
  readonly learnt: Learnt
}

/** Labels packed, as copying a hundred thousand small objects between threads costs more than finding them out. */
export interface PackedLabels {
  readonly languages: readonly string[]
  /** Four a post: sentiment, emotion, intent, urgency, each by its place in its list. */
  readonly codes: Uint8Array
  readonly probabilities: Float32Array
}
export interface BatchDone {
  readonly number: number
  readonly understood?: readonly Understood[]
  readonly packed?: PackedLabels
}

export function packLabels(labelled: readonly Labelled[]): PackedLabels {
  const codes = new Uint8Array(labelled.length * 4)
  for (const [at, { sentiment, emotion, intent, urgency }] of labelled.entries()) {
    codes[at * 4] = sentiments.indexOf(sentiment)
    codes[at * 4 + 1] = emotions.indexOf(emotion)
    codes[at * 4 + 2] = intents.indexOf(intent)
    codes[at * 4 + 3] = urgencyLevels.indexOf(urgency)
  }
  return { languages: labelled.map(({ language }) => language), codes, probabilities: Float32Array.from(labelled, ({ sentimentProbability }) => sentimentProbability) }
}

export function unpackLabels({ languages, codes, probabilities }: PackedLabels): Labelled[] {
  return languages.map((language, at) => ({
    language, sentiment: sentiments[codes[at * 4] ?? 1] ?? 'neutral', emotion: emotions[codes[at * 4 + 1] ?? 4] ?? 'none', intent: intents[codes[at * 4 + 2] ?? 8] ?? 'none',
    urgency: urgencyLevels[codes[at * 4 + 3] ?? 0] ?? 'low', sentimentProbability: Math.round((probabilities[at] ?? 0) * 10_000) / 10_000,
  }))
}

/** Answers one batch after another; what is taught holds for all that come after it. */
export function answerer(taught: Taught): (ask: Batch | Teaching) => BatchDone | undefined {
  return (ask) => {
    if (ask.kind === 'learnt') {
      taught.teach(ask.learnt)
      return undefined
    }
    const { number, texts, declared } = ask
    const each = <T>(tell: (text: string, said: string | undefined) => T): T[] => texts.map((text, at) => tell(text, declared[at] === '' ? undefined : declared[at]))
    return ask.kind === 'label' ? { number, packed: packLabels(each((text, said) => taught.label(text, said))) } : { number, understood: each((text, said) => taught.understand(text, said)) }
  }
}

/** What is handed over instead of copied. */
export function handedOver({ codes, probabilities }: PackedLabels): ArrayBuffer[] {
  return [codes.buffer as ArrayBuffer, probabilities.buffer as ArrayBuffer]
}
