/** Colours a query while it is typed: a light reading that never refuses, unlike the server's. Pure. */

export type QueryTokenKind = 'space' | 'operator' | 'group' | 'phrase' | 'field' | 'tag' | 'mention' | 'word'
export interface QueryToken {
  readonly kind: QueryTokenKind
  readonly text: string
  readonly start: number
}

const forms: readonly [QueryTokenKind, RegExp][] = [
  ['space', /\s+/y],
  ['group', /[()[\]{}]/y],
  // A phrase whose closing quote is still to be typed runs to the end.
  ['phrase', /["“”„](?:[^"“”\\]|\\[^])*(?:["“”]|$)/y],
  ['operator', /(?:AND|OR|NOT|O?NEAR(?:\/\d+)?f?)(?![\p{L}\p{N}_])/uy],
  ['operator', /[-|&!~](?=\S)|\/\d+/y],
  ['field', /[a-z][a-zA-Z]*:(?:[<>]=?|=)?/y],
  ['tag', /#[\p{L}\p{M}\p{N}_]+\*?/uy],
  ['mention', /@[\p{L}\p{N}_.@-]+\*?/uy],
  ['word', /[^\s()[\]{}"“”]+/y],
]

/** Tokens whose texts, put together, are exactly `query`. */
export function queryTokens(query: string): QueryToken[] {
  const tokens: QueryToken[] = []
  for (let at = 0; at < query.length;) {
    const start = at
    for (const [kind, form] of forms) {
      form.lastIndex = start
      const text = form.exec(query)?.[0]
      if (!text || (kind === 'operator' && !mayBeOperator(query, start))) continue
      tokens.push({ kind, text, start })
      at += text.length
      break
    }
    if (at === start) {
      tokens.push({ kind: 'word', text: query.slice(start, start + 1), start })
      at += 1
    }
  }
  return tokens
}

/** An operator stands by itself: the AND in BRAND and the hyphen in e-bike are letters of a word. */
function mayBeOperator(query: string, at: number): boolean {
  return at === 0 || /[\s()"“”|&!]/.test(query.charAt(at - 1))
}

export interface QueryMark { readonly start: number; readonly end: number; readonly kind: 'fault' | 'warning' }

/** Tokens cut at marks, so that each piece is wholly under a mark or not. A fault at the very end gets a piece of its own. */
export function markedTokens(query: string, marks: readonly QueryMark[]): (QueryToken & { readonly mark?: QueryMark['kind'] })[] {
  const ranges = marks.map((mark) => ({ ...mark, start: clamp(mark.start, query.length), end: clamp(mark.end, query.length) }))
  const pieces = queryTokens(query).flatMap((token) => {
    const end = token.start + token.text.length
    const cuts = [...new Set([token.start, end, ...ranges.flatMap((range) => [range.start, range.end]).filter((at) => at > token.start && at < end)])].sort((a, b) => a - b)
    return cuts.slice(0, -1).map((start, index) => {
      const stop = cuts[index + 1] ?? end
      const over = ranges.filter((range) => range.start <= start && stop <= range.end)
      const mark = over.some((range) => range.kind === 'fault') ? 'fault' as const : over.length > 0 ? 'warning' as const : undefined
      return { kind: token.kind, text: query.slice(start, stop), start, ...(mark && { mark }) }
    })
  })
  const atEnd = marks.some((mark) => mark.kind === 'fault' && mark.start >= query.length)
  return atEnd ? [...pieces, { kind: 'space', text: ' ', start: query.length, mark: 'fault' }] : pieces
}

/** The stretch to underline for a fault at a character: the whole token there, or the place after the end. */
export function faultRange(query: string, at: number): { start: number; end: number } {
  const token = queryTokens(query).find((one) => one.start <= at && at < one.start + one.text.length)
  if (!token) return { start: query.length, end: query.length }
  return token.kind === 'word' || token.kind === 'tag' || token.kind === 'mention' || token.kind === 'operator' || token.kind === 'field' ? { start: at, end: token.start + token.text.length } : { start: at, end: at + 1 }
}

const clamp = (at: number, length: number): number => Math.min(length, Math.max(0, Math.trunc(at) || 0))
