/** Cuts the text of a query into its lexemes; never throws, so that an editor can colour what is half written. */
import { knownFields } from './fields.ts'
import { nearest } from './query-fault.ts'
import { usualDistance } from './syntax-tree.ts'

interface Stretch { readonly at: number; readonly end: number }
export type Lexeme = Stretch & (
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'must' | 'end' }
  | { readonly kind: 'near'; readonly ordered: boolean; readonly within: number }
  | { readonly kind: 'slop'; readonly within: number }
  | { readonly kind: 'field'; readonly name: string }
  /** `text` is what stands between the quotes or braces, or the bare word. */
  | { readonly kind: 'phrase' | 'exact' | 'word'; readonly text: string }
  | { readonly kind: 'problem'; readonly expected: string; readonly fix?: string }
)

const space = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/
const endsWord = /[\s()[\]{}（）"“”„‟«»「」]/
const quotes: Readonly<Record<string, RegExp>> = { '"': /["“”„‟]/, '“': /["“”„‟]/, '”': /["“”„‟]/, '„': /["“”„‟]/, '‟': /["“”„‟]/, '«': /»/, '»': /«|»/, '「': /」/ }
const opens = '([（'
const closes = ')]）'
const minus = '-–—−'

/** The lexemes of a query in order; the last is `end`. */
export function lexemes(query: string): Lexeme[] {
  const found: Lexeme[] = []
  let at = 0
  while (at < query.length) {
    if (space.test(query.charAt(at))) at++
    else {
      const lexeme = lexemeAt(query, at, found[found.length - 1])
      found.push(lexeme)
      at = Math.max(lexeme.end, at + 1)
    }
  }
  found.push({ kind: 'end', at: query.length, end: query.length })
  return found
}

function lexemeAt(query: string, at: number, previous: Lexeme | undefined): Lexeme {
  const first = query.charAt(at)
  if (opens.includes(first)) return { kind: 'open', at, end: at + 1 }
  if (closes.includes(first)) return { kind: 'close', at, end: at + 1 }
  if (first === '~' && previous?.end === at && (previous.kind === 'close' || previous.kind === 'phrase')) return slop(query, at)
  if (quotes[first]) return quoted(query, at, 'phrase')
  if (first === '」') return { kind: 'problem', at, end: at + 1, expected: 'an opening 「 before this' }
  if (first === '{') return braced(query, at)
  if (first === '}') return { kind: 'problem', at, end: at + 1, expected: 'an opening { before this' }
  return prefixed(query, at) ?? fieldName(query, at) ?? bare(query, at)
}

function slop(query: string, at: number): Lexeme {
  const digits = /^~\d+/.exec(query.slice(at, at + 12))?.[0]
  if (digits) return { kind: 'slop', at, end: at + digits.length, within: Number(digits.slice(1)) }
  return { kind: 'problem', at, end: at + 1, expected: 'a number of words after ~', fix: '~5' }
}

function quoted(query: string, at: number, kind: 'phrase' | 'exact'): Lexeme {
  const closing = quotes[query.charAt(at)] ?? /"/
  for (let end = at + 1; end < query.length; end++) {
    if (closing.test(query.charAt(end))) return { kind, at, end: end + 1, text: query.slice(at + 1, end) }
  }
  return { kind: 'problem', at, end: query.length, expected: 'a closing " for the quote that opens', fix: `${query.slice(at)}"` }
}

function braced(query: string, at: number): Lexeme {
  const end = query.indexOf('}', at)
  if (end < 0) return { kind: 'problem', at, end: query.length, expected: 'a closing } for the { that opens', fix: `${query.slice(at)}}` }
  return { kind: 'exact', at, end: end + 1, text: query.slice(at + 1, end) }
}

/** `-`, `!` and `+` before a term. */
function prefixed(query: string, at: number): Lexeme | undefined {
  const first = query.charAt(at)
  const next = query.charAt(at + 1)
  if (first === '!' && next !== '!') return next === '' ? undefined : { kind: 'not', at, end: at + 1 }
  const joined = next !== '' && !space.test(next) && !closes.includes(next)
  if (minus.includes(first)) {
    if (joined) return { kind: 'not', at, end: at + 1 }
    return { kind: 'problem', at, end: at + 1, expected: 'a word directly after -, or NOT', fix: 'NOT' }
  }
  if (first === '+' && joined) return { kind: 'must', at, end: at + 1 }
  return undefined
}

function fieldName(query: string, at: number): Lexeme | undefined {
  const name = /^([A-Za-z]+)\s?:(?!\/\/)/.exec(query.slice(at, at + 40))
  if (!name?.[1] || /^O?NEAR$/.test(name[1])) return undefined
  const typed = name[1].toLowerCase()
  const end = at + name[0].length
  if (/\s/.test(name[0]) && !knownFields.has(typed)) return undefined
  if (typed === 'raw') return raw(query, at, end)
  if (knownFields.has(typed)) return { kind: 'field', at, end, name: typed }
  const near = nearest(typed, knownFields.keys())
  const wholeEnd = wordEnd(query, at)
  return { kind: 'problem', at, end: near ? end : wholeEnd, expected: `a field (${[...new Set(knownFields.values())].join(', ')}) before the colon, or quotes around words with a colon`, fix: near ? `${near}:` : `"${query.slice(at, wholeEnd)}"` }
}

function raw(query: string, at: number, from: number): Lexeme {
  let start = from
  while (query.charAt(start) === ' ') start++
  if (quotes[query.charAt(start)]) {
    const lexeme = quoted(query, start, 'exact')
    return { ...lexeme, at: lexeme.kind === 'problem' ? lexeme.at : at }
  }
  const end = wordEnd(query, start)
  if (end === start) return { kind: 'problem', at, end: from, expected: 'a word directly after raw:, as in raw:Google+' }
  return { kind: 'exact', at, end, text: query.slice(start, end) }
}

function wordEnd(query: string, at: number): number {
  let end = at
  while (end < query.length && !endsWord.test(query.charAt(end))) end++
  return end
}

const near = /^(O?)NEAR\/(\d+)(f?)$/i
const nearAlone = /^(O?)NEAR$/
/** What other tools write, and slips of the finger: `NEAR5`, `NEAR:5`, `near /5`, `W/5`, `/5`, `ADJ5`. */
const nearlyNear = /^(?:(O?)NEAR[^A-Za-z\d]*(\d*)(?:[^A-Za-z].*)?|(W|WITHIN|ADJ|PRE|N|)\/(\d+)|(ADJ|WITHIN)(\d+))$/

function bare(query: string, at: number): Lexeme {
  const end = wordEnd(query, at)
  const text = query.slice(at, end)
  switch (text) {
    case 'AND': case '&&': return { kind: 'and', at, end }
    case 'OR': case '||': return { kind: 'or', at, end }
    case 'NOT': return { kind: 'not', at, end }
    case '|': return { kind: 'problem', at, end, expected: 'OR', fix: 'OR' }
    case '&': return { kind: 'problem', at, end, expected: 'AND', fix: 'AND' }
    case 'AND/OR': case 'AND-OR': return { kind: 'problem', at, end, expected: 'either AND or OR', fix: 'OR' }
    default:
  }
  const distance = near.exec(text)
  if (distance) return { kind: 'near', at, end, ordered: distance[1] !== '' || distance[3] !== '', within: Number(distance[2]) }
  if (nearAlone.test(text)) return nearWithoutNumber(query, at, end, text.startsWith('O'))
  const meant = nearlyNear.exec(text)
  if (meant) {
    const ordered = meant[1] === 'O' || meant[3] === 'PRE'
    const number = (meant[2] || meant[4] || meant[6]) ?? ''
    const name = ordered ? 'ONEAR' : 'NEAR'
    return { kind: 'problem', at, end, expected: `${name}/n, n being the most words in between`, fix: `${name}/${number || 5}` }
  }
  const fuzzy = /~\d*$/.exec(text)
  if (fuzzy?.index === 0) return { kind: 'problem', at, end, expected: 'a phrase or a group directly before ~' }
  if (fuzzy) return { kind: 'problem', at: at + fuzzy.index, end, expected: 'no ~ after a single word (it belongs after a phrase: "two words"~5; for other endings write *)', fix: '*' }
  const trimmed = text.replace(/[,;]+$/, '')
  return { kind: 'word', at, end, text: trimmed || text }
}

function nearWithoutNumber(query: string, at: number, end: number, ordered: boolean): Lexeme {
  const name = ordered ? 'ONEAR' : 'NEAR'
  const number = /^\s*\/?\s*(\d+)(?=[\s(]|$)/.exec(query.slice(end, end + 20))
  if (number) return { kind: 'problem', at, end: end + number[0].length, expected: `${name}/n without spaces`, fix: `${name}/${number[1] ?? 5}` }
  return { kind: 'near', at, end, ordered, within: usualDistance }
}
