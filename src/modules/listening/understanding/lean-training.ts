/** Teaches a lean from corrected posts, in bounded steps from none. */
import type { Lean } from './lean.ts'
import { furthestLean } from './lean.ts'
import { randomFrom, softmax } from './training.ts'

export interface LeanExample {
  readonly rows: Int32Array
  readonly values: Float32Array
  /** What the shipped model gives each class. */
  readonly scores: Float64Array
  /** The right class; `null` where nobody said, and the shipped answer is to stay as it is. */
  readonly label: number | null
  readonly weight: number
}

/** The table has 2^14 rows: corrections are few, and few rows keep what is learnt small. */
const bits = 14
const epochs = 20
const rate = 0.4
/** Pull towards none at each step, so that what only one post says stays weak. */
const decay = 0.002
/** No weight goes further than this from none. */
const bound = 0.6

/**
 * Multinomial logistic regression on top of the shipped scores, by stochastic
 * gradient descent from a table of zeros. Each weight stays within a bound,
 * and each step decays towards zero: the shipped model is the prior. Examples
 * without a label pull towards the shipped probabilities. The same
 * examples and seed give the same table.
 */
export function trainLean(labels: readonly string[], examples: readonly LeanExample[], seed: number): Lean {
  const classes = labels.length
  const mask = 2 ** bits - 1
  const table = new Float32Array(2 ** bits * classes)
  const random = randomFrom(seed)
  const order = examples.map((_, at) => at)
  const scores = new Float64Array(classes)
  const targets = examples.map(({ label, scores: shipped }) => targetOf(label, shipped))
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      ;[order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0]
    }
    const pace = rate * (1 - epoch / epochs)
    for (const number of order) {
      const example = examples[number]
      if (example === undefined) continue
      const { rows, values, weight } = example
      const target = targets[number] ?? scores
      for (let each = 0; each < classes; each++) {
        let lean = 0
        for (let at = 0; at < rows.length; at++) lean += (table[((rows[at] ?? 0) & mask) * classes + each] ?? 0) * (values[at] ?? 0)
        scores[each] = (example.scores[each] ?? 0) + Math.max(-furthestLean, Math.min(furthestLean, lean))
      }
      softmax(scores)
      for (let each = 0; each < classes; each++) {
        const slope = ((scores[each] ?? 0) - (target[each] ?? 0)) * weight
        for (let at = 0; at < rows.length; at++) {
          const place = ((rows[at] ?? 0) & mask) * classes + each
          const held = table[place] ?? 0
          table[place] = Math.max(-bound, Math.min(bound, held - pace * (slope * (values[at] ?? 0) + decay * held)))
        }
      }
    }
  }
  return { labels, bits, table }
}

function targetOf(label: number | null, shipped: Float64Array): Float64Array {
  const target = shipped.slice()
  if (label === null) softmax(target)
  else for (let each = 0; each < target.length; each++) target[each] = each === label ? 1 : 0
  return target
}
