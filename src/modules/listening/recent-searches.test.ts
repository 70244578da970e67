import { expect, test } from 'vitest'
import { recentSearches } from './recent-searches.ts'

test('the figures of one search are found together, and a search a while later is made anew', async () => {
  let now = 0
  let runs = 0
  const searches = recentSearches({ now: () => now })
  const run = (): Promise<string[]> => Promise.resolve([String((runs += 1))])
  expect(await Promise.all([searches.of('a', run), searches.of('a', run), searches.of('b', run)])).toEqual([['1'], ['1'], ['2']])
  now = 6_000
  expect(await searches.of('a', run)).toEqual(['3'])
})

test('a search that failed is tried again by the next who asks', async () => {
  const searches = recentSearches({ now: () => 0 })
  await expect(searches.of('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(await searches.of('a', () => Promise.resolve(['x']))).toEqual(['x'])
})
