/** What stretches of a post's text are: from byte offsets, as the network counts, to UTF-16 offsets, as we do. Pure. */
import type { Facet } from '../../../kernel/interaction.ts'
import { listOf, objectOf, webAddressOf, wholeTextOf } from '../untrusted-json.ts'

const mostFacets = 500

interface Stretch {
  readonly from: number
  readonly to: number
  readonly kind: Facet['kind']
  readonly target: string
}

/**
 * The facets of a record (`app.bsky.richtext.facet`) that can be shown: inside
 * the text, on whole characters, not overlapping, of a kind that we know. Others
 * are left out, as the specification asks of those who show posts.
 */
export function facetsOf(text: string, value: unknown): Facet[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const stretches: Stretch[] = []
  for (const entry of value.slice(0, mostFacets)) {
    const stretch = stretchOf(entry)
    if (stretch !== null) stretches.push(stretch)
  }
  if (stretches.length === 0) return undefined
  stretches.sort((a, b) => a.from - b.from || a.to - b.to)
  const offsets = utf16Offsets(text, stretches)
  const facets: Facet[] = []
  let last = 0
  for (const { from, to, kind, target } of stretches) {
    const start = offsets.get(from)
    const end = offsets.get(to)
    if (start === undefined || end === undefined || start < last) continue
    facets.push({ start, end, kind, target })
    last = end
  }
  return facets.length === 0 ? undefined : facets
}

function stretchOf(entry: unknown): Stretch | null {
  const facet = objectOf(entry)
  const index = objectOf(facet?.['index'])
  const from = index?.['byteStart']
  const to = index?.['byteEnd']
  if (typeof from !== 'number' || typeof to !== 'number' || !Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to <= from) return null
  for (const one of listOf(facet?.['features'])) {
    const feature = objectOf(one)
    if (feature === null) continue
    const type = feature['$type']
    if (type === 'app.bsky.richtext.facet#link') {
      const target = webAddressOf(feature['uri'])
      if (target !== undefined) return { from, to, kind: 'link', target }
    } else if (type === 'app.bsky.richtext.facet#mention') {
      const target = wholeTextOf(feature['did'], 1_024)
      if (target !== undefined) return { from, to, kind: 'mention', target }
    } else if (type === 'app.bsky.richtext.facet#tag') {
      const target = wholeTextOf(feature['tag'], 1_024)
      if (target !== undefined) return { from, to, kind: 'tag', target: target.replace(/^#/, '') }
    }
  }
  return null
}

/** UTF-16 offset of each asked byte offset that lies on a character's edge. One walk over the text. */
function utf16Offsets(text: string, stretches: readonly Stretch[]): Map<number, number> {
  const asked = new Set<number>()
  for (const { from, to } of stretches) asked.add(from).add(to)
  const furthest = Math.max(...stretches.map(({ to }) => to))
  const found = new Map<number, number>()
  let bytes = 0
  for (let at = 0; ; at += 1) {
    if (asked.has(bytes)) found.set(bytes, at)
    if (at >= text.length || bytes >= furthest) return found
    const unit = text.charCodeAt(at)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    else if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(at + 1))) {
      bytes += 4
      at += 1
    } else bytes += 3
  }
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
