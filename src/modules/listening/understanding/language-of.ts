/** Which language a post is written in, found on this machine. */
import { LanguageTable } from './language-table.ts'
import { isRomanisedHindi } from './romanised-hindi.ts'
import { scriptLanguage } from './script-language.ts'

/** Fewer letters than this say nothing that the table could be sure of. */
const minLetters = 4
/**
 * Mean score of an n-gram below which a text is in none of the languages: a
 * right answer has about 84, keyboard rubbish under 20.
 */
const minMeanScore = 22
/** A declared language stands against the table's while its score is within this share of the best. */
const declaredMargin = 0.15

/**
 * How much more likely a post is in a language than its share of one sixtieth,
 * as headstart in score. Measured on 21,000 short posts in eight languages: it
 * takes Arabic from 98.0 to 98.9 %, Spanish from 99.5 to 99.8, the others stay.
 */
const headstartShare = 0.02
const headstartScore = 40
const common: Readonly<Record<string, number>> = {
  en: 2, es: 1.8, pt: 1.8, fr: 1.5, de: 1.5, it: 1.5, nl: 1.5, ar: 1.5,
  ja: 1, tr: 1, ru: 1, hi: 1, pl: 1, ko: 1, zh: 1, fa: 1, sv: 1, ms: 1, th: 1, uk: 1,
}

let table: LanguageTable | undefined
let factors = new Float64Array(0)
let headstarts = new Float64Array(0)

function openTable(): LanguageTable {
  if (table === undefined) {
    table = new LanguageTable(new URL('./language.bin', import.meta.url))
    factors = Float64Array.from(table.languages, (language) => 1 + headstartShare * (common[language] ?? 0))
    headstarts = Float64Array.from(table.languages, (language) => headstartScore * (common[language] ?? 0))
  }
  return table
}

/** Languages that are told too surely to be Hindi in Latin letters. */
const plainlyLatin: ReadonlySet<string> = new Set(['en', 'es', 'pt', 'fr', 'de', 'it', 'nl'])

const canonical = new Map<string, string>()

/** The code of a declared language: ISO 639-1 where there is one, else 639-3; undefined where it declares none. */
export function languageCode(declared: string): string | undefined {
  let code = canonical.get(declared)
  if (code === undefined) {
    try {
      code = new Intl.Locale(declared.trim().replaceAll('_', '-')).language
    } catch {
      code = 'und'
    }
    // What is declared comes from outside, so what is remembered of it is bounded.
    if (canonical.size > 1_000) canonical.clear()
    canonical.set(declared, code)
  }
  return ['und', 'zxx', 'mul', 'mis', 'art'].includes(code) || /^q[a-t]/.test(code) && code.length === 3 ? undefined : code
}

/**
 * Code of the text's language: ISO 639-1 where there is one, else 639-3, `und`
 * when unknown. Names and addresses are left out, as they have no language;
 * tags are read only where there is nothing else. What the channel declares
 * decides where the text alone leaves it open.
 *
 * Method: Efficient Language Detector (Nito T.), n-gram frequencies of 60
 * languages; a few more are told by their script.
 */
export function languageOf(text: string, declared: readonly string[] = []): string {
  const known = openTable()
  const said = declared[0] === undefined ? undefined : languageCode(declared[0])
  known.read(text, false)
  // One letter of Chinese or Hangul says as much as some of Latin.
  const isDense = known.sample >= 0x3400
  if (known.letters < (isDense ? 2 : minLetters) && known.letters !== 0 && scriptLanguage(known.sample) === undefined) return said ?? 'und'
  if (known.letters === 0) {
    known.read(text, true)
    if (known.letters < minLetters) return text.trim() === '' ? 'und' : said ?? 'und'
  }
  let best = -1
  let most = 0
  let total = 0
  const { scores } = known
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0
    if (score === 0) continue
    const weighed = score * (factors[at] ?? 1) + (headstarts[at] ?? 0)
    if (weighed > most) {
      most = weighed
      total = score
      best = at
    }
  }
  if (best < 0 || total < minMeanScore * known.grams) return scriptLanguage(known.sample) ?? said ?? 'und'
  const found = known.languages[best] ?? 'und'
  // Others of the Latin script are often nearest to it.
  if (known.sample < 0x0250 && !plainlyLatin.has(found) && isRomanisedHindi(text)) return 'hi'
  if (said !== undefined && said !== found) {
    const rival = known.languages.indexOf(said)
    if (rival >= 0 && (scores[rival] ?? 0) > total * (1 - declaredMargin)) return said
  }
  return found
}
