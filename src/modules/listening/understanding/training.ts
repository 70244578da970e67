/** Trains linear models over hashed features. */

/** Documents as rows of hashed features, one after another. */
export interface Documents {
  /** Rows of the weight table. */
  readonly rows: Int32Array
  /** What each row of `rows` counts. */
  readonly values: Float32Array
  /** Where document n starts in `rows`; one more entry than documents. */
  readonly starts: Int32Array
  readonly labels: Int32Array
  /** How much each document weighs; 1 is usual. */
  readonly weights: Float32Array
}

export interface TrainingOptions {
  readonly classes: number
  /** The table has 2^bits rows. */
  readonly bits: number
  readonly epochs: number
  readonly rate: number
  /** Strength of the pull towards zero, per document. */
  readonly decay: number
  readonly seed: number
  /** Share of the features left out of each document in each epoch, against rare features that learn by heart. */
  readonly dropout: number
}

const manyClasses = 8
/** A class less likely than this is not corrected, where there are many. */
const leastSlope = 1e-3

/** Numbers from 0 to 1 from a seed (Mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Linear {
  /** Row by row, class by class. */
  readonly table: Float32Array
  readonly bias: Float32Array
}

/**
 * Multinomial logistic regression by AdaGrad (Duchi, Hazan, Singer 2011), one
 * document at a time in an order drawn from the seed; the rate falls to nothing
 * by the last epoch. With a prior, weights are pulled towards it instead of zero.
 */
export function trainLinear(documents: Documents, chosen: Int32Array, options: TrainingOptions, prior?: Float32Array): Linear {
  const { classes, epochs, rate, decay, dropout } = options
  const size = (2 ** options.bits) * classes
  const table = prior === undefined ? new Float32Array(size) : prior.slice()
  const squares = new Float32Array(size).fill(1e-6)
  const bias = new Float32Array(classes)
  const biasSquares = new Float32Array(classes).fill(1e-6)
  const random = randomFrom(options.seed)
  const order = chosen.slice()
  const scores = new Float64Array(classes)
  const { rows, values, starts, labels, weights } = documents
  // With many classes most are surely wrong for a document; they are left alone, which saves most of the work.
  const ignored = classes > manyClasses ? leastSlope : 0
  const active = new Int32Array(classes)
  let activeCount = 0
  const cut = Math.floor(dropout * 65_536)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      const held = order[at] ?? 0
      order[at] = order[other] ?? 0
      order[other] = held
    }
    const pace = rate * (1 - epoch / epochs)
    for (const document of order) {
      const start = starts[document] ?? 0
      const end = starts[document + 1] ?? 0
      // Which features are dropped follows from one draw for each document.
      let draw = cut === 0 ? 0 : Math.floor(random() * 4_294_967_296) | 1
      const first = draw
      const scale = 1 / (1 - dropout)
      scores.set(bias)
      for (let at = start; at < end; at++) {
        if (cut !== 0) {
          draw = Math.imul(draw, 1664525) + 1013904223 | 0
          if ((draw >>> 16) < cut) continue
        }
        const row = (rows[at] ?? 0) * classes
        const value = (values[at] ?? 0) * scale
        for (let each = 0; each < classes; each++) scores[each] = (scores[each] ?? 0) + (table[row + each] ?? 0) * value
      }
      softmax(scores)
      const weight = weights[document] ?? 1
      const label = labels[document] ?? 0
      activeCount = 0
      for (let each = 0; each < classes; each++) {
        const slope = ((scores[each] ?? 0) - (each === label ? 1 : 0)) * weight
        scores[each] = slope
        if (ignored > 0 && slope < ignored && slope > -ignored) continue
        active[activeCount++] = each
        biasSquares[each] = (biasSquares[each] ?? 0) + slope * slope
        bias[each] = (bias[each] ?? 0) - pace * slope / Math.sqrt(biasSquares[each] ?? 1)
      }
      draw = first
      for (let at = start; at < end; at++) {
        if (cut !== 0) {
          draw = Math.imul(draw, 1664525) + 1013904223 | 0
          if ((draw >>> 16) < cut) continue
        }
        const row = (rows[at] ?? 0) * classes
        const value = (values[at] ?? 0) * scale
        for (let turn = 0; turn < activeCount; turn++) {
          const each = active[turn] ?? 0
          const place = row + each
          const held = table[place] ?? 0
          const slope = (scores[each] ?? 0) * value + decay * (prior === undefined ? held : held - (prior[place] ?? 0))
          const square = (squares[place] ?? 0) + slope * slope
          squares[place] = square
          table[place] = held - pace * slope / Math.sqrt(square)
        }
      }
    }
  }
  return { table, bias }
}

/** Scores become probabilities that sum to 1. */
export function softmax(scores: Float64Array): void {
  let top = -Infinity
  for (const score of scores) if (score > top) top = score
  let sum = 0
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp((scores[at] ?? 0) - top)
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / sum
}
