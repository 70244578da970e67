/** Sorts rows by a 32-bit number without comparing, in linear time. */

function countOne(counts: Uint32Array, at: number): number {
  const before = counts[at] as number
  counts[at] = before + 1
  return before
}

/** Sorts `entries` by `keys` in three passes of eleven bits, keeping the order of equal ones. */
export function sortByKey(entries: Uint32Array, keys: Uint32Array): void {
  const otherEntries = new Uint32Array(entries.length)
  const otherKeys = new Uint32Array(keys.length)
  let fromE: Uint32Array = entries
  let fromK: Uint32Array = keys
  let toE: Uint32Array = otherEntries
  let toK: Uint32Array = otherKeys
  for (const shift of [0, 11, 22]) {
    const counts = new Uint32Array(2049)
    for (const key of fromK) countOne(counts, ((key >>> shift) & 2047) + 1)
    for (let i = 1; i < 2049; i++) counts[i] = (counts[i] as number) + (counts[i - 1] as number)
    for (let i = 0; i < fromK.length; i++) {
      const key = fromK[i] as number
      const at = countOne(counts, (key >>> shift) & 2047)
      toE[at] = fromE[i] as number
      toK[at] = key
    }
    ;[fromE, toE] = [toE, fromE]
    ;[fromK, toK] = [toK, fromK]
  }
  entries.set(fromE)
  keys.set(fromK)
}
