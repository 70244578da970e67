/** What fits next while somebody searches: operators, and the values that they take. Pure. */

export interface KnownNames {
  readonly labels: readonly string[]
  readonly members: readonly string[]
  readonly teams: readonly string[]
  readonly accounts: readonly string[]
  readonly channels: readonly string[]
}

export interface Offer {
  /** What is put in place of what was typed. */
  readonly insert: string
  readonly shown: string
}

export interface Offers {
  /** The part of the text that an offer replaces. */
  readonly from: number
  readonly to: number
  readonly offers: readonly Offer[]
}

export const operators = ['from:', 'to:', 'with:', 'channel:', 'account:', 'label:', 'assignee:', 'team:', 'is:', 'has:', 'before:', 'after:', 'language:'] as const
const fixed: Readonly<Record<string, readonly string[]>> = { is: ['open', 'waiting', 'snoozed', 'closed', 'unread', 'mine', 'note', 'public', 'private'], has: ['file'] }
const most = 8

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
/** Names with blanks are quoted. */
const written = (name: string): string => (/[\s"]/.test(name) ? `"${name.replaceAll('"', '')}"` : name)

/** The word around the caret, with an operator's quoted value as one. */
function wordAt(text: string, caret: number): { readonly from: number; readonly to: number } {
  const before = text.slice(0, caret)
  const found = /(?:^|\s)(-?(?:\w+:)?(?:"[^"]*|[^\s"]*))$/.exec(before)
  const from = found?.[1] === undefined ? caret : caret - found[1].length
  const rest = /^[^\s]*/.exec(text.slice(caret))?.[0] ?? ''
  return { from, to: caret + rest.length }
}

/** `null` when nothing fits. */
export function offersAt(text: string, caret: number, known: KnownNames): Offers | null {
  const { from, to } = wordAt(text, caret)
  const typed = text.slice(from, caret)
  const sign = typed.startsWith('-') ? '-' : ''
  const word = typed.slice(sign.length)
  const colon = word.indexOf(':')
  if (colon === -1) {
    if (word === '') return null
    const offers = operators.filter((operator) => operator.startsWith(word.toLowerCase()) && operator !== word).map((operator) => ({ insert: sign + operator, shown: operator }))
    return offers.length === 0 ? null : { from, to, offers }
  }
  const operator = word.slice(0, colon).toLowerCase()
  const sought = fold(word.slice(colon + 1).replaceAll('"', ''))
  const values = fixed[operator] ?? { label: known.labels, assignee: known.members, team: known.teams, account: known.accounts, channel: known.channels }[operator] ?? []
  const offers = values.filter((value) => fold(value).includes(sought) && fold(value) !== sought).slice(0, most).map((value) => ({ insert: `${sign}${operator}:${written(value)} `, shown: value }))
  return offers.length === 0 ? null : { from, to, offers }
}
