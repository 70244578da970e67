/** Finds cues among the hashed words of a post. */
import { cues, type Cued } from './cues.ts'
import type { FeatureReader } from './features.ts'
import { FeatureReader as Reader } from './features.ts'
import { hashPair } from './hash.ts'

interface Cue {
  readonly phrase: string
  readonly speaks: readonly { readonly kind: Cued; readonly weight: number }[]
}

export interface FoundCue {
  readonly kind: Cued
  readonly phrase: string
  readonly weight: number
}

const places = 1 << 16
const found = new Uint8Array(places)
const table = new Map<number, Cue>()

function hashOf(reader: FeatureReader): number | undefined {
  const [one = 0, two = 0, three = 0] = reader.tokens
  if (reader.tokenCount === 1) return one
  if (reader.tokenCount === 2) return hashPair(one, two)
  return reader.tokenCount === 3 ? hashPair(one, hashPair(two, three)) : undefined
}

function fill(): void {
  const reader = new Reader()
  for (const [kind, weight, , phrases] of cues) {
    for (const phrase of phrases.split('|')) {
      reader.read(phrase)
      const hash = hashOf(reader)
      if (hash === undefined) throw new RangeError(`The cue "${phrase}" has ${reader.tokenCount} words; at most three are looked up.`)
      const known = table.get(hash)
      if (known?.speaks.some((one) => one.kind === kind) === true) continue
      table.set(hash, { phrase, speaks: [...(known?.speaks ?? []), { kind, weight }] })
      found[hash & (places - 1)] = 1
    }
  }
}

/**
 * The cues in what the reader last read, in order. A cue of good or bad words
 * is passed over under a negation; longer cues count beside the shorter ones in them.
 */
export function cuesIn(reader: FeatureReader): FoundCue[] {
  if (table.size === 0) fill()
  const all: FoundCue[] = []
  const { tokens, turned, tokenCount } = reader
  for (let at = 0; at < tokenCount; at++) {
    const one = tokens[at] ?? 0
    look(one, turned[at] === 1, all)
    if (at + 1 >= tokenCount) continue
    const two = tokens[at + 1] ?? 0
    look(hashPair(one, two), turned[at] === 1, all)
    if (at + 2 < tokenCount) look(hashPair(one, hashPair(two, tokens[at + 2] ?? 0)), turned[at] === 1, all)
  }
  return all
}

function look(hash: number, isTurned: boolean, into: FoundCue[]): void {
  if (found[hash & (places - 1)] === 0) return
  const cue = table.get(hash)
  if (cue === undefined) return
  for (const { kind, weight } of cue.speaks) {
    if (isTurned && kind === 'praise') continue
    into.push({ kind, phrase: cue.phrase, weight })
  }
}
