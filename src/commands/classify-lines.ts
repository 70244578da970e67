/** The lines that `rapport classify` reads and writes. */
import { StringDecoder } from 'node:string_decoder'
import type { Understood } from '../modules/listening/understanding/index.ts'

export interface Post {
  readonly text: string
  /** What the post says of its own language. */
  readonly language?: string
}

export interface BadLine {
  readonly fault: string
}

/** Longer lines than this, in UTF-16 units, are cut: no post is so long, and a stream without line ends would fill the memory. */
const maxLine = 4 << 20

/** The lines of a stream of UTF-8, without their ends; what is not UTF-8 becomes U+FFFD. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let held = ''
  let isFirst = true
  for await (const chunk of stream) {
    const text = held + (typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)))
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield trimmed(text.slice(from, end), isFirst)
      isFirst = false
      from = end + 1
    }
    held = text.slice(from)
    if (held.length > maxLine) held = held.slice(0, maxLine)
  }
  held += decoder.end()
  if (held !== '') yield trimmed(held, isFirst)
}

function trimmed(line: string, isFirst: boolean): string {
  const start = isFirst && line.startsWith('\ufeff') ? 1 : 0
  return line.slice(start, line.endsWith('\r') ? -1 : undefined)
}

/** The post on a line, or what is wrong with the line. */
export function readPost(line: string, isPlain: boolean): Post | BadLine {
  if (isPlain) return { text: line }
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { fault: `Expected a JSON object such as {"text": "…"}, found ${line.trim() === '' ? 'an empty line' : `"${line.slice(0, 60)}"`}. For plain text give --lines.` }
  }
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') return { fault: `Expected an object with "text" as a string, found ${JSON.stringify(value).slice(0, 60)}.` }
  return 'language' in value && typeof value.language === 'string' ? { text: value.text, language: value.language } : { text: value.text }
}

/** What is written of a post. */
export function classified(understood: Understood | undefined, why: boolean): Partial<Understood> | BadLine {
  if (understood === undefined) return { fault: 'No answer came for this line. Try it again.' }
  const { because, urgencyBecause, ...rest } = understood
  return why ? { ...rest, because, urgencyBecause } : rest
}
