/** What the values of a column look like. Pure. */
import { channelOf, countOf, countryOf, handleOf, isSpoiltId, kindOf, languageOf } from './cell-values.ts'
import { readTime } from './archive-times.ts'
import type { Row } from './row-fields.ts'

export interface ColumnFacts {
  readonly column: string
  /** Rows looked at. */
  readonly rows: number
  readonly emptyPercent: number
  readonly samples: readonly string[]
  /** Different values among those that are filled, from 0 to 1. */
  readonly distinctRatio: number
  readonly averageLength: number
  /** Of the filled values looked at, the share, from 0 to 1, that can be read as this. */
  readonly share: Readonly<Record<Reading, number>>
  /** Dates whose first, and whose second, number can only be the day. */
  readonly firstIsDay: number
  readonly secondIsDay: number
  /** Dates of two small numbers that could be read either way. */
  readonly either: number
  /** Times that name no zone. */
  readonly withoutZone: number
}

const readings = {
  time: (text: string) => text.length >= 6 && readTime(text) !== null,
  clock: (text: string) => /^\d{1,2}[:.]\d{2}([:.]\d{2})?\s*([ap]\.?m\.?)?$/i.test(text),
  address: (text: string) => /^(https?:\/\/|www\.)\S+$/i.test(text),
  host: (text: string) => /^([\w-]+\.)+[a-z]{2,}$/i.test(text),
  handle: (text: string) => handleOf(text) !== null,
  atHandle: (text: string) => /^@[\w.-]+$/.test(text),
  count: (text: string) => countOf(text) !== null,
  spoilt: isSpoiltId,
  rounded: (text: string) => /^\d{13,}00$/.test(text),
  words: (text: string) => /\S+\s+\S+\s+\S+/.test(text),
  language: (text: string) => languageOf(text) !== null,
  country: (text: string) => countryOf(text) !== null,
  kind: (text: string) => kindOf(text) !== null,
  channel: (text: string) => channelOf(text) !== null,
  html: (text: string) => /<(p|br|a|div|span|b|i|em|strong)\b[^>]*>/i.test(text),
  entity: (text: string) => /&(amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);/i.test(text),
  bareAmpersand: (text: string) => /&(?!(\w+|#\d+|#x[\da-f]+);)/i.test(text),
} as const
export type Reading = keyof typeof readings

const looked = 1_000

export function factsOf(column: string, rows: readonly Row[]): ColumnFacts {
  const filled = rows.map((row) => row.text(column)).filter((text) => text !== '')
  const values = filled.slice(0, looked)
  const some = Math.max(1, values.length)
  const share = Object.fromEntries(Object.entries(readings).map(([name, reads]) => [name, values.filter((text) => reads(text)).length / some])) as Record<Reading, number>
  const times = values.map((text) => readTime(text)).filter((time) => time !== null)
  const ordered = times.filter((time) => time.kind === 'ordered')
  return {
    column,
    rows: rows.length,
    emptyPercent: rows.length === 0 ? 100 : Math.round(100 * (1 - filled.length / rows.length)),
    samples: [...new Set(values)].slice(0, 5).map((text) => text.slice(0, 200)),
    distinctRatio: filled.length === 0 ? 0 : new Set(filled).size / filled.length,
    averageLength: values.reduce((sum, text) => sum + text.length, 0) / some,
    share,
    firstIsDay: ordered.filter(({ first }) => first > 12).length,
    secondIsDay: ordered.filter(({ second }) => second > 12).length,
    either: ordered.filter(({ first, second }) => first <= 12 && second <= 12 && first !== second).length,
    withoutZone: times.filter(({ kind }) => kind !== 'instant').length,
  }
}
