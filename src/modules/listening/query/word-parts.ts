/** What a written word or phrase asks of neighbouring words in a text. */
import { anyOne, anyRun, classAt, ignored, letter, mark, single } from './characters.ts'
import { remembered } from './remember.ts'
import { addressSeed, hashOf, plainSeed, WordScan } from './word-scan.ts'

/** One word that a phrase asks for. */
export interface Part {
  /** Folded; `*` and `?` are wildcards when `wild`. */
  readonly word: string
  readonly wild: boolean
  /** Of `word`, seeded for plain words. Meaningless when `wild`. */
  readonly hash: number
  /** Must stand directly before the word: it is a `#tag`, `@name`, `$CASH`. */
  readonly sign: string
  /** Last word of a `#tag`: the tag must end with it. */
  readonly closesTag: boolean
  /**
   * What must stand between the previous word and this one: `undefined`,
   * anything that is no word; `''`, anything but space; other, exactly these signs.
   */
  readonly joint: string | undefined
  /** Must follow the word at once: the `++` of `C++`. */
  readonly tail: string
}

const tailSigns = /^[+#%°]+/
const jointSigns = /[+&#%=@§$€£¥]/
const looseJoint = /[-/,_‐-―−]/
const signs = '#@$€£¥'

const scan = new WordScan()
const wide: Readonly<Record<string, string>> = { '＃': '#', '＠': '@', '＄': '$', '＆': '&', '＋': '+', '％': '%' }

function plainSigns(text: string): string {
  return text.replace(/[＃＠＄＆＋％]/g, (sign) => wide[sign] ?? sign)
}

/** Reads a word or phrase into the parts it asks for, in order. Empty when it holds no word. */
export const partsOf: (text: string) => readonly Part[] = remembered(readParts)

function readParts(text: string): Part[] {
  const readable = plainSigns(text).replaceAll('*', String.fromCharCode(anyRun)).replaceAll('?', String.fromCharCode(anyOne))
  scan.clear()
  scan.add(readable)
  const parts: Part[] = []
  let previousEnd = 0
  let tag = -1
  for (let index = 0; index < scan.count; index++) {
    const start = scan.start[index] ?? 0
    const end = scan.end[index] ?? 0
    const between = readable.slice(previousEnd, start)
    const word = scan.word(index).replaceAll(String.fromCharCode(anyRun), '*').replaceAll(String.fromCharCode(anyOne), '?').replace(/\*{2,}/g, '*')
    const besideSingle = between === '' && parts.length > 0 && (classAt(readable, start) === single || isSingleWord(readable, scan.start[index - 1] ?? 0))
    const startsBesideSingle = word === '*' && (besideSingle || (scan.start[index + 1] === end && classAt(readable, end) === single))
    previousEnd = end
    // A character of a script without spaces is found inside longer words anyway.
    if (startsBesideSingle) {
      const before = parts[parts.length - 1]
      if (before?.closesTag) parts[parts.length - 1] = { ...before, closesTag: false }
      continue
    }
    const spaced = parts.length > 0 && /\s/.test(between)
    const signBefore = signs.includes(readable.charAt(start - 1)) && start > 0 && !joinsWord(readable, start - 2)
    let joint: string | undefined
    if (parts.length > 0 && !spaced) {
      const symbols = between.replace(/[^+&#%=@§$€£¥]/g, '')
      joint = jointSigns.test(between) ? symbols : looseJoint.test(between) ? undefined : ''
    }
    const sign = signBefore ? readable.charAt(start - 1) : ''
    if (sign === '#') tag = parts.length
    else if (joint !== '') tag = -1
    const tail = tailSigns.exec(readable.slice(end, end + 8))?.[0] ?? ''
    const nextJoins = end + tail.length < readable.length && !/\s/.test(readable.charAt(end + tail.length)) && joinsWord(readable, end + tail.length)
    if (tag >= 0 && tag < parts.length) {
      const before = parts[parts.length - 1]
      if (before) parts[parts.length - 1] = { ...before, closesTag: false }
    }
    parts.push({
      word, wild: /[*?]/.test(word), hash: hashOf(word, plainSeed), sign,
      closesTag: tag >= 0, joint: sign === '' || spaced ? joint : undefined, tail: nextJoins ? '' : tail,
    })
  }
  return parts
}

/** The words of an address, hashed as words of addresses and as plain words. */
export function addressWords(address: string): { word: string; hash: number; plainHash: number }[] {
  scan.clear()
  scan.add(address, true)
  return Array.from({ length: scan.count }, (_, index) => {
    const word = scan.word(index)
    return { word, hash: hashOf(word, addressSeed), plainHash: hashOf(word, plainSeed) }
  })
}

function isSingleWord(text: string, start: number): boolean {
  return classAt(text, start) === single
}

function joinsWord(text: string, index: number): boolean {
  if (index < 0 || index >= text.length) return false
  const kind = classAt(text, index)
  return kind === letter || kind === mark || kind === ignored || text.charCodeAt(index) === 0x5f
}

/** The signs of a stretch between two words, compatibility forms made plain. */
function signsBetween(text: string, from: number, to: number): string {
  return plainSigns(text.slice(from, to))
}

/** Whether what stands between two words in the text is what `joint` asks for. */
export function jointHolds(joint: string | undefined, text: string, from: number, to: number): boolean {
  if (joint === undefined) return true
  if (to === from) return joint === ''
  const between = signsBetween(text, from, to)
  if (/\s/.test(between)) return false
  return joint === '' || between.replace(/[^+&#%=@§$€£¥]/g, '') === joint
}

/** Whether `sign` stands directly before the word at `start` and opens it: `#tag`, not the middle of `a#b`. */
export function signHolds(sign: string, text: string, start: number): boolean {
  if (sign === '') return true
  if (start === 0 || plainSigns(text.charAt(start - 1)) !== sign) return false
  if (start === 1) return true
  const before = text.charCodeAt(start - 2)
  if (before === 0x5f || classAt(text, start - 2) === letter) return false
  if (sign === '#') return before !== 0x26 && before !== 0x23
  if (sign === '@') return !'!#$%&*@＠'.includes(text.charAt(start - 2))
  return true
}

/** Whether a tag ends at `end`. */
export function tagEnds(text: string, end: number): boolean {
  if (end >= text.length) return true
  const kind = classAt(text, end)
  return kind !== letter && kind !== single && kind !== mark && text.charCodeAt(end) !== 0x5f
}

/** Whether `tail` follows at `end`. */
export function tailHolds(tail: string, text: string, end: number): boolean {
  if (tail === '') return true
  return signsBetween(text, end, end + tail.length) === tail
}
