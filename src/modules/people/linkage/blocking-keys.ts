/** The keys by which records may be brought together before they are compared. */
import { lettersOf } from './compare-contact.ts'
import { district } from './compare-places.ts'
import type { ComparedKind } from './kinds.ts'
import { phoneticKey } from './phonetic.ts'
import type { FieldPlan } from './plan-fields.ts'
import type { Records } from './records.ts'

/** One key: equal numbers mean that two rows may be brought together, 0 that the row has no such key. */
export interface BlockingKey {
  readonly name: string
  /** Fields whose agreement the key takes for granted. */
  readonly fields: readonly number[]
  /** Ways to build the key: each a list of slots, mixed without order. Two mail columns give two ways. */
  readonly ways: readonly (readonly number[])[]
  /** A value's part of the key, 0 when it gives none. */
  readonly keyOf: (value: string) => number
  /** The same by dictionary code. */
  readonly keyOfCode: Uint32Array
  /** Chance that the key survives in a true pair whose values are not identical. */
  readonly survives: number
}

/** FNV-1a over UTF-16 units, never 0. Source: Fowler, Noll, Vo; RFC 9923. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  return hash === 0 ? 1 : hash >>> 0
}

interface KeyRule {
  readonly name: string
  readonly survives: number
  readonly key: (value: string, rarest: (value: string) => string) => string
}

const same: KeyRule = { name: '', survives: 0, key: (value) => value }
const rarestWord: KeyRule = { name: 'rarest word of ', survives: 0.4, key: (value, rarest) => rarest(value) }
const sounds: KeyRule = { name: 'sound of ', survives: 0.55, key: phoneticKey }
const start: KeyRule = { name: 'start of ', survives: 0.5, key: (value) => value.slice(0, 4) }
const short = (length: number, value: string): string => (value.length >= length ? value : '')

const rules: Readonly<Record<ComparedKind, readonly KeyRule[]>> = {
  'given-name': [same, sounds, start],
  'family-name': [same, sounds, start],
  'full-name': [
    { name: 'words of ', survives: 0.2, key: (value) => value.split(' ').sort().join(' ') }, rarestWord,
    { name: 'sound of the last word of ', survives: 0.6, key: (value) => phoneticKey(value.split(' ').at(-1) ?? '') },
    { name: 'sound of the first word of ', survives: 0.5, key: (value) => phoneticKey(value.split(' ')[0] ?? '') },
  ],
  date: [
    same,
    { name: 'month of ', survives: 0.4, key: (value) => (value.slice(4, 6) === '00' ? '' : value.slice(0, 6)) },
    { name: 'year and day of ', survives: 0.4, key: (value) => (value.endsWith('00') ? '' : value.slice(0, 4) + value.slice(6)) },
    { name: 'day and month of ', survives: 0.3, key: (value) => (value.endsWith('00') ? '' : value.slice(4)) },
    { name: 'year of ', survives: 0.6, key: (value) => value.slice(0, 4) },
  ],
  email: [
    same,
    { name: 'user part of ', survives: 0.4, key: (value) => value.slice(0, Math.max(0, value.lastIndexOf('@'))) },
    { name: 'letters of ', survives: 0.4, key: (value) => short(4, lettersOf(value.slice(0, Math.max(0, value.lastIndexOf('@'))))) },
    { name: 'end of ', survives: 0.5, key: (value) => value.slice(-12) },
  ],
  phone: [{ name: 'last eight digits of ', survives: 0.7, key: (value) => value.slice(-8) }, { name: 'last five digits of ', survives: 0.75, key: (value) => value.slice(-5) }],
  handle: [{ name: 'letters of ', survives: 0.4, key: (value) => lettersOf(value) || value }, { name: 'start of ', survives: 0.5, key: (value) => lettersOf(value).slice(0, 6) }],
  address: [same, rarestWord, start],
  'street-number': [same],
  place: [same, sounds, start],
  postcode: [same, { name: 'district of ', survives: 0.6, key: district }],
  category: [same],
  number: [
    same,
    { name: 'first half of ', survives: 0.45, key: (value) => short(4, value).slice(0, value.length >> 1) },
    { name: 'second half of ', survives: 0.45, key: (value) => short(4, value).slice(value.length >> 1) },
  ],
  text: [same, rarestWord],
}

/** The word that fewest values of a dictionary hold: "baron" brings nobody together, "chudleigh" does. */
function rarestOf(values: readonly string[]): (value: string) => string {
  const counts = new Map<string, number>()
  for (const value of values) for (const word of value.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (value) => {
    let best = ''
    let least = Infinity
    for (const word of value.split(' ')) {
      const count = counts.get(word) ?? 0
      // A word of one value alone is most likely a slip, and brings nobody together.
      const cost = count <= 1 ? 1e9 : count
      if (word.length > 1 && (cost < least || (cost === least && word < best))) {
        best = word
        least = cost
      }
    }
    return best
  }
}

function keyMaker(rule: KeyRule, rarest: (value: string) => string): (value: string) => number {
  const salt = hashOf(rule.name)
  return (value) => {
    if (value === '') return 0
    const key = rule.key(value, rarest)
    return key === '' ? 0 : (hashOf(key) ^ salt) >>> 0 || 1
  }
}

/** Every key that the fields offer. */
export function blockingKeys(fields: readonly FieldPlan[], records: Records): BlockingKey[] {
  const keys: BlockingKey[] = []
  for (const [index, field] of fields.entries()) {
    const values = records.values[field.slots[0] ?? 0] ?? []
    const rarest = rules[field.kind].includes(rarestWord) ? rarestOf(values) : (value: string) => value
    for (const rule of rules[field.kind]) {
      const keyOf = keyMaker(rule, rarest)
      keys.push({ name: `${rule.name}${field.name}`, fields: [index], ways: field.slots.map((slot) => [slot]), keyOf, keyOfCode: Uint32Array.from(values, keyOf), survives: rule.survives })
    }
    if (field.partner !== undefined && field.partner > (field.slots[0] ?? 0)) {
      const other = fields.findIndex((candidate) => candidate.slots[0] === field.partner)
      keys.push({ name: `${field.name} and ${fields[other]?.name ?? ''} in any order`, fields: [index, other], ways: [[field.slots[0] ?? 0, field.partner]], keyOf: keyMaker(same, rarest), keyOfCode: Uint32Array.from(values, keyMaker(same, rarest)), survives: 0.05 })
    }
  }
  return keys
}

type Values = readonly (readonly string[])[]

function keyAt(key: BlockingKey, way: number, codes: Int32Array, offset: number, values?: Values): number {
  let mixed = 0
  for (const slot of key.ways[way] ?? []) {
    const code = codes[offset + slot] ?? 0
    const one = key.keyOfCode[code] ?? key.keyOf(values?.[slot]?.[code] ?? '')
    if (one === 0) return 0
    mixed = (mixed + one) >>> 0
  }
  return mixed === 0 ? 1 : mixed
}

/** Keys that must agree together. */
export interface BlockingRule {
  readonly name: string
  readonly keys: readonly BlockingKey[]
  /** Combinations of the keys' ways; a row has one number for each. */
  readonly ways: readonly (readonly number[])[]
}

/** Puts keys together into a rule. */
export function ruleOf(keys: readonly BlockingKey[]): BlockingRule {
  let ways: number[][] = [[]]
  for (const key of keys) ways = ways.flatMap((way) => [...key.ways.keys()].map((next) => [...way, next]))
  return { name: keys.map((key) => key.name).join(' + '), keys, ways }
}

/**
 * A row's number under one way of a rule; 0 when the row lacks one of the keys.
 *
 * @param values dictionary values by slot, needed for codes that came after the keys were made.
 */
export function ruleKeyAt(rule: BlockingRule, way: number, codes: Int32Array, offset: number, values?: Values): number {
  let hash = 0x9747b28c
  const ways = rule.ways[way] ?? []
  for (let k = 0; k < rule.keys.length; k++) {
    const one = keyAt(rule.keys[k] as BlockingKey, ways[k] ?? 0, codes, offset, values)
    if (one === 0) return 0
    hash = Math.imul(hash ^ one, 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  hash >>>= 0
  return hash === 0 ? 1 : hash
}
