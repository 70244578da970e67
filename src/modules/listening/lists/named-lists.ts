/** Which word lists a query names, also one that can no longer be read. Pure. */
import { lexemes } from '../query/lexemes.ts'

/** Names in lower case. */
export function listsNamedIn(query: string): Set<string> {
  const named = new Set<string>()
  /** How many groups deep we are in `list:( … )`; 0 outside. */
  let inside = 0
  let isField = false
  for (const lexeme of lexemes(query)) {
    if (lexeme.kind === 'open' && (isField || inside > 0)) inside += 1
    else if (lexeme.kind === 'close' && inside > 0) inside -= 1
    else if ((lexeme.kind === 'word' || lexeme.kind === 'phrase') && (isField || inside > 0)) {
      for (const name of [lexeme.text, ...(lexeme.kind === 'word' ? lexeme.text.split(',') : [])]) named.add(name.trim().replaceAll(/\s+/g, ' ').normalize('NFC').toLowerCase())
    }
    isField = lexeme.kind === 'field' && lexeme.name === 'list'
  }
  return named
}
