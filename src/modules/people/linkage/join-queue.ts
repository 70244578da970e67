/** A queue of possible joins, the most certain first. */

export interface Join {
  readonly bits: number
  readonly a: number
  readonly b: number
}

/** Certain before uncertain; equal ones by their clusters, so that every run takes them in the same order. */
function before(x: Join, y: Join): boolean {
  return x.bits > y.bits || (x.bits === y.bits && (x.a < y.a || (x.a === y.a && x.b < y.b)))
}

/** A binary heap (J. W. J. Williams, 1964). */
export class JoinQueue {
  private readonly heap: Join[] = []

  push(join: Join): void {
    this.heap.push(join)
    let at = this.heap.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.swapIfBefore(at, parent)) break
      at = parent
    }
  }

  pop(): Join | undefined {
    const first = this.heap[0]
    const last = this.heap.pop()
    if (first === undefined || last === undefined || this.heap.length === 0) return first
    this.heap[0] = last
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [l, r] = [this.heap[left], this.heap[left + 1]]
      if (l === undefined) return first
      const child = r !== undefined && before(r, l) ? left + 1 : left
      if (!this.swapIfBefore(child, at)) return first
      at = child
    }
  }

  private swapIfBefore(lower: number, upper: number): boolean {
    const [x, y] = [this.heap[lower], this.heap[upper]]
    if (x === undefined || y === undefined || !before(x, y)) return false
    this.heap[lower] = y
    this.heap[upper] = x
    return true
  }
}
