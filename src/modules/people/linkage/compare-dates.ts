/** Compares dates in eight digits: slips of the hand, swapped day and month, parts not said. */
import type { Comparison } from './comparison.ts'
import { editsWithin } from './similarity.ts'

const digit = (date: string, at: number): number => date.charCodeAt(at) - 48
const yearOf = (date: string): number => digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3)
const monthOf = (date: string): number => digit(date, 4) * 10 + digit(date, 5)
const dayOf = (date: string): number => digit(date, 6) * 10 + digit(date, 7)

/** Days between two dates, to within a few: months and years are taken as equally long, so impossible days do no harm. */
function daysApart(a: string, b: string): number {
  return Math.abs((yearOf(a) - yearOf(b)) * 365.25 + (monthOf(a) - monthOf(b)) * 30.44 + dayOf(a) - dayOf(b))
}

/** 1 one slip, 2 day and month swapped, 3 as far as said, 4 within a month or one part differs, 5 within a year, 6 within ten years, 7 different. */
function compareDate(a: string, b: string): number {
  const sameYear = yearOf(a) === yearOf(b)
  const [monthA, monthB, dayA, dayB] = [monthOf(a), monthOf(b), dayOf(a), dayOf(b)]
  if (sameYear) {
    // One says less than the other (`19710000`, `19710600`) and does not contradict it.
    if ((dayA === 0 || dayB === 0) && (monthA === 0 || monthB === 0 || monthA === monthB)) return 3
    if (monthA === dayB && dayA === monthB) return 2
  }
  if (editsWithin(a, b, 1) <= 1) return 1
  const days = daysApart(a, b)
  if (Number(sameYear) + Number(monthA === monthB) + Number(dayA === dayB) >= 2 || days <= 31) return 4
  if (sameYear || days <= 366) return 5
  return days <= 3653 ? 6 : 7
}

export const date: Comparison = {
  levels: [
    { name: 'same', words: 'is the same', rarity: 1, usual: 0.72 },
    { name: 'slip', words: 'differs by one slip of the hand', rarity: 0, usual: 0.08 },
    { name: 'swapped', words: 'has day and month swapped', rarity: 0, usual: 0.02 },
    { name: 'as far', words: 'agrees as far as it is given', rarity: 0, usual: 0.03 },
    { name: 'one part', words: 'differs in one part or by less than a month', rarity: 0, usual: 0.05 },
    { name: 'year', words: 'lies within a year', rarity: 0, usual: 0.03 },
    { name: 'decade', words: 'lies within ten years', rarity: 0, usual: 0.03 },
    { name: 'different', words: 'is different', rarity: 0, usual: 0.04 },
  ],
  compare: compareDate,
}
