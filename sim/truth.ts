/** What is true about each thing said and done in the simulated world: the answer key for tests and benchmarks. */

const sentiments = ['negative', 'neutral', 'positive'] as const
export type Sentiment = (typeof sentiments)[number]

const emotions = ['none', 'joy', 'anger', 'sadness', 'fear', 'optimism'] as const
export type Emotion = (typeof emotions)[number]

const intents = ['none', 'question', 'complaint', 'praise', 'request', 'buying', 'leaving', 'thanks', 'spam'] as const
export type Intent = (typeof intents)[number]

export const brandIds = ['velora', 'norrhjul', 'cadence'] as const
export type BrandId = (typeof brandIds)[number]

/** Why somebody is unhappy. */
export const causes = ['late-hub-gear', 'late-delivery', 'belt-squeak', 'wrong-invoice', 'rude-shop', 'missing-part', 'app-pairing', 'price', 'silent-recall'] as const
export type Cause = (typeof causes)[number]

/** A stretch of the story that lifts the volume above the usual. */
const arcKinds = ['crisis', 'launch', 'campaign', 'scandal', 'slow-burn', 'flare'] as const
export type ArcKind = (typeof arcKinds)[number]

/** The truth about one event. */
export interface Truth {
  /** Number of the person, or of an organisation (negative: see `organisationOf`). */
  readonly person: number
  /** `null` where the world does not know: small talk that means nothing to the brands. */
  readonly sentiment: Sentiment | null
  readonly emotion: Emotion | null
  readonly intent: Intent
  /** Brands it is about, named or not: an answer in a thread about a brand is about it. */
  readonly about: readonly BrandId[]
  /** Brands that its own words name. */
  readonly named: readonly BrandId[]
  /** Commuting by bicycle, campaign or noise: the subject in one word. */
  readonly subject: string
  readonly cause: Cause | null
  readonly irony: boolean
  /** Id of the event that began it; its own id for a beginning. */
  readonly root: string
  /** Id of the event that drew the person in: for a repost of a repost the middle one, which networks do not show. */
  readonly parent: string | null
  /** Steps from the beginning, 0 for the beginning itself. */
  readonly depth: number
  readonly arc: ArcKind | null
}

/** The organisation behind a negative person number: -1 is the first brand. */
export function organisationOf(person: number): BrandId | null {
  return person < 0 ? brandIds[-1 - person] ?? null : null
}

/** The person number under which a brand's own accounts speak. */
export function organisationNumber(brand: BrandId): number {
  return -1 - brandIds.indexOf(brand)
}
