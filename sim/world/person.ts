/** One person whole: name, addresses, identities on the networks, habits of writing. */
import { mix, Random } from '../random.ts'
import type { BrandId } from '../truth.ts'
import { brandIds, organisationOf } from '../truth.ts'
import { brands, type Product } from './brands.ts'
import { callingsOf, type Calling } from './handles.ts'
import { plain } from './names.ts'
import { didOf, fediverseHosts, type SimIdentity, type SimNetwork } from './identity.ts'
import type { Population, Sketch } from './population.ts'
import { lexicons, noiseSubjects, subjectWords } from './words/index.ts'

/** Habits of writing, the same on every network. */
export interface Style {
  readonly typos: number
  readonly lower: boolean
  readonly bareEnd: boolean
  readonly emoji: number
  readonly exclaim: number
  readonly tags: number
  readonly short: number
}

export interface Person {
  readonly number: number
  readonly sketch: Sketch
  readonly given: string
  readonly family: string
  readonly birthYear: number
  readonly mail: string
  readonly phone: string
  /** Shares mail or phone with somebody else of the household or the shop. */
  readonly sharesAddress: boolean
  readonly style: Style
  readonly likes: readonly string[]
  /** How given to complaining and praising, 1 is usual. */
  readonly temper: number
  /** The belt bicycle they ride, if any. */
  readonly owns: { readonly brand: BrandId; readonly product: Product } | null
  readonly identities: readonly SimIdentity[]
  readonly on: (network: SimNetwork) => SimIdentity | undefined
}

export interface People {
  readonly population: Population
  /** A person by number; negative numbers are the brands' own accounts. */
  readonly person: (number: number) => Person
}

const bicycleWeights = brandIds.map((id) => brands[id].weight)

/** The belt bicycle a person rides, known without building them whole. */
export function ownership(seed: number, sketch: Sketch): Person['owns'] {
  const r = new Random(seed, 124, sketch.number)
  if (!sketch.cyclist || !r.chance(0.6)) return null
  const brand = brandIds[r.weighted(bicycleWeights)] ?? 'velora'
  return { brand, product: r.pick(brands[brand].bicycles) }
}

/** People are built when asked for and the recent ones kept, so that a million need no room. */
export function peopleOf(population: Population, pictures: string, kept = 12_000): People {
  const calling = callingsOf(population)
  const recent = new Map<number, Person>()
  return {
    population,
    person(number) {
      const known = recent.get(number)
      if (known !== undefined) return known
      const person = number < 0 ? organisation(population, number, pictures) : build(population, number, calling(number), pictures)
      if (recent.size >= kept) recent.clear()
      recent.set(number, person)
      return person
    },
  }
}

