/** What a post is about, as countable terms: words, two-word phrases, tags, emoji, links, people named, and the posts it passes on. */
import type { Facet, Media, Relation } from '../../../kernel/interaction.ts'
import { foldText } from '../query/fold.ts'
import { plainWord, WordScan } from '../query/word-scan.ts'
import { stopWords } from './stop-words.ts'

/**
 * Kinds of term. A term is kept as one letter for its kind, then itself, folded
 * as the query language folds, so that a query for it finds the same posts.
 * `shared`: the post that this one reposts, quotes or answers, by its external id.
 */
export const termKinds = ['word', 'phrase', 'tag', 'emoji', 'link', 'person', 'shared'] as const
export type TermKind = (typeof termKinds)[number]

const letters: Readonly<Record<TermKind, string>> = { word: 'w', phrase: 'p', tag: '#', emoji: 'e', link: 'l', person: '@', shared: 's' }
const kinds = new Map(termKinds.map((kind) => [letters[kind], kind]))

/** A term as it is kept. */
export const keptTerm = (kind: TermKind, text: string): string => letters[kind] + text
/** The letter that terms of a kind begin with. */
export const letterOf = (kind: TermKind): string => letters[kind]

/** Kind and text of a kept term; `null` for what is none. */
export function readTerm(kept: string): { readonly kind: TermKind; readonly text: string } | null {
  const kind = kinds.get(kept.charAt(0))
  return kind === undefined || kept.length < 2 ? null : { kind, text: kept.slice(1) }
}

export interface Told {
  readonly text: string
  readonly title?: string | null | undefined
  readonly facets?: readonly Facet[] | undefined
  readonly media?: readonly Media[] | undefined
  readonly relations?: readonly Relation[] | undefined
}

/** Of a long text its beginning speaks for it. In UTF-16 code units and in terms. */
const readUnits = 4_000
const mostTerms = 96
const longestTerm = 200

const emojiForm = /^\p{Extended_Pictographic}/u
/** Han, kana, Thai, Lao, Khmer, Burmese: a character alone says little, a pair about what a word does elsewhere. */
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u

/** What may follow the first word of a handle: `tide.blue`, `wad@example.social`. */
const handleRest = /^(?:[.@_-][\p{L}\p{N}]+)*/u

/** An address as people would compare it: host and path, without what only counts clicks. */
export function plainLink(address: string): string | null {
  if (!/^https?:\/\//i.test(address)) return null
  try {
    const { hostname, pathname, searchParams } = new URL(address)
    const video = searchParams.get('v')
    const link = `${hostname.replace(/^(www|m)\./, '')}${pathname.replace(/\/+$/, '')}${video === null ? '' : `?v=${video}`}`
    return link.length > longestTerm ? link.slice(0, longestTerm) : link
  } catch {
    return null
  }
}

/** One scanner for all: it grows to the longest text and is empty between calls. */
const scan = new WordScan()

/** The terms of a post, each once. `language`: as detected; decides which words are too common to count. */
export function termsOf(told: Told, language: string): string[] {
  const terms = new Set<string>()
  const add = (kind: TermKind, text: string): void => {
    if (text !== '' && text.length <= longestTerm && terms.size < mostTerms) terms.add(letters[kind] + text)
  }
  for (const relation of told.relations ?? []) add('shared', relation.externalId)
  const named: string[] = []
  for (const facet of told.facets ?? []) {
    const shown = told.text.slice(facet.start, facet.end)
    if (facet.kind === 'tag') add('tag', foldText(facet.target.replace(/^#/, '')))
    if (facet.kind === 'mention') named.push(foldText((shown.startsWith('@') ? shown : facet.target).replace(/^@/, '')))
    if (facet.kind === 'link') add('link', plainLink(facet.target) ?? '')
  }
  for (const name of named) add('person', name)
  for (const medium of told.media ?? []) if (medium.kind === 'link') add('link', plainLink(medium.url) ?? '')
  addWords(told.text.slice(0, readUnits), language, add)
  if (told.title) addWords(told.title.slice(0, readUnits), language, add)
  return [...terms]
}

/** Whether a word is long enough to mean something, and not a number. */
const tells = (word: string): boolean => word.length > 1 && /\p{L}/u.test(word)

function addWords(text: string, language: string, add: (kind: TermKind, text: string) => void): void {
  const stops = stopWords(language)
  scan.clear()
  scan.add(text)
  let before: string | null = null
  let beforeEnd = -1
  /** Where the handle that was begun ends: `@tide.blue` is one name, not a name and a word. */
  let handleEnd = 0
  for (let index = 0; index < scan.count; index++) {
    const start = scan.start[index] ?? 0
    const end = scan.end[index] ?? 0
    if (scan.kind[index] !== plainWord || start < handleEnd) {
      before = null
      continue
    }
    const word = scan.word(index)
    const sign = start > 0 ? text.charAt(start - 1) : ''
    if (emojiForm.test(word)) {
      add('emoji', text.slice(start, end).replaceAll(/[\uFE0E\uFE0F]|[\u{1F3FB}-\u{1F3FF}]/gu, ''))
      before = null
    } else if (sign === '#' || sign === '@') {
      if (sign === '#' && tells(word)) add('tag', word)
      if (sign === '@') {
        const [rest = ''] = handleRest.exec(text.slice(end, end + longestTerm)) ?? []
        handleEnd = end + rest.length
        if (tells(word)) add('person', foldText(text.slice(start, handleEnd)))
      }
      before = null
    } else if (unspaced.test(word)) {
      // Pairs of neighbours stand for words, where none are parted.
      if (before !== null && unspaced.test(before.slice(-1)) && beforeEnd === start) add('word', before.slice(-1) + word)
      before = word
    } else {
      const means = tells(word) && !stops.has(word)
      if (means) add('word', word)
      // A full stop or a bracket parts; a blank or a hyphen does not.
      if (means && before !== null && !unspaced.test(before.slice(-1)) && /^[\s\-\u2010\u2011'’]{1,3}$/u.test(text.slice(beforeEnd, start))) add('phrase', `${before} ${word}`)
      before = means ? word : null
    }
    beforeEnd = end
  }
}
