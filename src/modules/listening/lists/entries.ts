/** What may stand in a word list: words and phrases, one an entry. Pure. */
import { Invalid } from '../../../kernel/fault.ts'
import { cleanText } from '../../../kernel/admission.ts'
import { partsOf } from '../query/word-parts.ts'

/** As many as a query may name. */
export const maxEntries = 10_000
/** A phrase longer than this is a text. */
export const maxEntryLength = 200

const operator = /(^|\s)(AND|OR|NOT|O?NEAR(\/\d+)?)(\s|$)/

/**
 * The entries as they are kept: clean, without quotes around, each once
 * whatever its case (unless in braces, where case counts), empty ones left out.
 * @throws {Invalid} naming the entry that cannot be searched for
 */
export function readEntries(given: readonly string[]): string[] {
  const kept = new Map<string, string>()
  for (const [index, each] of given.entries()) {
    const entry = cleanText(each).replaceAll(/\s+/g, ' ').trim().replace(/^["“„«](.+)["”»]$/, '$1').trim()
    if (entry === '') continue
    check(entry, index)
    const key = entry.startsWith('{') ? entry : entry.toLowerCase()
    if (!kept.has(key)) kept.set(key, entry)
  }
  if (kept.size === 0) throw new Invalid('A word list has at least one word. Write one word or phrase a line.', { path: '/entries' }, 'listening.lists.empty')
  if (kept.size > maxEntries) throw new Invalid(`A word list has at most ${maxEntries} entries; this one has ${kept.size}. Make two of it and write list:one OR list:two.`, { path: '/entries' }, 'listening.lists.too-long')
  return [...kept.values()]
}

function check(entry: string, index: number): void {
  const wrong = (message: string): Invalid => new Invalid(message, { path: `/entries/${index}` }, 'listening.lists.entry', { entry: index })
  const shown = entry.length > 60 ? `${entry.slice(0, 59)}…` : entry
  if (entry.length > maxEntryLength) throw wrong(`Entry ${index + 1} has ${entry.length} characters; a word or phrase has at most ${maxEntryLength}.`)
  if (/^list\s?:/i.test(entry)) throw wrong(`Entry ${index + 1}, "${shown}", names another list. Lists hold words only; in the query write list:one OR list:two.`)
  if (operator.test(entry)) throw wrong(`Entry ${index + 1}, "${shown}", holds an operator. An entry is one word or phrase; operators belong in the query.`)
  const braced = /^\{(.*)\}$/.exec(entry)?.[1]
  if (braced === undefined ? /[{}]/.test(entry) : /[{}]/.test(braced) || braced.trim() === '') throw wrong(`Entry ${index + 1}, "${shown}", has a brace too many. Write {Exactly So} around the whole entry.`)
  if (braced === undefined && partsOf(entry).length === 0) throw wrong(`Entry ${index + 1}, "${shown}", has no letter, digit or emoji. For signs alone write them in braces: {:-)}.`)
}
