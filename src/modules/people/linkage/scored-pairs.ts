/** Pairs of rows with their log odds, in columns that grow: a few million of them fit in little memory. */

export interface ScoredPairs {
  readonly length: number
  /** The lesser row. */
  readonly a: Uint32Array
  readonly b: Uint32Array
  /** Log odds, in bits. */
  readonly bits: Float64Array
}

/** Collects pairs. */
export class PairCollector {
  private a = new Uint32Array(1024)
  private b = new Uint32Array(1024)
  private bits = new Float64Array(1024)
  private length = 0

  add(a: number, b: number, bits: number): void {
    if (this.length === this.a.length) this.grow()
    this.a[this.length] = a
    this.b[this.length] = b
    this.bits[this.length++] = bits
  }

  private grow(): void {
    const [a, b, bits] = [this.a, this.b, this.bits]
    this.a = new Uint32Array(a.length * 2)
    this.b = new Uint32Array(a.length * 2)
    this.bits = new Float64Array(a.length * 2)
    this.a.set(a)
    this.b.set(b)
    this.bits.set(bits)
  }

  finish(): ScoredPairs {
    return { length: this.length, a: this.a.slice(0, this.length), b: this.b.slice(0, this.length), bits: this.bits.slice(0, this.length) }
  }
}

/** All parts as one, each pair once, ordered by rows: the same whoever scored which part. */
export function inOrder(parts: readonly ScoredPairs[], rows: number): ScoredPairs {
  const total = parts.reduce((sum, part) => sum + part.length, 0)
  // Counting sort by the lesser row; within a row a handful of pairs is sorted by the other.
  const starts = new Uint32Array(rows + 1)
  for (const part of parts) for (let i = 0; i < part.length; i++) starts[(part.a[i] as number) + 1] = (starts[(part.a[i] as number) + 1] as number) + 1
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number)
  const others = new Uint32Array(total)
  const bits = new Float64Array(total)
  const next = starts.slice()
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const at = next[part.a[i] as number] as number
      next[part.a[i] as number] = at + 1
      others[at] = part.b[i] as number
      bits[at] = part.bits[i] as number
    }
  }
  const collector = new PairCollector()
  for (let row = 0; row < rows; row++) {
    const [from, to] = [starts[row] as number, starts[row + 1] as number]
    if (from === to) continue
    const sorted = Array.from({ length: to - from }, (_, i) => from + i).sort((x, y) => (others[x] as number) - (others[y] as number))
    let before = -1
    for (const at of sorted) {
      const other = others[at] as number
      if (other !== before) collector.add(row, other, bits[at] as number)
      before = other
    }
  }
  return collector.finish()
}
