/** Prints a tree back as the canonical text of its query. */
import { leafOf } from './leaves.ts'
import { lexemes } from './lexemes.ts'
import type { Followers, Node, Query } from './syntax-tree.ts'

/** The canonical text: reading it again gives the same tree. */
export function printQuery(query: Query): string {
  return print(query.root, 0)
}

/** Strength of what stands around: 0 none, 1 OR, 2 AND, 3 NOT, 4 NEAR. */
function print(node: Node, around: number): string {
  switch (node.kind) {
    case 'or': case 'and': {
      // A loop, not a map: one frame a level keeps deep trees off the end of the stack.
      const own = node.kind === 'or' ? 1 : 2
      let text = around > own ? '(' : ''
      for (let index = 0; index < node.of.length; index++) {
        if (index > 0) text += own === 1 ? ' OR ' : ' AND '
        text += print(node.of[index] as Node, own)
      }
      return around > own ? `${text})` : text
    }
    case 'not': return enclosed(`NOT ${print(node.of, 3)}`, around > 3)
    case 'near': {
      if (node.of.length > 2) return windowed(node.of, node.within)
      const [left, right] = node.of
      const name = node.ordered ? 'ONEAR' : 'NEAR'
      if (!left || !right) return ''
      // A NEAR on the left needs no parentheses: they are read from left to right.
      return enclosed(`${print(left, left.kind === 'near' ? 3 : 4)} ${name}/${node.within} ${print(right, 4)}`, around > 3)
    }
    default: return leaf(node)
  }
}

type Leaf = Exclude<Node, { kind: 'and' | 'or' | 'not' | 'near' }>

function leaf(node: Leaf): string {
  switch (node.kind) {
    case 'words': return node.in === 'title' ? `title:${bare(node.text, { kind: 'words', text: node.text }) ? node.text : `"${node.text}"`}` : bare(node.text, node) ? node.text : `"${node.text}"`
    case 'exact': return (node.in === 'title' ? 'title:' : '') + exact(node.text)
    case 'link': return bare(node.address, node) ? node.address : `url:${quotedIfNeeded(node.address)}`
    case 'list': return `list:${quotedIfNeeded(node.name)}`
    case 'followers': return `followers:${followers(node)}`
    case 'field': return `${node.field}:${quotedIfNeeded(node.value)}`
  }
}

/** In braces; where the text itself has braces, in quotes that it does not use. */
function exact(text: string): string {
  if (!/[{}]/.test(text)) return `{${text}}`
  if (!/["“”„‟]/.test(text)) return `raw:"${text}"`
  return /[«»]/.test(text) ? `raw:「${text}」` : `raw:«${text}»`
}

function enclosed(text: string, needed: boolean): string {
  return needed ? `(${text})` : text
}

function windowed(of: readonly Node[], within: number): string {
  const chunks = of.map((node) => node.kind === 'words' && node.in === undefined && !/["“”„‟\s]/.test(node.text) ? node.text : undefined)
  if (chunks.every((chunk) => chunk !== undefined)) return `"${chunks.join(' ')}"~${within}`
  return `(${of.map((each) => print(each, 2)).join(' AND ')})~${within}`
}

function quotedIfNeeded(text: string): string {
  return /^[^\s()[\]{}（）"“”„‟«»「」,!+\-–—−][^\s()[\]{}（）"“”„‟«»「」,]*$/.test(text) && !/^(AND|OR|NOT|O?NEAR.*)$/.test(text) ? text : `"${text}"`
}

/** Whether a text, written bare, is read as exactly this leaf. */
function bare(text: string, node: Node): boolean {
  const found = lexemes(text)
  const [first] = found
  if (found.length !== 2 || first?.kind !== 'word' || first.text !== text || /[,;~]/.test(text)) return false
  const leaf = leafOf(first, undefined, new Map())
  return leaf !== undefined && 'kind' in leaf && JSON.stringify(leaf) === JSON.stringify(node)
}

function followers({ least, most }: Followers): string {
  if (least !== undefined && most !== undefined) return least === most ? `${least}` : `${least}..${most}`
  return least === undefined ? `<=${most}` : `>=${least}`
}
