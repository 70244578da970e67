import { expect, test } from 'vitest'
import { driversOf, type DrivenPost } from './drivers.ts'

let state = 3
const next = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
  return Math.floor((state / 4_294_967_296) * below)
}

/** Pictures double engagement; the hour does nothing; followers do most. */
const posts: DrivenPost[] = Array.from({ length: 1_200 }, (_, n): DrivenPost => {
  const followers = [10, 100, 1_000, 10_000][n % 4] ?? 10
  const image = next(3) === 0
  return { author: `a${n % 150}`, channel: 'bluesky', followers, engagement: Math.round(Math.sqrt(followers) * (image ? 2 : 1) * (0.5 + next(100) / 100)), traits: { media: [image ? 'image' : 'none'], hour: ['09-12', '12-15'][next(2)] ?? '' } }
})

test('what goes with engagement is told with how sure that is, and what does not is not called clear', async () => {
  const { drivers } = await driversOf(posts, { media: ['image', 'none'], hour: ['09-12', '12-15'] })
  const image = drivers.find(({ value }) => value === 'image')
  expect(image?.times).toBeGreaterThan(1.5)
  expect(image?.isClear).toBe(true)
  expect(image?.low).toBeLessThan(image?.times ?? 0)
  expect(drivers.filter(({ trait }) => trait === 'hour').every(({ times }) => times > 0.85 && times < 1.18)).toBe(true)
})

test('where nearly no engagement is known, nothing is compared', async () => {
  const { engaged, drivers } = await driversOf(posts.map((post) => ({ ...post, engagement: 0 })), { media: ['image'] })
  expect(engaged).toBe(0)
  expect(drivers).toEqual([])
})

test('the same posts give the same figures, and few posts none', async () => {
  expect(await driversOf(posts, { media: ['image'] })).toEqual(await driversOf(posts, { media: ['image'] }))
  expect((await driversOf(posts.slice(0, 30), { media: ['image'] })).drivers).toEqual([])
})
