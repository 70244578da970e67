/** Writes rows of a CSV file as fast as the disk takes them. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { Invalid, sentence } from '../../../kernel/fault.ts'

/** A cell as RFC 4180 writes it. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const chunkLength = 1 << 18

/**
 * Writes lines, each without its end.
 *
 * @throws Invalid when the file cannot be written.
 */
export async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file)
  const failed = new Promise<never>((_, reject) => {
    stream.on('error', (thrown) => reject(new Invalid(`"${file}" cannot be written: ${sentence(thrown)}.`, { path: file }, 'linkage.unwritable-file')))
  })
  const write = async (): Promise<void> => {
    let chunk = ''
    for (const line of lines) {
      chunk += `${line}\n`
      if (chunk.length < chunkLength) continue
      if (!stream.write(chunk)) await once(stream, 'drain')
      chunk = ''
    }
    stream.end(chunk)
    await once(stream, 'close')
  }
  await Promise.race([write(), failed])
}
