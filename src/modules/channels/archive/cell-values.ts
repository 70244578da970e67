/** What single cells of exports mean: counts, languages, countries, kinds, networks. Pure. */
import type { InteractionKind } from '../../../kernel/interaction.ts'

/** `1234`, `1,234`, `1.234`, `1.2K`, `3 mln`; null when it is no count. */
export function countOf(written: string): number | null {
  const found = /^([\d.,'\s]*\d)\s*(k|m|mln|mil|b)?\.?$/i.exec(written.trim())
  if (found?.[1] === undefined) return null
  const digits = found[1].replace(/['\s]/g, '')
  const scale = { k: 1e3, m: 1e6, mln: 1e6, mil: 1e6, b: 1e9 }[(found[2] ?? '').toLowerCase()]
  const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(digits)
  const number = scale === undefined && isGrouped ? Number(digits.replace(/[.,]/g, '')) : Number(digits.replace(',', '.')) * (scale ?? 1)
  return Number.isFinite(number) && number >= 0 && number <= Number.MAX_SAFE_INTEGER ? Math.round(number) : null
}

/** A number that a spreadsheet made of a long id: `5.70301E+17`. Its last digits are lost. */
export function isSpoiltId(written: string): boolean {
  return /^\d([.,]\d+)?E\+\d{1,3}$/i.test(written.trim())
}

const languageNames = namesOf('language', 'aa ab af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu ha he hi hr hu hy id ig is it ja jv ka kk km kn ko ku ky lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no nb nn pa pl ps pt ro ru rw si sk sl so sq sr st su sv sw ta te tg th tk tl tr tt uk ur uz vi xh yi yo zh zu'.split(' '))

/** A BCP 47 tag from a tag, a name in English or Dutch, or null. */
export function languageOf(written: string): string | null {
  const text = written.trim().replaceAll('_', '-')
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text) && text.length <= 35) return text.toLowerCase() === 'und' ? null : text.length <= 3 ? text.toLowerCase() : text
  return languageNames.get(text.toLowerCase()) ?? languageNames.get(text.replace(/\s*[(-].*$/, '').toLowerCase()) ?? null
}

const countryCodes = 'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KM KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PR PS PT PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW'.split(' ')
const countryNames = namesOf('region', countryCodes)
for (const [name, code] of [['usa', 'US'], ['united states of america', 'US'], ['uk', 'GB'], ['great britain', 'GB'], ['england', 'GB'], ['scotland', 'GB'], ['holland', 'NL'], ['the netherlands', 'NL'], ['korea', 'KR'], ['russian federation', 'RU'], ['czech republic', 'CZ'], ['turkey', 'TR'], ['hong kong', 'HK']] as const) countryNames.set(name, code)

/** ISO 3166-1 alpha-2 from a code or a name in English or Dutch, or null. */
export function countryOf(written: string): string | null {
  const text = written.trim()
  if (/^[a-z]{2}$/i.test(text)) return countryCodes.includes(text.toUpperCase()) ? text.toUpperCase() : (countryNames.get(text.toLowerCase()) ?? null)
  return countryNames.get(text.toLowerCase()) ?? null
}

function namesOf(type: 'language' | 'region', codes: readonly string[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const locale of ['en', 'nl', 'fr', 'de']) {
    const display = new Intl.DisplayNames([locale], { type, fallback: 'none' })
    for (const code of codes) {
      const name = display.of(code)?.toLowerCase()
      if (name !== undefined && !names.has(name)) names.set(name, code)
    }
  }
  return names
}

const kinds: readonly (readonly [RegExp, InteractionKind])[] = [
  [/retweet|repost|reblog|boost|announce|\bshare[ds]?\b|gedeeld/, 'repost'],
  [/quote|citaat/, 'quote'],
  [/repl(y|ies)|antwoord|\breactie\b/, 'reply'],
  [/comment|opmerking/, 'comment'],
  [/review|recensie|beoordeling|rating/, 'review'],
  [/direct.?message|private|\bdm\b|message|bericht|\bmail\b|chat/, 'message'],
  [/article|news|blog|artikel|nieuws|press|magazine|broadcast|print/, 'article'],
  [/post|tweet|status|toot|original|create|forum|thread|mention|video|photo|image/, 'post'],
]

/** The kind of interaction that an export's word for it means, or null. */
export function kindOf(written: string): InteractionKind | null {
  const text = written.trim().toLowerCase()
  return text === '' ? null : (kinds.find(([form]) => form.test(text))?.[1] ?? null)
}

const channels: readonly (readonly [RegExp, string])[] = [
  [/^(x|x\.com|twitter(\.com)?|x \(?twitter\)?|twitter\/x|tweet)$/, 'x'],
  [/bluesky|bsky/, 'bluesky'],
  [/mastodon|fediverse/, 'fediverse'],
  [/facebook|fb\.com/, 'facebook'],
  [/instagram/, 'instagram'],
  [/youtube|youtu\.be/, 'youtube'],
  [/reddit/, 'reddit'],
  [/linkedin/, 'linkedin'],
  [/tiktok/, 'tiktok'],
  [/threads/, 'threads'],
  [/pinterest/, 'pinterest'],
  [/tumblr/, 'tumblr'],
  [/telegram|t\.me/, 'telegram'],
  [/trustpilot|review|tripadvisor|google.?play|app.?store|yelp|capterra|g2\.com/, 'reviews'],
  [/forum|board/, 'forum'],
  [/news|nieuws|blog|web|online|article|press|rss|print|magazine/, 'web'],
]

/** The channel that an export's word, or a host name, stands for; null when it is none we know. */
export function channelOf(written: string): string | null {
  const text = written.trim().toLowerCase().replace(/^(https?:\/\/)?(www\.|m\.|mobile\.)?/, '')
  return text === '' ? null : (channels.find(([form]) => form.test(text))?.[1] ?? null)
}

/** A handle without `@`, when it is one: no blanks, as networks allow them. */
export function handleOf(written: string): string | null {
  const text = written.trim().replace(/^@/, '')
  return /^[\p{L}\p{N}._-]{1,60}(@[\w.-]+\.\w{2,})?$/u.test(text) ? text : null
}
