import { expect, test } from 'vitest'
import { interactionId } from '../../../kernel/ids.ts'
import { interactionSchema, type Interaction } from '../../../kernel/interaction.ts'
import { parseQuery } from '../query/index.ts'
import { DoorMatcher } from './door-matcher.ts'
import { Followed, followKey, passesOn } from './followed.ts'
import { siftStretch } from './sift-stretch.ts'

const said = (externalId: string, text: string, of?: string): Interaction => interactionSchema.parse({
  channel: 'bluesky', externalId, kind: of === undefined ? 'post' : 'repost', at: '2026-01-01T00:00:00Z', text, author: { externalId: `did:${externalId}` }, ...(of === undefined ? {} : { relations: [{ kind: 'repost', externalId: of }] }),
})

test('a repost without words is let in after a post that somebody wanted, and after no other', () => {
  const matcher = new DoorMatcher()
  matcher.set('1', parseQuery('velora'))
  const followed = new Followed()
  const items = [said('a', 'my velora squeaks'), said('b', 'lunch'), said('r1', '', 'a'), said('r2', '', 'b'), said('r3', '', 'elsewhere')]
  const sift = () => siftStretch(matcher, followed, { read: () => ({ items, setAside: [], removed: [], removedAuthors: [], passedOver: 0, told: null }) }, [], Date.UTC(2026, 0, 2))
  const { sifted, wanted } = sift()
  expect(sifted.items.map(({ externalId }) => externalId)).toEqual(['a', 'r1'])
  expect([...wanted]).toEqual([followKey(interactionId('bluesky', 'a'))])
  followed.add(followKey(interactionId('bluesky', 'elsewhere')))
  expect(sift().sifted.items.map(({ externalId }) => externalId)).toEqual(['a', 'r1', 'r3'])
})

test('only what says nothing itself passes on: a repost with words speaks for itself', () => {
  expect(passesOn(said('r', '', 'a'))).toBe(interactionId('bluesky', 'a'))
  expect(passesOn(said('r', 'look at this', 'a'))).toBeNull()
  expect(passesOn(said('p', ''))).toBeNull()
})

test('what is remembered is bounded, and the newest is never forgotten', () => {
  const followed = new Followed()
  for (let key = 0; key < 450_000; key++) followed.add(key)
  expect(followed.has(0)).toBe(false)
  expect([449_999, 400_000, 360_000].every((key) => followed.has(key))).toBe(true)
  expect(followed.keys.length).toBeLessThanOrEqual(200_000)
})
