/** What each UTF-16 code unit is to a reader of posts, and how it is folded: tables made once, looked up afterwards. */

/** Kinds of code unit. Combining marks count as letters, as Hindi and Arabic words hold them. */
export const other = 0
export const letter = 1
export const digit = 2
export const space = 3
/** Half of a character beyond the first plane: mostly emoji. */
export const surrogate = 4
/** Emoji and dingbats of the first plane. */
export const pictograph = 5
/** Joiners and variation selectors, which say nothing by themselves. */
export const silent = 6
/** Letters of scripts that put no spaces between words. */
export const unspaced = 7

const unitCount = 65_536
let kinds: Uint8Array | undefined
let folds: Uint16Array | undefined

const isLetter = /[\p{L}\p{M}]/u
const isDigit = /\p{N}/u
const isSpace = /[\s\p{Z}\p{Cc}]/u
const isPictograph = /\p{Extended_Pictographic}/u

function kindOf(code: number): number {
  if (code >= 0xd800 && code < 0xe000) return surrogate
  if (code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f) || code === 0x200b || code === 0x200c) return silent
  if ((code >= 0x0e00 && code < 0x1000) || (code >= 0x3040 && code < 0x3100) || (code >= 0x3400 && code < 0xa000) || (code >= 0x1780 && code < 0x1800)) return unspaced
  const character = String.fromCharCode(code)
  if (isLetter.test(character)) return letter
  if (isDigit.test(character)) return digit
  if (isSpace.test(character)) return space
  return code > 0xff && isPictograph.test(character) ? pictograph : other
}

/** Kind of every code unit, by code. */
export function kindTable(): Uint8Array {
  if (kinds === undefined) {
    kinds = new Uint8Array(unitCount)
    for (let code = 0; code < unitCount; code++) kinds[code] = kindOf(code)
  }
  return kinds
}

/** Lower-case form of every code unit, by code; units whose lower case is longer stay as they are. */
export function foldTable(): Uint16Array {
  if (folds === undefined) {
    folds = new Uint16Array(unitCount)
    for (let code = 0; code < unitCount; code++) {
      const lower = String.fromCharCode(code).toLowerCase()
      folds[code] = lower.length === 1 ? lower.charCodeAt(0) : code
    }
    // A curly apostrophe is an apostrophe; full-width exclamation and question marks are marks.
    folds[0x2019] = 0x27
    folds[0xff01] = 0x21
    folds[0xff1f] = 0x3f
  }
  return folds
}
