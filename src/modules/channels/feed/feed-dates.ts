/** Reads the dates that feeds contain, not only those that the standards allow. */
import type { Instant } from '../../../kernel/instant.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Months as Dutch, French, German, Spanish and Italian feeds write them, by their first letters. */
const otherMonths: Readonly<Record<string, number>> = {
  mrt: 2, maa: 2, mei: 4, okt: 9, fév: 1, fev: 1, avr: 3, mai: 4, aoû: 7, aou: 7, déc: 11, mär: 2, mae: 2, dez: 11, ene: 0, abr: 3, ago: 7, dic: 11, gen: 0, mag: 4, set: 8, ott: 9,
}
/** Minutes east of Greenwich, for the names of RFC 822 and the commonest others. */
const zones: Readonly<Record<string, number>> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, bst: 60, cet: 60, met: 60, west: 60, cest: 120, mest: 120, eet: 120, eest: 180, msk: 180, ist: 330, jst: 540, kst: 540, aest: 600, aedt: 660,
  est: -300, edt: -240, et: -300, cst: -360, cdt: -300, ct: -360, mst: -420, mdt: -360, mt: -420, pst: -480, pdt: -420, pt: -480,
}

/** The first moment of a date as written, or null when nobody could tell. A missing zone means UTC here, as RFC 822 readers do. */
export function readFeedDate(written: string | undefined): Instant | null {
  const text = written?.replace(/\s+/g, ' ').trim() ?? ''
  if (text === '' || text.length > 100) return null
  return fromIso(text) ?? fromWords(text) ?? fromSlashes(text)
}

/** W3CDTF and its kin: `2003`, `2003-12`, `20031231`, `2003-12-31T10:14`, `2003-12-31 10:14:55,5 +01:00`, `2003-335`. */
function fromIso(text: string): Instant | null {
  const ordinal = /^(\d{4})-?(\d{3})$/.exec(text)
  if (ordinal !== null) return assemble(Number(ordinal[1]), 0, 1, 0, 0, 0, 0, undefined, Number(ordinal[2]) - 1)
  const found = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:T| )\s?(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?)?\s*([A-Za-z]{1,5}|[+-]\d{1,2}:?\d{0,2})?$/i.exec(text)
  if (found !== null) {
    const [, year, month = '01', day = '01', hour = '0', minute = '0', second = '0', fraction = '', zone] = found
    return assemble(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), milliseconds(fraction), zone)
  }
  return null
}

/** RFC 822, asctime and their kin: `Thu, 01 Jan 2004 19:48:21 GMT`, `Jan 1 2004 7:48 PM EST`, `Thu Jan  1 19:48:21 2004`. */
function fromWords(text: string): Instant | null {
  const monthWord = /\p{L}{3,}/gu
  let month = -1
  for (const [word] of text.matchAll(monthWord)) {
    const stem = word.slice(0, 3).toLowerCase()
    month = months.indexOf(stem)
    if (month < 0) month = otherMonths[stem] ?? -1
    // "mar" begins a Tuesday in French and Spanish, "Mon" never a month.
    if (month >= 0 && !(stem === 'mar' && /^mar\w*[,.]? \d/i.test(text) && /^\S+ \d{1,2} \p{L}/u.test(text))) break
  }
  if (month < 0) return null
  const clock = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?\s*([ap]\.?m\b\.?)?/i.exec(text)
  const withoutClock = clock === null ? text : text.slice(0, clock.index) + ' ' + text.slice(clock.index + clock[0].length)
  const zone = /(?:^|\s)(?:GMT|UTC)?([+-]\d{1,2}:?\d{2})\b/i.exec(withoutClock)?.[1] ?? /\s\(?([A-Za-z]{1,5})\)?\s*(?:\d{4})?$/.exec(withoutClock)?.[1]
  const numbers = [...withoutClock.replace(/[+-]\d{1,2}:?\d{2}\b(?!-)/g, (offset) => (offset === zone ? ' ' : offset)).matchAll(/\d+/g)].map(([digits]) => digits)
  const yearDigits = numbers.find((digits) => digits.length === 4) ?? numbers.at(1)
  const dayDigits = numbers.find((digits) => digits.length <= 2 && digits !== yearDigits) ?? numbers.at(0)
  if (yearDigits === undefined || dayDigits === undefined || yearDigits.length === 3) return null
  const shift = clock?.[5] === undefined ? 0 : /^p/i.test(clock[5]) ? (clock[1] === '12' ? 0 : 12) : clock[1] === '12' ? -12 : 0
  return assemble(fullYear(yearDigits), month, Number(dayDigits), Number(clock?.[1] ?? 0) + shift, Number(clock?.[2] ?? 0), Number(clock?.[3] ?? 0), milliseconds(clock?.[4] ?? ''), zone)
}

/** `12/31/2003 10:14:55` and `31.12.2003`: points mean day first, slashes month first unless the first number forbids. */
function fromSlashes(text: string): Instant | null {
  const found = /^(\d{1,4})([/.])(\d{1,2})\2(\d{1,4})(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?\s*([A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?$/i.exec(text)
  if (found === null) return null
  const [, a = '', mark, b = '', c = '', hour = '0', minute = '0', second = '0', half, zone] = found
  const shift = half === undefined ? 0 : /^p/i.test(half) ? (hour === '12' ? 0 : 12) : hour === '12' ? -12 : 0
  const [year, month, day] = a.length === 4 ? [a, b, c] : mark === '.' || Number(a) > 12 ? [c, b, a] : [c, a, b]
  return assemble(fullYear(year), Number(month) - 1, Number(day), Number(hour) + shift, Number(minute), Number(second), 0, zone)
}

function milliseconds(fraction: string): number {
  return fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1_000)
}

function fullYear(digits: string): number {
  const year = Number(digits)
  return digits.length > 2 ? year : year < 90 ? 2000 + year : 1900 + year
}

function assemble(year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number, zone: string | undefined, extraDays = 0): Instant | null {
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  if (year < 1 || month < 0 || month > 11 || day < 1 || day > lastDay || hour > 24 || minute > 59 || second > 60) return null
  return Date.UTC(year, month, day + extraDays, hour, minute, Math.min(second, 59), ms) - zoneMinutes(zone) * 60_000
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return 0
  const offset = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone)
  if (offset === null) return zones[zone.toLowerCase()] ?? 0
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
  return minutes > 14 * 60 ? 0 : offset[1] === '-' ? -minutes : minutes
}
