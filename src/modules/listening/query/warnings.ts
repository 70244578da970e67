/** Remarks on a query that reads well and may still not mean what was meant. */
import type { Lexeme } from './lexemes.ts'
import type { Node, Query, QueryWarning, Words } from './syntax-tree.ts'
import { relaxed } from './unsure.ts'
import { partsOf } from './word-parts.ts'

type Places = ReadonlyMap<Node, { readonly at: number; readonly end: number }>

/** The remarks on a query, by place. */
export function warningsOf(query: Query): { at: number; end: number; message: string }[] {
  return [...query.warnings]
}

/** What a node matches when nothing is known of the post: everything, nothing, or it depends. */
type Extent = 'everything' | 'nothing' | 'something'

export function findWarnings(text: string, root: Node, places: Places, lexemes: readonly Lexeme[]): QueryWarning[] {
  const found: QueryWarning[] = []
  const warn = (at: number, end: number, message: string): void => { found.push({ at, end, message }) }
  const extent = extentOf(root)
  if (extent === 'everything') warn(0, text.length, 'This matches nearly everything: nothing in it has to be there. Add a word that must occur.')
  else if (relaxed({ root, warnings: [] }) === 'all') warn(0, text.length, 'Nothing in this can be told before a post is understood, so by itself it lets nothing in from a public stream, and of all else that comes in it may match a large part. Add a word that must occur.')
  if (extent === 'nothing') warn(0, text.length, 'This can match nothing: what it asks for and what it excludes contradict each other.')
  for (const [node, { at, end }] of places) {
    if (node.kind === 'words') warnAboutWords(node, at, end, warn)
    if (node.kind === 'exact' && /[*?]/.test(node.text)) warn(at, end, 'Inside braces * and ? are read as written, not as wildcards.')
    if (node.kind === 'and') {
      const languages = node.of.filter((each) => each.kind === 'field' && ['country', 'channel', 'kind', 'sentiment'].includes(each.field))
      const clash = languages.find((one) => languages.some((other) => one.kind === 'field' && other.kind === 'field' && one.field === other.field && one.value !== other.value))
      if (clash?.kind === 'field') warn(at, end, `This can match nothing: a post has one ${clash.field}. Write OR between the values.`)
    }
  }
  for (const lexeme of lexemes) {
    if (lexeme.kind !== 'word' || lexeme.text.length > 4) continue
    const operator = { and: 'AND', or: 'OR', not: 'NOT', near: 'NEAR/4' }[lexeme.text.toLowerCase()]
    if (operator !== undefined && lexeme.text !== operator && lexemes.length > 3) warn(lexeme.at, lexeme.end, `"${lexeme.text}" is searched for as a word. For the operator write ${operator}.`)
  }
  return found.toSorted((one, other) => one.at - other.at || one.end - other.end).filter((each, index, all) => index === 0 || JSON.stringify(each) !== JSON.stringify(all[index - 1])).slice(0, 100)
}

function warnAboutWords(node: Words, at: number, end: number, warn: (at: number, end: number, message: string) => void): void {
  const parts = partsOf(node.text)
  const leading = parts.find(({ word, wild }) => wild && /^[*?]/.test(word) && !/^[*?]+$/.test(word))
  if (leading) warn(at, end, `A wildcard at the beginning of a word ("${leading.word}") is slow and finds many words that you do not mean.`)
  const short = parts.length === 1 ? parts.find(({ word, wild }) => wild && /^.{1,2}\*$/u.test(word)) : undefined
  if (short && !leading) warn(at, end, `"${short.word}" finds every word that begins so. Use three letters or more before *.`)
  if (parts.length === 1 && /^[*?]+$/.test(parts[0]?.word ?? '')) warn(at, end, 'This finds any word, and so matches nearly everything.')
  if (parts.length === 1 && parts[0]?.sign === '' && parts[0].tail === '' && /^[\p{Script=Latin}]$/u.test(parts[0].word)) warn(at, end, `A single letter is a word in many texts ("${node.text}").`)
}

function extentOf(node: Node): Extent {
  switch (node.kind) {
    case 'and': case 'or': {
      const [absorbing, neutral]: [Extent, Extent] = node.kind === 'and' ? ['nothing', 'everything'] : ['everything', 'nothing']
      let all: Extent = neutral
      for (let index = 0; index < node.of.length; index++) {
        const extent = extentOf(node.of[index] as Node)
        if (extent === absorbing) return absorbing
        if (extent !== neutral) all = 'something'
      }
      if (all === 'something' && contradicts(node.of)) return absorbing
      return all
    }
    case 'not': {
      const inner = extentOf(node.of)
      // Without a word that must occur, what is left out is little.
      return inner === 'everything' ? 'nothing' : 'everything'
    }
    case 'words': return /^[*\s]+$/.test(node.text) ? 'everything' : 'something'
    default: return 'something'
  }
}

/** `a AND NOT a`, or `a OR NOT a`. */
function contradicts(nodes: readonly Node[]): boolean {
  const excluded = new Set<string>()
  for (const node of nodes) if (node.kind === 'not' && isLeaf(node.of)) excluded.add(JSON.stringify(node.of))
  return excluded.size > 0 && nodes.some((node) => isLeaf(node) && excluded.has(JSON.stringify(node)))
}

function isLeaf(node: Node): boolean {
  return !['and', 'or', 'not', 'near'].includes(node.kind)
}
