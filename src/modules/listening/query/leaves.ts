/** Makes the leaves of the tree: words, exact words, addresses, lists and fields. */
import { readField, readFollowers, takesCommas } from './fields.ts'
import { nearest } from './query-fault.ts'
import { maxTerms } from './syntax-tree.ts'
import type { FieldName, Node } from './syntax-tree.ts'
import { partsOf } from './word-parts.ts'

/** Saved word lists by name; each entry a word or a phrase. */
export type WordLists = ReadonlyMap<string, readonly string[]>

/** Why no leaf could be made, and where if not at the whole lexeme. */
export interface LeafRefusal { readonly expected: string; readonly fix?: string; readonly at?: number; readonly end?: number }

interface Source { readonly kind: 'word' | 'phrase' | 'exact'; readonly at: number; readonly end: number; readonly text: string }

/** The leaf that a word, phrase or {exact} makes, on its own or as the value of a field. */
export function leafOf(source: Source, field: string | undefined, lists: WordLists): Node | LeafRefusal {
  // Quotes inside other quotes part words like any punctuation; without them every text can be printed.
  const kept = source.kind === 'exact' ? source.text : source.text.replace(/["“”„‟«»「」]/g, ' ')
  const text = kept.normalize('NFC').replace(/\s+/g, ' ').trim()
  switch (field) {
    case undefined: return source.kind === 'exact' ? exact(text) : source.kind === 'word' ? bareWord(text) : words(text)
    case 'title': {
      const leaf = source.kind === 'exact' ? exact(text) : words(text)
      return 'expected' in leaf ? leaf : { ...leaf, in: 'title' } as Node
    }
    case 'url': return address(text)
    case 'mention': return words(`@${text.replace(/^@/, '')}`)
    case 'hashtag': return words(`#${text.replace(/^#/, '')}`)
    case 'list': return list(text, lists, source)
    case 'followers': return readFollowers(text)
    default: return fieldValues(field as FieldName, text, source)
  }
}

function words(text: string): Node | LeafRefusal {
  const parts = partsOf(text)
  if (parts.length === 0) return { expected: 'a word with letters, digits or an emoji (for signs alone write them in braces: {:-)})' }
  return { kind: 'words', text }
}

function exact(text: string): Node | LeafRefusal {
  if (text === '') return { expected: 'something between the braces' }
  return { kind: 'exact', text }
}

const scheme = /^[a-z][a-z0-9+.-]*:\/\//i
const domain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*(?:\.[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*)*\.[\p{L}\p{M}]{2,}(?:[/:?#].*)?$/u
const abbreviation = /^(?:\p{L}\.)+\p{L}?$/u

/** A bare word is an address when it has a scheme, `www.`, or a dot with two letters or more behind it. */
function bareWord(text: string): Node | LeafRefusal {
  const looksLike = scheme.test(text) || /^www\./i.test(text) || (domain.test(text) && !abbreviation.test(text) && !/[*]/.test(text))
  return looksLike ? address(text) : words(text)
}

function address(text: string): Node | LeafRefusal {
  const bare = text.replace(scheme, '').replace(/^www\./i, '').replace(/(\/\*?|[.,;:!?])+$/, '').toLowerCase()
  if (bare.includes('*')) return { expected: 'an address without * (an address is found wherever it is the beginning)' }
  if (!/[\p{L}\p{N}]/u.test(bare)) return { expected: 'an address or a part of one, such as example.com/news' }
  return { kind: 'link', address: bare }
}

function list(name: string, lists: WordLists, source: Source): Node | LeafRefusal {
  const entries = lists.get(name) ?? [...lists].find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1]
  if (entries === undefined) {
    const near = nearest(name, lists.keys())
    const known = lists.size === 0 ? 'there are none yet' : `there are ${[...lists.keys()].slice(0, 8).join(', ')}${lists.size > 8 ? ' …' : ''}`
    return { expected: `the name of a word list (${known})`, ...(near === undefined ? {} : { fix: /\s/.test(near) ? `"${near}"` : near, at: source.end - source.text.length, end: source.end }) }
  }
  if (entries.length > maxTerms) return { expected: `a word list of at most ${maxTerms} entries ("${name}" has ${entries.length})` }
  const of: Node[] = []
  for (const entry of entries) {
    const text = entry.normalize('NFC').replace(/\s+/g, ' ').trim()
    const braced = /^\{(.+)\}$/.exec(text)?.[1]
    const leaf = braced === undefined ? words(text) : exact(braced)
    if (!('expected' in leaf)) of.push(leaf)
  }
  const [first] = of
  if (first === undefined) return { expected: `a word list with words in it ("${name}" has none)` }
  return { kind: 'list', name, of: of.length === 1 ? first : { kind: 'or', of } }
}

function fieldValues(field: FieldName, text: string, source: Source): Node | LeafRefusal {
  if (source.kind !== 'word' || !takesCommas(field) || !text.includes(',')) return readField(field, text)
  const of: Node[] = []
  for (const value of text.split(',')) {
    const leaf = readField(field, value)
    if ('expected' in leaf) return leaf
    of.push(leaf)
  }
  return { kind: 'or', of }
}
