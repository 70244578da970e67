/** What cells of exports mean: numbers, money, days, moments, yes and no. Pure. */
import { parseInstant, type Instant } from '../../../kernel/instant.ts'

/** How numbers and days are written where they do not tell themselves. */
export interface Written {
  /** What stands before the cents. */
  readonly decimal: ',' | '.'
  readonly dayFirst: boolean
}

/** `1.234,50 €`, `$1,234.50`, `-12`, `(12.00)`; null when it is no number. */
export function numberOf(text: string, { decimal }: Pick<Written, 'decimal'>): number | null {
  const inner = /^\((.+)\)$/.exec(text.trim())?.[1]
  const plain = (inner ?? text).replaceAll(/[\s\u00a0\u202f'’]|EUR|USD|GBP|CHF|[€$£¥]/gi, '').replace(/[.,]-$/, '')
  if (!/^[+-]?\d[\d.,]*$|^[+-]?[.,]\d+$/.test(plain)) return null
  const lastDot = plain.lastIndexOf('.')
  const lastComma = plain.lastIndexOf(',')
  // Where both stand, the last one is before the cents; a sign that repeats is none.
  const both = lastDot >= 0 && lastComma >= 0
  const sign = both ? (lastDot > lastComma ? '.' : ',') : lastDot !== plain.indexOf('.') ? ',' : lastComma !== plain.indexOf(',') ? '.' : decimal
  const value = Number(sign === '.' ? plain.replaceAll(',', '') : plain.replaceAll('.', '').replace(',', '.'))
  return Number.isFinite(value) ? (inner === undefined ? value : -value) : null
}

/** Which sign stands before the cents in a column; `null` when no value tells. */
export function decimalOf(values: readonly string[]): ',' | '.' | null {
  let [comma, dot] = [0, 0]
  for (const value of values) {
    const plain = value.replaceAll(/[^\d.,]/g, '')
    if (/[.]\d{3},\d/.test(plain) || /^\d+,(\d{1,2}|\d{4,})$/.test(plain)) comma++
    if (/,\d{3}\.\d/.test(plain) || /^\d+\.(\d{1,2}|\d{4,})$/.test(plain)) dot++
  }
  return comma === dot ? null : comma > dot ? ',' : '.'
}

const digitsOf: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, HUF: 2, BHD: 3, KWD: 3, JOD: 3, OMR: 3, TND: 3 }
/** An amount in minor units of a currency (ISO 4217). */
export const minorOf = (amount: number, currency: string): number => Math.round(amount * 10 ** (digitsOf[currency] ?? 2))

const symbols: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' }
/** The currency that an amount or a cell names; `null` when none. */
export function currencyOf(text: string): string | null {
  const code = /\b([A-Z]{3})\b/.exec(text.toUpperCase())?.[1]
  if (code !== undefined) return code
  const symbol = /[€$£¥]/.exec(text)?.[0]
  return symbol === undefined ? null : (symbols[symbol] ?? null)
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1880 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

interface Clocked { readonly year: number; readonly month: number; readonly day: number; readonly clockMs: number }

function clockedOf(text: string, dayFirst: boolean): Clocked | null {
  const found = /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}))(?:[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?)?$/i.exec(text.trim())
  if (found === null) return null
  const [, y, m, d, first, second, y2, hour = '0', minute = '0', seconds = '0', half] = found
  const h = Number(hour) + (half === undefined ? 0 : /p/i.test(half) ? (Number(hour) === 12 ? 0 : 12) : Number(hour) === 12 ? -12 : 0)
  if (h > 23 || Number(minute) > 59 || Number(seconds) > 60) return null
  const clockMs = ((h * 60 + Number(minute)) * 60 + Number(seconds)) * 1_000
  if (y !== undefined) return isDay(Number(y), Number(m), Number(d)) ? { year: Number(y), month: Number(m), day: Number(d), clockMs } : null
  const [a, b, year] = [Number(first), Number(second), Number(y2)]
  const asDayFirst = isDay(year, b, a) && (dayFirst || !isDay(year, a, b))
  const [day, month] = asDayFirst ? [a, b] : [b, a]
  return isDay(year, month, day) ? { year, month, day, clockMs } : null
}

/** A day as `yyyy-mm-dd`; null when it is none, such as the thirtieth of February. */
export function dayOf(text: string, { dayFirst }: Pick<Written, 'dayFirst'>): string | null {
  const found = clockedOf(text.trim().replace(/T?\s*\d{1,2}:\d{2}.*$/, ''), dayFirst)
  return found === null ? null : `${found.year}-${String(found.month).padStart(2, '0')}-${String(found.day).padStart(2, '0')}`
}

/** A moment; times without a zone are taken as UTC. Unix seconds and milliseconds too. */
export function momentOf(text: string, { dayFirst }: Pick<Written, 'dayFirst'>): Instant | null {
  const plain = text.trim().replace(/\s*(UTC|GMT)$/i, 'Z').replace(/^(\d{4}-\d{2}-\d{2})\s+(.*Z)$/, '$1T$2')
  const zoned = parseInstant(plain)
  if (zoned !== null) return zoned
  if (/^\d{10}$/.test(plain)) return Number(plain) * 1_000
  if (/^\d{13}$/.test(plain)) return Number(plain)
  const found = clockedOf(plain.replace(/Z$/, ''), dayFirst)
  return found === null ? null : Date.UTC(found.year, found.month - 1, found.day) + found.clockMs
}

/** Whether the days of a column have the day first; `null` when no value tells. */
export function dayFirstOf(values: readonly string[]): boolean | null {
  let [day, month] = [0, 0]
  for (const value of values) {
    const [, first, second] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{4}/.exec(value.trim()) ?? []
    if (Number(first) > 12) day++
    if (Number(second) > 12) month++
  }
  return day === month ? null : day > month
}

/** Yes, no, or neither said. */
export function yesOf(text: string): boolean | null {
  const plain = text.trim().toLowerCase()
  if (['yes', 'y', 'true', '1', 'ja', 'j', 'oui', 'si', 'x', 'on', 'waar', 'wahr', 'subscribed', 'opted-in', 'opted in', 'opt-in', 'granted', 'confirmed', 'active'].includes(plain)) return true
  if (['no', 'n', 'false', '0', 'nee', 'non', 'nein', 'off', 'onwaar', 'falsch', 'unsubscribed', 'opted-out', 'opted out', 'opt-out', 'withdrawn', 'cleaned', 'bounced', 'unconfirmed'].includes(plain)) return false
  return null
}
