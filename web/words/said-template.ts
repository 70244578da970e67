/** Sentences with holes, and which of them a text was made from. */

/**
 * Translations by the English sentence, as the server's source has it. What
 * changes from one time to the next is a hole: `{host}` is kept as it is
 * written, `{n:number}` is a number, `{at:time}` a moment (ISO 8601), and
 * `{why:said}` is a sentence or a phrase of its own, translated in its turn; it
 * may be empty. A translation that needs other words for some values gives them
 * beside it: `['{state} is klaar', { state: { red: 'Rood' } }]`.
 */
export type Catalogue = Readonly<Record<string, Translation>>
type Translation = string | readonly [text: string, values: Readonly<Record<string, Readonly<Record<string, string>>>>]

export type Kind = 'kept' | 'number' | 'time' | 'said'
interface Hole {
  readonly name: string
  readonly kind: Kind
}

/** A sentence with holes: `literals` has one more than `holes`. */
export interface Template {
  readonly english: string
  readonly literals: readonly string[]
  readonly holes: readonly Hole[]
}

const kinds: Readonly<Record<Kind, RegExp>> = {
  kept: /^.+$/s,
  number: /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/,
  time: /^\d{4,6}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/,
  said: /^.*$/s,
}

/** Tries of one match before it is given up: text of others may be made to cost much. */
const mostTries = 4_000

/** @throws when a hole is of no known kind. */
export function templateOf(english: string): Template {
  const literals: string[] = ['']
  const holes: Hole[] = []
  for (const [index, part] of english.split(/\{(\w+(?::\w+)?)\}/).entries()) {
    if (index % 2 === 0) {
      literals[literals.length - 1] = part
    } else {
      const [name = '', kind = 'kept'] = part.split(':')
      if (!(kind in kinds)) throw new Error(`"${english}" has a hole of the kind "${kind}"; there are ${Object.keys(kinds).join(', ')}.`)
      holes.push({ name, kind: kind as Kind })
      literals.push('')
    }
  }
  return { english, literals, holes }
}

/** The values of the holes when `text` is made from `template`, each as short as may be from the left; else `null`. */
export function valuesIn({ literals, holes }: Template, text: string): string[] | null {
  const first = literals[0] ?? ''
  if (!text.startsWith(first)) return null
  if (holes.length === 0) return text === first ? [] : null
  const last = literals.at(-1) ?? ''
  if (!text.endsWith(last) || text.length < first.length + last.length) return null
  let tries = 0
  const from = (hole: number, start: number): string[] | null => {
    const shape = kinds[holes[hole]?.kind ?? 'kept']
    const after = literals[hole + 1] ?? ''
    if (hole === holes.length - 1) {
      const value = text.slice(start, text.length - last.length)
      return start <= text.length - last.length && shape.test(value) ? [value] : null
    }
    for (let end = text.indexOf(after, start); end !== -1 && tries < mostTries; end = text.indexOf(after, end + 1)) {
      tries += 1
      const value = text.slice(start, end)
      const rest = shape.test(value) ? from(hole + 1, end + after.length) : null
      if (rest !== null) return [value, ...rest]
    }
    return null
  }
  return from(0, first.length)
}

/** How much of a sentence stands fast: the more, the surer a match. */
function firmness({ literals, holes }: Template): number {
  return literals.join('').length * 8 - holes.length
}

interface Known {
  readonly template: Template
  readonly translation: Translation
}

/** Finds the most specific template that a text was made from. */
export function finder(catalogue: Catalogue): (text: string) => (Known & { readonly values: readonly string[] }) | null {
  const all = Object.entries(catalogue).map(([english, translation]): Known => ({ template: templateOf(english), translation }))
  const plain = new Map(all.filter(({ template }) => template.holes.length === 0).map((known) => [known.template.english, known]))
  const holed = all.filter(({ template }) => template.holes.length > 0).sort((a, b) => firmness(b.template) - firmness(a.template))
  return (text) => {
    const same = plain.get(text)
    if (same !== undefined) return { ...same, values: [] }
    for (const known of holed) {
      const values = valuesIn(known.template, text)
      if (values !== null) return { ...known, values }
    }
    return null
  }
}
