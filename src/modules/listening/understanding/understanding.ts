/** Understands posts on the machine itself: language, sentiment, emotion, intent, urgency. */
import { sentiments, type Sentiment } from '../../../kernel/labels.ts'
import { languageOf } from './language-of.ts'
import { cuesIn, type FoundCue } from './cue-table.ts'
import { intents, type Intent } from './cues.ts'
import { intentOf, intentScores, type Bearing } from './intent.ts'
import { addLean, greatest, leanProbabilities, type Lean } from './lean.ts'
import { Lexicon } from './lexicon.ts'
import { reasons } from './reasons.ts'
import { SentimentVector } from './sentiment-vector.ts'
import { urgencyLevel, urgencyLevels, urgencyOf, urgencyReasons, urgencyScores, type UrgencyLevel } from './urgency.ts'
import { Weights } from './weights.ts'

export { sentiments, type Sentiment } from '../../../kernel/labels.ts'
export const emotions = ['anger', 'joy', 'optimism', 'sadness', 'none'] as const
export type Emotion = (typeof emotions)[number]

/** What is kept of a post. */
export interface Labels {
  readonly sentiment: Sentiment
  /** How likely the sentiment is, from 0 to 1, calibrated; 1 when somebody said so. */
  readonly sentimentProbability: number
  readonly emotion: Emotion
  readonly intent: Intent
  readonly urgency: UrgencyLevel
}

/** What was learnt from corrections, by label; a label that is absent is told as shipped. */
export interface Leans {
  readonly sentiment?: Lean
  readonly emotion?: Lean
  readonly intent?: Lean
  readonly urgency?: Lean
}

export interface Understood {
  /** ISO 639-1 where there is one, else 639-3; `und` when unknown. */
  readonly language: string
  readonly sentiment: Sentiment
  /** How likely each sentiment is; they sum to 1 and are calibrated on held-out posts. */
  readonly probabilities: Readonly<Record<Sentiment, number>>
  readonly emotion: Emotion
  readonly intent: Intent
  /** How soon it should be answered, from 0 to 1. */
  readonly urgency: number
  readonly urgencyLevel: UrgencyLevel
  /** Why, in a few words each. */
  readonly because: readonly string[]
  /** Why it presses, in a few words each. */
  readonly urgencyBecause: readonly string[]
}

export interface Understanding {
  /**
   * The same text and declared language always give the same answer. Any text
   * is taken: of a long one the first 2,000 UTF-16 units are read.
   *
   * @param declared language that the author or the channel says it is in; decides where the text leaves it open
   */
  understand(text: string, declared?: string): Understood
  /** What is kept of a post, without the reasons. */
  label(text: string, declared?: string): Labels & { readonly language: string }
  /** Language and sentiment alone, for streams where nothing else is shown. */
  feel(text: string, declared?: string): Pick<Understood, 'language' | 'sentiment' | 'probabilities'>
}

/** Emotions are trained on English; elsewhere only a clear one is told. */
const surelyElsewhere = 0.6

const at = (name: string): URL => new URL(name, import.meta.url)

/** A post as retraining reads it: what the models weigh, and the scores they give, without what was learnt. */
export interface Scored {
  readonly rows: Int32Array
  readonly values: Float32Array
  readonly scores: Readonly<Record<keyof Leans, Float64Array>>
}

/** Which values the classes of each label are, in the order of their scores. */
export const classes = { sentiment: sentiments, emotion: emotions, intent: intents, urgency: urgencyLevels } as const satisfies Record<keyof Leans, readonly string[]>

class Model implements Understanding {
  readonly #vector = new SentimentVector(Lexicon.read(at('lexicon.bin')))
  readonly #sentiment = Weights.read(at('sentiment.bin'))
  readonly #emotion = Weights.read(at('emotion.bin'))
  readonly #leans: Leans

  constructor(leans: Leans = {}) {
    this.#leans = leans
  }

