/** Reads dates as people and exports write them into eight digits, `00` for what is not said. */
import { foldWords } from './fold-text.ts'

/** Which of day and month stands first where both are numbers. */
export type DateOrder = 'day-first' | 'month-first'

const months = [
  ['jan', 'januari', 'january', 'januar', 'janvier', 'ene', 'enero'], ['feb', 'februari', 'february', 'februar', 'fevrier', 'fev', 'febrero'], ['mar', 'maart', 'march', 'mrt', 'marz', 'mars', 'marzo'],
  ['apr', 'april', 'avril', 'avr', 'abr', 'abril'], ['may', 'mei', 'mai', 'mayo'], ['jun', 'juni', 'june', 'juin', 'junio'], ['jul', 'juli', 'july', 'juillet', 'julio'], ['aug', 'augustus', 'august', 'aout', 'ago', 'agosto'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre'], ['oct', 'okt', 'october', 'oktober', 'octobre', 'octubre'], ['nov', 'november', 'novembre', 'noviembre'], ['dec', 'dez', 'december', 'dezember', 'decembre', 'dic', 'diciembre'],
]
const monthOf = new Map(months.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))

const two = (n: number): string => String(n).padStart(2, '0')
const digits = (year: number, month: number, day: number): string => String(year).padStart(4, '0') + two(month) + two(day)

function fullYear(year: number, written: string, yearNow: number): number {
  if (written.length > 2) return year
  const century = Math.floor(yearNow / 100) * 100
  return century + year > yearNow ? century - 100 + year : century + year
}

/**
 * Eight digits `yyyymmdd`, or '' where nothing like a date stands there.
 *
 * Impossible days (30 February, month 13) keep their digits: a mistyped date
 * still resembles the right one. `yearNow` decides the century of two digits.
 */
export function readDate(text: string, order: DateOrder, yearNow: number): string {
  const trimmed = text.trim()
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed)
  if (compact) return trimmed
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?$/.exec(trimmed)
  if (iso) return digits(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 0))
  if (/^\d{4}$/.test(trimmed)) return `${trimmed}0000`
  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?$/.exec(trimmed)
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])]
    const year = fullYear(Number(numbers[3]), numbers[3] ?? '', yearNow)
    const dayFirst = first > 12 || (second <= 12 && order === 'day-first')
    return dayFirst ? digits(year, second, first) : digits(year, first, second)
  }
  return readWordedDate(trimmed, yearNow)
}

function readWordedDate(text: string, yearNow: number): string {
  const words = foldWords(text).split(' ')
  const month = words.map((word) => monthOf.get(word)).find((found) => found !== undefined)
  const numbers = words.filter((word) => /^\d{1,4}(st|nd|rd|th)?$/.test(word)).map((word) => word.replace(/\D+$/, ''))
  const year = numbers.find((n) => n.length === 4) ?? (numbers.length === 2 ? numbers[1] : undefined)
  if (month === undefined) return year?.length === 4 && numbers.length === 1 ? `${year}0000` : ''
  if (year === undefined) return ''
  const day = numbers.find((n) => n !== year && n.length <= 2)
  return digits(fullYear(Number(year), year, yearNow), month, Number(day ?? 0))
}

/** Day-first unless the values themselves prove otherwise: a second number above 12 and never a first. */
export function dateOrderOf(values: Iterable<string>): DateOrder {
  let firstIsDay = 0
  let secondIsDay = 0
  for (const value of values) {
    const parts = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}/.exec(value)
    if (!parts) continue
    if (Number(parts[1]) > 12) firstIsDay++
    else if (Number(parts[2]) > 12) secondIsDay++
  }
  return secondIsDay > firstIsDay ? 'month-first' : 'day-first'
}
