/** Gathering: who belongs together, whatever comes when, and exactly as comparing everything would have it. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import { dayMs, hourMs } from '../../../kernel/instant.ts'
import { gather, type Gatherable } from './gather.ts'
import { copiesWithinMs, nearFrom, NearTexts } from './near-texts.ts'
import { pairsOf, resemblance } from './shingles.ts'

const start = Date.UTC(2026, 10, 1)
const idOf = (name: string): Uuid => interactionId('bluesky', name)
const post = (name: string, text: string, more: Partial<Gatherable> = {}): Gatherable => ({ id: idOf(name), at: start, channel: 'bluesky', kind: 'post', text, relations: [], ...more })
const led = (name: string, kind: 'repost' | 'reply' | 'quote', to: string, text = '', root?: string): Gatherable =>
  post(name, text, { kind, relations: [{ kind, externalId: to }, ...(root === undefined ? [] : [{ kind: 'root' as const, externalId: root }])] })

/** Gathers in stretches, with what the store would know between them. */
function gathered(stretches: readonly (readonly Gatherable[])[]): Map<Uuid, Uuid> {
  const texts = new NearTexts()
  const places = new Map<Uuid, Uuid>()
  const all = new Map<Uuid, Uuid>()
  for (const stretch of stretches) {
    const found = gather(stretch, { places, awaited: new Set(stretch.map(({ id }) => id).filter((id) => [...places.values()].includes(id))) }, texts)
    for (const [id, cascade] of found.places) places.set(id, cascade)
    for (const [id, cascade] of found.cascades) all.set(id, cascade)
  }
  return all
}
const together = (posts: readonly Gatherable[], names: readonly string[]): number => new Set(names.map((name) => gathered([posts]).get(idOf(name)))).size

const long = 'the hub gears are three weeks late and nobody at the shop can say why that is'

describe('who belongs together', () => {
  test('reposts, quotes and answers follow what they lead back to', () => {
    expect(together([post('a', long), led('b', 'repost', 'a', long), led('c', 'quote', 'a', 'this'), led('d', 'reply', 'c', 'yes', 'c'), led('e', 'repost', 'd')], ['a', 'b', 'c', 'd', 'e'])).toBe(1)
  })
  test('a copy follows what it copies, with another word, case, address or an RT in front', () => {
    const copies = [long.toUpperCase(), `RT @tide: ${long}`, `${long} https://t.example/x?y=1`, long.replace('shop', 'store')]
    expect(together([post('0', long), ...copies.map((text, index) => post(String(index + 1), text))], ['0', '1', '2', '3', '4'])).toBe(1)
  })
  test('answers to what was never heard belong together', () => {
    expect(together([led('b', 'reply', 'a', 'no', 'a'), led('c', 'repost', 'a')], ['b', 'c'])).toBe(1)
  })
  test('what is heard after its answers begins their cascade', () => {
    expect(together([led('b', 'reply', 'a', 'no', 'a'), post('a', long), post('x', long)], ['b', 'a', 'x'])).toBe(1)
  })
})

describe('who does not', () => {
  test('short words that anybody says', () => {
    expect(together([post('a', 'love my new bike'), post('b', 'love my new bike')], ['a', 'b'])).toBe(2)
  })
  test('the same words more than a week apart', () => {
    expect(together([post('a', long), post('b', long, { at: start + copiesWithinMs + 1 })], ['a', 'b'])).toBe(2)
  })
  test('other words about the same', () => {
    expect(together([post('a', long), post('b', 'three weeks and still no hub gears, the shop says it does not know when')], ['a', 'b'])).toBe(2)
  })
})

const word = fc.constantFrom(...'hub gear late shop belt rain bike lane ride home work tide ferry dawn'.split(' '))
const base = fc.array(word, { minLength: 6, maxLength: 14 })
/** Texts that are near each other more often than chance has it. */
const textsArb = fc.array(base, { minLength: 1, maxLength: 4 }).chain((bases) => fc.array(fc.record({ of: fc.nat(bases.length - 1), at: fc.nat(12 * 24), changes: fc.array(fc.tuple(fc.nat(13), word), { maxLength: 3 }) }), { maxLength: 40 })
  .map((uses) => uses.map(({ of, at, changes }) => {
    const words = [...(bases[of] ?? [])]
    for (const [place, other] of changes) if (place < words.length) words[place] = other
    return { text: words.join(' '), at: start + at * hourMs }
  })))

test('copies are found exactly as by comparing each text with all that were said before it', () => {
  fc.assert(fc.property(textsArb, (said) => {
    const posts = said.map(({ text, at }, index) => post(String(index), text, { at }))
    const firsts: { pairs: Int32Array; cascade: Uuid; at: number }[] = []
    const expected = posts.map(({ id, text, at }) => {
      const pairs = pairsOf(text)
      let best: (typeof firsts)[number] | null = null
      for (const first of firsts) if (Math.abs(first.at - at) <= 7 * dayMs && resemblance(pairs, first.pairs) >= nearFrom && (best === null || resemblance(pairs, first.pairs) > resemblance(pairs, best.pairs))) best = first
      if (best !== null) return best.cascade
      if (pairs.length > 0) firsts.push({ pairs, cascade: id, at })
      return id
    })
    expect([...gathered([posts]).values()]).toEqual(expected)
  }))
})

const postsArb = fc.array(fc.record({ text: fc.constantFrom(long, 'short', `${long} indeed`, 'rain or ride we go to work by bike every single day of the year'), to: fc.option(fc.nat(30)), kind: fc.constantFrom('repost' as const, 'reply' as const, 'quote' as const) }), { maxLength: 30 })
  .map((drafts) => drafts.map(({ text, to, kind }, index) => (to === null || to === index ? post(String(index), text) : led(String(index), kind, String(to), text))))

test('however a stream is cut into stretches, the cascades are the same', () => {
  fc.assert(fc.property(postsArb, fc.array(fc.nat(30)), (posts, cuts) => {
    const at = [0, ...cuts.filter((cut) => cut < posts.length).toSorted((a, b) => a - b), posts.length]
    expect(gathered(at.slice(1).map((to, index) => posts.slice(at[index], to)))).toEqual(gathered([posts]))
  }))
})

test('only the newest texts are remembered', () => {
  const texts = new NearTexts(3)
  const say = (n: number): Int32Array => pairsOf(Array.from({ length: 10 }, (_, index) => `w${n}x${index}`).join(' '))
  for (let seq = 1; seq <= 5; seq++) texts.add({ seq, id: idOf(String(seq)), cascade: idOf(String(seq)), at: start, pairs: say(seq) })
  expect([texts.size, texts.find(say(1), start), texts.find(say(5), start)?.seq]).toEqual([3, null, 5])
})
