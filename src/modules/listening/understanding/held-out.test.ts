/** How well posts are understood that people have labelled; needs the collections outside the repository. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languageOf } from './language-of.ts'
import { openUnderstanding } from './understanding.ts'
import { readSentiments, readTweetEval } from '../../../../tools/train/read-data.ts'

const data = '../shared/data'
const isThere = existsSync(data)

// The weights in the repository have seen the sentiment collections; these floors guard against a broken
// build, and say nothing of unseen posts. tools/train/sentiment.ts measures those on folds that it holds out.
describe.skipIf(!isThere)(`posts labelled by people${isThere ? '' : ' (skipped: ../shared is absent)'}`, { timeout: 120_000 }, () => {
  test.each(['en', 'nl', 'fr', 'de', 'es', 'pt', 'it', 'ar'])('the sentiment of posts in %s is mostly told', (language) => {
    const posts = readSentiments(data).filter((post) => post.language === language).slice(0, 2_000)
    const right = posts.filter(({ text, label }) => openUnderstanding().feel(text).sentiment === (['negative', 'neutral', 'positive'] as const)[label]).length
    expect(right / posts.length).toBeGreaterThan(0.6)
  })

  test.each([['en', 0.99], ['nl', 0.99], ['fr', 0.99], ['es', 0.99], ['it', 0.97], ['pt', 0.95], ['ar', 0.97], ['de', 0.9]])('the language of short posts in %s is told', (language, floor) => {
    const posts = readSentiments(data).filter((post) => post.language === language && (post.source === 'umsab' || post.source === 'dutch'))
    expect(posts.filter(({ text }) => languageOf(text) === language).length / posts.length).toBeGreaterThan(floor)
  })

  test('emotions that were not learnt from are mostly told', () => {
    const { validation, labels } = readTweetEval(data, 'emotion')
    const told = validation.map(({ text, label }) => ({ emotion: openUnderstanding().understand(text).emotion, right: labels[label] })).filter(({ emotion }) => emotion !== 'none')
    expect(told.length / validation.length).toBeGreaterThan(0.5)
    expect(told.filter(({ emotion, right }) => emotion === right).length / told.length).toBeGreaterThan(0.6)
  })
})
