/** Colours for an editor: what each stretch of a query is, also while it is half written. */
import { knownFields } from './fields.ts'
import { lexemes } from './lexemes.ts'
import type { Lexeme } from './lexemes.ts'

type TokenKind = 'operator' | 'group' | 'field' | 'value' | 'word' | 'phrase' | 'exact' | 'tag' | 'mention' | 'cash' | 'address' | 'problem'
interface EditorToken { readonly start: number; readonly end: number; readonly kind: TokenKind }

/** The stretches of a query that have a colour, in order and without overlap. Never throws. */
export function tokensOf(text: string): EditorToken[] {
  const tokens: EditorToken[] = []
  let previous: Lexeme | undefined
  for (const lexeme of lexemes(text)) {
    if (lexeme.kind === 'end') break
    const value = previous?.kind === 'field' && knownFields.get(previous.name) !== 'title'
    tokens.push({ start: lexeme.at, end: lexeme.end, kind: value && lexeme.kind !== 'open' && lexeme.kind !== 'problem' ? 'value' : colour(lexeme) })
    previous = lexeme
  }
  return tokens
}

function colour(lexeme: Lexeme): TokenKind {
  switch (lexeme.kind) {
    case 'open': case 'close': return 'group'
    case 'field': case 'phrase': case 'exact': case 'problem': return lexeme.kind
    case 'word': return wordColour(lexeme.text)
    default: return 'operator'
  }
}

function wordColour(text: string): TokenKind {
  switch (text.charAt(0)) {
    case '#': case '＃': return 'tag'
    case '@': case '＠': return 'mention'
    case '$': return /^\$[A-Za-z]/.test(text) ? 'cash' : 'word'
    default: return /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)/i.test(text) ? 'address' : 'word'
  }
}
