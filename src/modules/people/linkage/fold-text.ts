/** Brings written text to a plain form in which the same name looks the same: no case, marks, script or punctuation. */

const letters: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ŋ: 'n', ħ: 'h', ŧ: 't',
}

/** Cyrillic after ICAO Doc 9303, part 3, table B: the form in passports, so the form people write abroad. */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p',
  р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: 'ie', ы: 'y', ь: '', э: 'e',
  ю: 'iu', я: 'ia', ђ: 'dj', є: 'ie', і: 'i', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', ґ: 'g', ѕ: 'dz', қ: 'q', ғ: 'gh', ұ: 'u', ү: 'u', ә: 'a', ө: 'o', һ: 'h',
}

/** Greek after ELOT 743, letter by letter. */
const greek: Readonly<Record<string, string>> = {
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p',
  ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
}

const plain = new Map(Object.entries({ ...letters, ...cyrillic, ...greek }))
const alreadyPlain = /^[a-z0-9]+( [a-z0-9]+)*$/

/** Lower case, Latin letters where a transliteration is known, no marks; punctuation stays. */
export function foldLetters(text: string): string {
  const lower = text.normalize('NFKD').toLowerCase().replace(/[\p{M}\u200b-\u200f\u2060\ufeff]/gu, '')
  // Only text with letters outside a–z needs the slow walk.
  if (!/[^\0-\x7f]/.test(lower)) return lower
  let out = ''
  for (const char of lower) out += plain.get(char) ?? char
  return out
}

/**
 * Words of a text, folded, with one blank between them.
 *
 * Apostrophes vanish (`o'brien` = `obrien`), other punctuation parts words. A
 * text without letters or digits (a name of emoji) keeps its own signs, since
 * they are all there is to recognise it by.
 */
export function foldWords(text: string): string {
  if (alreadyPlain.test(text)) return text
  const folded = foldLetters(text)
  const words = folded.replace(/['’`´ʼ]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return words === '' ? text.normalize('NFC').replace(/\s+/g, ' ').trim() : words
}

const nothing = new Set(['', 'null', 'none', 'nil', 'n/a', 'na', '#n/a', 'nan', 'unknown', 'undefined', '-', '--', '.', '?', 'not available', 'onbekend', 'unbekannt', 'inconnu'])

/** Whether a cell says nothing: empty, or one of the usual words for "not known". */
export function saysNothing(cell: string): boolean {
  return cell.length <= 13 && nothing.has(cell.trim().toLowerCase())
}
