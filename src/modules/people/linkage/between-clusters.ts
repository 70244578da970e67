/** What the records of one cluster say, together, about being the same person as those of another. */
import type { Scorer } from './scorer.ts'

/** Sums over pairs of records, one from each side. Two of them add up when clusters join. */
export interface Between {
  /** Per field, sum of weights in bits; then per field, pairs in which both sides said something. */
  readonly sums: Float64Array
  /** Sum of the pairs' log odds. */
  total: number
  pairs: number
}

/** Pairs looked at between two clusters; more would cost much and change little. */
const mostPairs = 40

/** Compares pairs of records and adds up. */
export class BetweenReader {
  private readonly scorer: Scorer
  private readonly weights: Float64Array
  constructor(scorer: Scorer) {
    this.scorer = scorer
    this.weights = new Float64Array(scorer.fields)
  }

  /** Looks at all pairs of two clusters, or at a fixed spread of them when there are many. */
  read(left: readonly number[], right: readonly number[]): Between {
    const between: Between = { sums: new Float64Array(this.scorer.fields * 2), total: 0, pairs: 0 }
    const all = left.length * right.length
    const stride = all <= mostPairs ? 1 : all / mostPairs
    for (let at = 0; at < all; at += stride) {
      const pair = Math.floor(at)
      this.add(between, left[Math.floor(pair / right.length)] ?? 0, right[pair % right.length] ?? 0)
    }
    return between
  }

  private add(between: Between, a: number, b: number): void {
    const { fields, prior } = this.scorer
    this.scorer.fieldBits(a, b, this.weights)
    let total = prior
    for (let field = 0; field < fields; field++) {
      const bits = this.weights[field] as number
      if (Number.isNaN(bits)) continue
      total += bits
      between.sums[field] = (between.sums[field] as number) + bits
      between.sums[fields + field] = (between.sums[fields + field] as number) + 1
    }
    between.total += total
    between.pairs++
  }

  /** What two parts of a cluster say about a third, as one. */
  sum(x: Between, y: Between): Between {
    return { sums: x.sums.map((value, index) => value + (y.sums[index] ?? 0)), total: x.total + y.total, pairs: x.pairs + y.pairs }
  }

  /**
   * Log odds in bits that the clusters are one person.
   *
   * Half-way between two readings. The mean over the pairs is average linkage
   * (Sokal & Michener 1958): one lucky pair cannot join two crowds. The mean
   * field by field, over the pairs that say something, sees each cluster as one
   * profile: a birth date on one record and a mail address on another count
   * together, as if one record held both.
   */
  bits(between: Between): number {
    const { fields, prior } = this.scorer
    let profile = prior
    for (let field = 0; field < fields; field++) {
      const said = between.sums[fields + field] as number
      if (said > 0) profile += (between.sums[field] as number) / said
    }
    return (profile + between.total / between.pairs) / 2
  }
}
