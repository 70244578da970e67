/** Turns a grammatical sentence into how this person would type it. */
import type { Random } from '../random.ts'
import type { Sentiment } from '../truth.ts'
import type { Style } from './person.ts'
import type { Language } from './places.ts'

type Mood = Sentiment | 'small'

const moods: Record<Mood, readonly string[]> = {
  small: ['😅', '🙂', '🤷', '✨', '☕', '😂', '🫠', '👀', '💀', '🥲'],
  positive: ['😊', '🙌', '💚', '👌', '🎉', '😄', '🚲', '👍', '🥰', '✨'],
  neutral: ['🤔', '👀', '🚲', '🙂', '🤷', '📌'],
  negative: ['😡', '🙄', '😩', '🤦', '😤', '👎', '😒', '🤬', '😞'],
}

const shortcuts: Record<Language, readonly (readonly [RegExp, string])[]> = {
  en: [[/\byou\b/g, 'u'], [/\bto be honest\b/gi, 'tbh'], [/\bbecause\b/g, 'bc'], [/\bI'm\b/g, 'im'], [/\bdon't\b/g, 'dont'], [/\bdoesn't\b/g, 'doesnt'], [/\breally\b/g, 'rly'], [/\band\b/g, '&'], [/\bwithout\b/g, 'w/o'], [/\bpeople\b/g, 'ppl']],
  nl: [[/\been\b/g, 'n'], [/\bechter\b/g, 'maar'], [/\bmijn\b/g, 'mn'], [/\bhet\b/g, 't'], [/\bniet\b/g, 'nie'], [/\beven\b/g, 'ff'], [/\bmisschien\b/g, 'mss'], [/\bis het\b/g, 'ist']],
  fr: [[/\bc'est\b/g, 'c'], [/\bje suis\b/g, 'chuis'], [/\bpour\b/g, 'pr'], [/\bquand\b/g, 'qd'], [/\btout le monde\b/g, 'tlm'], [/\bbeaucoup\b/g, 'bcp'], [/\bne (\S+) pas\b/g, '$1 pas']],
  de: [[/\bvielleicht\b/g, 'vllt'], [/\bnicht\b/g, 'nich'], [/\beine\b/g, 'ne'], [/\bein\b/g, 'n'], [/\bist\b/g, 'is'], [/\birgendwie\b/g, 'iwie']],
  es: [[/\bque\b/g, 'q'], [/\bporque\b/g, 'pq'], [/\btambién\b/g, 'tb'], [/[¿¡]/g, '']],
}

/** One slip of the fingers in a word of small letters; names, tags and addresses stay readable. */
function typo(text: string, r: Random): string {
  const words = text.split(' ')
  for (let attempt = 0; attempt < 4; attempt++) {
    const at = r.int(words.length)
    const word = words[at] ?? ''
    if (!/^\p{Ll}{4,}[.,!?]?$/u.test(word)) continue
    const i = r.between(1, word.length - 3)
    const slipped = r.int(4)
    words[at] = slipped === 0 ? word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2)
      : slipped === 1 ? word.slice(0, i) + word.slice(i + 1)
        : slipped === 2 ? word.slice(0, i) + word.charAt(i) + word.slice(i)
          : word.slice(0, i) + nearby(word.charAt(i)) + word.slice(i + 1)
    return words.join(' ')
  }
  return text
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
function nearby(letter: string): string {
  for (const row of rows) {
    const at = row.indexOf(letter)
    if (at >= 0) return row.charAt(at + 1) || row.charAt(at - 1)
  }
  return letter
}

/** The sentence in somebody's own typing. Addresses, mentions and tags keep their form. */
export function typed(text: string, style: Style, r: Random, language: Language, mood: Mood, tags: readonly string[]): string {
  let out = text.trim().replace(/ {2,}/g, ' ')
  const long = out.length > 160
  if (style.typos > 0.1 && r.chance(style.typos * 0.5)) {
    const [from, to] = r.pick(shortcuts[language])
    if (!/@|https?:/.test(out)) out = out.replace(from, to)
  }
  if (r.chance(style.typos)) out = typo(out, r)
  if (style.lower && !/https?:|@\w/.test(out)) out = out.toLowerCase()
  else if (style.lower) out = out.charAt(0).toLowerCase() + out.slice(1)
  if (mood !== 'neutral' && r.chance(style.exclaim)) out = out.replace(/\.$/, r.pick(['!', '!!', '!']))
  if (style.bareEnd) out = out.replace(/\.$/, '')
  if (!long && !/\p{Extended_Pictographic}$/u.test(out) && r.chance(style.emoji)) {
    const face = r.pick(moods[mood])
    out += ` ${r.chance(0.15) ? face + face : face}`
  }
  if (tags.length > 0 && !out.includes('#') && r.chance(style.tags)) {
    const first = r.int(tags.length)
    const chosen = tags.length > 1 && r.chance(0.35) ? [tags[first], tags[(first + 1) % tags.length]] : [tags[first]]
    out += (r.chance(0.3) ? '\n\n' : ' ') + chosen.map((tag) => `#${tag ?? ''}`).join(' ')
  }
  return out.normalize('NFC')
}
