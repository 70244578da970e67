/** Compares where somebody lives or was born: streets, house numbers, places, postal codes. */
import type { Comparison } from './comparison.ts'
import { editsWithin, jaroWinkler, sameButBlanks, sharedWords } from './similarity.ts'

const inOrder = (text: string): string => text.split(' ').sort().join(' ')
const reordered = (a: string, b: string): boolean => a.length === b.length && a.includes(' ') && b.includes(' ') && inOrder(a) === inOrder(b)

/** 1 near, 2 alike or shares words, 4 different (3 is "swapped"). */
function compareAddress(a: string, b: string): number {
  const likeness = jaroWinkler(a, b, 0.8)
  if (likeness >= 0.92 || reordered(a, b) || sameButBlanks(a, b)) return 1
  if (sharedWords(a, b) >= 0.6) return 2
  return likeness >= 0.8 && editsWithin(a, b, 1 + (Math.min(a.length, b.length) >> 2)) <= 1 + (Math.min(a.length, b.length) >> 2) ? 2 : 4
}

export const address: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.7 },
    { name: 'near', words: 'differs in a letter or two', rarity: 0.5, usual: 0.1 },
    { name: 'alike', words: 'is written alike', rarity: 0, usual: 0.05 },
    { name: 'swapped', words: 'stands in the other line of the address', rarity: 0, usual: 0.03 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.12 },
  ],
  compare: compareAddress,
  swapped: 3,
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** 1 same digits or one slip in three and more, 2 one slip in fewer, 3 different. */
function compareStreetNumber(a: string, b: string): number {
  const digits = digitsOf(a)
  if (digits !== '' && digits === digitsOf(b)) return 1
  if (editsWithin(a, b, 1) > 1) return 3
  return Math.max(a.length, b.length) >= 3 ? 1 : 2
}

export const streetNumber: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.75 },
    { name: 'near', words: 'is nearly the same', rarity: 0, usual: 0.06 },
    { name: 'slip', words: 'differs by one slip of the hand', rarity: 0, usual: 0.06 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.13 },
  ],
  compare: compareStreetNumber,
}

/** 1 near, 2 alike or one within the other, 4 different (3 is "swapped"). */
function comparePlace(a: string, b: string): number {
  const likeness = jaroWinkler(a, b, 0.82)
  if (likeness >= 0.92 || sameButBlanks(a, b)) return 1
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length > 3 && long.includes(' ') && ` ${long} `.includes(` ${short} `)) return 2
  return likeness >= 0.82 || sharedWords(a, b) >= 0.5 ? 2 : 4
}

export const place: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.75 },
    { name: 'near', words: 'differs in a letter or two', rarity: 0.5, usual: 0.1 },
    { name: 'alike', words: 'is written alike or within the other', rarity: 0, usual: 0.04 },
    { name: 'swapped', words: 'stands in the other column of places', rarity: 0, usual: 0.01 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.1 },
  ],
  compare: comparePlace,
  swapped: 3,
}

const british = /^[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}$/

/**
 * The part of a postal code that names the district: what stands before the
 * last three signs in Britain, the first three digits of five, else the first half.
 */
export function district(postcode: string): string {
  if (british.test(postcode)) return postcode.slice(0, -3)
  if (/^\d{4}[a-z]{0,2}$/.test(postcode)) return postcode.length > 4 ? postcode.slice(0, 4) : postcode.slice(0, 2)
  return postcode.slice(0, Math.max(1, Math.ceil(postcode.length / 2)))
}

/** 1 one slip, 2 same district, 3 different. */
function comparePostcode(a: string, b: string): number {
  if (editsWithin(a, b, 1) <= 1) return 1
  return district(a) === district(b) ? 2 : 3
}

export const postcode: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.75 },
    { name: 'slip', words: 'differs by one slip of the hand', rarity: 0, usual: 0.06 },
    { name: 'district', words: 'lies in the same district', rarity: 0, usual: 0.05 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.14 },
  ],
  compare: comparePostcode,
}
