/** Learns a company's own intents from labelled messages. */
import { temperatureFor, type Scored } from './calibration.ts'
import { FeatureReader } from './features.ts'
import { hashPair } from './hash.ts'
import { trainLinear, type Documents } from './training.ts'
import { packWeights, Weights } from './weights.ts'

export interface IntentExample {
  readonly text: string
  readonly intent: string
}

export interface IntentModel {
  /** The likeliest intent and how likely it is, from 0 to 1. */
  tell(text: string): { readonly intent: string; readonly probability: number }
  /** The trained weights as bytes, for `readIntents`. */
  readonly bytes: Uint8Array
}

export interface IntentTraining {
  readonly seed?: number
  readonly epochs?: number
  readonly rate?: number
  /** The table has 2^bits rows of one byte an intent. */
  readonly bits?: number
}

/** Pieces of words say less than words. */
const pieceShare = 0.8

/** A message as rows: words, pairs and triples, then pieces of words; each family has length one. */
class IntentVector {
  readonly #reader = new FeatureReader()
  readonly rows = new Int32Array(28_000)
  readonly values = new Float32Array(28_000)
  count = 0

  read(text: string): void {
    const reader = this.#reader
    reader.read(text)
    let count = 0
    const wordValue = 1 / Math.sqrt(Math.max(1, reader.wordCount))
    for (let at = 0; at < reader.wordCount; at++) {
      this.rows[count] = reader.words[at] ?? 0
      this.values[count++] = wordValue
    }
    const pieceValue = pieceShare / Math.sqrt(Math.max(1, reader.pieceCount))
    for (let at = 0; at < reader.pieceCount; at++) {
      this.rows[count] = hashPair(reader.pieces[at] ?? 0, 1)
      this.values[count++] = pieceValue
    }
    this.count = count
  }
}

/**
 * Trains a linear model over hashed words and pieces of words, as fastText's
 * classifier (Joulin et al. 2016) without its shared embedding. Certainty is
 * calibrated on a tenth that is held out first. Examples of at least two
 * intents are needed; the same examples and seed give the same model.
 *
 * @throws {RangeError} with fewer than two intents
 */
export function trainIntent(examples: readonly IntentExample[], { seed = 1, epochs = 6, rate = 0.25, bits = 16 }: IntentTraining = {}): IntentModel {
  const labels = [...new Set(examples.map(({ intent }) => intent))].toSorted()
  if (labels.length < 2) throw new RangeError(`Intents are told apart, so examples of at least two are needed; these ${examples.length} examples have ${labels.length}.`)
  const documents = documentsOf(examples, labels, bits)
  const rarity = rarityOf(documents, bits)
  for (const [at, row] of documents.rows.entries()) documents.values[at] = (documents.values[at] ?? 0) * (rarity[row] ?? 1)
  const options = { classes: labels.length, bits, epochs, rate, decay: 0, dropout: 0, seed }
  const all = Int32Array.from(examples.keys())
  const temperature = examples.length < 200 ? 1 : temperatureFor(heldOutScores(documents, all, options))
  const linear = trainLinear(documents, all, options)
  // What is rare weighs more; kept in the weights, it costs nothing when a message is read.
  for (const at of linear.table.keys()) linear.table[at] = (linear.table[at] ?? 0) * (rarity[Math.floor(at / labels.length)] ?? 1)
  const bytes = packWeights(linear, { labels, bits, temperature, trained: `${examples.length} labelled messages, seed ${seed}` })
  return readIntents(bytes)
}

/** @throws {WeightsFault} when the bytes are damaged. */
export function readIntents(bytes: Uint8Array): IntentModel {
  const weights = new Weights(bytes)
  const vector = new IntentVector()
  return {
    bytes,
    tell(text) {
      vector.read(text)
      const best = weights.weigh(vector.rows, vector.values, vector.count)
      return { intent: weights.labels[best] ?? '', probability: weights.probabilities[best] ?? 0 }
    },
  }
}

function heldOutScores(documents: Documents, all: Int32Array, options: Parameters<typeof trainLinear>[2]): Scored[] {
  const isHeldOut = (at: number): boolean => (hashPair(at, options.seed) >>> 0) % 10 === 0
  const { table, bias } = trainLinear(documents, all.filter((at) => !isHeldOut(at)), options)
  return Array.from(all.filter(isHeldOut), (document) => {
    const scores = Array.from(bias)
    for (let at = documents.starts[document] ?? 0; at < (documents.starts[document + 1] ?? 0); at++) {
      const row = (documents.rows[at] ?? 0) * bias.length
      for (let each = 0; each < bias.length; each++) scores[each] = (scores[each] ?? 0) + (table[row + each] ?? 0) * (documents.values[at] ?? 0)
    }
    return { scores, label: documents.labels[document] ?? 0 }
  })
}

/** Inverse document frequency of each row (Sparck Jones 1972), as a share of that of a row in a single document. */
function rarityOf({ rows, starts }: Documents, bits: number): Float32Array {
  const counts = new Int32Array(2 ** bits)
  const lastSeen = new Int32Array(2 ** bits)
  const documents = starts.length - 1
  for (let document = 0; document < documents; document++) {
    for (let at = starts[document] ?? 0; at < (starts[document + 1] ?? 0); at++) {
      const row = rows[at] ?? 0
      if (lastSeen[row] === document + 1) continue
      lastSeen[row] = document + 1
      counts[row] = (counts[row] ?? 0) + 1
    }
  }
  return Float32Array.from(counts, (count) => Math.log((documents + 1) / (count + 1) + 1) / Math.log((documents + 1) / 2 + 1))
}

function documentsOf(examples: readonly IntentExample[], labels: readonly string[], bits: number): Documents {
  const vector = new IntentVector()
  const mask = 2 ** bits - 1
  const read = examples.map(({ text }) => {
    vector.read(text)
    return { rows: vector.rows.slice(0, vector.count).map((row) => row & mask), values: vector.values.slice(0, vector.count) }
  })
  const starts = new Int32Array(examples.length + 1)
  for (const [at, { rows }] of read.entries()) starts[at + 1] = (starts[at] ?? 0) + rows.length
  const rows = new Int32Array(starts[examples.length] ?? 0)
  const values = new Float32Array(rows.length)
  for (const [at, each] of read.entries()) {
    rows.set(each.rows, starts[at])
    values.set(each.values, starts[at])
  }
  const numbers = new Map(labels.map((label, at) => [label, at]))
  return { rows, values, starts, labels: Int32Array.from(examples, ({ intent }) => numbers.get(intent) ?? 0), weights: new Float32Array(examples.length).fill(1) }
}
