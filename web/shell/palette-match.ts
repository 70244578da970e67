/** Which entries of the palette a text finds: every word of it, in any order, however accented. */

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** An empty text finds everything. */
export function finds(sought: string, name: string): boolean {
  const folded = fold(name)
  return fold(sought).split(/\s+/).every((word) => folded.includes(word))
}
