/** Says in a few words why a post was understood as it was. */
import type { FoundCue } from './cue-table.ts'
import type { SentimentVector } from './sentiment-vector.ts'

const saying: Readonly<Record<FoundCue['kind'], string>> = {
  question: 'asks', complaint: 'complains', praise: 'praises', request: 'requests', buying: 'wants to buy',
  leaving: 'wants to leave', thanks: 'thanks', spam: 'looks like spam', urgent: 'presses', harm: 'harm',
}

const most = 6

/** One line a cue (`asks: "how long"`), then the words that sounded good or bad (`bad: "broken"`), six at most. */
export function reasons(felt: { readonly sentiment: string }, cues: readonly FoundCue[], vector: SentimentVector): string[] {
  const all: string[] = []
  for (const { kind, phrase } of cues) {
    const line = `${saying[kind]}: "${phrase}"`
    if (!all.includes(line) && all.length < most - 2) all.push(line)
  }
  const wanted = felt.sentiment === 'neutral' ? 0 : felt.sentiment === 'positive' ? 1 : -1
  for (let at = 0; at < vector.signCount && all.length < most; at++) {
    const valence = vector.signs[at] ?? 0
    if (Math.sign(valence) === wanted || wanted === 0) {
      const word = vector.signWord(at)
      const line = `${valence > 0 ? 'good' : 'bad'}: "${word}"`
      // A single mark says nothing to a reader.
      if (!(word.length === 1 && /\P{L}/u.test(word)) && !all.includes(line)) all.push(line)
    }
  }
  return all
}
