/** Compares values that are neither name, date nor address: categories, numbers, free text. */
import type { Comparison } from './comparison.ts'
import { editsWithin, jaroWinkler, sharedWords } from './similarity.ts'

/** 1 nearly the same word, 2 different. */
function compareCategory(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  if (length >= 5 && jaroWinkler(a, b, 0.92) >= 0.92) return 1
  return length >= 4 && editsWithin(a, b, 1) <= 1 ? 1 : 2
}

export const category: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.85 },
    { name: 'near', words: 'differs in a letter or two', rarity: 0, usual: 0.04 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.11 },
  ],
  compare: compareCategory,
}

/** 1 one slip, 2 two slips in six or more signs, 3 different. */
function compareNumber(a: string, b: string): number {
  const edits = editsWithin(a, b, 2)
  if (edits === 1 && Math.min(a.length, b.length) >= 3) return 1
  return edits <= 2 && Math.min(a.length, b.length) >= 6 ? 2 : 3
}

export const number: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.8 },
    { name: 'slip', words: 'differs by one slip of the hand', rarity: 0, usual: 0.08 },
    { name: 'two slips', words: 'differs by two slips of the hand', rarity: 0, usual: 0.02 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.1 },
  ],
  compare: compareNumber,
}

/** 1 nearly the same, 2 shares much, 3 shares something, 4 different. */
function compareText(a: string, b: string): number {
  const shared = sharedWords(a, b)
  const likeness = jaroWinkler(a, b, 0.86)
  if (shared >= 0.75 || likeness >= 0.94) return 1
  if (shared >= 0.4 || likeness >= 0.86) return 2
  return shared > 0 ? 3 : 4
}

export const text: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.55 },
    { name: 'near', words: 'is nearly the same', rarity: 0, usual: 0.12 },
    { name: 'much', words: 'has many words in common', rarity: 0, usual: 0.1 },
    { name: 'some', words: 'has a word in common', rarity: 0, usual: 0.08 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.15 },
  ],
  compare: compareText,
}
