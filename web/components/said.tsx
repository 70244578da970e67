/** A sentence of the server, in the member's language; what stayed English says so to whoever reads it aloud. */
import { useWords } from '../words/words.tsx'

export function Said({ children: text }: { readonly children: string }) {
  const { saidInParts, language } = useWords()
  if (language === 'en') return text
  // oxlint-disable-next-line react/no-array-index-key -- the stretches of one sentence never move
  return saidInParts(text).map((piece, index) => (piece.foreign ? <span key={index} lang="en">{piece.text}</span> : piece.text))
}
