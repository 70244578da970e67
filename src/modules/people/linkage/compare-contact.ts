/** Compares what reaches a person: mail addresses, telephone numbers, user names. */
import type { Comparison } from './comparison.ts'
import { editsWithin, jaroWinkler } from './similarity.ts'

const local = (address: string): string => address.slice(0, Math.max(0, address.lastIndexOf('@')))
const host = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** Letters only: `john_smith84` and `johnsmith` are one. */
export function lettersOf(handle: string): string {
  return handle.replace(/[^\p{L}]/gu, '')
}

/** 1 user part same, 2 both parts nearly the same, 3 user part alike, 4 alike, 5 different. */
function compareEmail(a: string, b: string): number {
  const [userA, userB] = [local(a), local(b)]
  if (userA === userB && userA !== '') return 1
  const users = jaroWinkler(userA, userB, 0.85)
  const oneSlip = users < 0.93 && Math.min(userA.length, userB.length) > 2 && editsWithin(userA, userB, 1) <= 1
  if (users < 0.85 && !oneSlip) return 5
  const hosts = jaroWinkler(host(a), host(b), 0.88)
  if (hosts >= 0.88 && (users >= 0.93 || oneSlip)) return 2
  const letters = lettersOf(userA)
  if (users >= 0.93 || (letters.length > 3 && letters === lettersOf(userB))) return 3
  return hosts >= 0.88 ? 4 : 5
}

export const email: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.65 },
    { name: 'same user', words: 'has the same part before the @ elsewhere', rarity: 0, usual: 0.08 },
    { name: 'near', words: 'differs in a letter or two', rarity: 0, usual: 0.08 },
    { name: 'user alike', words: 'has nearly the same part before the @', rarity: 0, usual: 0.04 },
    { name: 'alike', words: 'is spelled alike', rarity: 0, usual: 0.03 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.12 },
  ],
  compare: compareEmail,
}

/** Digits without country code, as far as one can tell: the last nine at most. */
const national = (number: string): string => number.replace(/^\+|^0+/g, '').slice(-9)

/** 1 same but for the country or prefix, 2 one slip, 3 different. */
function comparePhone(a: string, b: string): number {
  const [left, right] = [national(a), national(b)]
  const length = Math.min(left.length, right.length)
  if (length >= 6 && left.slice(-length) === right.slice(-length)) return a.startsWith('+') && b.startsWith('+') ? 2 : 1
  return length >= 6 && editsWithin(left, right, 1) <= 1 ? 2 : 3
}

export const phone: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.6 },
    { name: 'national', words: 'is the same but for the country code', rarity: 0, usual: 0.15 },
    { name: 'slip', words: 'differs by one slip of the hand', rarity: 0, usual: 0.05 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.2 },
  ],
  compare: comparePhone,
}

/** 1 same letters, 2 nearly the same letters, 3 one within the other, 4 different. */
function compareHandle(a: string, b: string): number {
  const [left, right] = [lettersOf(a), lettersOf(b)]
  if (left === right && left.length > 2) return 1
  if (jaroWinkler(left, right, 0.92) >= 0.92) return 2
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  return short.length >= 5 && long.includes(short) ? 3 : 4
}

export const handle: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.5 },
    { name: 'letters', words: 'has the same letters, other digits or signs', rarity: 0, usual: 0.15 },
    { name: 'near', words: 'is spelled alike', rarity: 0, usual: 0.1 },
    { name: 'within', words: 'is within the other', rarity: 0, usual: 0.05 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.2 },
  ],
  compare: compareHandle,
}
