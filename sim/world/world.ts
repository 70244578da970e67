/** The simulated world: people, brands and everything they say and do, from one seed. */
import { dayMs, hourMs, type Instant } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import { Random, textSeed } from '../random.ts'
import { brandIds } from '../truth.ts'
import { type Arc, arcsOf, intensity, languagesOf, silenceHours, voiceOf } from './arcs.ts'
import { brands } from './brands.ts'
import { horizonMs } from './cascade.ts'
import { type Course, tell } from './course.ts'
import { directorOf } from './director.ts'
import type { Due } from './due.ts'
import type { SimIdentity } from './identity.ts'
import { liveCourse, type LiveRates } from './live.ts'
import { type People, peopleOf } from './person.ts'
import { everydayPlan, planOf } from './plan.ts'
import { type Population, populationOf } from './population.ts'
import { type Calendar, calendarOf } from './purchases.ts'
import { awake, localTime } from './rhythm.ts'

interface Shares {
  /** Of what is said in public: about one of the three brands. */
  readonly brands: number
  /** About commuting by bicycle. */
  readonly industry: number
}

export interface WorldOptions {
  readonly seed: number
  readonly people: number
  /** Bounds of `events()`. */
  readonly from: Instant
  readonly to: Instant
  /** The present of the story: the crisis lies three to nine days before it. Default: `to`. */
  readonly anchor?: Instant
  /** Public events a day and person. Default 0.14: a million people make 50 million a year. */
  readonly perPersonPerDay?: number
  readonly shares?: Shares
  /** Where pictures are served, without a slash at the end. */
  readonly pictures?: string
}

export interface World {
  readonly options: Required<WorldOptions>
  readonly population: Population
  readonly people: People
  readonly arcs: readonly Arc[]
  /** Everything in [from, to), in order, made while it is read. Defaults to the world's bounds. */
  readonly events: (span?: { readonly from?: Instant; readonly to?: Instant }) => Iterable<SimEvent>
  /** From `start` on without end, at rates for watching rather than counting. See `LiveRates`. */
  readonly liveEvents: (start: Instant, rates?: Partial<LiveRates>) => Iterable<SimEvent>
  /** Every identity of everybody, each with its person. */
  readonly identities: () => Iterable<SimIdentity>
  /** Purchases and problems of our customers. */
  readonly calendar: Calendar
}

/** Measured events that one beginning brings in the end, itself included. */
const eventsPerRoot = 2.05
/** The world begins this long before its first event is told, so that the first hour already has conversations under way. */
const runUpMs = 6 * hourMs
/** Visits of our site a day and person. */
const visitsPerPersonPerDay = 0.003
const weekendFactor = { weekday: 1.12, weekend: 0.7 }

export function createWorld(given: WorldOptions): World {
  if (!Number.isInteger(given.people) || given.people < 20) throw new RangeError(`A world needs at least 20 people; it was given ${given.people}.`)
  if (!(given.from < given.to)) throw new RangeError(`A world needs a time from before its to; it was given ${given.from} and ${given.to}.`)
  const options: Required<WorldOptions> = { anchor: given.to, perPersonPerDay: 0.14, shares: { brands: 0.3, industry: 0.1 }, pictures: 'https://pictures.example', ...given }
  const population = populationOf(options.seed, options.people)
  const people = peopleOf(population, options.pictures)
  const arcs = arcsOf(options.seed, options.anchor, options.from)
  const calendar = calendarOf(population, options.anchor)
  const director = directorOf(people, options.pictures)
  const course: Course = { seed: options.seed, director, arcs, slotMs: hourMs, tempo: 1, reachMs: horizonMs, begin: options.from - runUpMs, beginnings: beginningsOf(options, population, arcs, calendar) }
  return {
    options, population, people, arcs, calendar,
    events: (span = {}) => ({ [Symbol.iterator]: () => tell(course, Math.max(span.from ?? options.from, options.from), Math.min(span.to ?? options.to, options.to)) }),
    liveEvents: (start, rates) => ({ [Symbol.iterator]: () => { const live = liveCourse(options.seed, director, start, rates); return tell(live, start, Number.MAX_SAFE_INTEGER) } }),
    *identities() {
      for (let person = -brandIds.length; person < options.people; person++) yield* people.person(person).identities
    },
  }
}

/** How busy the population is in an hour, against the mean of the week. */
function pulseOf(population: Population, week: Instant): (at: Instant) => number {
  const groups = new Map<string, { zone: string; chronotype: number; count: number }>()
  const r = new Random(population.seed, 401)
  const sample = 800
  for (let i = 0; i < sample; i++) {
    const { place, chronotype } = population.sketch(population.draw(r, 'anyone'))
    const key = `${place.zone} ${chronotype}`
    const group = groups.get(key) ?? { zone: place.zone, chronotype, count: 0 }
    group.count++
    groups.set(key, group)
  }
  const raw = (at: Instant) => {
    let sum = 0
    for (const { zone, chronotype, count } of groups.values()) sum += count * awake(chronotype, zone, at)
    return sum / sample
  }
  let mean = 0
  const start = Math.floor(week / hourMs) * hourMs - 168 * hourMs
  for (let hour = 0; hour < 168; hour++) mean += raw(start + hour * hourMs) / 168
  return (at) => raw(at) / mean
}

