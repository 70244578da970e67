/** Parts what somebody wrote from the earlier words that their mail program repeated. Pure. */

export interface Words {
  readonly text: string
  /** `null` when nothing was repeated. */
  readonly quoted: string | null
}

/** "wrote:" at the end of the line that mail programs put above a quote. */
const wrote = [
  'wrote', 'writes', 'schreef', 'schrijft', 'heeft geschreven', 'schrieb', 'hat geschrieben', 'schreibt', 'a écrit', 'écrit', 'écrivait', 'escribió', 'escribio', 'ha scritto', 'scrisse',
  'escreveu', 'napisał\\(a\\)', 'napisał', 'napisała', 'skrev', 'kirjoitti', 'написал', 'написала', 'пише', 'пишет', 'napsal\\(a\\)', 'yazdı', 'geschreven',
]
const begins = ['On', 'Op', 'Am', 'Le', 'El', 'Il', 'Em', 'W dniu', 'Den', 'På', 'Dnia', 'Dne', 'Vào']
// "Op di 3 nov. 2026 om 10:12 schreef Wad <wad@example.org>:" puts the name behind.
const attributionEnd = new RegExp(`(?:\\b|\\s)(?:${wrote.join('|')})(?:[^\\n]{0,200}[>\\w)"”])?\\s*:\\s*$`, 'iu')
const attributionStart = new RegExp(`^(?:${begins.join('|')})\\s`, 'iu')
/** `2026-11-03 10:12 GMT+01:00 Wad <wad@example.org>:`, and the like, without a verb. */
const datedAttribution = /^.{0,20}\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.{0,200}<[^<>\s]+@[^<>\s]+>\s*:?\s*$/u
const originalMessage = /^\s*-{2,}\s*(?:original message|oorspronkelijk(?:e)? bericht|origineel bericht|ursprüngliche nachricht|original[- ]?nachricht|message (?:d['’])?origin(?:al|e)|mensaje original|messaggio originale|mensagem original|wiadomość oryginalna|ursprungligt meddelande|oprindelig meddelelse|alkuperäinen viesti|forwarded message|doorgestuurd bericht|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato)\s*-{2,}\s*$/iu
const fromWords = 'from|van|von|de|da|från|fra|od|lähettäjä|от'
const sentWords = 'sent|verzonden|gesendet|datum|date|envoyé|enviado(?: el)?|fecha|inviato|data|skickat|sendt|wysłano|lähetetty|отправлено'
const toWords = 'to|aan|an|à|para|a|till|til|do|vastaanottaja|кому'
const subjectWords = 'subject|onderwerp|betreff|objet|asunto|oggetto|assunto|ämne|emne|temat|aihe|тема'
const field = (words: string): RegExp => new RegExp(`^\\s*\\*?(?:${words})\\s*:\\*?\\s+\\S`, 'iu')
const from = field(fromWords)
const others = [field(sentWords), field(toWords), field(subjectWords)]
const rule = /^\s*(?:_{10,}|-{20,})\s*$/u
const quote = /^\s{0,3}>/u

/** Where a block of `From:`, `Sent:`, `Subject:` begins, as Outlook writes above what it repeats. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!from.test(lines[at] ?? '')) return false
  const next = lines.slice(at + 1, at + 8)
  return others.filter((one) => next.some((line) => one.test(line))).length >= 2
}

/** How many lines an attribution beginning here takes; 0 when there is none. Long ones are wrapped. */
function attributionLines(lines: readonly string[], at: number): number {
  const first = (lines[at] ?? '').trim()
  if (first === '' || first.length > 400) return 0
  const looksLikeOne = attributionStart.test(first) || /\d{1,2}[:.h]\d{2}|\b\d{4}\b/u.test(first)
  for (let count = 1; count <= (looksLikeOne ? 4 : 1); count++) {
    const whole = lines.slice(at, at + count).map((line) => line.trim()).join(' ')
    if (attributionEnd.test(whole) && (attributionStart.test(whole) || /<[^<>\s]+@[^<>\s]+>|\d{1,2}[:.h]\d{2}|\d{4}/u.test(whole))) return count
    if (datedAttribution.test(whole) && quote.test(nextFilled(lines, at + count))) return count
    if ((lines[at + count] ?? '').trim() === '' || quote.test(lines[at + count] ?? '')) break
  }
  return 0
}

function nextFilled(lines: readonly string[], from: number): string {
  return lines.slice(from).find((line) => line.trim() !== '') ?? ''
}

const join = (lines: readonly string[]): string => lines.join('\n').replaceAll(/\n{3,}/g, '\n\n').trim()

/**
 * The new words of a mail, and what it repeats. Answers written between quoted
 * lines stay with the lines they answer; a quote above the answer goes as well
 * as one below it.
 */
export function newWords(whole: string): Words {
  const text = whole.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ')
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (originalMessage.test(line) || isHeaderBlock(lines, at) || (rule.test(line) && isHeaderBlock(lines, at + 1 + blankLines(lines, at + 1)))) return cut(lines, at)
    const attribution = attributionLines(lines, at)
    if (attribution === 0 && !quote.test(line)) continue
    const rest = lines.slice(at + attribution)
    // Without marks everything behind the attribution is repeated.
    if (!rest.some((one) => quote.test(one))) {
      if (attribution > 0) return cut(lines, at)
      continue
    }
    return aroundQuotes(lines, at, attribution)
  }
  return { text: join(lines), quoted: null }
}

function blankLines(lines: readonly string[], from: number): number {
  let count = 0
  while (from + count < lines.length && (lines[from + count] ?? '').trim() === '') count++
  return count
}

function cut(lines: readonly string[], at: number): Words {
  const text = join(lines.slice(0, at))
  // A mail that only passes something on: what it repeats is what it says.
  return text === '' ? { text: join(lines), quoted: null } : { text, quoted: join(lines.slice(at)) }
}

/** Lines with `>`: one block at either end goes; several, with words between, stay. */
function aroundQuotes(lines: readonly string[], at: number, attribution: number): Words {
  const begin = at + attribution
  const first = lines.findIndex((line, index) => index >= begin && quote.test(line))
  let last = first
  for (let index = first; index < lines.length; index++) if (quote.test(lines[index] ?? '')) last = index
  const inside = lines.slice(first, last + 1)
  const isOneBlock = inside.every((line) => quote.test(line) || line.trim() === '' || isWrapped(line))
  const before = join(lines.slice(0, at))
  const after = join(lines.slice(last + 1))
  if (isOneBlock) {
    const words = join([before, ...(before === '' || after === '' ? [] : ['']), after])
    if (words === '') return { text: join(lines), quoted: null }
    return { text: words, quoted: join(lines.slice(at, last + 1)) }
  }
  return { text: join([...lines.slice(0, at), ...lines.slice(begin)]), quoted: null }
}

/** The end of a quoted line that a mail program broke: one or two words without a mark. */
function isWrapped(line: string): boolean {
  const trimmed = line.trim()
  return trimmed.length > 0 && trimmed.length <= 12 && !/\s/.test(trimmed) && !/[.!?]$/.test(trimmed)
}
