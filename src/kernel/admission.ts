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

/** Well-formed, without control characters, in Unicode normalisation form C. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll(controls, '').normalize('NFC')
}

/** Cleans a text and moves the facets along, piece by piece between their ends. */
function cleanWithFacets(text: string, facets: readonly Facet[]): { text: string; facets: Facet[] } {
  const inside = facets.filter((facet) => facet.start < facet.end && facet.end <= text.length)
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
  const { text, facets } = cleanWithFacets(interaction.text, interaction.facets ?? [])
  const cut = text.length > maxTextLength
  return {
    admitted: true,
    interaction: {
      ...interaction,
      text: cut ? text.slice(0, maxTextLength).toWellFormed() : text,
      ...(interaction.title === undefined ? {} : { title: cleanText(interaction.title) }),
      ...(interaction.facets === undefined ? {} : { facets: facets.filter((facet) => facet.end <= maxTextLength) }),
      ...(cut ? { extra: { ...interaction.extra, cutFrom: text.length } } : {}),
    },
  }
}
