/** What may be written next in a query: operators, fields, their values, lists and topics. Pure. */

/** A value that a field takes, with what it is called. */
export interface KnownValue { readonly value: string; readonly label?: string }
/** Values by field; a field without an entry takes any text. */
export type KnownValues = Readonly<Record<string, readonly KnownValue[]>>

export interface Completion {
  readonly insert: string
  readonly label: string
  /** What it is, for the words of the page: an operator, a field, or a value of a field. */
  readonly kind: 'operator' | 'field' | 'value'
  /** What the value is called. */
  readonly note?: string
}
export interface Completions {
  /** The stretch that is replaced. */
  readonly from: number
  readonly to: number
  readonly items: readonly Completion[]
}

export const queryFields = ['author', 'lang', 'country', 'site', 'channel', 'kind', 'followers', 'has', 'is', 'sentiment', 'emotion', 'intent', 'topic', 'list', 'title', 'url'] as const
const operators = ['AND', 'OR', 'NOT', 'NEAR/4', 'ONEAR/4'] as const
const otherNames: Readonly<Record<string, string>> = { language: 'lang', from: 'author', domain: 'site', type: 'kind', link: 'url', links: 'url' }
const most = 12

const quotedIfNeeded = (value: string): string => (/^[\p{L}\p{N}@][\p{L}\p{M}\p{N}@._-]*$/u.test(value) ? value : `"${value}"`)

/**
 * What fits where the caret stands; `null` when nothing does. `asked`: somebody
 * asked for it, so that an empty place is answered too.
 */
export function completionsAt(text: string, caret: number, known: KnownValues, asked = false): Completions | null {
  if (isInside(text, caret)) return null
  const before = text.slice(Math.max(0, caret - 80), caret)
  const field = /(?:^|[\s(["“])([A-Za-z]+):\s?(?:[^\s(),"]*,)*("?)([^\s(),"]*|(?<=")[^"]*)$/.exec(before)
  if (field?.[1] !== undefined) {
    const name = field[1].toLowerCase()
    const typed = field[3] ?? ''
    const values = known[otherNames[name] ?? name]
    if (values === undefined) return null
    const from = caret - typed.length - (field[2]?.length ?? 0)
    return found(from, endOfWord(text, caret), ranked(values, typed).map(({ value, label }) => ({ insert: `${quotedIfNeeded(value)} `, label: value, kind: 'value', ...(label === undefined || label === value ? {} : { note: label }) })))
  }
  const word = /(?:^|[\s()])([A-Za-z/]*)$/.exec(before)?.[1]
  if (word === undefined || (word.length < 2 && !asked)) return null
  const low = word.toLowerCase()
  const mayJoin = /[^\s(]\s+[A-Za-z/]*$/.test(before) && !/\b(?:AND|OR|NOT|NEAR\/\d+)\s+[A-Za-z/]*$/.test(before)
  const items: Completion[] = [
    ...operators.filter((one) => one.toLowerCase().startsWith(low) && (one === 'NOT' || mayJoin)).map((one): Completion => ({ insert: `${one} `, label: one, kind: 'operator' })),
    ...queryFields.filter((one) => one.startsWith(low)).map((one): Completion => ({ insert: `${one}:`, label: `${one}:`, kind: 'field' })),
  ].filter(({ insert }) => insert.trim() !== word)
  return found(caret - word.length, endOfWord(text, caret), items)
}

function found(from: number, to: number, items: readonly Completion[]): Completions | null {
  return items.length === 0 ? null : { from, to, items: items.slice(0, most) }
}

/** Those that begin so first, then those with a word that does; nothing that is written out already. */
function ranked(values: readonly KnownValue[], typed: string): KnownValue[] {
  const low = typed.toLowerCase()
  if (values.some(({ value }) => value.toLowerCase() === low)) return []
  const begins = values.filter(({ value }) => value.toLowerCase().startsWith(low))
  const named = values.filter((one) => !begins.includes(one) && `${one.value} ${one.label ?? ''}`.toLowerCase().split(/[\s(-]+/).some((part) => part.startsWith(low)))
  return [...begins, ...named]
}

function endOfWord(text: string, caret: number): number {
  const rest = /^[^\s()",]*"?/.exec(text.slice(caret, caret + 80))?.[0] ?? ''
  return caret + rest.length
}

/** Whether the caret stands inside a phrase or braces, where everything is text; a quoted value of a field is none. */
function isInside(text: string, caret: number): boolean {
  let inside = ''
  let opened = 0
  for (let at = 0; at < caret; at++) {
    const sign = text.charAt(at)
    if (inside === '' && (sign === '"' || sign === '{')) [inside, opened] = [sign, at]
    else if ((inside === '"' && sign === '"') || (inside === '{' && sign === '}')) inside = ''
  }
  return inside !== '' && !(inside === '"' && /[A-Za-z]:\s?$/.test(text.slice(Math.max(0, opened - 20), opened)))
}
