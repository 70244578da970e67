/** The kinds of column that recognition knows, in words. */

export const kinds = [
  'given-name', 'family-name', 'full-name', 'date', 'email', 'phone', 'handle', 'address', 'street-number', 'place', 'postcode',
  'category', 'number', 'text', 'ignore',
] as const

/** What a column holds, which decides how its values are brought to one form and compared. */
export type Kind = (typeof kinds)[number]

/** A kind whose columns take part in comparisons. */
export type ComparedKind = Exclude<Kind, 'ignore'>

/** What a kind means, for `--help` and faults. */
export const kindWords: Readonly<Record<Kind, string>> = {
  'given-name': 'first name', 'family-name': 'last name', 'full-name': 'whole name in one cell', date: 'date, usually of birth', email: 'mail address',
  phone: 'telephone number', handle: 'user name on a network', address: 'street or a line of an address', 'street-number': 'house number',
  place: 'town, suburb or region with many values', postcode: 'postal code', category: 'one of few values (sex, state, profession)',
  number: 'number or code of somebody (customer, insurance)', text: 'free text', ignore: 'not compared',
}

export function isKind(word: string): word is Kind {
  return (kinds as readonly string[]).includes(word)
}
