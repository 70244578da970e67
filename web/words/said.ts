/** Says in another language what the server said in English: finds the sentence it was made from, and fills its translation. */
import { type Catalogue, finder, type Kind } from './said-template.ts'

/** A stretch of a sentence. What is `foreign` stands as the server said it, in English. */
export interface Piece {
  readonly text: string
  readonly foreign: boolean
}

/** How values are written in the reader's language. */
export interface ValueFormats {
  readonly number: (value: number) => string
  readonly time: (at: Date) => string
  /** A day without an hour, at its beginning in UTC. */
  readonly day: (at: Date) => string
}

export type Sayer = (text: string) => readonly Piece[]

/** Longer texts are no sentences of ours. */
const longest = 6_000
const mostSentences = 12
const mostKept = 1_000
/** Characters of 2026-11-22. */
const isoDay = 10

function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const before = out.at(-1)
    if (before !== undefined && before.foreign === piece.foreign) out[out.length - 1] = { text: before.text + piece.text, foreign: piece.foreign }
    else if (piece.text !== '') out.push(piece)
  }
  return out
}

/** A name, a number or an address is nobody's language; several words are somebody's. */
const isWords = (text: string): boolean => /\p{L}{2,}[,;:]? \p{L}{2,}/u.test(text)

const foreignLength = (pieces: readonly Piece[]): number => pieces.reduce((sum, { text, foreign }) => sum + (foreign ? text.length : 0), 0)

/** Says texts by a catalogue. A text of several sentences is said sentence by sentence; what is not known stays as it is. */
export function sayer(catalogue: Catalogue, formats: ValueFormats): Sayer {
  const find = finder(catalogue)
  /** What was said before, in parts too, so that no part is looked for twice. */
  const parts = new Map<string, readonly Piece[]>()

  const value = (text: string, kind: Kind): readonly Piece[] => {
    if (kind === 'said') return say(text)
    if (kind === 'number') return [{ text: formats.number(Number(text.replaceAll(',', ''))), foreign: false }]
    if (kind === 'time') {
      const at = new Date(text)
      return [{ text: Number.isNaN(at.getTime()) ? text : text.length === isoDay ? formats.day(at) : formats.time(at), foreign: false }]
    }
    return [{ text, foreign: false }]
  }

  const whole = (text: string): readonly Piece[] | null => {
    const found = find(text)
    if (found === null) return null
    const [sentence, own = {}] = typeof found.translation === 'string' ? [found.translation] : found.translation
    return sentence.split(/\{(\w+)\}/).flatMap((part, index): readonly Piece[] => {
      if (index % 2 === 0) return [{ text: part, foreign: false }]
      const at = found.template.holes.findIndex(({ name }) => name === part)
      const given = found.values[at] ?? ''
      const word = own[part]?.[given]
      return word === undefined ? value(given, found.template.holes[at]?.kind ?? 'kept') : [{ text: word, foreign: false }]
    })
  }

  /** With nothing left over; a reason that was made a sentence of has its full stop. */
  const wholly = (text: string): readonly Piece[] | null => {
    const pieces = whole(text)
    if (pieces?.every(({ foreign }) => !foreign) === true) return pieces
    const reason = text.endsWith('.') ? whole(text.slice(0, -1)) : null
    return reason?.every(({ foreign }) => !foreign) === true ? [...reason, { text: '.', foreign: false }] : null
  }

  /** A text of several sentences: the longest beginning that is known, and the rest; an unknown first sentence is passed over. */
  const inParts = (text: string): readonly Piece[] => {
    const ends = [...text.matchAll(/[.!?…]["”)]? (?=\S)/g)].map((match) => match.index + match[0].length - 1).slice(0, mostSentences)
    for (const end of ends.toReversed()) {
      const head = wholly(text.slice(0, end))
      if (head !== null) return [...head, ...say(text.slice(end))]
    }
    const [end = text.length] = ends
    const head = whole(text.slice(0, end)) ?? [{ text: text.slice(0, end), foreign: isWords(text.slice(0, end)) }]
    return end === text.length ? head : [...head, ...say(text.slice(end))]
  }

  const sayInner = (text: string): readonly Piece[] => {
    const known = wholly(text)
    if (known !== null) return known
    // A place and what is wrong with it, as `/name: …`.
    const [, place = '', fault = ''] = /^([^\s:]{1,100}): (.+)$/s.exec(text) ?? []
    const said = place === '' ? null : wholly(fault)
    if (said !== null) return [{ text: `${place}: `, foreign: false }, ...said]
    const [asOne, asMany] = [whole(text), inParts(text)]
    return asOne !== null && foreignLength(asOne) <= foreignLength(asMany) ? asOne : asMany
  }

  const say = (text: string): readonly Piece[] => {
    const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
    if (inner === '') return [{ text, foreign: false }]
    if (inner.length > longest) return [{ text, foreign: true }]
    let pieces = parts.get(inner)
    if (pieces === undefined) {
      pieces = sayInner(inner)
      if (parts.size >= mostKept) parts.clear()
      parts.set(inner, pieces)
    }
    return [{ text: before, foreign: false }, ...pieces, { text: after, foreign: false }]
  }

  return (text) => joined(say(text))
}
