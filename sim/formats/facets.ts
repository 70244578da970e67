/** Which stretches of a text are links, mentions and tags. */
import type { Facet } from '../../src/kernel/interaction.ts'

const marks = /https?:\/\/[^\s<>"]*[^\s<>".,!?;:)]|@[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9.-]+[A-Za-z0-9]|@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|#[\p{L}\p{N}_]+/gu

const none: readonly Facet[] = []

/** In UTF-16 code units. Targets: the address, the handle without its first `@`, the tag without `#`. */
export function facetsOf(text: string): readonly Facet[] {
  if (!/[@#]|https?:/.test(text)) return none
  return [...text.matchAll(marks)].map((match) => {
    const mark = match[0]
    const start = match.index
    const kind = mark.startsWith('#') ? 'tag' : mark.startsWith('@') ? 'mention' : 'link'
    return { start, end: start + mark.length, kind, target: kind === 'link' ? mark : mark.slice(1) }
  })
}
