/** Languages that are told by their script alone: those that have one nearly to themselves. */

const blocks: readonly (readonly [from: number, to: number, language: string])[] = [
  [0x0370, 0x03ff, 'el'], [0x0530, 0x058f, 'hy'], [0x0590, 0x05ff, 'he'], [0x0780, 0x07bf, 'dv'], [0x0a00, 0x0a7f, 'pa'],
  [0x0a80, 0x0aff, 'gu'], [0x0b00, 0x0b7f, 'or'], [0x0b80, 0x0bff, 'ta'], [0x0c00, 0x0c7f, 'te'], [0x0c80, 0x0cff, 'kn'],
  [0x0d00, 0x0d7f, 'ml'], [0x0d80, 0x0dff, 'si'], [0x0e00, 0x0e7f, 'th'], [0x0e80, 0x0eff, 'lo'], [0x0f00, 0x0fff, 'bo'],
  [0x1000, 0x109f, 'my'], [0x10a0, 0x10ff, 'ka'], [0x1200, 0x137f, 'am'], [0x13a0, 0x13ff, 'chr'], [0x1400, 0x167f, 'iu'],
  [0x1780, 0x17ff, 'km'], [0x3040, 0x30ff, 'ja'], [0xac00, 0xd7a3, 'ko'],
]

/** The language of a letter's script, where it has one; undefined for Latin, Cyrillic, Arabic and other shared scripts. */
export function scriptLanguage(code: number): string | undefined {
  if (code < 0x0370) return undefined
  return blocks.find(([from, to]) => code >= from && code <= to)?.[2]
}
