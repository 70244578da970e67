/** Where words and addresses begin and end. */
import { characterBeyond, classOf, emoji, ignored, learn, letter, mark, pair, separator, single, unknown } from './characters.ts'

export const underscore = 0x5f

/** Whether `#` or `@` stands before `index`, so that underscores belong to the word that begins there. */
export function opensName(text: string, index: number): boolean {
  if (index === 0) return false
  const before = text.charCodeAt(index - 1)
  return before === 0x23 || before === 0x40 || before === 0xff03 || before === 0xff20
}

/** The class of the character at `index`, pairs looked up as a whole. */
function kindAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  if (classOf[unit] === unknown) learn(unit)
  const kind = classOf[unit] as number
  if (kind !== pair) return kind
  const codePoint = text.codePointAt(index) as number
  return codePoint > 0xffff ? characterBeyond(codePoint).kind : separator
}

const widthAt = (text: string, index: number): number => ((text.codePointAt(index) as number) > 0xffff ? 2 : 1)

/** Where the word that begins at `from` ends; `from` itself if none does. Hostile runs of marks and joiners end after a while. */
export function wordEnd(text: string, from: number, to: number, underscores: boolean): number {
  const first = text.charCodeAt(from) === underscore && underscores ? letter : kindAt(text, from)
  if (first === emoji) return emojiEnd(text, from, to)
  if (first !== letter && first !== single) return from
  let i = from + widthAt(text, from)
  while (i < to) {
    const kind = kindAt(text, i)
    const belongs = kind === mark || kind === ignored || (first === letter && (kind === letter || (underscores && text.charCodeAt(i) === underscore)))
    if (!belongs || (first === single && i - from > 64)) break
    i += widthAt(text, i)
  }
  // Direction marks and joiners behind a word are no part of what the reader sees of it.
  while (i > from + 1 && isUnseenFormat(text.charCodeAt(i - 1))) i--
  return i
}

function isUnseenFormat(unit: number): boolean {
  return unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f) || unit === 0xfeff
}

/** An emoji with its joined parts, skin tones and presentation; flags are two letters. */
function emojiEnd(text: string, from: number, to: number): number {
  let i = from
  let joined = true
  let indicators = 0
  while (i < to && i - from <= 64) {
    const codePoint = text.codePointAt(i) as number
    const kind = kindAt(text, i)
    const indicator = codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff
    if (kind === emoji) {
      if (!joined && !(indicator && indicators === 1)) break
      joined = false
      indicators = indicator ? indicators + 1 : 2
    } else if (kind !== ignored) break
    else if (codePoint === 0x200d) joined = true
    i += codePoint > 0xffff ? 2 : 1
  }
  return i
}

function endsAddress(unit: number, kind: number): boolean {
  return unit <= 0x20 || kind === single || kind === emoji || unit === 0x22 || unit === 0x3c || unit === 0x3e || unit === 0xa0
    || unit === 0xab || unit === 0xbb || (unit >= 0x2000 && unit <= 0x200a) || (unit >= 0x2018 && unit <= 0x201f)
    || unit === 0x2028 || unit === 0x2029 || (unit >= 0x3000 && unit <= 0x301f) || (unit >= 0xff00 && unit <= 0xff0f)
}

/** Whether the word that ends at `i` opens a web address: `scheme://` or `www.`. */
export function opensAddress(text: string, i: number, to: number, unit: number, isWww: boolean): boolean {
  if (unit === 0x3a) return i + 3 < to && text.charCodeAt(i + 1) === 0x2f && text.charCodeAt(i + 2) === 0x2f
  return isWww && i + 1 < to && text.charCodeAt(i + 1) > 0x2f
}

export function addressEnd(text: string, from: number, to: number): number {
  let i = from
  while (i < to && !endsAddress(text.charCodeAt(i), kindAt(text, i))) i++
  return i
}