function beginningsOf(options: Required<WorldOptions>, population: Population, arcs: readonly Arc[], calendar: Calendar): (slot: number) => readonly Due[] {
  const { seed, people, shares } = options
  const rootsPerHour = people * options.perPersonPerDay / 24 / eventsPerRoot
  const pulse = pulseOf(population, options.anchor)
  return (slot) => {
    const start = slot * hourMs
    const r = new Random(seed, 501, slot)
    const beat = pulse(start + hourMs / 2)
    const weekly = localTime('Europe/Brussels', start).weekend ? weekendFactor.weekend : weekendFactor.weekday
    const dues: Due[] = []
    const base = () => {
      const id = `${slot.toString(36)}.${dues.length.toString(36)}`
      return { id, at: start + r.int(hourMs), sub: textSeed(id) % 1000 }
    }
    const spread = () => r.logNormal(Math.exp(-0.5), 1)
    const fill = (count: number, make: () => Due) => {
      for (let n = r.poisson(count); n > 0; n--) dues.push(make())
    }
    fill(rootsPerHour * (1 - shares.brands - shares.industry) * beat, () => ({ ...base(), make: 'root', plan: planOf('noise', { brand: null }), language: null, spread: spread() }))
    fill(rootsPerHour * shares.industry * beat * weekly, () => ({ ...base(), make: 'root', plan: planOf('commuting', { brand: null, subject: 'commuting' }), language: null, spread: spread() }))
    for (const id of brandIds) {
      const usual = rootsPerHour * shares.brands * brands[id].weight
      fill(usual * beat * weekly * 0.82, () => ({ ...base(), make: 'root', plan: everydayPlan(r, id), language: null, spread: spread() }))
      for (const arc of arcs) {
        const force = arc.brand === id ? intensity(arc, start + hourMs / 2) : 0
        if (force > 0) {
          fill(usual * beat * weekly * force, () => {
            const at = base()
            const { rule, cause } = voiceOf(arc, at.at, r.next())
            const languages = languagesOf(arc, at.at)
            return { ...at, make: 'root', plan: planOf(rule, { brand: id, cause, arc: arc.kind }), language: languages[r.weighted(languages.map(([, weight]) => weight))]?.[0] ?? null, spread: spread() * 1.2 }
          })
        }
      }
      if (r.chance(0.05 * beat)) dues.push({ ...base(), make: 'brand-post', brand: id, rule: 'co_post', language: r.pick(['en', 'nl', 'en', 'fr', 'de']), network: r.chance(0.6) ? 'bluesky' : 'fediverse', spread: 2, arc: null })
    }
    fill(people * visitsPerPersonPerDay / 24 * beat, () => ({ ...base(), make: 'visit' }))
    for (const { purchase, problem } of calendar.between(start, start + hourMs)) {
      dues.push({ ...base(), at: problem ? purchase.problem?.at ?? purchase.at : purchase.at, make: problem ? 'problem' : 'purchase', purchase })
    }
    for (const arc of arcs) if (arc.kind === 'crisis') dues.push(...milestones(arc, start, base))
    return dues
  }
}

/** The fixed points of a crisis: the post that starts it, the statement, the updates. */
function milestones(arc: Arc, start: Instant, base: () => { id: string; at: number; sub: number }): Due[] {
  const list: Due[] = []
  const within = (at: Instant) => at >= start && at < start + hourMs
  const crisis = { arc: 'crisis' as const, make: 'brand-post' as const, brand: arc.brand }
  if (within(arc.start)) list.push({ ...base(), id: `crisis-${arc.cycle}`, at: arc.start, make: 'root', plan: planOf('complaint_late-hub-gear', { brand: 'velora', cause: 'late-hub-gear', arc: 'crisis' }), language: arc.cycle % 2 === 0 ? 'en' : 'nl', spread: 55 * arc.scale })
  const statement = arc.start + silenceHours * hourMs
  for (const [n, language, network] of [[0, 'nl', 'bluesky'], [1, 'en', 'bluesky'], [2, 'fr', 'fediverse'], [3, 'de', 'fediverse']] as const) {
    const at = statement + n * 240_000
    if (within(at)) list.push({ ...base(), ...crisis, id: `statement-${arc.cycle}-${n}`, at, rule: 'co_statement', language, network, spread: 14 })
  }
  for (const day of [2, 3, 4]) {
    const at = arc.start + day * dayMs + 7 * hourMs
    if (within(at)) list.push({ ...base(), ...crisis, id: `update-${arc.cycle}-${day}`, at, rule: 'co_update', language: day % 2 === 0 ? 'nl' : 'en', network: 'bluesky', spread: 4 })
  }
  return list
}
