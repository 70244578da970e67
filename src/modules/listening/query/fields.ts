/** The fields of the language: their names, what they take, and the canonical form of a value. */
import { interactionKinds } from '../../../kernel/interaction.ts'
import { nearest } from './query-fault.ts'
import type { FieldName, Followers, Node } from './syntax-tree.ts'
import { foldText } from './fold.ts'

/** Every spelling of a field's name that is read, to the one that is printed. */
export const knownFields: ReadonlyMap<string, string> = new Map([
  ['author', 'author'], ['lang', 'lang'], ['country', 'country'], ['site', 'site'], ['channel', 'channel'], ['kind', 'kind'],
  ['followers', 'followers'], ['has', 'has'], ['is', 'is'], ['sentiment', 'sentiment'], ['emotion', 'emotion'], ['intent', 'intent'],
  ['topic', 'topic'], ['list', 'list'], ['title', 'title'], ['url', 'url'], ['raw', 'raw'], ['mention', 'mention'], ['hashtag', 'hashtag'],
  ['language', 'lang'], ['from', 'author'], ['domain', 'site'], ['type', 'kind'], ['link', 'url'], ['links', 'url'],
])

/** A value that a field does not take: what it takes, and what was perhaps meant. */
export interface Refusal { readonly expected: string; readonly fix?: string }

const choices: Partial<Record<FieldName, readonly string[]>> = {
  kind: interactionKinds,
  has: ['link', 'image', 'video', 'audio'],
  is: ['reply', 'repost', 'quote', 'original'],
  sentiment: ['negative', 'neutral', 'positive'],
  intent: ['question', 'complaint', 'praise', 'request', 'buying', 'leaving', 'thanks', 'spam'],
}
const otherWords: Readonly<Record<string, string>> = {
  photo: 'image', picture: 'image', images: 'image', links: 'link', url: 'link', videos: 'video', retweet: 'repost', share: 'repost', comment: 'reply',
  pos: 'positive', neg: 'negative', bad: 'negative', good: 'positive',
}

/** Whether a field takes several values with commas: `lang:nl,fr`. */
export function takesCommas(field: FieldName): boolean {
  return field !== 'author' && field !== 'topic'
}

/** Reads the value of a field. */
export function readField(field: FieldName, typed: string): Node | Refusal {
  const value = typed.trim().replace(/\s+/g, ' ').normalize('NFC')
  if (value === '') return { expected: `a value after ${field}:` }
  const low = value.toLowerCase()
  const allowed = choices[field]
  if (allowed) {
    if (allowed.includes(low)) return { kind: 'field', field, value: low }
    const meant = otherWords[low] !== undefined && allowed.includes(otherWords[low]) ? otherWords[low] : nearest(low, allowed)
    return { expected: `${field}: with one of ${allowed.join(', ')}`, ...(meant === undefined ? {} : { fix: meant }) }
  }
  switch (field) {
    case 'lang': return language(value)
    case 'country': return country(value)
    case 'channel':
      if (/^[a-z][a-z0-9-]{0,31}$/.test(low)) return { kind: 'field', field, value: low }
      return { expected: 'the name of a channel such as bluesky' }
    case 'site': {
      const host = low.replace(/^[a-z]+:\/\//, '').replace(/^(www|\*)\./, '').replace(/[/?#].*$/, '').replace(/^\.|\.$/g, '')
      if (/^[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(host)) return { kind: 'field', field, value: host }
      return { expected: 'a host such as example.com after site:' }
    }
    case 'author': {
      const name = foldText(value.replace(/^@/, ''))
      return name === '' ? { expected: 'a handle or a name after author:' } : { kind: 'field', field, value: name }
    }
    default: return { kind: 'field', field, value: low }
  }
}

let languageNames: Map<string, string> | undefined
let countryNames: Map<string, string> | undefined

function language(value: string): Node | Refusal {
  const tag = value.toLowerCase().replaceAll('_', '-')
  if (/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/.test(tag)) {
    const known = tag === 'und' || nameOf('language', tag.split('-')[0] ?? tag) !== undefined
    if (known) return { kind: 'field', field: 'lang', value: tag }
  }
  languageNames ??= names('language', 'abcdefghijklmnopqrstuvwxyz')
  const code = languageNames.get(tag) ?? languageNames.get(nearest(tag, languageNames.keys()) ?? '')
  return { expected: 'a language as two or three letters (ISO 639), such as nl, after lang:', ...(code === undefined ? {} : { fix: code }) }
}

function country(value: string): Node | Refusal {
  const code = value.toUpperCase()
  if (code === 'UK') return { kind: 'field', field: 'country', value: 'GB' }
  if (/^[A-Z]{2}$/.test(code) && nameOf('region', code) !== undefined) return { kind: 'field', field: 'country', value: code }
  countryNames ??= names('region', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const low = value.toLowerCase()
  const meant = countryNames.get(low) ?? countryNames.get(nearest(low, countryNames.keys()) ?? '')
  return { expected: 'a country as two letters (ISO 3166), such as BE, after country:', ...(meant === undefined ? {} : { fix: meant }) }
}

const displayed = { language: new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }), region: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }) }

function nameOf(type: 'language' | 'region', code: string): string | undefined {
  return displayed[type].of(code)
}

function names(type: 'language' | 'region', letters: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const first of letters) {
    for (const second of letters) {
      const name = nameOf(type, first + second)?.toLowerCase()
      if (name !== undefined && !found.has(name)) found.set(name, first + second)
    }
  }
  return found
}

const number = String.raw`(\d+(?:\.\d+)?)\s*([km]?)`
const comparison = new RegExp(`^(>=|<=|=|>|<|≥|≤)?\\s*${number}$`, 'i')
const range = new RegExp(`^${number}\\s*(?:\\.\\.|-)\\s*${number}$`, 'i')

function amount(digits: string | undefined, unit: string | undefined): number {
  return Math.round(Number(digits) * (unit?.toLowerCase() === 'k' ? 1_000 : unit?.toLowerCase() === 'm' ? 1_000_000 : 1))
}

/** Reads `>1000`, `>=1.5k`, `<200`, `500`, `1000..5000`. */
export function readFollowers(typed: string): Followers | Refusal {
  const value = typed.replaceAll(/[,_\s](?=\d{3})/g, '').trim()
  const between = range.exec(value)
  if (between) {
    const [least, most] = [amount(between[1], between[2]), amount(between[3], between[4])]
    return least <= most ? { kind: 'followers', least, most } : { expected: 'the smaller number first', fix: `${most}..${least}` }
  }
  const [, sign = '=', digits, unit] = comparison.exec(value) ?? []
  if (digits === undefined) return { expected: 'a number after followers:, as in followers:>1000, followers:<=5k or followers:1000..5000', fix: '>1000' }
  const count = amount(digits, unit)
  if (sign === '>') return { kind: 'followers', least: count + 1 }
  if (sign === '>=' || sign === '≥') return { kind: 'followers', least: count }
  if (sign === '<') return count === 0 ? { expected: 'a number above 0 after <' } : { kind: 'followers', most: count - 1 }
  if (sign === '<=' || sign === '≤') return { kind: 'followers', most: count }
  return { kind: 'followers', least: count, most: count }
}
