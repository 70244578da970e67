/** Handles: how people call themselves on networks, no two alike. */
import { Random, textSeed } from '../random.ts'
import { drawName, drawNick, type FullName, plain } from './names.ts'
import type { Population } from './population.ts'

export interface Calling {
  readonly name: FullName
  /** True when the handle says the name: `lottezandveld`; otherwise it is made of two words: `salt spokes`. */
  readonly named: boolean
  readonly first: readonly [string, string]
  /** A second handle for networks where the person uses another. */
  readonly second: readonly [string, string]
  /** What makes them unique: empty or a number. */
  readonly firstSuffix: string
  readonly secondSuffix: string
}

type Wishes = Pick<Calling, 'name' | 'named' | 'first' | 'second'>

function wishes(population: Population, person: number): Wishes {
  const r = new Random(population.seed, 110, person)
  const name = drawName(r, population.sketch(person).language)
  const named = r.chance(0.42)
  const given = plain(name.given)
  const family = plain(name.family)
  const first: readonly [string, string] = named ? [given, family] : drawNick(r)
  const short: readonly (readonly [string, string])[] = [[given.slice(0, 1), family], [given, family.slice(0, 1) + String(r.between(60, 99))], [first[0], `${first[1]}${r.pick(['', 'je', 's', '_'])}`.replace('_', '')]]
  return { name, named, first, second: r.chance(0.3) ? drawNick(r) : r.pick(short) }
}

/**
 * Gives each person handles that nobody else has. One pass over everybody
 * counts how often a wish was made before; two bytes a wish are kept.
 */
export function callingsOf(population: Population): (person: number) => Calling {
  const size = 2 ** Math.ceil(Math.log2(population.people * 4 + 16))
  const keys = new Uint32Array(size)
  const counts = new Uint16Array(size)
  const claim = (handle: string): number => {
    const key = (textSeed(handle) || 1) >>> 0
    let slot = key & (size - 1)
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (size - 1)
    keys[slot] = key
    const before = counts[slot] ?? 0
    counts[slot] = before + 1
    return before
  }
  let given: Uint16Array | null = null
  const claims = (): Uint16Array => {
    const list = new Uint16Array(population.people * 2)
    for (let person = 0; person < population.people; person++) {
      const { first, second } = wishes(population, person)
      list[person * 2] = claim(first.join(''))
      list[person * 2 + 1] = claim(second.join(''))
    }
    return list
  }
  // A handle that already ends in digits keeps apart from its number: "jo84" + "2" could be another's "jo842".
  const suffix = (handle: readonly [string, string], claimed: number) => claimed === 0 ? '' : `${/\d$/.test(handle[1]) ? 'x' : ''}${claimed + 1}`
  return (person) => {
    given ??= claims()
    const wish = wishes(population, person)
    return { ...wish, firstSuffix: suffix(wish.first, given[person * 2] ?? 0), secondSuffix: suffix(wish.second, given[person * 2 + 1] ?? 0) }
  }
}
