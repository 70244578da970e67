/** How alike two strings are: Jaro–Winkler, bounded edit distance, shared words. */

const used = new Uint8Array(4096)
const matchesA = new Uint16Array(2048)
const matchesB = new Uint16Array(2048)
const longest = 1024

/**
 * Jaro–Winkler likeness, 0 to 1.
 *
 * Source: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules
 * in the Fellegi–Sunter Model of Record Linkage", 1990; prefix of at most four,
 * scale 0.1, given only above 0.7 as in Winkler's own code. Symmetric: the
 * matching runs from the shorter string, or from the lesser of two equally long.
 * Only the first 1,024 UTF-16 units are read.
 *
 * @param floor likeness below which the caller does not care: 0 may then be answered without looking closely.
 */
export function jaroWinkler(x: string, y: string, floor = 0): number {
  if (x === y) return 1
  const swap = x.length > y.length || (x.length === y.length && x > y)
  const a = swap ? y : x
  const b = swap ? x : y
  const la = Math.min(a.length, longest)
  const lb = Math.min(b.length, longest)
  if (la === 0 || (floor > 0.7 && outOfReach(a, b, la, lb, floor))) return 0
  const reach = Math.max(0, (lb >> 1) - 1)
  used.fill(0, 0, lb)
  let m = 0
  for (let i = 0; i < la; i++) {
    const c = a.charCodeAt(i)
    const end = Math.min(lb - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (used[j] === 0 && b.charCodeAt(j) === c) {
        used[j] = 1
        matchesA[m++] = c
        break
      }
    }
  }
  if (m === 0) return 0
  let k = 0
  for (let j = 0; j < lb; j++) if (used[j] === 1) matchesB[k++] = b.charCodeAt(j)
  let off = 0
  for (let i = 0; i < m; i++) if (matchesA[i] !== matchesB[i]) off++
  const jaro = (m / la + m / lb + (m - off / 2) / m) / 3
  if (jaro <= 0.7) return jaro
  let prefix = 0
  while (prefix < 4 && prefix < la && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Letters of a string as bits, 32 classes: cheap to build, and two strings cannot share more letters than their bits. */
function letterBits(text: string, length: number): number {
  let bits = 0
  for (let i = 0; i < length; i++) bits |= 1 << (text.charCodeAt(i) & 31)
  return bits
}

function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Whether even the best arrangement of the shared letters stays below the floor. */
function outOfReach(a: string, b: string, la: number, lb: number, floor: number): boolean {
  const left = letterBits(a, la)
  const right = letterBits(b, lb)
  const matches = Math.min(la - ones(left & ~right), lb - ones(right & ~left))
  if (matches <= 0) return true
  let prefix = 0
  while (prefix < 4 && prefix < la && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  const jaro = (matches / la + matches / lb + 1) / 3
  return jaro + prefix * 0.1 * (1 - jaro) < floor
}

/** Whether two different strings are one edit apart: what is left between their common start and end decides. */
function isOneEdit(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let end = 0
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  const [leftA, leftB] = [a.length - start - end, b.length - start - end]
  if (leftA <= 1 && leftB <= 1) return true
  return leftA === 2 && leftB === 2 && a.charCodeAt(start) === b.charCodeAt(start + 1) && a.charCodeAt(start + 1) === b.charCodeAt(start)
}

let before = new Uint16Array(longest + 2)
let last = new Uint16Array(longest + 2)
let next = new Uint16Array(longest + 2)

/**
 * Edits (insert, delete, replace, swap of neighbours) between two strings, or
 * `limit + 1` when there are more than `limit`.
 *
 * Optimal string alignment within a band of `limit`, so the cost is
 * length × limit. Source: F. J. Damerau, CACM 7(3), 1964; E. Ukkonen's band, 1985.
 */
export function editsWithin(a: string, b: string, limit: number): number {
  if (a === b) return 0
  const la = a.length
  const lb = b.length
  if (Math.abs(la - lb) > limit) return limit + 1
  if (la > longest || lb > longest) return limit + 1
  if (limit === 1) return isOneEdit(a, b) ? 1 : 2
  const far = limit + 1
  for (let j = 0; j <= lb; j++) last[j] = Math.min(j, far)
  for (let i = 1; i <= la; i++) {
    const from = Math.max(1, i - limit)
    const to = Math.min(lb, i + limit)
    next[from - 1] = from === 1 ? Math.min(i, far) : far
    let best = from === 1 ? Math.min(i, far) : far
    const c = a.charCodeAt(i - 1)
    for (let j = from; j <= to; j++) {
      const d = b.charCodeAt(j - 1)
      let cost = (last[j - 1] ?? far) + (c === d ? 0 : 1)
      const above = j < i + limit ? (last[j] ?? far) + 1 : far
      if (above < cost) cost = above
      const left = (next[j - 1] ?? far) + 1
      if (left < cost) cost = left
      if (i > 1 && j > 1 && c === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === d) {
        const swapped = (before[j - 2] ?? far) + 1
        if (swapped < cost) cost = swapped
      }
      if (cost > far) cost = far
      next[j] = cost
      if (cost < best) best = cost
    }
    if (to < lb) next[to + 1] = far
    if (best > limit) return far
    const turn = before
    before = last
    last = next
    next = turn
  }
  return last[lb] ?? far
}

/** Whether `text` holds the word `from[start..end)`, words being parted by single blanks. */
function holdsWord(text: string, from: string, start: number, end: number): boolean {
  const length = end - start
  for (let at = 0; at + length <= text.length; ) {
    const stop = text.indexOf(' ', at)
    const wordEnd = stop < 0 ? text.length : stop
    if (wordEnd - at === length) {
      let i = 0
      while (i < length && text.charCodeAt(at + i) === from.charCodeAt(start + i)) i++
      if (i === length) return true
    }
    at = wordEnd + 1
  }
  return false
}

/** Words of `a` that `b` holds too, of at least `shortest` signs; and how many words `a` has. */
export function wordsHeld(a: string, b: string, shortest = 1): { held: number; words: number } {
  let [held, words] = [0, 0]
  for (let start = 0; start < a.length; ) {
    const stop = a.indexOf(' ', start)
    const end = stop < 0 ? a.length : stop
    words++
    if (end - start >= shortest && holdsWord(b, a, start, end)) held++
    start = end + 1
  }
  return { held, words }
}

/** Share of words in common: |A ∩ B| / |A ∪ B| (P. Jaccard, 1901). */
export function sharedWords(a: string, b: string): number {
  const forth = wordsHeld(a, b)
  if (forth.held === 0) return 0
  const back = wordsHeld(b, a)
  const both = Math.min(forth.held, back.held)
  return both / (forth.words + back.words - both)
}

/** Whether two texts are the same once blanks are left out. */
export function sameButBlanks(a: string, b: string): boolean {
  let [i, j] = [0, 0]
  for (;;) {
    while (a.charCodeAt(i) === 32) i++
    while (b.charCodeAt(j) === 32) j++
    if (i >= a.length || j >= b.length) return i >= a.length && j >= b.length
    if (a.charCodeAt(i++) !== b.charCodeAt(j++)) return false
  }
}
