/** How long a text is as a network counts it. Pure. */
import type { Abilities, LengthUnit } from '../../../kernel/message.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const links = /https?:\/\/[^\s<>"']+/gi

const counts: Readonly<Record<LengthUnit, (text: string) => number>> = {
  graphemes: (text) => [...graphemes.segment(text)].length,
  'code-points': (text) => Array.from(text).length,
  'code-units': (text) => text.length,
  bytes: (text) => Buffer.byteLength(text),
}

export function lengthOf(text: string, { unit, linkLength }: Abilities['text']): number {
  if (linkLength === undefined) return counts[unit](text)
  const found = text.match(links) ?? []
  return counts[unit](text.replaceAll(links, '')) + found.length * linkLength
}
