/** How long a text is, as a network counts. Pure. */
import type { Composer } from '../../../api/routes.ts'

type Limit = Composer['threads'][number]['abilities']['text']

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bytes = new TextEncoder()
const link = /\bhttps?:\/\/[^\s<>"']+/g

function lengthOf(text: string, unit: Limit['unit']): number {
  switch (unit) {
    case 'graphemes': {
      let count = 0
      for (const _ of segmenter.segment(text)) count += 1
      return count
    }
    case 'code-points': return Array.from(text).length
    case 'code-units': return text.length
    case 'bytes': return bytes.encode(text).length
  }
}

/** Links count as many as the network says, whatever they are. */
export function countedLength(text: string, { unit, linkLength }: Limit): number {
  const whole = text.normalize('NFC')
  if (linkLength === null) return lengthOf(whole, unit)
  const links = whole.match(link)?.length ?? 0
  return lengthOf(whole.replaceAll(link, ''), unit) + links * linkLength
}
