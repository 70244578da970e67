/** What the door lets in is never less than what the loop wants. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { interactionSchema } from '../../../kernel/interaction.ts'
import { matches, parseQuery, postOf } from '../query/index.ts'
import { relaxed } from '../query/unsure.ts'
import { spokenText } from '../labels/spoken-text.ts'
import { languageOf } from '../understanding/language-of.ts'
import { DoorMatcher } from './door-matcher.ts'

const words = ['velora', 'belt', 'squeaks', 'lovely', 'fiets', 'kapot', 'where', 'refund']
const leaf = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom('sentiment:negative', 'sentiment:positive', 'sentiment:neutral', 'emotion:joy', 'emotion:anger', 'intent:complaint', 'intent:praise', 'topic:own', 'lang:nl', 'lang:en', 'channel:forum', 'kind:post', 'followers:>10'),
)
const query = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => `(${one} AND ${other})`),
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => `(${one} OR ${other})`),
    tie('node').map((one) => `(NOT ${one})`),
  ),
})).node
const known = fc.record({
  sentiment: fc.constantFrom('negative', 'neutral', 'positive'), emotion: fc.constantFrom('joy', 'anger', 'none'), intent: fc.constantFrom('complaint', 'praise', 'none'), topics: fc.subarray(['own', 'rival']),
})
const post = fc.record({ words: fc.array(fc.constantFrom(...words, 'de', 'mijn', 'the', 'is', 'erg', 'very'), { maxLength: 8 }), declared: fc.constantFrom([], ['nl'], ['en'], ['ja']), followers: fc.constantFrom(1, 100) })

test('whatever a post turns out to say, the door let it in if a topic wants it then', () => {
  fc.assert(fc.property(fc.array(query, { minLength: 1, maxLength: 3 }), post, known, (queries, said, later) => {
    const door = new DoorMatcher()
    const parsed = queries.map((text) => parseQuery(text))
    for (const [index, one] of parsed.entries()) door.set(String(index), one)
    const interaction = interactionSchema.parse({ channel: 'forum', externalId: 'p', kind: 'post', at: '2026-01-01T00:00:00Z', text: said.words.join(' '), languages: said.declared, author: { externalId: 'a', followers: said.followers } })
    const understood = postOf(interaction, languageOf(spokenText(interaction), interaction.languages), later)
    if (!parsed.some((one) => matches(one, understood))) return
    expect(door.mayWantInside(postOf(interaction))).toBe(true)
    if (parsed.every((one) => relaxed(one) !== 'all')) expect(door.wants(postOf(interaction))).toBe(true)
  }), { numRuns: 800 })
}, 60_000)

test.each([
  ['sentiment:negative velora', true], ['velora -sentiment:negative', true], ['sentiment:negative', false], ['velora OR sentiment:negative', true], ['norrhjul OR sentiment:negative', false], ['-sentiment:negative', false], ['sentiment:negative norrhjul', false],
  ['velora lang:en', true], ['velora lang:nl', false], ['velora -lang:en', false], ['NOT (sentiment:negative OR velora)', false], ['velora AND NOT (topic:own AND belt)', true],
])('"%s" lets a post about Velora in: %s', (text, isLetIn) => {
  const door = new DoorMatcher()
  door.set('1', parseQuery(text))
  expect(door.wants({ text: 'My Velora is really the best thing that I have bought this year', languages: ['ja'] })).toBe(isLetIn)
  door.delete('1')
  expect(door.size).toBe(0)
})
