/** Says in a few words why a post was understood as it was. */
import type { FoundCue } from './cue-table.ts'
import type { SentimentVector } from './sentiment-vector.ts'

const saying: Readonly<Record<FoundCue['kind'], string>> = {
  question: 'asks a question', complaint: 'is a complaint', praise: 'is praise', request: 'asks for help', buying: 'says that somebody may buy',
  leaving: 'says that somebody may leave', thanks: 'gives thanks', spam: 'looks like spam', urgent: 'says that it presses', harm: 'speaks of harm',
}

const most = 6

/** One clause a cue (`"how long" asks a question`), then the words that sounded good or bad (`"broken" sounds bad`), six at most. */
export function reasons(felt: { readonly sentiment: string }, cues: readonly FoundCue[], vector: SentimentVector): string[] {
  const all: string[] = []
  for (const { kind, phrase } of cues) {
    const line = `"${phrase}" ${saying[kind]}`
    if (!all.includes(line) && all.length < most - 2) all.push(line)
  }
  const wanted = felt.sentiment === 'neutral' ? 0 : felt.sentiment === 'positive' ? 1 : -1
  for (let at = 0; at < vector.signCount && all.length < most; at++) {
    const valence = vector.signs[at] ?? 0
    if (Math.sign(valence) === wanted || wanted === 0) {
      const word = vector.signWord(at)
      const line = `"${word}" sounds ${valence > 0 ? 'good' : 'bad'}`
      // A single mark says nothing to a reader.
      if (!(word.length === 1 && /\P{L}/u.test(word)) && !all.includes(line)) all.push(line)
    }
  }
  return all
}
