/** Customer records as companies have them: the same people from several systems, with gaps and slips, and the truth beside. */
import { mix, Random } from './random.ts'
import type { World } from './world/world.ts'

export interface PersonRecord {
  readonly id: string
  /** The true person; keep it from whoever is to find it out. */
  readonly person: number
  readonly source: 'crm' | 'shop' | 'newsletter' | 'bluesky' | 'fediverse'
  readonly given: string
  readonly family: string
  readonly birthYear: number | null
  readonly mail: string | null
  readonly phone: string | null
  readonly place: string | null
  readonly country: string | null
  readonly handle: string | null
  readonly displayName: string | null
  readonly url: string | null
  readonly bio: string | null
  readonly avatar: string | null
  readonly language: string
}

/** How dirty the records are: chances a field. */
export interface Dirt {
  readonly missing: number
  readonly slip: number
  readonly nickname: number
}

const usualDirt: Dirt = { missing: 0.18, slip: 0.1, nickname: 0.08 }

function slipped(text: string, r: Random): string {
  if (text.length < 3) return text
  const i = r.between(1, text.length - 2)
  switch (r.int(4)) {
    case 0: return text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2)
    case 1: return text.slice(0, i) + text.slice(i + 1)
    case 2: return text.normalize('NFD').replace(/\p{M}/gu, '')
    default: return text.slice(0, i) + text.charAt(i) + text.slice(i)
  }
}

/** Every record of everybody, in an order that says nothing about who is who. */
export function* recordsOf(world: World, dirt: Dirt = usualDirt): Generator<PersonRecord> {
  const { people, population } = world
  const total = population.people
  // Multiplying by a number that shares no factor with the total visits everybody once, out of order.
  let step = (mix(population.seed, 901) % total) | 1
  while (common(step, total) !== 1) step += 2
  for (const [pass, sources] of ([['crm', 'bluesky'], ['shop', 'fediverse'], ['newsletter']] as const).entries()) {
    for (let n = 0; n < total; n++) {
      const person = people.person((n * step + pass * 17) % total)
      for (const source of sources) {
        const r = new Random(population.seed, 902, person.number, pass, source.length)
        const identity = source === 'bluesky' || source === 'fediverse' ? person.on(source) : undefined
        if (identity === undefined && (source === 'bluesky' || source === 'fediverse' || !r.chance(source === 'crm' ? 0.7 : 0.4))) continue
        const maybe = <T>(value: T) => r.chance(dirt.missing) ? null : value
        const given = r.chance(dirt.nickname) ? person.given.slice(0, r.chance(0.5) ? 1 : 3) : r.chance(dirt.slip) ? slipped(person.given, r) : person.given
        const family = r.chance(dirt.slip) ? slipped(person.family, r) : person.family
        const social = identity !== undefined
        yield {
          id: `${source}-${mix(population.seed, 903, person.number, source.length).toString(36)}${person.number.toString(36)}`, person: person.number, source,
          given: social ? '' : given, family: social ? '' : family,
          birthYear: social ? null : maybe(person.birthYear), mail: social ? null : maybe(r.chance(dirt.slip / 2) ? slipped(person.mail, r) : person.mail), phone: social ? null : maybe(person.phone.replace(/ /g, r.pick(['', ' ', '-']))),
          place: maybe(person.sketch.place.name), country: social ? null : person.sketch.place.country,
          handle: identity?.handle ?? null, displayName: identity?.name ?? null, url: identity?.links[0]?.url ?? null, bio: identity?.bio ?? null, avatar: identity?.avatarUrl ?? null, language: person.sketch.language,
        }
      }
    }
  }
}

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b)
}
