/** A form with files, as bytes to send (RFC 7578). */
import { randomBytes } from 'node:crypto'
import type { Uuid } from '../../kernel/ids.ts'
import type { KeptFiles } from '../../platform/kept-files.ts'

export interface FormFile {
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Names in a form are quoted; what would end the quotes is written as browsers do. */
const quoted = (text: string): string => text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')

export function multipartOf(fields: Readonly<Record<string, string>>, files: readonly FormFile[]): { readonly contentType: string; readonly body: Uint8Array } {
  const boundary = `rapport-${randomBytes(18).toString('hex')}`
  const parts: Uint8Array[] = []
  const write = (text: string): void => void parts.push(Buffer.from(text, 'utf8'))
  for (const [name, value] of Object.entries(fields)) write(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`)
  for (const { field, name, mediaType, bytes } of files) {
    write(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(field)}"; filename="${quoted(name)}"\r\ncontent-type: ${mediaType.replaceAll(/[^\w.+/; =-]/g, '')}\r\n\r\n`)
    parts.push(bytes)
    write('\r\n')
  }
  write(`--${boundary}--\r\n`)
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(parts) }
}

/** A kept file whole, to be sent on. */
export async function wholeFile(files: Pick<KeptFiles, 'read'>, key: Uuid): Promise<Uint8Array> {
  const { body } = await files.read(key)
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part as Uint8Array)
  return Buffer.concat(parts)
}
