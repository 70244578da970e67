/** What each character means to a search: what it folds to, and whether it makes words. */

/** Ends a word: spaces, punctuation, most symbols. */
export const separator = 0
/** Part of a word of a script that writes spaces between words. */
export const letter = 1
/** A word by itself: a character of Chinese, Japanese, Thai, Lao, Khmer, Burmese or Korean. */
export const single = 2
/** A combining mark that tells words apart and is kept (Indic vowels, Thai tones). */
export const mark = 3
/** Not seen by the reader or not told apart: accents, joiners, soft hyphens, direction marks. */
export const ignored = 4
/** A picture, or the start of one. */
export const emoji = 5
/** First half of a surrogate pair: the pair must be looked up as a whole. */
export const pair = 6
/** Not looked up yet; see {@link learn}. */
export const unknown = 7

/** By UTF-16 code unit: one of the classes above. Pages of 256 are filled on first use, see {@link learn}. */
export const classOf = new Uint8Array(65_536).fill(unknown)
/** By UTF-16 code unit: the folded code unit, or a surrogate (`expansionBase` + index) when it folds to several. */
export const foldOf = new Uint16Array(65_536)
/** What a unit folds to when that is several units, by `foldOf - expansionBase`. */
export const expansions: Uint16Array[] = []
export const expansionBase = 0xd800

/** Marks a unit in {@link simple} that needs more than one look. */
export const slow = 0xffff
/** The fast path, by UTF-16 code unit: 0 ends a word, below `slow` is the folded letter, `slow` needs a look at the other tables. */
export const simple = new Uint16Array(65_536).fill(slow)

const withoutSpaces: readonly (readonly [from: number, to: number])[] = [
  [0x0e00, 0x0eff], [0x1000, 0x109f], [0x1100, 0x11ff], [0x1780, 0x17ff], [0x2e80, 0x2fdf], [0x3005, 0x3007], [0x3021, 0x3029],
  [0x3031, 0x3035], [0x3041, 0x30ff], [0x3105, 0x318f], [0x31a0, 0x31bf], [0x31f0, 0x31ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff],
  [0xa960, 0xa97f], [0xac00, 0xd7ff], [0xf900, 0xfaff], [0xff66, 0xff9f], [0xffa0, 0xffdc], [0x1b000, 0x1b16f], [0x20000, 0x3ffff],
]
/** Marks that readers do not tell words apart by: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels, nuktas, presentation selectors. */
const accents: typeof withoutSpaces = [
  [0x0300, 0x036f], [0x0483, 0x0487], [0x0591, 0x05bd], [0x05bf, 0x05bf], [0x05c1, 0x05c7], [0x0610, 0x061a], [0x064b, 0x065f], [0x0670, 0x0670], [0x06d6, 0x06ed],
  [0x08ca, 0x08ff], [0x093c, 0x093c], [0x09bc, 0x09bc], [0x0a3c, 0x0a3c], [0x0abc, 0x0abc], [0x0b3c, 0x0b3c], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff], [0xfe00, 0xfe0f], [0xfe20, 0xfe2f], [0xe0100, 0xe01ef],
]
/** Soft hyphen, joiners, zero-width spaces, direction marks, Arabic stretching, tags. */
const invisible: typeof withoutSpaces = [
  [0x00ad, 0x00ad], [0x034f, 0x034f], [0x061c, 0x061c], [0x0640, 0x0640], [0x180b, 0x180f], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f],
  [0xfeff, 0xfeff], [0xe0000, 0xe007f],
]
const skinTones: typeof withoutSpaces = [[0x1f3fb, 0x1f3ff]]
const pictures = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
/** Pictographs by name that are used as plain signs: ©®™‼⁉ℹ and arrows. */
const plainSigns = /[\u00a9\u00ae\u2122\u203c\u2049\u2139\u2194-\u21ff\u3030\u303d]/u
const wordCharacter = /[\p{L}\p{N}\p{M}]/u
/** Letters that stand for apostrophes. */
const apostropheLetters = /[\u02b9-\u02bf\u02ee\ua78b\ua78c]/u

/** Spellings that Unicode keeps apart and readers do not. */
const respelled = new Map<string, string>(Object.entries({
  'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'ł': 'l', 'þ': 'th', 'ħ': 'h', 'ı': 'i', 'ŧ': 't', 'ŋ': 'n', 'ĸ': 'k', 'ƒ': 'f',
  'ς': 'σ', 'ى': 'ي', 'ة': 'ه', 'ی': 'ي', 'ې': 'ي', 'ے': 'ي', 'ک': 'ك', 'ٱ': 'ا', 'ہ': 'ه', 'ھ': 'ه', 'ە': 'ه',
}))

