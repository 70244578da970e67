/**
 * `node tools/train/emotion.ts [--data FOLDER] [--seed N]`: trains emotion from
 * TweetEval's training part, tells how well it does on its validation part, and
 * writes the weights. Run after `sentiment.ts`, whose lexicon it reads.
 *
 * The collection holds no post without an emotion; neutral posts of SemEval stand for those. What it has no emoji for is in `emoji-emotions.ts`.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { languageOf } from '../../src/modules/listening/understanding/language-of.ts'
import { calibrationError, temperatureFor, type Scored } from '../../src/modules/listening/understanding/calibration.ts'
import { Lexicon } from '../../src/modules/listening/understanding/lexicon.ts'
import { SentimentVector } from '../../src/modules/listening/understanding/sentiment-vector.ts'
import { trainLinear, type TrainingOptions } from '../../src/modules/listening/understanding/training.ts'
import { packWeights } from '../../src/modules/listening/understanding/weights.ts'
import { Confusion, gather, greatest, merged, scoresOf, type Row } from './documents.ts'
import { emojiPosts } from './emoji-emotions.ts'
import { readSentiments, readTweetEval, type LabelledPost } from './read-data.ts'

const { values: chosen } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' }, seed: { type: 'string', default: '1' } } })
const options: TrainingOptions = { classes: 5, bits: 18, epochs: 6, rate: 0.1, decay: 0, dropout: 0, seed: Number(chosen.seed) }
const none = 4
const folder = new URL('../../src/modules/listening/understanding/', import.meta.url)
const vector = new SentimentVector(Lexicon.read(new URL('lexicon.bin', folder)))

const { posts, validation, labels } = readTweetEval(chosen.data, 'emotion')
const neutral = readSentiments(chosen.data).filter(({ label, source }) => label === 1 && source === 'semeval').filter((_, at) => at % 7 === 0).map((post) => ({ ...post, label: none }))
const learnt = [...posts, ...emojiPosts(labels), ...neutral.filter((_, at) => at % 10 !== 0)]
const tested = [...validation, ...neutral.filter((_, at) => at % 10 === 0)]
const counts = [0, 1, 2, 3, none].map((label) => learnt.filter((post) => post.label === label).length)

/** Ours are few and say one thing only. */
const emojiShare = 4
const rowOf = ({ text, label, source }: LabelledPost): Row => {
  vector.read(text, languageOf(text))
  return { ...merged(vector.rows, vector.values, vector.count, options.bits), label, weight: Math.sqrt(learnt.length / (5 * (counts[label] ?? 1))) * (source === 'emoji' ? emojiShare : 1) }
}
const documents = gather([...learnt, ...tested].map(rowOf))
const linear = trainLinear(documents, Int32Array.from(learnt.keys()), options)
const all = new Confusion(5)
const four = new Confusion(4)
const scored = tested.map((post, at): Scored => {
  const scores = scoresOf(linear, documents, learnt.length + at)
  all.add(post.label, greatest(scores))
  if (post.label !== none) four.add(post.label, greatest(scores.slice(0, none)))
  return { scores, label: post.label }
})
const temperature = temperatureFor(scored)
console.log(`${learnt.length} learnt, ${tested.length} held out: macro-F1 of five ${(all.macroF1 * 100).toFixed(1)}, of the four emotions where there is one ${(four.macroF1 * 100).toFixed(1)}; calibration error ${calibrationError(scored, temperature).toFixed(4)}`)
const weights = packWeights(linear, { labels: [...labels, 'none'], bits: options.bits, temperature, trained: `TweetEval emotion, training part, neutral posts of SemEval, and emoji; seed ${options.seed}` })
writeFileSync(new URL('emotion.bin', folder), weights)
console.log(`wrote emotion.bin (${weights.length} bytes)`)
