/** What is being typed at the caret: a canned reply by its shortcut, or a colleague's name. Pure. */

export interface Token {
  readonly kind: 'canned' | 'colleague'
  readonly from: number
  readonly to: number
  /** Without its sign. */
  readonly sought: string
}

/** A name may have a blank in it, so as long as somebody is called so. */
const patterns = { canned: /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u, colleague: /(?:^|\s)@([\p{L}\p{N}_.' -]{0,40})$/u } as const

export function tokenAt(text: string, caret: number, kind: Token['kind']): Token | null {
  const found = patterns[kind].exec(text.slice(0, caret))
  if (found === null) return null
  const sought = found[1] ?? ''
  return { kind, from: caret - sought.length - 1, to: caret, sought }
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Colleagues whom a name begins to name; whole words, in any place of it. */
export function colleaguesFor<T extends { readonly name: string }>(sought: string, members: readonly T[]): T[] {
  const wanted = fold(sought)
  return members.filter(({ name }) => fold(name).startsWith(wanted) || (wanted !== '' && fold(name).split(/\s+/).some((word) => word.startsWith(wanted)))).slice(0, 6)
}

/** Of those who were named, whoever still stands in the text. */
export function stillNamed(text: string, members: readonly { readonly id: string; readonly name: string }[]): string[] {
  return members.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
}

export interface Mark { readonly start: number; readonly end: number; readonly sentence: string }
export interface Piece { readonly text: string; readonly mark: Mark | null }

/** The text in pieces, of which some must not be said. Marks that overlap or lie outside are cut to what exists. */
export function markedPieces(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    const [start, end] = [Math.max(at, mark.start), Math.min(text.length, mark.end)]
    if (start >= end) continue
    if (start > at) pieces.push({ text: text.slice(at, start), mark: null })
    pieces.push({ text: text.slice(start, end), mark })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: null })
  return pieces
}

/** `Ann <ann@post.example>, bea@post.example` as parties; what is no address is left out. */
export function partiesOf(text: string): { readonly externalId: string; readonly name?: string }[] {
  return text.split(/[,;\n]+/).flatMap((part) => {
    const [, name = '', bracketed] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(part) ?? []
    const address = (bracketed ?? part).trim()
    if (address === '') return []
    return [{ externalId: address, ...(name.trim() === '' ? {} : { name: name.trim() }) }]
  })
}

export const partiesText = (parties: readonly { readonly externalId: string; readonly name?: string | null | undefined }[]): string =>
  parties.map((party) => (party.name ? `${party.name} <${party.externalId}>` : party.externalId)).join(', ')
