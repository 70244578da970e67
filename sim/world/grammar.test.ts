/** Checks the grammar and that every language can say everything. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { causes } from '../truth.ts'
import { lexiconOf } from './grammar.ts'
import { languages } from './places.ts'
import { around } from './words/around.ts'
import { lexicons, noiseSubjects, rules, slots } from './words/index.ts'

const say = (rules: Record<string, string>, seed: number) => lexiconOf(rules, slots).say('it', new Random(seed), { b: 'Velora' })

describe('the grammar', () => {
  test('choices nest, names are filled in', () => {
    const said = new Set(Array.from({ length: 200 }, (_, seed) => say({ it: '[a|b[c|d]] {b} {also}', also: 'x\ny' }, seed)))
    expect([...said].sort()).toEqual(['a Velora x', 'a Velora y', 'bc Velora x', 'bc Velora y', 'bd Velora x', 'bd Velora y'])
  })

  test.each([['[a|b', 'a [ without ]'], ['{b', 'a { without }'], ['{nobody}', 'neither a rule nor a slot']])('"%s" is refused with the reason', (line, reason) => {
    expect(() => lexiconOf({ it: line }, slots)).toThrow(reason)
  })

  test('plain text without marks is said as it stands', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !/[[\]{}|\n\r]/.test(text) && text !== ''), (text) => {
      expect(say({ it: text }, 1)).toBe(text)
    }))
  })
})

describe.each(languages)('the words of %s', (language) => {
  test('every rule that is spoken has lines', () => {
    const wanted = ['praise', 'question', 'buying', 'comparison', 'neutral', 'irony', 'leaving', 'spam', 'launch', 'crisis', 'aftermath', 'scandal', 'campaign', 'commuting', 'article', 'article_title', 'review_positive', 'review_negative', 'review_title_positive', 'review_title_negative', 'r_agree', 'r_disagree', 'r_same', 'r_help', 'r_joke', 'r_sympathy', 'r_ask', 'r_thanks', 'r_still', 'r_noise', 'q_negative', 'q_positive', 'q_neutral', 'co_apology', 'co_answer', 'co_thanks', 'co_statement', 'co_update', 'co_post', 'dm_open', 'dm_reply', 'dm_close', 'bio', ...noiseSubjects.map((subject) => `n_${subject}`), ...causes.filter((cause) => cause !== 'silent-recall').map((cause) => `complaint_${cause}`), ...Object.keys(around.es).filter((rule) => /^(lead|tail)_/.test(rule))]
    expect(wanted.filter((rule) => !lexicons[language].has(rule))).toEqual([])
  })

  test('every line can be spoken and leaves no mark of the grammar behind', () => {
    const scene = Object.fromEntries([...slots].map((slot) => [slot, slot]))
    for (const rule of Object.keys(rules[language])) {
      for (let seed = 0; seed < 60; seed++) expect(lexicons[language].say(rule, new Random(seed), scene), rule).not.toMatch(/[[\]{}|]|undefined/)
    }
  })
})
