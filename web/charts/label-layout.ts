/** Keeps labels apart: each as near to its wish as the others and the edges allow. */

/**
 * Moves vertical middles so that none overlap. Order is kept; `wishes` need not
 * be sorted. When all together are too high for the room, they are spread over
 * it evenly. After the "pool adjacent violators" idea of isotonic regression.
 */
export function spread(wishes: readonly number[], height: number, top: number, bottom: number): number[] {
  if (wishes.length === 0) return []
  if (wishes.length * height > bottom - top) {
    const step = (bottom - top) / wishes.length
    return ranked(wishes).map((rank) => top + step * (rank + 0.5))
  }
  const order = wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish - b.wish || a.index - b.index)
  // A pool is a run of labels that touch; `start` is the middle of its first.
  const pools: { start: number; size: number }[] = []
  const clamp = (start: number, size: number): number => Math.min(Math.max(start, top + height / 2), bottom - height / 2 - (size - 1) * height)
  for (const { wish } of order) {
    let pool = { start: clamp(wish, 1), size: 1 }
    for (let above = pools.at(-1); above && above.start + above.size * height > pool.start; above = pools.at(-1)) {
      pools.pop()
      const size = above.size + pool.size
      const mean = (above.start * above.size + (pool.start - above.size * height) * pool.size) / size
      pool = { start: clamp(mean, size), size }
    }
    pools.push(pool)
  }
  const placed : number[] = Array.from({ length: wishes.length }, () => 0)
  let next = 0
  for (const pool of pools) for (let k = 0; k < pool.size; k += 1) placed[order[next++]?.index ?? 0] = pool.start + k * height
  return placed
}

function ranked(wishes: readonly number[]): number[] {
  const ranks : number[] = Array.from({ length: wishes.length }, () => 0)
  wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish - b.wish || a.index - b.index).forEach(({ index }, rank) => { ranks[index] = rank })
  return ranks
}
