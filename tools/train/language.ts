/** `node tools/train/language.ts`: packs the n-gram frequencies of the package `eld` into the table that languages are told from. */
import { writeFileSync } from 'node:fs'
import { gramHash } from '../../src/modules/listening/understanding/language-table.ts'

interface Database {
  readonly languages: Readonly<Record<string, string>>
  readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>
}

const entry = import.meta.resolve('eld/large')
const { ngramsData } = (await import(new URL('../ngrams/large.js', entry).href)) as { ngramsData: Database }
const { dictionary } = (await import(new URL('../dictionary.js', entry).href)) as { dictionary: readonly string[] }

/** The package spells a byte of 0x80 and more as one readable character. */
const byteOf = new Map<string, number>()
for (const [byte, character] of dictionary.entries()) if (byte >= 0x80 && character !== ' ') byteOf.set(character, byte)
const bytesOf = (gram: string): number[] => Array.from(gram, (character) => (/[a-z '`]/.test(character) ? character.charCodeAt(0) : byteOf.get(character) ?? character.charCodeAt(0)))

const languages = Object.values(ngramsData.languages)
const grams = Object.entries(ngramsData.ngrams).map(([gram, scores]) => ({ hash: gramHash(bytesOf(gram)) >>> 0, scores: Object.entries(scores) })).sort((one, other) => one.hash - other.hash)
const pairs = grams.reduce((sum, { scores }) => sum + scores.length, 0)
const names = Buffer.from(languages.join(' '))
const out = Buffer.alloc(12 + names.length + grams.length * 5 + pairs * 2)
out.writeUInt32LE(names.length, 0)
out.writeUInt32LE(grams.length, 4)
out.writeUInt32LE(pairs, 8)
names.copy(out, 12)
let at = 12 + names.length
for (const { hash } of grams) at = out.writeUInt32LE(hash, at)
for (const { scores } of grams) at = out.writeUInt8(scores.length, at)
for (const { scores } of grams) {
  for (const [language, score] of scores) {
    at = out.writeUInt8(Number(language), at)
    at = out.writeUInt8(score, at)
  }
}
const file = new URL('../../src/modules/listening/understanding/language.bin', import.meta.url)
writeFileSync(file, out)
console.log(`${languages.length} languages, ${grams.length} n-grams, ${out.length} bytes`)
