/** Weights of a linear model: kept in a byte each, read from a file that says what it holds. */
import { readFileSync } from 'node:fs'
import { Fault } from '../../../kernel/fault.ts'
import { softmax, type Linear } from './training.ts'

/** Thrown when a file of weights is not what it should be. */
export class WeightsFault extends Fault {
  readonly code = 'listening.understanding.weights'
  override readonly status = 500
  constructor(file: string, found: string) {
    super(`The weights in ${file} cannot be read: expected a header and 2^bits rows of one byte a class, found ${found}. Take the file from the release again, or train it with tools/train.`)
  }
}

interface Header {
  readonly labels: readonly string[]
  readonly bits: number
  readonly bias: readonly number[]
  /** The greatest weight there is. */
  readonly greatest: number
  readonly temperature: number
  /** What it was trained from and how, for people. */
  readonly trained: string
}

/** Bytes stand for squares, so that small weights are told apart as well as large ones. */
function decoder(greatest: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => {
    const part = (byte < 128 ? byte : byte - 256) / 127
    return Math.sign(part) * part * part * greatest
  })
}

/** A file of weights: length of the header (4 bytes), header (JSON), table. */
export function packWeights(linear: Linear, about: Omit<Header, 'bias' | 'greatest'>): Uint8Array {
  let greatest = 1e-9
  for (const weight of linear.table) if (Math.abs(weight) > greatest) greatest = Math.abs(weight)
  const header: Header = { ...about, bias: Array.from(linear.bias, (weight) => Math.round(weight * 1e6) / 1e6), greatest }
  const head = Buffer.from(JSON.stringify(header))
  const out = Buffer.alloc(4 + head.length + linear.table.length)
  out.writeUInt32LE(head.length, 0)
  head.copy(out, 4)
  for (const [at, weight] of linear.table.entries()) out.writeInt8(Math.round(Math.sign(weight) * Math.sqrt(Math.abs(weight) / greatest) * 127), 4 + head.length + at)
  return out
}

/** A trained model that weighs rows of hashed features. */
export class Weights {
  readonly labels: readonly string[]
  readonly bits: number
  /** Probability of each label after `weigh`, in the order of `labels`. */
  readonly probabilities: Float64Array
  readonly #bias: Float32Array
  readonly #table: Uint8Array
  readonly #decoded: Float32Array
  readonly #mask: number
  readonly #temperature: number

  /** @throws {WeightsFault} when the bytes are not what `packWeights` makes. */
  constructor(bytes: Uint8Array, file = 'memory') {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const size = all.length < 4 ? 0 : all.readUInt32LE(0)
    if (size === 0 || size > all.length - 4) throw new WeightsFault(file, `${all.length} bytes without a header`)
    const header = JSON.parse(all.toString('utf8', 4, 4 + size)) as Header
    const classes = header.labels.length
    const expected = 2 ** header.bits * classes
    if (all.length - 4 - size !== expected) throw new WeightsFault(file, `${all.length - 4 - size} bytes of weights instead of ${expected}`)
    this.labels = header.labels
    this.bits = header.bits
    this.probabilities = new Float64Array(classes)
    this.#bias = Float32Array.from(header.bias)
    this.#decoded = decoder(header.greatest)
    this.#mask = 2 ** header.bits - 1
    this.#temperature = header.temperature
    this.#table = new Uint8Array(all.subarray(4 + size))
  }

  /** @throws {WeightsFault} when the file is damaged. */
  static read(file: URL): Weights {
    return new Weights(readFileSync(file), file.pathname)
  }

  /** Fills `probabilities` from the first `count` rows; answers the number of the likeliest label. */
  weigh(rows: Int32Array, values: Float32Array, count: number): number {
    const table = this.#table
    const decoded = this.#decoded
    const mask = this.#mask
    const classes = this.labels.length
    const scores = this.probabilities
    scores.set(this.#bias)
    if (classes === 3) this.#weighThree(rows, values, count)
    else {
      for (let at = 0; at < count; at++) {
        const row = ((rows[at] ?? 0) & mask) * classes
        const value = values[at] ?? 0
        for (let each = 0; each < classes; each++) scores[each] = (scores[each] ?? 0) + (decoded[table[row + each] ?? 0] ?? 0) * value
      }
    }
    let best = 0
    for (let each = 1; each < classes; each++) if ((scores[each] ?? 0) > (scores[best] ?? 0)) best = each
    for (let each = 0; each < classes; each++) scores[each] = (scores[each] ?? 0) / this.#temperature
    softmax(scores)
    return best
  }

  /** The same for the commonest number of classes, where the inner loop would cost most. */
  #weighThree(rows: Int32Array, values: Float32Array, count: number): void {
    const table = this.#table
    const decoded = this.#decoded
    const mask = this.#mask
    let first = 0
    let second = 0
    let third = 0
    for (let at = 0; at < count; at++) {
      const row = ((rows[at] ?? 0) & mask) * 3
      const value = values[at] ?? 0
      first += (decoded[table[row] ?? 0] ?? 0) * value
      second += (decoded[table[row + 1] ?? 0] ?? 0) * value
      third += (decoded[table[row + 2] ?? 0] ?? 0) * value
    }
    const scores = this.probabilities
    scores[0] = (scores[0] ?? 0) + first
    scores[1] = (scores[1] ?? 0) + second
    scores[2] = (scores[2] ?? 0) + third
  }
}
