/** Understanding of posts: the public face of the folder. */
export { openUnderstanding, type Emotion, type Sentiment, type Understanding, type Understood } from './understanding.ts'
export { openUnderstandingPool, type PoolOptions, type UnderstandingPool } from './pool.ts'
export { intents, type Intent } from './cues.ts'
export { readIntents, trainIntent, type IntentExample, type IntentModel, type IntentTraining } from './intent-training.ts'
