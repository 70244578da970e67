/** What an interaction must be, beyond its shape, to be kept: a possible time, readable text. */
import type { Facet, Interaction } from './interaction.ts'
import { maxAheadMs, maxTextLength } from './interaction.ts'
import { iso, type Instant } from './instant.ts'

export type Admission =
  | { readonly admitted: true; readonly interaction: Interaction }
  | { readonly admitted: false; readonly code: string; readonly because: string; readonly path: string }

// C0 controls but tab and line ends; NUL cannot be kept by PostgreSQL, the others show as nothing.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g

/** Characters that need no look one by one: no control, no half of a character, nothing that normalisation changes. */
const plain = /^[\t\n\r -\u02FF]*$/

/** Deepest nesting of `extra` that is kept: writing it as JSON recurses. */
const maxDepth = 100

/** Well-formed and without characters that show as nothing. */
function readable(text: string): string {
  return plain.test(text) || (text.isWellFormed() && text.search(controls) === -1) ? text : text.toWellFormed().replaceAll(controls, '')
}

/** The same thing with all its texts readable. */
function readableFields<T extends object>(thing: T): T {
  // Nearly all are: looked at without making anything anew.
  for (const name in thing) {
    const value: unknown = thing[name]
    if (typeof value === 'string' && readable(value) !== value) return Object.fromEntries(Object.entries(thing).map(([key, held]: [string, unknown]) => [key, typeof held === 'string' ? readable(held) : held])) as T
  }
  return thing
}

/** Where an id stands that cannot be kept as it is; changing it would make it another's. */
function brokenId({ externalId, author, relations }: Interaction): string | null {
  const broken = (id: string | undefined): boolean => id !== undefined && (!id.isWellFormed() || id.includes('\0'))
  if (broken(externalId)) return '/externalId'
  if (broken(author.externalId)) return '/author/externalId'
  for (const [index, relation] of (relations ?? []).entries()) {
    if (broken(relation.externalId)) return `/relations/${index}/externalId`
    if (broken(relation.authorExternalId)) return `/relations/${index}/authorExternalId`
  }
  return null
}

/** Whether something is nested deeper than is kept; looked at without recursion. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

/** Whether a cut at `at` would halve a character that takes two code units. */
function halves(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
}

/** Well-formed, without control characters, in Unicode normalisation form C. */
export function cleanText(text: string): string {
  return plain.test(text) ? text : text.toWellFormed().replaceAll(controls, '').normalize('NFC')
}

/** Cleans a text and moves the facets along, piece by piece between their ends. */
function cleanWithFacets(text: string, facets: readonly Facet[]): { text: string; facets: Facet[] } {
  if (facets.length === 0) return { text: cleanText(text), facets: [] }
  const inside = facets.filter((facet) => facet.start < facet.end && facet.end <= text.length && !halves(text, facet.start) && !halves(text, facet.end))
  const cuts = [...new Set([0, text.length, ...inside.flatMap((facet) => [facet.start, facet.end])])].toSorted((a, b) => a - b)
  const moved = new Map<number, number>([[0, 0]])
  let cleaned = ''
  for (const [index, cut] of cuts.entries()) {
    if (index === 0) continue
    cleaned += cleanText(text.slice(cuts[index - 1], cut))
    moved.set(cut, cleaned.length)
  }
  return { text: cleaned, facets: inside.map((facet) => ({ ...facet, start: moved.get(facet.start) ?? 0, end: moved.get(facet.end) ?? 0 })).filter((facet) => facet.start < facet.end) }
}

/**
 * Checks and cleans an interaction at `now`. Text longer than the limit is cut
 * and the full length kept in `extra.cutFrom`.
 */
export function admit(interaction: Interaction, now: Instant): Admission {
  if (interaction.at > now + maxAheadMs) {
    return { admitted: false, code: 'interaction.future', path: '/at', because: `The time ${iso(interaction.at)} lies in the future; now it is ${iso(now)}. Send the moment at which it happened, in UTC or with its offset.` }
  }
  if (interaction.at < 0) {
    return { admitted: false, code: 'interaction.too-old', path: '/at', because: `The time ${iso(interaction.at)} lies before 1970. Probably the date was read in another format than it was written.` }
  }
  const idAt = brokenId(interaction)
  if (idAt !== null) {
    return { admitted: false, code: 'interaction.id', path: idAt, because: `The id at ${idAt} holds a NUL character or half of a character. Send it as the channel gave it, in whole characters.` }
  }
  if (interaction.purchase !== undefined && interaction.kind !== 'purchase') {
    return { admitted: false, code: 'interaction.purchase', path: '/purchase', because: `"purchase" belongs to the kind "purchase" only; this is a ${interaction.kind}. Send what was bought as an interaction of its own.` }
  }
  if (interaction.extra !== undefined && isTooDeep(interaction.extra)) {
    return { admitted: false, code: 'interaction.too-deep', path: '/extra', because: `"extra" is nested more than ${maxDepth} deep. Send it flatter, or leave it out.` }
  }
  const { author, url, site, languages, media, relations } = interaction
  const { text, facets } = cleanWithFacets(interaction.text, interaction.facets ?? [])
  const cut = text.length > maxTextLength
  return {
    admitted: true,
    interaction: {
      ...interaction,
      text: cut ? text.slice(0, halves(text, maxTextLength) ? maxTextLength - 1 : maxTextLength) : text,
      author: readableFields(author),
      ...(url === undefined ? {} : { url: readable(url) }),
      ...(site === undefined ? {} : { site: readable(site) }),
      ...(languages === undefined ? {} : { languages: languages.map(readable) }),
      ...(media === undefined ? {} : { media: media.map(readableFields) }),
      ...(relations === undefined ? {} : { relations: relations.map(readableFields) }),
      ...(interaction.purchase === undefined ? {} : { purchase: { ...readableFields(interaction.purchase), ...(interaction.purchase.items === undefined ? {} : { items: interaction.purchase.items.map(readableFields) }) } }),
      ...(interaction.title === undefined ? {} : { title: cleanText(interaction.title) }),
      ...(interaction.facets === undefined ? {} : { facets: facets.filter((facet) => facet.end <= maxTextLength).map(readableFields) }),
      ...(cut ? { extra: { ...interaction.extra, cutFrom: text.length } } : {}),
    },
  }
}