  feel(text: string, declared?: string): Pick<Understood, 'language' | 'sentiment' | 'probabilities'> {
    const language = languageOf(text, declared === undefined ? [] : [declared])
    const vector = this.#vector
    vector.read(text, language)
    if (vector.isEmpty) return { language, sentiment: 'neutral', probabilities: { negative: 0, neutral: 1, positive: 0 } }
    let best = this.#sentiment.weigh(vector.rows, vector.values, vector.count)
    const lean = this.#leans.sentiment
    if (lean) best = leanProbabilities(lean, vector.rows, vector.values, vector.count, this.#sentiment.probabilities)
    const [negative = 0, neutral = 0, positive = 0] = this.#sentiment.probabilities
    return { language, sentiment: sentiments[best] ?? 'neutral', probabilities: { negative: round(negative), neutral: round(neutral), positive: round(positive) } }
  }

  label(text: string, declared?: string): Labels & { readonly language: string } {
    const felt = this.feel(text, declared)
    const { emotion, intent, level } = this.#wanted(felt, cuesIn(this.#vector.reader))
    return { language: felt.language, sentiment: felt.sentiment, sentimentProbability: felt.probabilities[felt.sentiment], emotion, intent, urgency: level }
  }

  understand(text: string, declared?: string): Understood {
    const felt = this.feel(text, declared)
    const cues = cuesIn(this.#vector.reader)
    const { emotion, intent, urgency, level } = this.#wanted(felt, cues)
    return {
      ...felt, emotion, intent, urgency, urgencyLevel: level, because: reasons(felt, cues, this.#vector),
      urgencyBecause: urgencyReasons({ intent, emotion, negative: felt.probabilities.negative, cues }),
    }
  }

  /** What is told from the cues of the post that was read last, and from how it sounds. */
  #wanted(felt: Pick<Understood, 'language' | 'probabilities'>, cues: readonly FoundCue[]): { emotion: Emotion; intent: Intent; urgency: number; level: UrgencyLevel } {
    const { reader } = this.#vector
    const { negative, positive } = felt.probabilities
    const emotion = this.#feeling(felt.language)
    const intent = this.#intent(cues, { negative, positive, addresses: reader.addressCount, tags: reader.tagCount, tokens: reader.tokenCount })
    const urgency = urgencyOf({ intent, emotion, negative, cues })
    return { emotion, intent, urgency, level: this.#level(urgency) }
  }

  /** Meant for a model without leans. */
  score(text: string, declared?: string): Scored {
    const felt = this.feel(text, declared)
    const { rows, values, count, reader } = this.#vector
    const odds = (probabilities: readonly number[]): Float64Array => Float64Array.from(probabilities, (one) => Math.log(Math.max(1e-4, one)))
    const cues = cuesIn(reader)
    const { negative, neutral, positive } = felt.probabilities
    const emotion = this.#feeling(felt.language)
    const feelings = this.#vector.isEmpty ? [0, 0, 0, 0, 1] : Array.from(this.#emotion.probabilities)
    const bearing = { negative, positive, addresses: reader.addressCount, tags: reader.tagCount, tokens: reader.tokenCount }
    const urgency = urgencyOf({ intent: this.#intent(cues, bearing), emotion, negative, cues })
    return {
      rows: rows.slice(0, count), values: values.slice(0, count),
      scores: { sentiment: odds([negative, neutral, positive]), emotion: odds(feelings), intent: intentScores(cues, bearing), urgency: urgencyScores(urgency) },
    }
  }

  #intent(cues: readonly FoundCue[], bearing: Bearing): Intent {
    const lean = this.#leans.intent
    if (lean === undefined || this.#vector.isEmpty) return intentOf(cues, bearing)
    return intents[this.#leaned(lean, intentScores(cues, bearing))] ?? 'none'
  }

  #level(urgency: number): UrgencyLevel {
    const lean = this.#leans.urgency
    if (lean === undefined || this.#vector.isEmpty) return urgencyLevel(urgency)
    return urgencyLevels[this.#leaned(lean, urgencyScores(urgency))] ?? 'low'
  }

  #leaned(lean: Lean, scores: Float64Array): number {
    const { rows, values, count } = this.#vector
    addLean(lean, rows, values, count, scores)
    return greatest(scores)
  }

  #feeling(language: string): Emotion {
    const vector = this.#vector
    if (vector.isEmpty) return 'none'
    let best = this.#emotion.weigh(vector.rows, vector.values, vector.count)
    const lean = this.#leans.emotion
    if (lean) best = leanProbabilities(lean, vector.rows, vector.values, vector.count, this.#emotion.probabilities)
    const emotion = (this.#emotion.labels[best] ?? 'none') as Emotion
    return language === 'en' || (this.#emotion.probabilities[best] ?? 0) > surelyElsewhere ? emotion : 'none'
  }
}

/** Four digits are more than the calibration can promise. */
function round(probability: number): number {
  return Math.round(probability * 10_000) / 10_000
}

let model: Understanding | undefined

/**
 * Opens the weights at the first call, some 8 MB; later calls share them.
 *
 * @throws {WeightsFault} when a file of weights is damaged
 */
export function openUnderstanding(): Understanding {
  model ??= new Model()
  return model
}

/** The shipped models as retraining reads them. */
export function openScorer(): { score(text: string, declared?: string): Scored } {
  return new Model()
}

/** The same with what was learnt from corrections; the weights are opened anew. */
export function openLearnt(leans: Leans): Understanding {
  return new Model(leans)
}
