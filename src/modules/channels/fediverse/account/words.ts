/** Whom an answer names, how long it is, and who may not read it. Pure. */
import type { Party } from '../../../../kernel/message.ts'
import type { Limits } from './manifest.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const links = /https?:\/\/[^\s<>"']+/gi
/** `@name` or `@name@host`, not inside a word or an address (Mastodon, `Account::MENTION_RE`). */
const mentions = /(?<![\p{L}\p{N}_/.@=])@([\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*)(?:@([\p{L}\p{N}.-]+[\p{L}\p{N}]))?/giu

/** As the network writes somebody of a server: with its domain, in lower case. */
export const fullHandle = (handle: string, domain: string): string => {
  const plain = handle.replace(/^@/, '').toLowerCase()
  return plain.includes('@') ? plain : `${plain}@${domain.toLowerCase()}`
}

export function namedIn(text: string, domain: string): string[] {
  return [...new Set([...text.replaceAll(links, '').matchAll(mentions)].map(([, name = '', host]) => fullHandle(host === undefined ? name : `${name}@${host}`, domain)))]
}

/** Only who is named is told; so whoever is to have it and is not named in it is named before it. */
export function addressed(text: string, to: readonly Pick<Party, 'handle'>[], domain: string, own: string): string {
  const named = new Set(namedIn(text, domain))
  const missing = [...new Set(to.flatMap(({ handle }) => (handle === undefined ? [] : [fullHandle(handle, domain)])))].filter((handle) => handle !== fullHandle(own, domain) && !named.has(handle))
  return [...missing.map((handle) => `@${handle}`), text].join(' ').trim()
}

/** As servers count: links as so many, mentions without their domain, the warning too (Mastodon, `StatusLengthValidator`). */
export function lengthOf(text: string, warning: string, { perLink }: Pick<Limits, 'perLink'>): number {
  const counted = text.replaceAll(links, 'x'.repeat(perLink)).replaceAll(mentions, '@$1')
  return [...graphemes.segment(warning + counted)].length
}
