/** The words around what was found, with the hits told apart. Pure. */
import { fold, type Term } from './parse-search.ts'

export interface Piece {
  readonly text: string
  readonly hit: boolean
}

const around = 80
const longest = 260

/** Word by word, each folded as the index folds it, so that `Café` shows for `cafe`. */
export function excerptOf(text: string, terms: readonly Term[]): Piece[] {
  const sought = terms.filter(({ not }) => !not)
  const whole = new Set(sought.flatMap(({ words, beginning }) => (beginning ? words.slice(0, -1) : words)))
  const beginnings = sought.flatMap(({ words, beginning }) => (beginning ? words.at(-1) ?? [] : []))
  const isHit = (word: string): boolean => {
    const folded = fold(word)
    return whole.has(folded) || beginnings.some((one) => folded.startsWith(one))
  }
  const words = [...text.matchAll(/[\p{L}\p{N}_\p{M}]+/gu)]
  const first = words.find(([word]) => isHit(word))?.index ?? 0
  const start = first <= around ? 0 : (text.indexOf(' ', first - around) + 1 || first)
  const end = Math.min(text.length, start + longest)
  const pieces: Piece[] = start > 0 ? [{ text: '…', hit: false }] : []
  let at = start
  for (const found of words) {
    const [word] = found
    if (found.index < start || found.index + word.length > end || !isHit(word)) continue
    if (found.index > at) pieces.push({ text: text.slice(at, found.index), hit: false })
    pieces.push({ text: word, hit: true })
    at = found.index + word.length
  }
  if (at < end) pieces.push({ text: `${text.slice(at, end).toWellFormed()}${end < text.length ? '…' : ''}`, hit: false })
  return pieces
}
