/** Retraining: what it learns, what it leaves alone, and what it refuses. */
import { expect, test } from 'vitest'
import type { LabelName } from '../labels/labels.ts'
import { openLearnt, openUnderstanding } from '../understanding/index.ts'
import { ContradictoryCorrections, retrain, TooFewCorrections, type Taught } from './retrain.ts'
import { packLeans, unpackLeans } from './retraining-store.ts'
import { safetySample } from './safety-sample.ts'

const places = ['on Monday', 'in Ghent', 'at the office', 'near the canal', 'after lunch', 'behind the station']
const taught = (label: LabelName, value: string, count: number, words = 'the wheel came completely frobbled'): Taught[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${label}-${n}`, text: `${words} ${places[n % places.length]} number ${n} ${'so '.repeat(n % 4)}it is`, language: 'en', label, value }))

test('a word that a company uses in its own way is learnt, and the safety sample hardly notices', () => {
  const { leans, report } = retrain([...taught('sentiment', 'negative', 18), ...taught('intent', 'complaint', 18)], [], 1)
  expect(report.labels.map(({ label }) => label)).toEqual(['sentiment', 'intent'])
  for (const { heldOut, safety } of report.labels) {
    expect(heldOut.of).toBe(6)
    expect(heldOut.after).toBeGreaterThan(heldOut.before)
    expect(safety.before - safety.after).toBeLessThanOrEqual(2)
    expect(safety.of).toBe(safetySample.length)
  }
  expect(openLearnt(leans).label('is your saddle frobbled as well?').sentiment).toBe('negative')
  expect(openUnderstanding().label('is your saddle frobbled as well?').sentiment).not.toBe('negative')
}, 60_000)

test('the same corrections and seed teach the same, and what was learnt is kept and read again', () => {
  const one = retrain(taught('urgency', 'high', 12), [], 4)
  expect(retrain(taught('urgency', 'high', 12), [], 4)).toEqual(one)
  expect(unpackLeans(packLeans(one.leans))).toEqual(one.leans)
}, 60_000)

test('with fewer than ten corrections of a label, or ten of the same words, it says how many there are', () => {
  expect(() => retrain(taught('sentiment', 'negative', 9), [], 1)).toThrow(TooFewCorrections)
  expect(() => retrain(taught('sentiment', 'negative', 9), [], 1)).toThrow('sentiment has 9, emotion has 0, intent has 0, urgency has 0')
  expect(() => retrain(Array.from({ length: 30 }, (_, n) => ({ id: String(n), text: 'always the same words here', language: 'en', label: 'sentiment' as const, value: 'negative' })), [], 1)).toThrow('sentiment has 1')
})

test('corrections that contradict each other are named, by the same words and by nearly the same', () => {
  const all = taught('sentiment', 'negative', 12)
  const twin = { ...all[3]!, id: 'twin', value: 'positive', text: `RT @someone: ${all[3]!.text.toUpperCase()} https://x.example/1` }
  const long = 'the battery of my second bicycle does lose its charge over night when it is left outside in the shed by the canal near the old bridge'
  expect(() => retrain([...all, twin], [], 1)).toThrow(ContradictoryCorrections)
  try {
    retrain([...all, { ...twin, id: 'near', text: `${long} today` }, { ...twin, id: 'nearer', value: 'negative', text: `${long} again` }], [], 1)
    expect.unreachable()
  } catch (thrown) {
    expect((thrown as ContradictoryCorrections).details).toEqual({ corrections: ['near', 'nearer'] })
  }
})
