/** Compares names of people: spelling, pet forms, initials, order, names within names. */
import type { Comparison } from './comparison.ts'
import { isNickname } from './nicknames.ts'
import { jaroWinkler, sameButBlanks, wordsHeld } from './similarity.ts'

function sharesWord(a: string, b: string): boolean {
  return (a.includes(' ') || b.includes(' ')) && wordsHeld(a, b, 3).held > 0
}

/** 1 near, 2 pet form, 3 initial, 4 alike, 6 different (5 is "swapped", seen only by whoever has both columns). */
function compareGiven(a: string, b: string): number {
  const likeness = jaroWinkler(a, b, 0.78)
  if (likeness >= 0.92) return 1
  if (isNickname(a, b) || sharesWord(a, b)) return 2
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === 1 && long.length > 1) return long.startsWith(short) ? 3 : 6
  if (short.length >= 2 && long.startsWith(short)) return 2
  if (sameButBlanks(a, b)) return 1
  return likeness >= 0.78 ? 4 : 6
}

export const givenName: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.7 },
    { name: 'near', words: 'differs in a letter or two', rarity: 0.5, usual: 0.1 },
    { name: 'nickname', words: 'is a short or pet form of the other', rarity: 0, usual: 0.05 },
    { name: 'initial', words: 'fits the initial', rarity: 0, usual: 0.02 },
    { name: 'alike', words: 'is spelled alike', rarity: 0, usual: 0.03 },
    { name: 'swapped', words: 'stands where the other has the last name', rarity: 0, usual: 0.03 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.07 },
  ],
  compare: compareGiven,
  swapped: 5,
}

/** 1 near, 2 one part of a double name, 3 alike, 5 different (4 is "swapped"). */
function compareFamily(a: string, b: string): number {
  const likeness = jaroWinkler(a, b, 0.78)
  if (likeness >= 0.92) return 1
  if (sharesWord(a, b)) return 2
  if (sameButBlanks(a, b)) return 1
  return likeness >= 0.78 ? 3 : 5
}

export const familyName: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.75 },
    { name: 'near', words: 'differs in a letter or two', rarity: 0.5, usual: 0.1 },
    { name: 'part', words: 'shares a part', rarity: 0, usual: 0.02 },
    { name: 'alike', words: 'is spelled alike', rarity: 0, usual: 0.03 },
    { name: 'swapped', words: 'stands where the other has the first name', rarity: 0, usual: 0.03 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.07 },
  ],
  compare: compareFamily,
  swapped: 4,
}

/** How two words of names resemble each other: 3 same, 2 near or pet form, 1 initial, 0 not. */
function wordLikeness(a: string, b: string): number {
  if (a === b) return 3
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 1 : 0
  return jaroWinkler(a, b, 0.9) >= 0.9 || isNickname(a, b) ? 2 : 0
}

/** Best partner for every word of the shorter name, each used once, best likeness first. */
function pairWords(short: readonly string[], long: readonly string[]): number[] {
  const found: number[] = []
  const free = [...long]
  let open = [...short]
  for (const want of [3, 2, 1]) {
    const rest: string[] = []
    for (const word of open) {
      const at = free.findIndex((other) => wordLikeness(word, other) === want)
      if (at < 0) rest.push(word)
      else {
        free.splice(at, 1)
        found.push(want)
      }
    }
    open = rest
  }
  return found
}

/** 1 other order, 2 one within the other, 3 same but for spelling, 4 shares a name, 5 different. */
function compareFull(x: string, y: string): number {
  const inOrder = x.length < y.length || (x.length === y.length && x < y)
  const a = (inOrder ? x : y).split(' ').slice(0, 12)
  const b = (inOrder ? y : x).split(' ').slice(0, 12)
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const found = pairWords(short, long)
  const same = found.filter((level) => level === 3).length
  if (same === short.length) return short.length === long.length ? 1 : short.length > 1 ? 2 : 4
  if (found.length === short.length && found.some((level) => level >= 2) && short.length > 1) return 3
  const likeness = jaroWinkler(x, y, 0.85)
  if (likeness >= 0.92) return 3
  return found.some((level) => level >= 2) || likeness >= 0.85 ? 4 : 5
}

export const fullName: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.55 },
    { name: 'order', words: 'has the same words in another order', rarity: 0.5, usual: 0.1 },
    { name: 'within', words: 'is within the other', rarity: 0, usual: 0.1 },
    { name: 'near', words: 'is the same but for spelling, pet forms or initials', rarity: 0, usual: 0.1 },
    { name: 'shares', words: 'shares a name', rarity: 0, usual: 0.08 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.07 },
  ],
  compare: compareFull,
}
