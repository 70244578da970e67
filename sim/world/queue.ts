/** What is still to happen, the next first: a binary heap. */
import { inOrder } from '../event.ts'

interface Due {
  readonly at: number
  readonly sub: number
  readonly id: string
}

export class Queue<T extends Due> {
  private readonly heap: T[] = []

  get size(): number {
    return this.heap.length
  }

  peek(): T | undefined {
    return this.heap[0]
  }

  push(item: T): void {
    const { heap } = this
    let at = heap.push(item) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || inOrder(parent, item) <= 0) break
      heap[at] = parent
      at = above
    }
    heap[at] = item
  }

  pop(): T | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || first === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      const left = heap[below]
      if (left === undefined) break
      const right = heap[below + 1]
      const child = right !== undefined && inOrder(right, left) < 0 ? (below++, right) : left
      if (inOrder(last, child) <= 0) break
      heap[at] = child
      at = below
    }
    heap[at] = last
    return first
  }
}