function build(population: Population, number: number, calling: Calling, pictures: string): Person {
  const sketch = population.sketch(number)
  const r = new Random(population.seed, 120, number)
  const { name } = calling
  const interest = sketch.community.interest
  const likes = [interest, r.pick(noiseSubjects), ...(sketch.cyclist && interest !== 'commuting' ? ['commuting'] : [])]
  // People of one household share a phone, shops share an address: never the mark of one person.
  const sharesAddress = r.chance(0.025)
  const shared = mix(population.seed, 121, sharesAddress ? number >> 1 : number)
  const mailName = r.chance(0.7) ? `${plain(name.given)}.${plain(name.family)}` : calling.first.join('')
  const followers = Math.round(r.logNormal(70, 1.1) * (1 + 30 / (1 + sketch.rank)))
  const following = Math.round(r.logNormal(180, 0.8))
  const avatar = r.chance(0.85) ? `${pictures}/avatars/${mix(population.seed, 122, number).toString(16).padStart(8, '0')}.png` : undefined
  const words = subjectWords[sketch.language]
  const bio = (again: Random) => again.chance(0.2) ? '' : lexicons[sketch.language].say('bio', again, { place: sketch.place.name, likes: words[likes[0] ?? ''] ?? '', likes2: words[likes[1] ?? ''] ?? '' })
  const display = (again: Random) => again.pick([`${name.given} ${name.family}`, name.given, `${name.given} ${name.family.slice(0, 1)}.`, calling.first.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join(' '), calling.first.join(' '), name.given.toLowerCase()])

  // A site of their own ties the identities of some together, by rel=me or by a handle that is a domain.
  const label = (pair: readonly [string, string], suffix: string, between: string) => pair.join(between) + suffix
  const site = r.chance(0.16) ? `${label(calling.first, calling.firstSuffix, r.pick(['', '-']))}.example` : null
  const identities: SimIdentity[] = []
  const common = { person: number, place: sketch.place.name, country: sketch.place.country, following, avatarUrl: avatar }
  const skyOther = r.chance(0.25)
  const fediOther = !skyOther && r.chance(0.35)
  const skyHandle = site !== null && r.chance(0.6) ? site : `${skyOther ? label(calling.second, calling.secondSuffix, '') : label(calling.first, calling.firstSuffix, r.pick(['', '', '-']))}.sky.example`
  const fediUser = fediOther ? label(calling.second, calling.secondSuffix, r.pick(['', '_'])) : label(calling.first, calling.firstSuffix, r.pick(['', '', '_']))
  const fediHost = sketch.cyclist && r.chance(0.4) ? 'velo.example' : fediverseHosts[sketch.language][r.int(fediverseHosts[sketch.language].length)] ?? 'fedi.example'
  const tells = sketch.onBluesky && sketch.onFediverse && r.chance(0.3)
  if (sketch.onBluesky) {
    const did = didOf(population.seed, number)
    identities.push({ ...common, network: 'bluesky', externalId: did, handle: skyHandle, name: display(r), url: `https://sky.example/profile/${skyHandle}`, bio: [bio(r), tells ? `@${fediUser}@${fediHost}` : '', site !== null && skyHandle !== site ? `https://${site}` : ''].filter(Boolean).join('\n'), followers, links: [], domainHandle: skyHandle === site })
  }
  if (sketch.onFediverse) {
    identities.push({ ...common, network: 'fediverse', externalId: `https://${fediHost}/users/${fediUser}`, handle: `${fediUser}@${fediHost}`, name: display(r), url: `https://${fediHost}/@${fediUser}`, bio: bio(r), followers: Math.round(followers * r.logNormal(0.6, 0.5)), links: site === null ? (tells && r.chance(0.5) ? [{ name: 'Bluesky', url: `https://sky.example/profile/${skyHandle}`, verified: false }] : []) : [{ name: 'Web', url: `https://${site}/`, verified: r.chance(0.85) }] })
  }
  const mail = sharesAddress && r.chance(0.5) ? `info@${shared.toString(36)}.example` : `${mailName}${number.toString(36)}@${r.pick(['post.example', 'mail.example', 'inbox.example'])}`
  identities.push({ ...common, network: 'mail', externalId: mail, handle: mail, name: `${name.given} ${name.family}`, url: undefined, bio: '', followers: undefined, links: [] })
  identities.push({ ...common, network: 'reviews', externalId: `https://reviews.example/by/${number.toString(36)}`, handle: r.chance(0.5) ? `${name.given} ${name.family.slice(0, 1)}.` : label(calling.first, '', ''), name: name.given, url: `https://reviews.example/by/${number.toString(36)}`, bio: '', followers: undefined, links: [] })
  identities.push({ ...common, network: 'shop', externalId: `C${100_000 + number}`, handle: `C${100_000 + number}`, name: `${name.given} ${name.family}`, url: undefined, bio: '', followers: undefined, links: [] })
  identities.push({ ...common, network: 'site', externalId: `v-${mix(population.seed, 123, number).toString(36)}${number.toString(36)}`, handle: 'visitor', name: '', url: undefined, bio: '', followers: undefined, links: [], avatarUrl: undefined })
  const byNetwork = new Map(identities.map((identity) => [identity.network, identity]))
  return {
    number, sketch, given: name.given, family: name.family,
    birthYear: r.between(1950, 2007), mail, phone: `${sketch.place.dial}${String(shared % 90_000_000 + 10_000_000)}`, sharesAddress,
    style: { typos: r.chance(0.3) ? r.next() * 0.5 : r.next() * 0.08, lower: r.chance(0.16), bareEnd: r.chance(0.3), emoji: r.chance(0.35) ? r.next() * 0.6 : 0.03, exclaim: r.chance(0.2) ? r.next() * 0.6 : 0.05, tags: r.chance(0.3) ? r.next() * 0.6 : 0.02, short: r.next() },
    likes, temper: r.logNormal(1, 0.5), owns: ownership(population.seed, sketch), identities,
    on: (network) => byNetwork.get(network),
  }
}

/** A brand's own accounts. */
function organisation(population: Population, number: number, pictures: string): Person {
  const id = organisationOf(number)
  if (id === null) throw new RangeError(`There is no organisation ${number}; organisations are -1 to -${brandIds.length}.`)
  const brand = brands[id]
  const place = population.sketch(0).place
  const common = { person: number, name: brand.name, place: brand.town, country: place.country, following: 120, followers: 18_000, avatarUrl: `${pictures}/avatars/${id}.png`, links: [{ name: 'Web', url: `https://${brand.domain}/`, verified: true }] }
  const identities: SimIdentity[] = [
    { ...common, network: 'bluesky', externalId: didOf(population.seed, number), handle: brand.domain, url: `https://sky.example/profile/${brand.domain}`, bio: `${brand.name}, ${brand.town}. Bicycles with belt and hub gear.`, domainHandle: true },
    { ...common, network: 'fediverse', externalId: `https://fedi.example/users/${id}`, handle: `${id}@fedi.example`, url: `https://fedi.example/@${id}`, bio: `${brand.name}, ${brand.town}. Bicycles with belt and hub gear.` },
    { ...common, network: 'mail', externalId: `service@${brand.domain}`, handle: `service@${brand.domain}`, url: undefined, bio: '' },
    { ...common, network: 'chat', externalId: `desk@${brand.domain}`, handle: `desk@${brand.domain}`, url: undefined, bio: '' },
  ]
  const byNetwork = new Map(identities.map((identity) => [identity.network, identity]))
  return {
    number, sketch: { ...population.sketch(0), number, language: 'en' }, given: brand.name, family: '', birthYear: 2009, mail: `service@${brand.domain}`, phone: '', sharesAddress: false,
    style: { typos: 0, lower: false, bareEnd: false, emoji: 0, exclaim: 0, tags: 0, short: 0 }, likes: ['commuting'], temper: 1, owns: null, identities,
    on: (network) => byNetwork.get(network),
  }
}
