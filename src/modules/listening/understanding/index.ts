/** Understanding of posts: the public face of the folder. */
export { classes, emotions, openLearnt, openScorer, openUnderstanding, sentiments, type Emotion, type Labels, type Leans, type Sentiment, type Understanding, type Understood } from './understanding.ts'
export type { Lean } from './lean.ts'
export { batchSize, openUnderstandingPool, Pool, type PoolOptions, type UnderstandingPool } from './pool.ts'
export { Taught, type Labelled, type Learnt } from './taught.ts'
export { intents, type Intent } from './cues.ts'
export { urgencyLevels, type UrgencyLevel } from './urgency.ts'
export { areNearlySame, Resembling, sketchOf, type Sketch } from './resemblance.ts'
export { readIntents, trainIntent, type IntentExample, type IntentModel, type IntentTraining } from './intent-training.ts'
