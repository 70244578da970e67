import { expect, test } from 'vitest'
import { themesOf } from './themes.ts'

const talk = (kind: string, phrases: readonly string[][], count: number) => Array.from({ length: count }, (_, n) => ({ id: `${kind}-${n}`, terms: ['wvelora', ...(phrases[n % phrases.length] ?? []), `w${kind}${n}`] }))
const posts = [
  ...talk('gear', [['wgear', 'whub', 'phub gear', 'wlate'], ['whub', 'wgear', 'phub gear', 'wweeks'], ['wgear', 'wlate', 'wweeks']], 60),
  ...talk('price', [['wprice', 'wexpensive'], ['wprice', 'wlease', 'wmonth'], ['wexpensive', 'wlease', 'wprice']], 40),
  ...talk('belt', [['wbelt', 'wsqueak', 'pbelt squeak'], ['wsqueak', 'wbelt', 'pbelt squeak', 'wrain']], 30),
]

test('posts are grouped by what they talk about, and each group is named by its own words', () => {
  const themes = themesOf(posts)
  expect(themes.length).toBeGreaterThanOrEqual(3)
  for (const [kind, word] of [['gear', 'hub'], ['price', 'price'], ['belt', 'belt']] as const) {
    const theme = themes.find((one) => one.posts.filter((post) => post.id.startsWith(kind)).length > one.posts.length / 2)
    expect(theme?.terms.join(' ')).toContain(word)
    expect(theme?.query).toContain(word)
    // The brand is in every post, so it names none.
    expect(theme?.terms).not.toContain('wvelora')
  }
})

test('the same posts give the same themes, in whatever order they come', () => {
  expect(themesOf(posts.toReversed())).toEqual(themesOf(posts))
  expect(themesOf([])).toEqual([])
  expect(themesOf(posts.slice(0, 3))).toEqual([])
})

test.each([0.55, 0.7])('what %f of all posts are about is a theme like any other', (share) => {
  const count = Math.round((posts.length * share) / (1 - share))
  const [largest, ...others] = themesOf([...posts, ...talk('recall', [['wbrake', 'wfailed', 'pbrake failed', 'wrecall']], count)])
  expect(largest?.posts.filter((post) => post.id.startsWith('recall')).length).toBe(count)
  expect(largest?.terms.join(' ')).toMatch(/brake|recall/)
  expect(others.length).toBeGreaterThanOrEqual(2)
})
