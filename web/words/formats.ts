/** Numbers, dates and times in the member's language and time zone. */

export type Language = 'en' | 'nl'

/** The regional form of the language that the browser asks for; else the one we write in. */
export function localeFor(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.toLowerCase().split('-')[0] === language && isTag(tag)) ?? (language === 'nl' ? 'nl-NL' : 'en-GB')
}

/** Whether it is a language tag (BCP 47): browsers started under the C locale ask for `en-US@posix`, which none of `Intl` takes. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

/** The zone itself if this machine knows it, else `fallback`. */
export function knownZone(zone: string | null, fallback: string): string {
  if (zone === null) return fallback
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) === '' ? fallback : zone
  } catch {
    return fallback
  }
}

export interface Formats {
  readonly number: (value: number) => string
  /** Three figures at most: 1.2k, 31k, 2.1M. */
  readonly compact: (value: number) => string
  /** @param ratio 0 to 1. */
  readonly percent: (ratio: number, digits?: number) => string
  /** With its sign, for differences. */
  readonly signed: (value: number) => string
  /** 14 Nov, or 14 Nov 2024 in another year than `now`. */
  readonly day: (at: Date, now?: Date) => string
  /** Thursday 14 November. */
  readonly longDay: (at: Date) => string
  /** 08:31. */
  readonly clock: (at: Date) => string
  /** 14 Nov, 08:31. */
  readonly dayAndClock: (at: Date, now?: Date) => string
  /** Thursday 14 November 2024 at 08:31:07 CET. */
  readonly exact: (at: Date) => string
  /** 1.2 MB. */
  readonly bytes: (count: number) => string
  readonly list: (items: readonly string[]) => string
  readonly languageName: (tag: string) => string
  readonly countryName: (code: string) => string
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** @param zone IANA time zone. */
export function formats(locale: string, zone: string): Formats {
  const date = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  const plain = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  const year = date({ year: 'numeric' })
  const day = date({ day: 'numeric', month: 'short' })
  const dayOfYear = date({ day: 'numeric', month: 'short', year: 'numeric' })
  const longDay = date({ weekday: 'long', day: 'numeric', month: 'long' })
  const clock = date({ hour: '2-digit', minute: '2-digit' })
  const exact = date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  const named = (names: Intl.DisplayNames, code: string): string => {
    try {
      return names.of(code) ?? code
    } catch {
      return code
    }
  }
  const dayOf = (at: Date, now: Date = new Date()): string => (year.format(at) === year.format(now) ? day : dayOfYear).format(at)
  return {
    number: (value) => plain.format(value),
    compact: (value) => (Math.abs(value) < 10_000 ? plain : compact).format(value),
    percent: (ratio, digits = 0) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(ratio),
    signed: (value) => signed.format(value),
    day: dayOf,
    longDay: (at) => longDay.format(at),
    clock: (at) => clock.format(at),
    dayAndClock: (at, now) => `${dayOf(at, now)}, ${clock.format(at)}`,
    exact: (at) => exact.format(at),
    bytes: (count) => {
      const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3))
      return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step] ?? 'byte', maximumSignificantDigits: 3 }).format(count / 1000 ** step)
    },
    list: (items) => list.format(items),
    languageName: (tag) => named(languages, tag),
    countryName: (code) => named(regions, code),
  }
}
