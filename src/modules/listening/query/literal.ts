/** Comparing as written: the {exact} words of a query, and addresses, against a text. */
import { classAt, letter, mark } from './characters.ts'
import { remembered } from './remember.ts'
import { WordScan } from './word-scan.ts'

/** An {exact} text, and where its first word begins in it; -1 when it has no word. */
export interface Literal {
  readonly text: string
  readonly lead: number
  /** Its words, folded, to find candidates by. */
  readonly words: readonly string[]
  readonly hashes: readonly number[]
}

const scan = new WordScan()

export const literalOf: (text: string) => Literal = remembered(readLiteral)

function readLiteral(text: string): Literal {
  scan.clear()
  // An address inside would make other words in a text than here: such words are left out.
  scan.add(text)
  const plain = Array.from({ length: scan.count }, (_, index) => index).filter((index) => scan.kind[index] === 0)
  const first = plain[0]
  if (first !== 0 || plain.length !== scan.count) return { text, lead: -1, words: [], hashes: [] }
  return { text, lead: scan.start[0] ?? 0, words: plain.map((index) => scan.word(index)), hashes: plain.map((index) => scan.hash[index] ?? 0) }
}

const isSpace = (unit: number): boolean => unit === 0x20 || (unit >= 9 && unit <= 13) || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x3000

/** Where `literal` ends when it stands at `from`, or -1. A space in it is any run of white space. */
export function literalEnd(literal: string, text: string, from: number): number {
  let at = from
  for (let index = 0; index < literal.length; index++) {
    const unit = literal.charCodeAt(index)
    if (unit === 0x20) {
      if (!isSpace(text.charCodeAt(at))) return -1
      while (isSpace(text.charCodeAt(at))) at++
    } else if (text.charCodeAt(at) !== unit) return -1
    else at++
  }
  return at
}

/** Whether a word begins or goes on at `index`, so that what ends there is only a piece of one. */
function isInsideWord(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return false
  const before = classAt(text, index - 1)
  const after = classAt(text, index)
  return (before === letter || before === mark) && (after === letter || after === mark)
}

/** All places of a literal in a text, whole words only. */
export function literalPlaces(literal: string, text: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  const first = literal.charAt(0)
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    const end = literalEnd(literal, text, start)
    if (end >= 0 && !isInsideWord(text, start) && !isInsideWord(text, end)) places.push({ start, end })
  }
  return places
}

/**
 * Whether an address stands at `start` as a whole or as the beginning of a
 * longer one, and not as the tail of another host (`my-shop.example` is not
 * `shop.example`).
 */
export function addressEndAt(address: string, text: string, start: number): number {
  const end = start + address.length
  if (text.slice(start, end).toLowerCase() !== address) return -1
  const before = text.charAt(start - 1)
  if (address.includes('.') && (before === '-' || before === '_')) return -1
  if (isInsideWord(text, end)) return -1
  const after = text.charAt(end)
  if (!address.includes('/') && (after === '-' || after === '_' || (after === '.' && isWordAt(text, end + 1)))) return -1
  return end
}

function isWordAt(text: string, index: number): boolean {
  if (index >= text.length) return false
  const kind = classAt(text, index)
  return kind === letter || kind === mark
}
