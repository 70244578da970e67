/** Reads what somebody typed into the search: words, phrases, what is not meant, and operators. Pure. */
import { Invalid } from '../../../kernel/fault.ts'

export interface Term {
  readonly words: readonly string[]
  /** In this order, next to each other. */
  readonly phrase: boolean
  /** The last word may go on. */
  readonly beginning: boolean
  readonly not: boolean
}
export interface Operator {
  readonly name: OperatorName
  readonly value: string
  readonly not: boolean
  /** Where it stands, to point at. */
  readonly at: number
}
export interface Search {
  readonly terms: readonly Term[]
  readonly operators: readonly Operator[]
  /** `#4711` */
  readonly number: number | null
}

export const operatorNames = ['from', 'to', 'with', 'channel', 'account', 'label', 'assignee', 'team', 'is', 'has', 'before', 'after', 'language', 'subject'] as const
export type OperatorName = (typeof operatorNames)[number]

const values: Partial<Record<OperatorName, readonly string[]>> = {
  is: ['open', 'waiting', 'snoozed', 'closed', 'unread', 'mine', 'note', 'public', 'private', 'spam', 'failed'],
  has: ['file'],
}

/** As the index folds words: no capitals, no accents. */
export const fold = (text: string): string => text.toLowerCase().normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '')
/** What PostgreSQL's parser would take apart is taken apart here as well. */
const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}_]+/gu) ?? []

/** @throws {Invalid} pointing at the character */
export function parseSearch(text: string): Search {
  const terms: Term[] = []
  const operators: Operator[] = []
  let number: number | null = null
  const piece = /(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|([^\s"]+))/giy
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    const blank = /\s+/y
    blank.lastIndex = at
    if (blank.test(text)) { piece.lastIndex = blank.lastIndex; continue }
    piece.lastIndex = at
    const found = piece.exec(text)
    if (found === null) throw new Invalid(`"${text.slice(at, at + 20)}" cannot be read here.`, { at }, 'conversations.search')
    const [, minus, name, quoted, end, plain] = found
    if (quoted !== undefined && end === '') throw new Invalid('This quotation mark has no end. Add one after the phrase.', { at: at + (minus?.length ?? 0) }, 'conversations.search')
    const value = quoted ?? plain ?? ''
    const not = minus === '-'
    if (name !== undefined && isOperator(name.toLowerCase())) {
      operators.push(operator(name.toLowerCase() as OperatorName, value, not, at))
      continue
    }
    const numbered = name === undefined && !not ? /^#(\d{1,15})$/.exec(value) : null
    if (numbered) { number = Number(numbered[1]); continue }
    const words = wordsOf(name === undefined ? value : `${name} ${value}`)
    if (words.length > 0) terms.push({ words, phrase: words.length > 1, beginning: quoted === undefined && value.endsWith('*'), not })
  }
  return { terms, operators, number }
}

const isOperator = (name: string): name is OperatorName => (operatorNames as readonly string[]).includes(name)

function operator(name: OperatorName, value: string, not: boolean, at: number): Operator {
  if (value === '') throw new Invalid(`After "${name}:" something is missing.`, { at: at + name.length + 1 }, 'conversations.search')
  const known = values[name]
  if (known && !known.includes(value.toLowerCase())) throw new Invalid(`"${name}:" takes ${known.join(', ')}, not "${value}".`, { at: at + name.length + 1 }, 'conversations.search')
  if ((name === 'before' || name === 'after') && !isDay(value)) throw new Invalid(`"${name}:" takes a day such as 2026-11-30, not "${value}".`, { at: at + name.length + 1 }, 'conversations.search')
  return { name, value: known ? value.toLowerCase() : value, not, at }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** As PostgreSQL's full text reads it; `null` when there are no words to look for. */
export function tsqueryOf(terms: readonly Term[]): string | null {
  const parts = terms.map(({ words, beginning, not }) => {
    const written = words.map((word, index) => `'${word.replaceAll("'", "''")}'${beginning && index === words.length - 1 ? ':*' : ''}`)
    const together = written.length === 1 ? written[0] ?? '' : `(${written.join(' <-> ')})`
    return not ? `!${together}` : together
  })
  return parts.length === 0 ? null : parts.join(' & ')
}
