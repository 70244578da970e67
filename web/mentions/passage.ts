/** Cuts people's words into runs: plain, link, mention or tag, and which topics matched there. Pure. */
import type { Facet } from '../../src/kernel/interaction.ts'

export interface Hit { readonly topic: string; readonly start: number; readonly end: number }
export interface Run {
  readonly text: string
  readonly facet?: { readonly kind: Facet['kind']; readonly target: string }
  /** Topics that matched on this run. */
  readonly topics: readonly string[]
}

/**
 * Runs whose texts, put together, are exactly `text`. Ranges that are empty,
 * reversed or beyond the end are cut to what exists; of two facets that overlap
 * the earlier holds, as no network shows a link inside a link; hits may overlap.
 * No run begins inside a surrogate pair: half a character cannot be shown.
 */
export function runs(text: string, facets: readonly Facet[], hits: readonly Hit[]): Run[] {
  if (text === '') return []
  const links = apart(facets.map((facet) => ({ ...facet, ...within(text, facet) })).filter((facet) => facet.start < facet.end))
  const marks = hits.map((hit) => ({ ...hit, ...within(text, hit) })).filter((hit) => hit.start < hit.end)
  const cuts = [...new Set([0, text.length, ...[...links, ...marks].flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length
    const link = links.find((facet) => facet.start <= start && end <= facet.end)
    const topics = [...new Set(marks.filter((hit) => hit.start <= start && end <= hit.end).map((hit) => hit.topic))]
    return { text: text.slice(start, end), topics, ...(link && { facet: { kind: link.kind, target: link.target } }) }
  })
}

/** The address when a browser may safely follow it (http or https), else `null`. */
export function safeHref(target: string): string | null {
  if (!/^https?:\/\//i.test(target.trim())) return null
  try {
    const url = new URL(target.trim())
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

const plainForms = /(https?:\/\/[^\s<>"“”]+)|(?<![\p{L}\p{N}_@#&/.])(?:@([\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?)|#([\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*))/gu

/**
 * Links, mentions and tags found by their look alone, for channels that do not
 * say where they are (archives, for one). Punctuation that ends a sentence is
 * not part of an address; a closing bracket only when it was opened there.
 */
export function facetsByLook(text: string): Facet[] {
  const found: Facet[] = []
  for (const match of text.matchAll(plainForms)) {
    const [whole, link, mention] = match
    const kept = whole.slice(0, endOf(whole, link !== undefined))
    const target = link ? kept : kept.slice(1)
    if (target === '' || (link && safeHref(kept) === null)) continue
    found.push({ start: match.index, end: match.index + kept.length, kind: link ? 'link' : mention !== undefined ? 'mention' : 'tag', target })
  }
  return found
}

/** The words that made it match, each once, in the order of the text: for the sentence "why you see this". */
export function matchedWords(text: string, hits: readonly Hit[], topic: string, limit = 6): string[] {
  const words: string[] = []
  for (const hit of [...hits].sort((a, b) => a.start - b.start)) {
    if (hit.topic !== topic) continue
    const { start, end } = within(text, hit)
    const word = text.slice(start, end).trim().replace(/\s+/g, ' ')
    if (word !== '' && !words.some((known) => known.toLowerCase() === word.toLowerCase())) words.push(word)
  }
  return words.slice(0, limit)
}

/** The text up to about `length` code units, cut between words where it can be; `null` when it is whole. */
export function excerpt(text: string, length: number): string | null {
  if (text.length <= length) return null
  const cut = text.slice(0, wholeCharacter(text, length))
  const space = cut.search(/\s\S*$/)
  return space > length / 2 ? cut.slice(0, space) : cut
}

/** Where a link, mention or tag ends, counted from the back: one step a character, as posts may be long and hostile. */
function endOf(whole: string, isLink: boolean): number {
  let tooManyClosed = isLink ? count(whole, /[)\]]/g) - count(whole, /[([]/g) : 0
  let end = whole.length
  while (end > 0) {
    const last = whole.charAt(end - 1)
    if (')]'.includes(last) && tooManyClosed > 0) tooManyClosed -= 1
    else if (!".,;:!?'’…-_".includes(last)) break
    end -= 1
  }
  return end
}

const count = (text: string, form: RegExp): number => text.match(form)?.length ?? 0

function within(text: string, range: { start: number; end: number }): { start: number; end: number } {
  const whole = (at: number): number => Number.isFinite(at) ? Math.min(text.length, Math.max(0, Math.trunc(at))) : 0
  return { start: wholeCharacter(text, whole(range.start)), end: wholeCharacter(text, whole(range.end)) }
}

/** `at`, or one before when it would split a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const low = text.charCodeAt(at)
  const high = text.charCodeAt(at - 1)
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? at - 1 : at
}

function apart<T extends { start: number; end: number }>(ranges: readonly T[]): T[] {
  const kept: T[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) if (range.start >= (kept.at(-1)?.end ?? 0)) kept.push(range)
  return kept
}
