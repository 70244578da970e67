/** Where the leaves of a query stand in a post. */
import { addressEndAt, literalEnd, literalOf, literalPlaces } from './literal.ts'
import type { Literal } from './literal.ts'
import type { Post } from './post.ts'
import { remembered } from './remember.ts'
import type { Exact, Link, Words } from './syntax-tree.ts'
import { addressWords, jointHolds, partsOf, signHolds, tagEnds, tailHolds } from './word-parts.ts'
import type { Part } from './word-parts.ts'
import { fits } from './word-pattern.ts'
import { addressWord, plainWord } from './word-scan.ts'
import type { WordScan } from './word-scan.ts'

/** Words `first … last` of a reading, and the characters `start … end` of text number `text`. */
export interface Place {
  readonly first: number
  readonly last: number
  readonly text: number
  readonly start: number
  readonly end: number
}

/** Number of the post's own text among the texts of a reading. */
export const ownText = 0

/** A post, cut into words: its text, then its title, then its links. */
export interface Reading {
  readonly post: Post
  readonly scan: WordScan
  /** Number of the title among the texts, or -1. */
  readonly title: number
}

/**
 * Cuts a post into words. `scan` is cleared and filled; it must not be used
 * for another post meanwhile. Links may be left out where nobody asks for addresses.
 */
export function readPost(post: Post, scan: WordScan, withLinks = true): Reading {
  scan.clear()
  scan.add(post.text)
  let title = -1
  if (post.title !== undefined && post.title !== '') {
    title = 1
    scan.add(post.title)
  }
  if (withLinks && post.links !== undefined) for (const link of post.links) scan.add(link, true)
  return { post, scan, title }
}

function wordIs(scan: WordScan, index: number, part: Part): boolean {
  if (scan.kind[index] !== plainWord) return false
  if (part.wild) return fits(part.word, scan.word(index))
  return part.hash === scan.hash[index] && scan.spells(index, part.word)
}

/** Whether the parts of a phrase stand at word `first`. */
function phraseAt(parts: readonly Part[], scan: WordScan, first: number): boolean {
  if (first + parts.length > scan.count) return false
  for (let k = 0; k < parts.length; k++) {
    const part = parts[k]
    if (part === undefined || !wordIs(scan, first + k, part)) return false
  }
  return phraseSignsHold(parts, scan, first)
}

/** Whether what stands between and around the words at `first` is what the parts ask for. */
function phraseSignsHold(parts: readonly Part[], scan: WordScan, first: number): boolean {
  const text = scan.texts[scan.textOf(first)] ?? ''
  for (let k = 0; k < parts.length; k++) {
    const part = parts[k]
    if (part === undefined) return false
    const start = scan.start[first + k] ?? 0
    const end = scan.end[first + k] ?? 0
    if (k > 0 && !jointHolds(part.joint, text, scan.end[first + k - 1] ?? 0, start)) return false
    if (!signHolds(part.sign, text, start) || !tailHolds(part.tail, text, end)) return false
    if (part.closesTag && !tagEnds(text, end)) return false
  }
  return true
}

export function placesOfWords(node: Words, { scan, title }: Reading): Place[] {
  const parts = partsOf(node.text)
  const places: Place[] = []
  for (let first = 0; first < scan.count; first++) {
    if (!phraseAt(parts, scan, first)) continue
    const text = scan.textOf(first)
    if (node.in === 'title' && text !== title) continue
    const last = first + parts.length - 1
    places.push({ first, last, text, start: (scan.start[first] ?? 0) - (parts[0]?.sign.length ?? 0), end: (scan.end[last] ?? 0) + (parts.at(-1)?.tail.length ?? 0) })
  }
  return places
}

/** Where an {exact} text stands when its words begin at word `first`, as start and end, or `undefined`. */
function literalAt(literal: Literal, scan: WordScan, first: number): { start: number; end: number } | undefined {
  const { words, hashes, lead } = literal
  if (first + words.length > scan.count) return undefined
  for (let k = 0; k < words.length; k++) {
    if (scan.kind[first + k] !== plainWord || scan.hash[first + k] !== hashes[k]) return undefined
  }
  const start = (scan.start[first] ?? 0) - lead
  const text = scan.texts[scan.textOf(first)] ?? ''
  const end = start < 0 ? -1 : literalEnd(literal.text, text, start)
  if (end < (scan.end[first + words.length - 1] ?? 0)) return undefined
  return { start, end }
}

export function placesOfExact(node: Exact, { scan, title }: Reading): Place[] {
  const literal = literalOf(node.text)
  const places: Place[] = []
  if (literal.lead < 0) {
    for (const text of title < 0 ? [ownText] : [ownText, title]) {
      if (node.in === 'title' && text !== title) continue
      for (const { start, end } of literalPlaces(literal.text, scan.texts[text] ?? '')) places.push({ first: -1, last: -1, text, start, end })
    }
    return places
  }
  for (let first = 0; first < scan.count; first++) {
    const text = scan.textOf(first)
    if (node.in === 'title' && text !== title) continue
    const found = literalAt(literal, scan, first)
    if (found) places.push({ first, last: first + literal.words.length - 1, text, ...found })
  }
  return places
}

/** An address, and its words as they are looked for. */
interface Address {
  readonly address: string
  readonly words: readonly { readonly word: string; readonly hash: number; readonly plainHash: number }[]
  /** Characters before its first word. */
  readonly lead: number
  /** It may also stand in the running text: `shop.example` without scheme. */
  readonly plainToo: boolean
}

export const addressOf: (address: string) => Address = remembered(readAddress)

function readAddress(address: string): Address {
  const words = addressWords(address)
  return { address, words, lead: Math.max(0, address.search(/[\p{L}\p{N}]/u)), plainToo: address.includes('.') }
}

/** Where the address stands when it begins at word `first`, or `undefined`. */
function addressAt({ address, words, lead, plainToo }: Address, scan: WordScan, first: number): { start: number; end: number } | undefined {
  const kind = scan.kind[first]
  if (first + words.length > scan.count || (kind !== addressWord && !(plainToo && kind === plainWord))) return undefined
  for (let k = 0; k < words.length; k++) {
    if (scan.kind[first + k] !== kind || scan.hash[first + k] !== (kind === addressWord ? words[k]?.hash : words[k]?.plainHash)) return undefined
  }
  const start = (scan.start[first] ?? 0) - lead
  const end = start < 0 ? -1 : addressEndAt(address, scan.texts[scan.textOf(first)] ?? '', start)
  return end < 0 ? undefined : { start, end }
}

export function placesOfLink(node: Link, { scan }: Reading): Place[] {
  const address = addressOf(node.address)
  const places: Place[] = []
  for (let first = 0; first < scan.count; first++) {
    const found = addressAt(address, scan, first)
    if (found) places.push({ first, last: first + address.words.length - 1, text: scan.textOf(first), ...found })
  }
  return places
}
