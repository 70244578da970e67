/**
 * Whether words stand in a text, in time that grows with the text alone:
 * nobody's pattern can make the server think for long. Pure.
 */
import { z } from 'zod'
import { Invalid } from '../../../kernel/fault.ts'

/**
 * Words in order, without regard to capitals and accents. `*` stands for any
 * end or beginning of a word (`refund*`, `*garantie`), `#` for one digit
 * (`order ####`), `?` for one letter or digit.
 */
export const phraseSchema = z.string().trim().min(1).max(200)
const maxWords = 20

/** Where something was found, in UTF-16 code units. */
export interface Found { readonly start: number; readonly end: number; readonly phrase: string }

interface Word { readonly text: string; readonly start: number; readonly end: number }

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu
const patternWord = /[\p{L}\p{M}\p{N}*#?]+/gu
const marks = /\p{M}/gu

export const folded = (text: string): string => text.normalize('NFKD').replaceAll(marks, '').toLowerCase()

function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map((match) => ({ text: folded(match[0]), start: match.index, end: match.index + match[0].length }))
}

const digit = /^\p{N}$/u

/** Whether a glob covers a whole word. Two places and one memory of the last star: no more than word × glob steps, both bounded. */
function covers(glob: string, word: string): boolean {
  let [g, w, star, resume] = [0, 0, -1, 0]
  while (w < word.length) {
    const mark = glob[g]
    if (mark === '*') {
      star = g++
      resume = w
    } else if (mark !== undefined && (mark === word[w] || mark === '?' || (mark === '#' && digit.test(word[w] ?? '')))) {
      g++
      w++
    } else if (star >= 0) {
      g = star + 1
      w = ++resume
    } else return false
  }
  while (glob[g] === '*') g++
  return g === glob.length
}

/** A word this long is none of a phrase: it would only cost time. */
const longestWord = 100

export interface Phrases {
  /** Every place at which one of them stands, the earliest first; at most so many. */
  find(text: string, most?: number): Found[]
}

const globMarks = /[*#?]/

/** @throws {Invalid} for a phrase without a word, or with too many. */
export function phrases(list: readonly string[]): Phrases {
  interface Compiled { readonly phrase: string; readonly globs: readonly string[] }
  const byFirst = new Map<string, Compiled[]>()
  const open: Compiled[] = []
  for (const phrase of list) {
    const globs = [...phrase.matchAll(patternWord)].map((match) => folded(match[0]).replaceAll(/\*+/g, '*'))
    if (globs.every((glob) => glob === '*')) throw new Invalid(`"${phrase.slice(0, 60)}" has no word to look for. Write at least one letter or digit.`, undefined, 'conversations.phrase.empty')
    if (globs.length > maxWords) throw new Invalid(`"${phrase.slice(0, 60)}…" has more than ${maxWords} words. Look for a shorter part of it.`, undefined, 'conversations.phrase.long')
    const compiled = { phrase, globs }
    const first = globs[0] ?? ''
    if (globMarks.test(first)) open.push(compiled)
    else byFirst.set(first, [...(byFirst.get(first) ?? []), compiled])
  }
  const standsAt = (words: readonly Word[], at: number, { globs }: Compiled): boolean => globs.every((glob, index) => {
    const word = words[at + index]?.text
    return word !== undefined && word.length <= longestWord && (globMarks.test(glob) ? covers(glob, word) : glob === word)
  })
  return {
    find: (text, most = 50) => {
      const found: Found[] = []
      const words = wordsOf(text)
      for (const [at, { text: word, start }] of words.entries()) {
        for (const compiled of [...(byFirst.get(word) ?? []), ...open]) {
          if (!standsAt(words, at, compiled)) continue
          found.push({ start, end: words[at + compiled.globs.length - 1]?.end ?? start, phrase: compiled.phrase })
          if (found.length >= most) return found
        }
      }
      return found
    },
  }
}

const kept = new Map<string, Phrases>()
/** The same, compiled once. */
export function phrasesOf(list: readonly string[]): Phrases {
  const key = JSON.stringify(list)
  let one = kept.get(key)
  if (!one) {
    one = phrases(list)
    if (kept.size > 500) kept.clear()
    kept.set(key, one)
  }
  return one
}
