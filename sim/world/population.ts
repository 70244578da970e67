/** Everybody at a glance: communities laid end to end, so that a million people need no table. */
import { mix, Random } from '../random.ts'
import { type Language, type Place, placesOf, weightsOf } from './places.ts'
import { chronotypeWeights } from './rhythm.ts'
import { noiseSubjects } from './words/index.ts'

/** What draws the members of a community together; `commuting` is the brands' own ground. */
type Interest = 'commuting' | (typeof noiseSubjects)[number]

interface Community {
  readonly number: number
  readonly interest: Interest
  readonly language: Language
  /** Where most members live; null for those that live everywhere. */
  readonly home: Place | null
  /** Members are the people `start` to `start + size - 1`, the most active first. */
  readonly start: number
  readonly size: number
}

/** What is known of a person without building them whole; cheap to make. */
export interface Sketch {
  readonly number: number
  readonly community: Community
  /** Place in the community's order of activity, 0 the most active. */
  readonly rank: number
  readonly language: Language
  readonly place: Place
  readonly chronotype: number
  readonly cyclist: boolean
  readonly onBluesky: boolean
  readonly onFediverse: boolean
}

export interface Population {
  readonly seed: number
  readonly people: number
  readonly communities: readonly Community[]
  readonly sketch: (person: number) => Sketch
  readonly communityOf: (person: number) => Community
  /** Somebody, the active ones more often. */
  readonly draw: (r: Random, who: 'anyone' | 'cyclist') => number
  readonly drawFrom: (r: Random, community: Community) => number
  /** A community that shares language and interest with this one, or the same one. */
  readonly neighbour: (r: Random, community: Community) => Community
}

const languageWeights: readonly (readonly [Language, number])[] = [['en', 0.4], ['nl', 0.27], ['fr', 0.15], ['de', 0.13], ['es', 0.05]]

/** Lays out communities until everybody has one. The first always belong to the brands' own ground, so that a small world has it too. */
function layOut(seed: number, people: number): Community[] {
  const list: Community[] = []
  const median = 12 * people ** 0.24
  for (let start = 0, number = 0; start < people; number++) {
    const r = new Random(seed, 101, number)
    const language = number < 3 ? (['nl', 'en', 'fr'] as const)[number] ?? 'en' : languageWeights[r.weighted(languageWeights.map(([, weight]) => weight))]?.[0] ?? 'en'
    const interest: Interest = number < 3 || r.chance(0.28) ? 'commuting' : r.pick(noiseSubjects)
    const home = r.chance(0.6) ? placesOf[language][r.weighted(weightsOf[language])] ?? null : null
    const size = Math.min(people - start, Math.max(8, Math.round(r.logNormal(median, 0.8))))
    list.push({ number, interest, language, home: number === 0 ? placesOf.nl[0] ?? null : home, start, size })
    start += size
  }
  return list
}

export function populationOf(seed: number, people: number): Population {
  const communities = layOut(seed, people)
  const cyclists = communities.filter((community) => community.interest === 'commuting')
  const cumulative = (list: readonly Community[]) => {
    let sum = 0
    return Float64Array.from(list, (community) => (sum += community.size))
  }
  const allSums = cumulative(communities)
  const cyclistSums = cumulative(cyclists)
  const kin = Map.groupBy(communities, (community) => `${community.language} ${community.interest}`)

  const communityOf = (person: number): Community => at(communities, firstAbove(allSums, person))
  const drawFrom = (r: Random, community: Community): number => community.start + Math.min(community.size - 1, Math.floor(community.size * r.next() ** 2.2))
  return {
    seed, people, communities, communityOf, drawFrom,
    draw(r, who) {
      const sums = who === 'cyclist' ? cyclistSums : allSums
      const list = who === 'cyclist' ? cyclists : communities
      return drawFrom(r, at(list, firstAbove(sums, r.next() * (sums.at(-1) ?? 1))))
    },
    neighbour: (r, community) => r.pick(kin.get(`${community.language} ${community.interest}`) ?? [community]),
    sketch(person) {
      const community = communityOf(person)
      const r = new Random(seed, 102, person)
      const abroad = r.chance(0.06)
      const language = abroad ? at(languageWeights, r.weighted(languageWeights.map(([, weight]) => weight)))[0] : community.language
      const atHome = community.home !== null && !abroad && r.chance(0.75)
      const place = atHome && community.home !== null ? community.home : at(placesOf[language], r.weighted(weightsOf[language]))
      const onBluesky = r.chance(0.66)
      return {
        number: person, community, rank: person - community.start, language, place,
        chronotype: r.weighted(chronotypeWeights),
        cyclist: community.interest === 'commuting' || r.chance(0.12),
        onBluesky,
        onFediverse: !onBluesky || r.chance(0.3),
      }
    },
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[Math.min(index, list.length - 1)]
  if (item === undefined) throw new RangeError('The list is empty: a world needs at least one person.')
  return item
}

/** Index of the first sum that lies above `value`. */
function firstAbove(sums: Float64Array, value: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Whether `a` follows `b`. Within a community the well known are followed by
 * many (preferential attachment), the others by whom they happen to know;
 * friendships go both ways.
 */
export function follows(population: Population, a: number, b: number): boolean {
  if (a === b) return false
  const here = population.communityOf(b)
  const rank = b - here.start
  const within = a >= here.start && a < here.start + here.size
  const friends = mix(population.seed, 103, Math.min(a, b), Math.max(a, b)) / 4294967296 < (within ? Math.min(0.3, 6 / here.size) : 2 / population.people)
  if (friends) return true
  const fame = 0.75 / (1 + rank) ** 0.7
  const known = within ? fame : population.communityOf(a).interest === here.interest ? fame * 0.02 : fame * 0.0005
  return mix(population.seed, 104, a, b) / 4294967296 < known
}

/** Everyone whom `person` follows inside their community; a community is small enough to ask each. */
export function followedBy(population: Population, person: number): number[] {
  const { start, size } = population.communityOf(person)
  return Array.from({ length: size }, (_, i) => start + i).filter((other) => follows(population, person, other))
}
