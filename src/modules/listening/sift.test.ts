import { afterAll, expect, test } from 'vitest'
import { openSifter } from './hearing/sifter.ts'
import type { HeardInteraction } from './ports.ts'
import { parseQuery } from './query/index.ts'
import { sift, type SiftDeps } from './sift.ts'

const heard = (n: number, text: string): HeardInteraction => ({
  id: String(n), at: n, takenInAt: n, channel: 'forum', externalId: String(n), kind: 'post', identity: 'a', text, title: null, url: null, language: 'en',
  country: null, site: null, followers: null, metrics: {}, author: { externalId: 'a' }, facets: [], media: [], relations: [], editedAt: null,
})
const some = (count: number): HeardInteraction[] => Array.from({ length: count }, (_, n) => heard(n, n % 3 === 0 ? `Velora ${n}` : `other ${n}`))

const sifter = openSifter()
afterAll(() => sifter.close())
/** No query here asks what is understood, so nothing else is needed. */
const deps = { sifter } as unknown as SiftDeps

test('a long list is sifted to the end and in order', async () => {
  const found = await sift(deps, parseQuery('velora'), some(2_000))
  expect(found.map((post) => post.at)).toEqual(Array.from({ length: 667 }, (_, n) => n * 3))
})

test('nothing is found in nothing, and fields of a post come along to the thread', async () => {
  expect(await sift(deps, parseQuery('velora'), [])).toEqual([])
  expect((await sift(deps, parseQuery('lang:en channel:forum velora'), some(4))).map(({ at }) => at)).toEqual([0, 3])
})

test('searches at the same time each get their own, and a dear query never holds up this thread', async () => {
  const dear = parseQuery(`*${'a'.repeat(3)}*b*c*d NEAR/5 (*e*f*g OR *h*i*j)`)
  const long = some(1_500).map((post) => ({ ...post, text: `${'abc '.repeat(400)}${post.text}` }))
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0)
  const [one, other, none] = await Promise.all([sift(deps, parseQuery('velora'), some(3_000)), sift(deps, parseQuery('other'), some(3_000)), sift(deps, dear, long)])
  clearInterval(timer)
  expect([one.length, other.length, none.length]).toEqual([1_000, 2_000, 0])
  expect(turns).toBeGreaterThan(3)
})
