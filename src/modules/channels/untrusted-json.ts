/** Reads fields of JSON that somebody else wrote: what is not as promised is as if it were absent. Pure. */
import { maxTextLength } from '../../kernel/interaction.ts'

export type Loose = Readonly<Record<string, unknown>>

/** A plain object, or `null` for anything else. */
export function objectOf(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null
}

/** A text that says something, cut to `longest` UTF-16 code units without splitting a character. */
export function textOf(value: unknown, longest = 2_000): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value.length > longest ? cut(value, longest) : value
}

/** A text as it is, or nothing when it is empty or too long: for ids and addresses, which cutting would make another's. */
export function wholeTextOf(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined
}

/** Never ends in half a character. */
export function cut(text: string, longest: number): string {
  const last = text.charCodeAt(longest - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A whole number of things, or nothing. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** An http or https address short enough to keep; anything else could be a script or a flood. */
export function webAddressOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 4_096) return undefined
  return /^https?:\/\/[^\s]/i.test(value) ? value : undefined
}

/** BCP 47 tags as declared, as many and as long as are kept. */
export function languagesOf(value: unknown): string[] | undefined {
  const languages = listOf(value).filter((tag): tag is string => typeof tag === 'string' && tag !== '' && tag.length <= 35).slice(0, 10)
  return languages.length === 0 ? undefined : languages
}

/** The text that is kept, and its whole length when it had to be cut. */
export function keptText(text: string): { text: string; cutFrom?: number } {
  return text.length > maxTextLength ? { text: cut(text, maxTextLength), cutFrom: text.length } : { text }
}

/** The fields whose names we do not know, so that nothing a network says is lost; `undefined` when there are none. */
export function unknownFields(record: Loose, known: ReadonlySet<string>): Record<string, unknown> | undefined {
  let found: Record<string, unknown> | undefined
  for (const name in record) {
    if (known.has(name)) continue
    found ??= {}
    found[name] = record[name]
  }
  return found
}
