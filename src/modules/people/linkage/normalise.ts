/** Brings a cell to the canonical form of its column's kind, so that equal things are equal strings. */
import { foldLetters, foldWords, saysNothing } from './fold-text.ts'
import type { ComparedKind } from './kinds.ts'
import { readDate } from './normalise-date.ts'
import type { DateOrder } from './normalise-date.ts'

/** What a normaliser must know beside the cell. */
export interface Reading {
  readonly dateOrder: DateOrder
  /** The present day as `yyyymmdd`: dates after it cannot be dates of birth and are not used. */
  readonly today: string
}

/** Cells longer than this are cut: nothing that identifies a person is longer. */
const longestCell = 400

const titles = /^(?:(?:mr|mrs|ms|miss|dr|drs|prof|ir|ing|sir|dame|herr|frau|mme|mlle|dhr|mevr|mw|rev|hon) )+(?=\S)/

function name(cell: string): string {
  return foldWords(cell).replace(titles, '')
}

function email(cell: string): string {
  const address = foldLetters(cell).replace(/^mailto:|^.*<|>.*$/g, '').replace(/\s+/g, '')
  const at = address.lastIndexOf('@')
  if (at < 0) return address
  const local = address.slice(0, at).replace(/\+.*$/, '')
  return `${local}@${address.slice(at + 1).replace(/^www\.|\.$/g, '').replace('googlemail.', 'gmail.')}`
}

/**
 * Digits of a telephone number, with `+` where the country is said
 * (E.164 without guessing a country that nobody wrote).
 */
function phone(cell: string): string {
  const text = cell.replace(/\b(?:ext|x|tst|toestel)\.?\s*\d{1,5}\s*$/i, '').replace(/\(0\)/g, '')
  const digits = text.normalize('NFKC').replace(/\D/g, '')
  if (digits.length < 5) return ''
  if (/^\D*\+/.test(text)) return `+${digits}`
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

function handle(cell: string): string {
  return foldLetters(cell.trim()).replace(/^https?:\/\/(?:www\.)?[^/]+\/(?:@|in\/|user\/)?/, '').replace(/[/?#].*$/, '').replace(/^@/, '')
}

const shortWords: Readonly<Record<string, string>> = {
  st: 'street', str: 'street', rd: 'road', ave: 'avenue', av: 'avenue', dr: 'drive', ln: 'lane', ct: 'court', cres: 'crescent', pl: 'place', blvd: 'boulevard', sq: 'square', hwy: 'highway', tce: 'terrace', apt: 'apartment', nr: '', no: '',
}

function address(cell: string): string {
  const words = foldWords(cell).split(' ')
  return words.map((word, index) => (index > 0 ? shortWords[word] ?? word : word)).filter((word) => word !== '').join(' ')
}

function place(cell: string): string {
  return foldWords(cell).replace(/\b(?:saint|sint|sankt|ste)\b/g, 'st')
}

function code(cell: string): string {
  const squashed = foldLetters(cell).replace(/[^\p{L}\p{N}]/gu, '')
  return /^0+$/.test(squashed) ? '' : squashed
}

/** A spreadsheet writes 3465 as 3465.0. */
const wholeNumber = (cell: string): string => cell.replace(/^(\d+)\.0+$/, '$1')

/** The canonical form of one cell, '' where it says nothing. */
export function normalise(kind: ComparedKind, cell: string, reading: Reading): string {
  if (saysNothing(cell)) return ''
  const text = cell.length > longestCell ? cell.slice(0, longestCell) : cell
  switch (kind) {
    case 'given-name':
    case 'family-name':
    case 'full-name':
      return name(text)
    case 'date': {
      const date = readDate(text, reading.dateOrder, Number(reading.today.slice(0, 4)))
      return date > reading.today || date.startsWith('0000') ? '' : date
    }
    case 'email':
      return email(text)
    case 'phone':
      return phone(text)
    case 'handle':
      return handle(text)
    case 'address':
      return address(text)
    case 'street-number':
    case 'postcode':
    case 'number':
      return code(wholeNumber(text))
    case 'place':
      return place(text)
    case 'category':
    case 'text':
      return foldWords(text)
  }
}
