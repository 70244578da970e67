/** Makes files of imagined people with several records each, slips and gaps, for benchmarks and tests: the truth is known. */
import { seededRandom } from './seeded-random.ts'

export interface ImaginedFile {
  readonly columns: readonly string[]
  readonly rows: readonly ImaginedRow[]
}

export interface ImaginedRow {
  readonly id: string
  readonly person: number
  readonly cells: readonly string[]
}

export interface Imagining {
  readonly rows: number
  readonly seed: number
  /** Mean number of records a person. */
  readonly recordsAPerson: number
  /** Probability that a cell is empty. */
  readonly missing: number
  /** Probability that a cell has a slip. */
  readonly slips: number
}

const starts = ['b', 'br', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'tr', 'v', 'w']
const vowels = ['a', 'e', 'i', 'o', 'u', 'aa', 'ee', 'ie', 'ou']
const ends = ['', '', 'n', 'r', 's', 'l', 't', 'm', 'nd', 'rk']

type Random = () => number
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T

function words(count: number, syllables: number, random: Random): string[] {
  const made = new Set<string>()
  while (made.size < count) {
    let word = ''
    for (let i = 0; i < syllables; i++) word += pick(starts, random) + pick(vowels, random) + pick(ends, random)
    made.add(word)
  }
  return [...made]
}

/** Few names are frequent and many are rare, as in life: rank by a power of a uniform number. */
const skewed = <T>(list: readonly T[], random: Random, power: number): T => list[Math.floor(list.length * random() ** power)] as T

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')

function slip(text: string, random: Random): string {
  if (text.length < 2) return text
  const at = Math.floor(random() * (text.length - 1))
  const other = /\d/.test(text[at] ?? '') ? String(Math.floor(random() * 10)) : pick(letters, random)
  switch (Math.floor(random() * 4)) {
    case 0:
      return text.slice(0, at) + other + text.slice(at)
    case 1:
      return text.slice(0, at) + text.slice(at + 1)
    case 2:
      return text.slice(0, at) + other + text.slice(at + 1)
    default:
      return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Rows of people with first and last name, place, date of birth and mail address, in no order. */
export function imaginePeople(imagining: Imagining): ImaginedFile {
  const random = seededRandom(imagining.seed)
  const [given, family, places, hosts] = [words(1_500, 2, random), words(20_000, 2, random), words(3_000, 3, random), words(400, 2, random)]
  const rows: ImaginedRow[] = []
  for (let person = 0; rows.length < imagining.rows; person++) {
    const [first, last] = [skewed(given, random, 2.2), skewed(family, random, 1.8)]
    const born = `${1930 + Math.floor(random() * 80)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`
    const mail = `${pick([`${first}.${last}`, `${first[0] ?? ''}${last}`, `${first}${Math.floor(random() * 1000)}`], random)}@${skewed(hosts, random, 3)}.example`
    const cells = [first, last, skewed(places, random, 2), born, mail]
    const records = 1 + Math.floor(-Math.log(1 - random()) * (imagining.recordsAPerson - 0.5))
    for (let record = 0; record < records && rows.length < imagining.rows; record++) {
      const written = cells.map((cell) => (random() < imagining.missing ? '' : random() < imagining.slips ? slip(cell, random) : cell))
      rows.push({ id: `p${person}-${record}`, person, cells: written })
    }
  }
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [x, y] = [rows[i] as ImaginedRow, rows[j] as ImaginedRow]
    rows[i] = y
    rows[j] = x
  }
  return { columns: ['first_name', 'last_name', 'city', 'birth_date', 'email'], rows }
}
