/** Reads the text of a query into its tree: by hand, without recursion, every fault with its place. */
import { lexemes } from './lexemes.ts'
import type { Lexeme } from './lexemes.ts'
import { leafOf } from './leaves.ts'
import type { WordLists } from './leaves.ts'
import { hasPlace, nearPhrase } from './phrase-window.ts'
import { QuerySyntaxFault } from './query-fault.ts'
import { maxDepth, maxDistance, maxQueryLength, maxTerms } from './syntax-tree.ts'
import type { Node, Query } from './syntax-tree.ts'
import { findWarnings } from './warnings.ts'
import { knownFields } from './fields.ts'

export interface ParseOptions {
  /** Saved word lists by name, for `list:name`; each entry a word or a phrase. */
  readonly lists?: WordLists
}

/** An operator or an open group that waits for its right side. */
type Waiting =
  | { readonly kind: 'and' | 'or' | 'not'; readonly at: number; readonly end: number }
  | { readonly kind: 'near'; readonly at: number; readonly end: number; readonly ordered: boolean; readonly within: number }
  | { readonly kind: 'group'; readonly at: number; readonly end: number; readonly field: string | undefined; readonly outer: string | undefined }

/** A node that is still being built, and where it stands. */
interface Built { readonly node: Node; readonly at: number; readonly end: number; readonly depth: number; readonly grouped: boolean }

const strength = { group: 0, or: 1, and: 2, not: 3, near: 4 } as const

/**
 * Reads a query. Precedence, strongest first: NEAR and ONEAR, NOT, AND (also
 * unwritten), OR. Groups in groups cost no stack, so depth is limited by
 * `maxDepth` and not by the machine.
 *
 * Operator precedence parsing with two stacks (Dijkstra, "An ALGOL 60
 * translator", 1961: the shunting yard).
 *
 * @throws QuerySyntaxFault
 */
export function parseQuery(text: string, options: ParseOptions = {}): Query {
  if (text.length > maxQueryLength) throw new QuerySyntaxFault(text, maxQueryLength, text.length, `at most ${maxQueryLength} characters (this query has ${text.length}; put long lists of words in a word list and write list:name)`)
  return new Parser(text, options.lists ?? new Map()).parse()
}

class Parser {
  readonly #text: string
  readonly #lists: WordLists
  readonly #lexemes: Lexeme[]
  #next = 0
  readonly #waiting: Waiting[] = []
  readonly #built: Built[] = []
  readonly #places = new Map<Node, { at: number; end: number }>()
  #terms = 0
  #groups = 0
  /** The field whose group we are in. */
  #field: string | undefined

  constructor(text: string, lists: WordLists) {
    this.#text = text
    this.#lists = lists
    this.#lexemes = lexemes(text)
  }

  parse(): Query {
    let wantsTerm = true
    for (;;) {
      const lexeme = this.#take()
      if (lexeme.kind === 'problem') throw this.#fault(lexeme, lexeme.expected, lexeme.fix)
      if (lexeme.kind === 'end') {
        if (wantsTerm) this.#missingTerm(lexeme)
        return this.#finish(lexeme)
      }
      wantsTerm = wantsTerm ? this.#term(lexeme) : this.#afterTerm(lexeme)
    }
  }

  #take(): Lexeme {
    const lexeme = this.#lexemes[this.#next++]
    return lexeme ?? { kind: 'end', at: this.#text.length, end: this.#text.length }
  }

