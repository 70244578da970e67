import { expect, test } from 'vitest'
import { recentSearches, type Found } from './recent-searches.ts'

const found = (id: string): Found => ({ ids: [id], searchedTo: null })

test('the figures of one search are found together, and a search a while later is made anew', async () => {
  let now = 0
  let runs = 0
  const searches = recentSearches({ now: () => now })
  const run = (): Promise<Found> => Promise.resolve(found(String((runs += 1))))
  expect(await Promise.all([searches.of('a', run), searches.of('a', run), searches.of('b', run)])).toEqual([found('1'), found('1'), found('2')])
  now = 6_000
  expect(await searches.of('a', run)).toEqual(found('3'))
})

test('a search that failed is tried again by the next who asks', async () => {
  const searches = recentSearches({ now: () => 0 })
  await expect(searches.of('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(await searches.of('a', () => Promise.resolve(found('x')))).toEqual(found('x'))
})
