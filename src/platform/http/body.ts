/** Reading what strangers send, within limits. */
import type { z } from 'zod'
import { Invalid, sentence, TooMuch } from '../../kernel/fault.ts'
import { endOfJson } from './end-of-json.ts'

export const defaultMaxBodyBytes = 1_000_000
const maxDepth = 100

function tooLarge(maxBytes: number): TooMuch {
  return new TooMuch(`The body is larger than the ${maxBytes.toLocaleString('en')} bytes that this address takes. Send less at once.`, 'body.too-large', 413)
}

/** The whole body as text in UTF-8. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > maxBytes) throw tooLarge(maxBytes)
  const bytes = await readBytes(request, maxBytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Invalid('The body is not UTF-8 text. Send JSON encoded in UTF-8.', undefined, 'body.encoding')
  }
}

/** The whole body, or a fault as soon as it is longer. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > maxBytes) throw tooLarge(maxBytes)
    parts.push(part)
  }
  return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts)
}

/**
 * The body as JSON.
 * @throws {Invalid} with the character at which it stops being JSON.
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/(json|[\w.+-]+\+json)\b/i.test(type)) {
    throw new TooMuch(`The content type is "${type.slice(0, 100)}"; send application/json.`, 'body.type', 415)
  }
  const text = await readText(request, maxBytes)
  try {
    return JSON.parse(text) as unknown
  } catch (thrown) {
    const at = endOfJson(text)
    throw new Invalid(`The body is not JSON from character ${at + 1} on: ${sentence(thrown).slice(0, 200)}`, { at }, 'body.json')
  }
}

/** Checks a value against a schema; the first thing wrong becomes the fault, the rest its details. */
export function parsed<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.slice(0, 20).map((issue) => ({ path: pointer(issue.path), message: issue.message }))
  const first = issues[0]
  throw new Invalid(`${where}${first?.path ? ` at ${first.path}` : ''}: ${first?.message ?? 'not valid'}`, first?.path ? { path: first.path } : undefined, 'invalid', { issues })
}

/**
 * Refuses texts that no engine can keep: with NUL characters, or halves of characters.
 * @throws {Invalid} naming the place
 */
export function refuseUnkeepable(value: unknown): void {
  const open: { value: unknown; path: readonly PropertyKey[] }[] = [{ value, path: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: one, path } = next
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed())) throw new Invalid(`The text at ${pointer(path)} holds a NUL character or half of a character. Leave it out.`, { path: pointer(path) }, 'text.unkeepable')
    if (typeof one !== 'object' || one === null) continue
    if (path.length > maxDepth) throw new Invalid(`The body is nested more than ${maxDepth} deep. Send it flatter.`, { path: pointer(path.slice(0, 3)) }, 'body.too-deep')
    for (const [name, held] of Object.entries(one)) open.push({ value: held, path: [...path, name] }, { value: name, path: [...path, name] })
  }
}

/** JSON pointer (RFC 6901) of a path. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
