/** Folds text: case, accents, widths and spellings that readers do not tell apart. */
import { characterBeyond, classOf, emoji, expansionBase, expansions, foldOf, ignored, learn, pair, separator, unknown } from './characters.ts'
import { underscore } from './word-ends.ts'

/** The characters of one word, folded. */
export function foldRange(text: string, from: number, to: number): string {
  let folded = ''
  let voiced = false
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i)
    if (classOf[unit] === unknown) learn(unit)
    const kind = classOf[unit] as number
    const plain = foldOf[unit] as number
    if (unit === underscore) folded += '_'
    else if (kind === emoji) folded += String.fromCharCode(unit)
    else if (kind === pair) {
      folded += characterBeyond(text.codePointAt(i) as number).folded
      i++
    } else if (kind !== ignored && kind !== separator) {
      folded += plain >= expansionBase && plain < 0xe000 ? String.fromCharCode(...(expansions[plain - expansionBase] ?? [])) : String.fromCharCode(plain)
      voiced ||= plain === 0x3099 || plain === 0x309a
    }
  }
  return voiced ? folded.normalize('NFC') : folded
}

/** A whole string folded as words are, other characters kept: for comparing names and handles. */
export function foldText(text: string): string {
  let folded = ''
  for (const each of text) {
    const { kind, folded: form } = characterBeyond(each.codePointAt(0) ?? 0)
    folded += kind === separator ? each : form
  }
  return folded
}
