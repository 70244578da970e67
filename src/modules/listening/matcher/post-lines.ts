/** Posts from lines of a file: plain text, or NDJSON. */
import { Invalid } from '../../../kernel/fault.ts'
import type { Post } from '../query/post.ts'

export type LineFormat = 'lines' | 'ndjson'

/** A line that is no post, by its number in the block from 0. */
export interface BadLine { readonly line: number; readonly because: string }

const newline = 0x0a

/**
 * The posts of a block of whole lines, one for each line; `undefined` for bad
 * ones, which are told to `bad`. A newline at the end begins no further line.
 */
export function readPostLines(block: Uint8Array, format: LineFormat, bad: (line: BadLine) => void): (Post | undefined)[] {
  // Malformed UTF-8 becomes replacement characters: one bad byte in a post must not stop a million others.
  const lines = Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('utf8').split('\n')
  if (block.at(-1) === newline) lines.pop()
  return lines.map((text, line) => {
    const clean = text.endsWith('\r') ? text.slice(0, -1) : text
    if (format === 'lines') return { text: clean }
    try {
      return readPost(JSON.parse(clean))
    } catch (thrown) {
      bad({ line, because: thrown instanceof SyntaxError ? `no JSON: ${thrown.message}` : thrown instanceof Error ? thrown.message : String(thrown) })
      return undefined
    }
  })
}

type Fields = Readonly<Record<string, unknown>>

/** Checks an object from outside. @throws Invalid naming the field. */
function readPost(value: unknown): Post {
  const fields = record(value, 'a post')
  const author = fields['author'] === undefined ? undefined : record(fields['author'], 'author')
  return {
    text: text(fields, 'text') ?? missing('text'),
    id: text(fields, 'id'), title: text(fields, 'title'), country: text(fields, 'country'), site: text(fields, 'site'),
    channel: text(fields, 'channel'), kind: text(fields, 'kind'), sentiment: text(fields, 'sentiment'), emotion: text(fields, 'emotion'), intent: text(fields, 'intent'),
    languages: texts(fields, 'languages'), links: texts(fields, 'links'), topics: texts(fields, 'topics'),
    media: texts(fields, 'media') as Post['media'], relations: texts(fields, 'relations') as Post['relations'],
    author: author && { handle: text(author, 'handle'), name: text(author, 'name'), externalId: text(author, 'externalId'), followers: count(author, 'followers') },
  }
}

function record(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Invalid(`${what} has to be a JSON object`)
  return value as Fields
}

function missing(field: string): never {
  throw new Invalid(`"${field}" is missing; a post needs a text, as in {"text": "…"}`, { path: `/${field}` })
}

function text(fields: Fields, field: string): string | undefined {
  const value = fields[field]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw new Invalid(`"${field}" has to be a text`, { path: `/${field}` })
}

function texts(fields: Fields, field: string): string[] | undefined {
  const value = fields[field]
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  throw new Invalid(`"${field}" has to be a list of texts`, { path: `/${field}` })
}

function count(fields: Fields, field: string): number | undefined {
  const value = fields[field]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && value >= 0) return value
  throw new Invalid(`"${field}" has to be a number from 0`, { path: `/${field}` })
}
