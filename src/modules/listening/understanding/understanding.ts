/** Understands posts on the machine itself: language, sentiment, emotion, intent, urgency. */
import { languageOf } from './language-of.ts'
import { cuesIn } from './cue-table.ts'
import type { Intent } from './cues.ts'
import { intentOf, urgencyOf } from './intent.ts'
import { Lexicon } from './lexicon.ts'
import { reasons } from './reasons.ts'
import { SentimentVector } from './sentiment-vector.ts'
import { Weights } from './weights.ts'

export type Sentiment = 'negative' | 'neutral' | 'positive'
export type Emotion = 'anger' | 'joy' | 'optimism' | 'sadness' | 'none'

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
  /** Why, in a few words each. */
  readonly because: readonly string[]
}

export interface Understanding {
  /**
   * The same text and declared language always give the same answer. Any text
   * is taken: of a long one the first 2,000 UTF-16 units are read.
   *
   * @param declared language that the author or the channel says it is in; decides where the text leaves it open
   */
  understand(text: string, declared?: string): Understood
  /** Language and sentiment alone, for streams where nothing else is shown. */
  feel(text: string, declared?: string): Pick<Understood, 'language' | 'sentiment' | 'probabilities'>
}

const sentiments = ['negative', 'neutral', 'positive'] as const
/** Emotions are trained on English; elsewhere only a clear one is told. */
const surelyElsewhere = 0.6

const at = (name: string): URL => new URL(name, import.meta.url)

class Model implements Understanding {
  readonly #vector = new SentimentVector(Lexicon.read(at('lexicon.bin')))
  readonly #sentiment = Weights.read(at('sentiment.bin'))
  readonly #emotion = Weights.read(at('emotion.bin'))

  feel(text: string, declared?: string): Pick<Understood, 'language' | 'sentiment' | 'probabilities'> {
    const language = languageOf(text, declared === undefined ? [] : [declared])
    const vector = this.#vector
    vector.read(text, language)
    if (vector.isEmpty) return { language, sentiment: 'neutral', probabilities: { negative: 0, neutral: 1, positive: 0 } }
    const best = this.#sentiment.weigh(vector.rows, vector.values, vector.count)
    const [negative = 0, neutral = 0, positive = 0] = this.#sentiment.probabilities
    return { language, sentiment: sentiments[best] ?? 'neutral', probabilities: { negative: round(negative), neutral: round(neutral), positive: round(positive) } }
  }

  understand(text: string, declared?: string): Understood {
    const felt = this.feel(text, declared)
    const { reader } = this.#vector
    const { negative, positive } = felt.probabilities
    const cues = cuesIn(reader)
    const intent = intentOf(cues, { negative, positive, addresses: reader.addressCount, tags: reader.tagCount, tokens: reader.tokenCount })
    const urgency = urgencyOf(intent, cues, negative)
    return { ...felt, emotion: this.#feeling(felt.language), intent, urgency, because: reasons(felt, cues, this.#vector) }
  }

  #feeling(language: string): Emotion {
    const vector = this.#vector
    if (vector.isEmpty) return 'none'
    const best = this.#emotion.weigh(vector.rows, vector.values, vector.count)
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
