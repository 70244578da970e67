import { expect, test } from 'vitest'
import type { HeardInteraction } from './ports.ts'
import { parseQuery } from './query/index.ts'
import { sift } from './sift.ts'

const heard = (n: number): HeardInteraction => ({
  id: String(n), at: n, takenInAt: n, channel: 'forum', externalId: String(n), kind: 'post', identity: 'a', text: n % 3 === 0 ? `Velora ${n}` : `other ${n}`, title: null, url: null, language: 'en',
  country: null, site: null, followers: null, metrics: {}, author: { externalId: 'a' }, facets: [], media: [], relations: [], editedAt: null,
})

test('a long list is sifted to the end and in order', async () => {
  const found = await sift(parseQuery('velora'), Array.from({ length: 2_000 }, (_, n) => heard(n)))
  expect(found.map((post) => post.at)).toEqual(Array.from({ length: 667 }, (_, n) => n * 3))
})

test('while a long list is sifted, others get their turn', async () => {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0)
  await sift(parseQuery('velora'), Array.from({ length: 20_000 }, (_, n) => heard(n)))
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
})
