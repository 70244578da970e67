/** In which time zone somebody lives: as said, as their place says, or as the hours at which they are silent suggest. Pure. */

export interface HomeZone {
  readonly zone: string
  readonly from: 'hand' | 'place' | 'hours' | 'unknown'
  /** 0 to 1. */
  readonly certainty: number
}

/** How much people write by the hour on their own clock, on average 1: little from one to six at night, most in the evening. A round shape, not any one network's. */
const awake = [0.55, 0.3, 0.17, 0.12, 0.12, 0.2, 0.45, 0.8, 1.05, 1.15, 1.2, 1.25, 1.3, 1.25, 1.2, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.6, 1.4, 0.95] as const

let cities: Map<string, string> | null = null
function zoneOfCity(name: string): string | undefined {
  cities ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [(zone.split('/').at(-1) ?? '').replaceAll('_', ' ').toLowerCase(), zone]))
  return cities.get(name)
}

/** Zones of countries with one clock, and of the largest cities' clock for a few others, as people write them in profiles. */
const countries: Readonly<Record<string, string>> = {
  belgium: 'Europe/Brussels', belgië: 'Europe/Brussels', belgique: 'Europe/Brussels', netherlands: 'Europe/Amsterdam', 'the netherlands': 'Europe/Amsterdam', nederland: 'Europe/Amsterdam', germany: 'Europe/Berlin', deutschland: 'Europe/Berlin',
  france: 'Europe/Paris', uk: 'Europe/London', 'united kingdom': 'Europe/London', england: 'Europe/London', scotland: 'Europe/London', ireland: 'Europe/Dublin', italy: 'Europe/Rome', italia: 'Europe/Rome', austria: 'Europe/Vienna', österreich: 'Europe/Vienna',
  switzerland: 'Europe/Zurich', schweiz: 'Europe/Zurich', sweden: 'Europe/Stockholm', sverige: 'Europe/Stockholm', norway: 'Europe/Oslo', norge: 'Europe/Oslo', denmark: 'Europe/Copenhagen', danmark: 'Europe/Copenhagen', finland: 'Europe/Helsinki', poland: 'Europe/Warsaw', polska: 'Europe/Warsaw',
  japan: 'Asia/Tokyo', '日本': 'Asia/Tokyo', india: 'Asia/Kolkata', singapore: 'Asia/Singapore', turkey: 'Europe/Istanbul', türkiye: 'Europe/Istanbul', greece: 'Europe/Athens', israel: 'Asia/Jerusalem', 'south africa': 'Africa/Johannesburg', nigeria: 'Africa/Lagos', 'new zealand': 'Pacific/Auckland',
}

/** A zone that a place names: "Bruges, Belgium" by its country, "Lisbon" by its city. */
export function zoneOfPlace(place: string): string | null {
  const parts = place.split(/[,/·|–-]/).map((part) => part.trim().toLowerCase()).filter(Boolean)
  for (const part of parts) { const found = zoneOfCity(part); if (found) return found }
  for (const part of parts.toReversed()) { const found = countries[part]; if (found) return found }
  return null
}

/** Offsets from UTC by how well somebody's hours fit a day there, each with its chance; all alike before anything is known. */
export function offsetChances(hoursUtc: readonly number[]): { offset: number; chance: number }[] {
  const offsets = Array.from({ length: 24 }, (_, index) => index - 11)
  // Acts of one evening come together, so each tells less than an independent one would.
  const fits = offsets.map((offset) => hoursUtc.reduce((sum, count, hour) => sum + Math.sqrt(count) * Math.log(awake[(hour + offset + 24) % 24] ?? 1), 0))
  const best = Math.max(...fits)
  const weights = fits.map((fit) => Math.exp(fit - best))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return offsets.map((offset, index) => ({ offset, chance: (weights[index] ?? 0) / all })).toSorted((a, b) => b.chance - a.chance)
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '' && !/^[+-]/.test(name)
  } catch {
    return false
  }
}

const least = 20
/** A zone shows in when somebody is silent: one talk, however long, says nothing of that. */
const leastHours = 6

/**
 * The certainty of hours is the chance that the true offset lies within an
 * hour of the best. Named after the sea zones, whose signs are the other way
 * round: `Etc/GMT-2` is two hours ahead of UTC.
 */
export function homeZone(known: { said: string | null; places: readonly string[]; hoursUtc: readonly number[] }): HomeZone {
  if (known.said !== null && isZone(known.said)) return { zone: known.said, from: 'hand', certainty: 1 }
  for (const place of known.places) {
    const zone = zoneOfPlace(place)
    if (zone !== null) return { zone, from: 'place', certainty: 0.85 }
  }
  const acts = known.hoursUtc.reduce((sum, count) => sum + count, 0)
  const chances = offsetChances(known.hoursUtc)
  const [best] = chances
  const hours = known.hoursUtc.filter((count) => count > 0).length
  if (acts < least || hours < leastHours || !best) return { zone: 'UTC', from: 'unknown', certainty: 0 }
  const certainty = chances.filter((one) => Math.abs(one.offset - best.offset) <= 1).reduce((sum, one) => sum + one.chance, 0)
  return { zone: best.offset === 0 ? 'UTC' : `Etc/GMT${best.offset > 0 ? '-' : '+'}${Math.abs(best.offset)}`, from: 'hours', certainty }
}
