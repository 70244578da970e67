import { expect, test } from 'vitest'
import { allDone, firstSteps, type Progress } from './first-steps.ts'

const nothing: Progress = { topics: [], sources: 0, imports: 0, mentions: 0 }
const states = (progress: Partial<Progress>): string => firstSteps({ ...nothing, ...progress }).map((step) => step.state).join(' ')

test.each([
  ['an empty installation begins with the brand', {}, 'next later later'],
  ['a competitor alone does not name the brand', { topics: [{ role: 'competitor' as const }] }, 'next later later'],
  ['with the brand named, a source comes next', { topics: [{ role: 'own' as const }] }, 'done next later'],
  ['a source made first does not hide that the brand is missing', { sources: 1 }, 'next done later'],
  ['a file counts as a place to listen', { topics: [{ role: 'own' as const }], imports: 1 }, 'done done next'],
  ['posts sent through the API need no source', { topics: [{ role: 'own' as const }], mentions: 3 }, 'done done done'],
])('%s', (_, progress, expected) => {
  expect(states(progress)).toBe(expected)
})

test('the list goes away only when every step is done', () => {
  expect(allDone(firstSteps({ ...nothing, mentions: 1 }))).toBe(false)
  expect(allDone(firstSteps({ ...nothing, topics: [{ role: 'own' }], mentions: 1 }))).toBe(true)
})
