/** A worker thread that understands batches of posts. */
import { parentPort } from 'node:worker_threads'
import { intents } from './cues.ts'
import { Resembling, type Sketch } from './resemblance.ts'
import { emotions, openLearnt, openUnderstanding, sentiments, type Labels, type Leans, type Understood } from './understanding.ts'
import { urgencyLevels } from './urgency.ts'

/** What the pool sends: a number for the batch, the texts, and what each says of its language (empty for nothing). */
export interface Batch {
  readonly kind: 'understand' | 'label'
  readonly number: number
  readonly texts: readonly string[]
  readonly declared: readonly string[]
}

/** What people taught: leans of the models, and posts whose labels they corrected, the newest first. */
export interface Learnt {
  readonly leans: Leans
  readonly corrected: readonly { readonly sketch: Sketch; readonly labels: Partial<Labels> }[]
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

export type Labelled = Labels & { readonly language: string }

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
export function answerer(): (ask: Batch | Teaching) => BatchDone | undefined {
  let understanding = openUnderstanding()
  let corrected = new Resembling<Partial<Labels>>([])
  const label = (text: string, declared: string | undefined): Labelled => {
    const told = understanding.label(text, declared)
    const found = corrected.find(text)
    // The newest, which comes first, is laid on last.
    return found.length === 0 ? told : Object.assign({}, told, ...found.toReversed())
  }
  return (ask) => {
    if (ask.kind === 'learnt') {
      understanding = Object.keys(ask.learnt.leans).length === 0 ? openUnderstanding() : openLearnt(ask.learnt.leans)
      corrected = new Resembling(ask.learnt.corrected.map(({ sketch, labels }) => ({ sketch, of: labels })))
      return undefined
    }
    const { number, texts, declared } = ask
    const each = <T>(tell: (text: string, said: string | undefined) => T): T[] => texts.map((text, at) => tell(text, declared[at] === '' ? undefined : declared[at]))
    return ask.kind === 'label' ? { number, packed: packLabels(each(label)) } : { number, understood: each((text, said) => understanding.understand(text, said)) }
  }
}

if (parentPort) {
  const port = parentPort
  const answer = answerer()
  port.on('message', (ask: Batch | Teaching) => {
    const said = answer(ask)
    if (said) port.postMessage(said, said.packed ? [said.packed.codes.buffer as ArrayBuffer, said.packed.probabilities.buffer as ArrayBuffer] : [])
  })
}
