/** Guesses what a column holds from its name and its values, and says why. */
import { foldWords, saysNothing } from './fold-text.ts'
import type { Kind } from './kinds.ts'
import type { RawColumn } from './raw-table.ts'

export interface Guess {
  readonly kind: Kind
  /** A sentence for the person who runs the command. */
  readonly because: string
}

/** Words in column names that tell the kind, most telling first; English, Dutch, German, French, Spanish. */
const nameRules: readonly (readonly [Kind, RegExp])[] = [
  ['ignore', /^(cluster|cluster id|entity|entity id|truth|true id|ground truth|label|match id|person id|duplicate of)$/],
  ['full-name', /\b(full ?name|whole name|display ?name|first (name )?(and )?(last|surname).*|volledige naam|vollstandiger name|nom complet)\b/],
  ['text', /\b(company|organi[sz]ation|employer|bedrijf|firma)\b/],
  ['email', /\b(e ?mail|mail|email address|courriel|correo)\b/],
  ['phone', /\b(phone|telephone|tel|mobile|mobiel|telefoon|telefon|handy|cell|fax|whatsapp|msisdn)\b/],
  ['date', /\b(dob|birth ?date|birthdate|date of birth|date|born|birthday|geboortedatum|geburtsdatum|naissance|nacimiento|geb)\b/],
  ['postcode', /\b(post ?code|zip|zip ?code|postal|postal code|plz|code postal)\b/],
  ['street-number', /\b(street (number|no|nr)|house ?(number|no|nr)|huisnummer|hausnummer|street num|housenumber|streetnumber)\b/],
  ['handle', /\b(handle|username|user name|screen ?name|nick|nickname|login|twitter|instagram|mastodon|bluesky|github)\b/],
  ['given-name', /\b(given|given ?name|first|first ?name|forename|voornaam|vorname|prenom|nombre|christian name|middle ?name|fname|firstname|givenname)\b/],
  ['family-name', /\b(surname|last ?name|family ?name|family|achternaam|nachname|familienname|nom de famille|apellido|apellidos|lname|lastname|familyname|maiden ?name)\b/],
  ['address', /\b(address|addr|street|straat|strasse|adres|adresse|rue|calle|address line|road)\b/],
  ['place', /\b(city|town|suburb|place|birth ?place|birthplace|village|municipality|plaats|woonplaats|stad|ort|stadt|ville|ciudad|locality|county|region|location)\b/],
  ['category', /\b(state|gender|sex|country|land|language|lang|occupation|profession|job|title|province|provincie|beroep|beruf|nationality)\b/],
  ['number', /\b(ssn|bsn|soc sec|social security|insurance|passport|tax|vat|customer|account|member|number|no|nr|id)\b/],
  ['full-name', /\b(name|naam|contact|person|author)\b/],
  ['text', /\b(bio|about|description|note|notes|comment|remarks|summary)\b/],
]

const shapes: readonly (readonly [Kind, string, (value: string) => boolean])[] = [
  ['email', 'mail addresses', (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)],
  ['date', 'dates', (value) => /^(19|20|18)\d{2}[-/.]?(0[1-9]|1[0-2])[-/.]?([0-2]\d|3[01])([T ].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})$/.test(value)],
  ['phone', 'telephone numbers', (value) => /^(\+|00|0|\()[\d\s().\-/]{7,20}$/.test(value) && value.replace(/\D/g, '').length >= 8],
  ['postcode', 'postal codes', (value) => /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$|^\d{4} ?[a-z]{2}$/i.test(value)],
]

interface Portrait {
  readonly filled: number
  readonly distinct: number
  readonly words: number
  readonly numeric: number
  readonly sample: readonly string[]
}

function portrait(column: RawColumn): Portrait {
  const counts = new Uint32Array(column.values.length)
  let filled = 0
  const silent = column.values.map((value) => saysNothing(value))
  for (const code of column.codes) {
    if (silent[code] === true) continue
    filled++
    counts[code] = (counts[code] ?? 0) + 1
  }
  let distinct = 0
  for (const count of counts) if (count > 0) distinct++
  const stride = Math.max(1, Math.floor(column.values.length / 500))
  const sample = column.values.filter((_, index) => index % stride === 0 && silent[index] === false).map((value) => value.trim())
  const share = (test: (value: string) => boolean): number => sample.filter(test).length / Math.max(1, sample.length)
  return {
    filled, distinct, sample,
    words: sample.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / Math.max(1, sample.length),
    numeric: share((value) => /^[\d.,\-/ ]+$/.test(value)),
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** `firstName`, `first_name` and `First name` are one header. */
function headerWords(name: string): string {
  return foldWords(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/_/g, ' ')).replace(/ ?\d+$/, '')
}

function byValues(look: Portrait): Guess {
  if (look.numeric > 0.9) {
    const lengths = look.sample.reduce((sum, value) => sum + value.length, 0) / Math.max(1, look.sample.length)
    if (lengths <= 3 || look.distinct <= 30) return { kind: 'category', because: 'its values are short numbers' }
    return { kind: 'number', because: `${percent(look.numeric)} of its values are numbers` }
  }
  if (look.distinct <= Math.max(30, look.filled * 0.01)) return { kind: 'category', because: `it has only ${look.distinct} different values` }
  if (look.words > 4) return { kind: 'text', because: `its values have ${look.words.toFixed(1)} words on average` }
  return { kind: 'place', because: 'its values are short words that many rows share' }
}

/** In a handful of rows even a single value may be what they share. */
const fewestRows = 20

function tooPoor(look: Portrait, rows: number): string | undefined {
  if (look.filled === 0) return 'it is empty'
  if (look.distinct === 1 && look.filled >= fewestRows) return 'it has one value only, which tells nobody apart'
  if (look.filled < rows * 0.002 && look.filled < 50) return `only ${look.filled} rows have a value`
  return undefined
}

/** Guesses the kind of a column and gives the reason in words. */
export function guessKind(column: RawColumn): Guess {
  const look = portrait(column)
  const poor = tooPoor(look, column.codes.length)
  if (poor !== undefined) return { kind: 'ignore', because: poor }
  const header = headerWords(column.name)
  for (const [kind, plural, test] of shapes) {
    const share = look.sample.filter(test).length / Math.max(1, look.sample.length)
    if (share >= 0.8) return { kind, because: `${percent(share)} of its values look like ${plural}` }
  }
  for (const [kind, pattern] of nameRules) {
    const said = pattern.exec(header)?.[0]
    if (said === undefined) continue
    if (kind === 'ignore') return { kind, because: `a column named "${said}" holds an answer, not something to compare` }
    return settle(kind, said, look)
  }
  return byValues(look)
}

/** The header has spoken; the values may still object. */
function settle(kind: Kind, said: string, look: Portrait): Guess {
  if (kind === 'number' && look.distinct >= look.filled * 0.999 && look.filled > 20) return { kind: 'ignore', because: `it is called "${said}" and every value is different` }
  if (kind === 'date' && look.sample.filter((value) => /\d{4}|\d{1,2}[-/. ]\d{1,2}/.test(value)).length < look.sample.length * 0.5) return byValues(look)
  if (kind === 'address' && look.numeric > 0.9) return { kind: 'street-number', because: `it is called "${said}" and holds numbers` }
  if (kind === 'full-name' && look.numeric > 0.5) return byValues(look)
  return { kind, because: `it is called "${said}"` }
}
