/** Which addresses are used by many, so that they join nobody. */
import { fullName } from '../linkage/compare-names.ts'
import { normalise } from '../linkage/normalise.ts'

/**
 * Under how many names that are not one person's an address may be seen before
 * it counts as shared. A family has one telephone and a shop one terminal;
 * people change the name on a mail address more often. Accounts and customer
 * numbers belong to one person by their making, so they bear more.
 */
const namesBorne: Readonly<Record<string, number>> = { phone: 1, cookie: 1, mail: 2 }
const namesBorneElse = 4

/** Patterns that an address may be listed under: itself, and its mail box at any host. */
export function patternsOf(channel: string, externalId: string): string[] {
  const at = externalId.lastIndexOf('@')
  return channel === 'mail' && at > 0 ? [externalId, `${externalId.slice(0, at).replace(/\+.*$/, '')}@*`] : [externalId]
}

const reading = { dateOrder: 'day-first', today: '99991231' } as const

/** Whether two names can be one person's: order, pet forms, initials and slips are forgiven, another first name is not. */
export function mayBeOnePerson(x: string, y: string): boolean {
  const [a, b] = [x, y].map((name) => normalise('full-name', name, reading)) as [string, string]
  if (a === '' || b === '' || a === b) return true
  const level = fullName.levels[fullName.compare(a, b)]?.name
  // A lone first or last name fits a whole one that holds it.
  if (level === 'shares') return !a.includes(' ') || !b.includes(' ')
  return level !== 'different'
}

/** The different people that some names stand for: each name that fits none before it is one more. */
export function differentNames(names: readonly string[]): string[] {
  const found: string[] = []
  for (const name of names) if (normalise('full-name', name, reading) !== '' && !found.some((other) => mayBeOnePerson(other, name))) found.push(name)
  return found
}

/** Whether an address that is seen with these names is shared, and with which. */
export function sharedByNames(channel: string, names: readonly string[]): string[] | null {
  const different = differentNames(names)
  return different.length > (namesBorne[channel] ?? namesBorneElse) ? different : null
}