/** The value of a decimal digit in any script, or -1: Unicode lays the ten digits of a script side by side. */
function digitValue(codePoint: number): number {
  if (!/\p{Nd}/u.test(String.fromCodePoint(codePoint))) return -1
  let first = codePoint
  while (codePoint - first < 10 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  // Runs of digit sets without a gap (mathematical digits) fold by NFKC, which leaves only ASCII here.
  return (codePoint - first) % 10
}

function isIn(ranges: typeof withoutSpaces, codePoint: number): boolean {
  return ranges.some(([from, to]) => codePoint >= from && codePoint <= to)
}

function isUnseen(codePoint: number): boolean {
  return isIn(accents, codePoint) || isIn(invisible, codePoint)
}

/** One character, looked up by its Unicode properties. `folded` is empty where nothing is kept. */
interface Character {
  readonly kind: number
  readonly folded: string
}

/**
 * What a code point means and folds to: compatibility forms, case and accents
 * go (Unicode NFKD, simple lower case), and the spellings above are made one.
 * Kana keep their voicing marks and Korean its syllables.
 */
function character(codePoint: number): Character {
  const text = String.fromCodePoint(codePoint)
  if (isUnseen(codePoint) || isIn(skinTones, codePoint)) return { kind: ignored, folded: '' }
  if (pictures.test(text) && !plainSigns.test(text)) return { kind: emoji, folded: text }
  if (apostropheLetters.test(text) || !wordCharacter.test(text)) return { kind: separator, folded: '' }
  const digit = digitValue(codePoint)
  if (isIn(withoutSpaces, codePoint)) {
    if (digit >= 0) return { kind: letter, folded: String(digit) }
    const composed = text.normalize('NFKC')
    if (/^\p{M}/u.test(composed)) return { kind: mark, folded: composed }
    return wordCharacter.test(composed) ? { kind: single, folded: composed } : { kind: separator, folded: '' }
  }
  let folded = ''
  for (const part of text.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    const point = part.codePointAt(0) ?? 0
    if (isUnseen(point) || !wordCharacter.test(part)) continue
    const value = digitValue(point)
    folded += value >= 0 ? String(value) : (respelled.get(part) ?? part)
  }
  if (folded === '') return { kind: ignored, folded }
  return { kind: /^\p{M}/u.test(folded) ? mark : letter, folded }
}

/** Fills the page of 256 code units that holds `unit`. Costs about a tenth of a millisecond, once. */
export function learn(unit: number): void {
  const from = unit & 0xff00
  for (let code = from; code < from + 256; code++) {
    if (classOf[code] !== unknown) continue
    if (code >= 0xd800 && code <= 0xdfff) {
      classOf[code] = code < 0xdc00 ? pair : separator
      continue
    }
    const { kind, folded } = character(code)
    classOf[code] = kind
    if (folded.length === 1) foldOf[code] = folded.charCodeAt(0)
    else if (folded.length > 1) {
      foldOf[code] = expansionBase + expansions.length
      expansions.push(Uint16Array.from({ length: folded.length }, (_, index) => folded.charCodeAt(index)))
    }
    if (kind === separator) simple[code] = 0
    else if (kind === letter && folded.length === 1) simple[code] = folded.charCodeAt(0)
  }
}

learn(0)

const beyond = new Map<number, Character>()

/** As {@link character}, for code points that need two code units; remembered. */
export function characterBeyond(codePoint: number): Character {
  let known = beyond.get(codePoint)
  if (known === undefined) {
    known = character(codePoint)
    // Bounded: hostile text could otherwise visit a million code points.
    if (beyond.size > 20_000) beyond.clear()
    beyond.set(codePoint, known)
  }
  return known
}

/** The class of the character at `index` of `text`, as a word would see it. */
export function classAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  if (Number.isNaN(unit)) return separator
  if (classOf[unit] === unknown) learn(unit)
  const kind = classOf[unit] ?? separator
  if (kind !== pair) return kind
  const codePoint = text.codePointAt(index) ?? 0
  return codePoint > 0xffff ? characterBeyond(codePoint).kind : separator
}

/** Stand for `*` and `?` inside the words of a query; private use characters, so no text means them. */
export const anyRun = 0xe000
export const anyOne = 0xe001
learn(anyRun)
for (const wild of [anyRun, anyOne]) {
  classOf[wild] = letter
  foldOf[wild] = wild
  simple[wild] = wild
}