  #peek(): Lexeme {
    return this.#lexemes[this.#next] ?? { kind: 'end', at: this.#text.length, end: this.#text.length }
  }

  /** Where a term may stand. Returns whether a term is still wanted. */
  #term(lexeme: Lexeme): boolean {
    switch (lexeme.kind) {
      case 'not':
        this.#waiting.push({ kind: 'not', at: lexeme.at, end: lexeme.end })
        if (this.#waiting.length > maxDepth * 4) this.#tooDeep(lexeme)
        return true
      case 'must': return true
      case 'open': this.#openGroup(lexeme, this.#field); return true
      case 'field': return this.#fieldTerm(lexeme)
      case 'word': case 'phrase': case 'exact': this.#leaf(lexeme); return false
      default: return this.#missingTerm(lexeme)
    }
  }

  /** Where an operator may stand, or another term with AND understood. Returns whether a term is wanted next. */
  #afterTerm(lexeme: Lexeme): boolean {
    switch (lexeme.kind) {
      case 'and': case 'or':
        this.#operator({ kind: lexeme.kind, at: lexeme.at, end: lexeme.end })
        return true
      case 'near':
        if (lexeme.within > maxDistance) throw this.#fault(lexeme, `at most ${maxDistance} words between`, `${lexeme.ordered ? 'ONEAR' : 'NEAR'}/${maxDistance}`)
        this.#operator({ kind: 'near', at: lexeme.at, end: lexeme.end, ordered: lexeme.ordered, within: lexeme.within })
        return true
      case 'close': this.#closeGroup(lexeme); return false
      case 'slop': this.#slop(lexeme); return false
      default:
        this.#operator({ kind: 'and', at: lexeme.at, end: lexeme.at })
        return this.#term(lexeme)
    }
  }

  #openGroup(lexeme: Lexeme, field: string | undefined): void {
    if (++this.#groups > maxDepth) this.#tooDeep(lexeme)
    this.#waiting.push({ kind: 'group', at: lexeme.at, end: lexeme.end, field, outer: this.#field })
    this.#field = field
  }

  #closeGroup(lexeme: Lexeme): void {
    this.#reduce(strength.or)
    const group = this.#waiting.pop()
    if (group?.kind !== 'group') throw this.#fault(lexeme, 'an opening parenthesis before this closing one')
    this.#groups--
    this.#field = group.outer
    const inner = this.#built.pop()
    if (inner) this.#built.push({ ...inner, at: group.at, end: lexeme.end, grouped: true })
  }

  #fieldTerm(lexeme: Lexeme & { kind: 'field' }): boolean {
    const name = knownFields.get(lexeme.name) ?? lexeme.name
    if (this.#field !== undefined) throw this.#fault(lexeme, `values for ${this.#field}:, not another field`)
    const next = this.#peek()
    if (next.kind === 'problem') throw this.#fault(next, next.expected, next.fix)
    if (next.kind === 'open') {
      this.#take()
      this.#openGroup(next, name)
      return true
    }
    if (next.kind !== 'word' && next.kind !== 'phrase' && next.kind !== 'exact') throw this.#fault({ at: lexeme.end, end: lexeme.end }, `a value after ${name}:`)
    this.#take()
    const afterwards = this.#peek()
    if (name === 'followers' && next.kind === 'word' && /^[<>=≤≥]+$/.test(next.text) && afterwards.kind === 'word') {
      this.#take()
      this.#leaf({ ...next, text: next.text + afterwards.text, end: afterwards.end }, name, lexeme.at)
    } else this.#leaf(next, name, lexeme.at)
    return false
  }

  #leaf(lexeme: Lexeme & { kind: 'word' | 'phrase' | 'exact' }, field: string | undefined = this.#field, at: number = lexeme.at): void {
    if (++this.#terms > maxTerms) throw this.#fault(lexeme, `at most ${maxTerms} words, phrases and fields (put long lists of words in a word list and write list:name)`)
    const node = leafOf(lexeme, field, this.#lists)
    if ('expected' in node) throw this.#fault({ at: node.at ?? lexeme.at, end: node.end ?? lexeme.end }, node.expected, node.fix)
    this.#place(node, at, lexeme.end)
    this.#built.push({ node, at, end: lexeme.end, depth: 1, grouped: false })
  }

  /** `~n` after a phrase or a group. */
  #slop(lexeme: Lexeme & { kind: 'slop' }): void {
    if (lexeme.within > maxDistance) throw this.#fault(lexeme, `at most ${maxDistance} words between`, `~${maxDistance}`)
    const built = this.#built.pop()
    if (!built) return
    const node = nearPhrase(built.node, lexeme.within)
    if (node === undefined) throw this.#fault({ at: built.at, end: lexeme.end }, 'a phrase of two words or more, or a group of words joined by AND, before ~')
    this.#place(node, built.at, lexeme.end)
    this.#built.push({ ...built, node, end: lexeme.end, depth: built.depth + 1 })
  }

  #operator(operator: Waiting & { kind: 'and' | 'or' | 'near' }): void {
    this.#reduce(strength[operator.kind])
    this.#waiting.push(operator)
  }

  /** Joins what waits with an operator at least this strong. */
  #reduce(least: number): void {
    for (let top = this.#waiting.at(-1); top && top.kind !== 'group' && strength[top.kind] >= least; top = this.#waiting.at(-1)) {
      this.#waiting.pop()
      const right = this.#built.pop()
      if (!right) return
      if (top.kind === 'not') this.#build(right.node.kind === 'not' ? right.node.of : { kind: 'not', of: right.node }, top.at, right.end, right.depth + 1)
      else {
        const left = this.#built.pop()
        if (!left) return
        if (top.kind === 'near') this.#near(left, right, top)
        else this.#build(joined(top.kind, left.node, right.node), left.at, right.end, Math.max(left.depth + (left.node.kind === top.kind ? 0 : 1), right.depth + (right.node.kind === top.kind ? 0 : 1)))
      }
    }
  }

  #near(left: Built, right: Built, operator: Waiting & { kind: 'near' }): void {
    for (const side of [left, right]) {
      if (hasPlace(side.node)) continue
      const words = side.node.kind === 'and' && side.node.of.every((node) => node.kind === 'words')
      const inner = this.#text.slice(side.at, side.end)
      const fix = words && !inner.includes('"') && !/\bAND\b/.test(inner) ? `"${inner.replace(/^[([（]|[)\]）]$/g, '').trim()}"` : undefined
      throw this.#fault(side, `words, phrases, or groups of them joined by OR beside ${operator.ordered ? 'ONEAR' : 'NEAR'} (it measures between places in the text; AND, NOT and fields have no place)`, fix)
    }
    this.#build({ kind: 'near', ordered: operator.ordered, within: operator.within, of: [left.node, right.node] }, left.at, right.end, Math.max(left.depth, right.depth) + 1)
  }

  #build(node: Node, at: number, end: number, depth: number): void {
    if (depth > maxDepth * 2) this.#tooDeep({ at, end })
    this.#place(node, at, end)
    this.#built.push({ node, at, end, depth, grouped: false })
  }

  #place(node: Node, at: number, end: number): void {
    this.#places.set(node, { at, end })
  }

  #finish(end: Lexeme): Query {
    this.#reduce(strength.or)
    const open = this.#waiting.at(-1)
    if (open?.kind === 'group') throw new QuerySyntaxFault(this.#text, open.at, end.at, 'a closing parenthesis for the one that opens', `${this.#text.slice(open.at)})`)
    const built = this.#built.pop()
    if (!built) return this.#missingTerm(end)
    return { root: built.node, warnings: findWarnings(this.#text, built.node, this.#places, this.#lexemes) }
  }

  #missingTerm(lexeme: Lexeme): never {
    const before = this.#lexemes[this.#next - 2]
    const after = before === undefined ? '' : ` after ${this.#text.slice(before.at, before.end).slice(0, 20)}`
    if (lexeme.kind === 'close' && before?.kind === 'open') throw this.#fault({ at: before.at, end: lexeme.end }, 'a word between the parentheses')
    if (lexeme.kind === 'slop') throw this.#fault(lexeme, 'a phrase before ~')
    const doubled = before !== undefined && ['and', 'or', 'near'].includes(before.kind) && ['and', 'or', 'near'].includes(lexeme.kind)
    throw this.#fault(lexeme, `a word, phrase, field or group${after}`, doubled ? '' : undefined)
  }

  #tooDeep(at: { at: number; end: number }): never {
    throw this.#fault(at, `groups nested at most ${maxDepth} deep`)
  }

  #fault(place: { at: number; end: number }, expected: string, fix?: string): QuerySyntaxFault {
    return new QuerySyntaxFault(this.#text, place.at, place.end, expected, fix === '' ? undefined : fix)
  }
}

/** AND or OR of two nodes, flat. Adds to the left one where it can, so long chains stay linear. */
function joined(kind: 'and' | 'or', left: Node, right: Node): Node {
  const more = right.kind === kind ? right.of : [right]
  if (left.kind === kind) {
    // Nodes are shared with nobody before the parser hands them out.
    for (const node of more) (left.of as Node[]).push(node)
    return left
  }
  return { kind, of: [left, ...more] }
}
