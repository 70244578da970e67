/** Takes the rows about somebody out of an import's file, without moving the others. */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { archiveBytes, isGzip, type Source } from './archive-bytes.ts'
import { startPosition, type RawRow } from './archive-model.ts'
import { cellsOf } from './split-csv.ts'
import { splitterFor } from './splitters.ts'

interface Written {
  readonly format: 'csv' | 'ndjson' | 'json'
  readonly encoding: string
  readonly delimiter?: string | undefined
}

/** Whether any cell, or any text of a JSON row, is one of the marks as a whole. */
function names(text: string, { format, delimiter = ',' }: Written, marks: ReadonlySet<string>): boolean {
  const cells = format === 'csv' ? cellsOf(text, delimiter) : [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => unquoted(match[0]))
  return cells.some((cell) => marks.has(cell.trim().toLowerCase()))
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

/**
 * Overwrites rows with blanks of the same length, so that places in the file
 * stay what they are, also for an import that is under way. A packed file is
 * written anew. What reads archives passes over blanks, in a JSON array too.
 * @returns how many rows went; 0 when the file is gone.
 */
export async function blankRows(path: string, written: Written | null, marks: ReadonlySet<string>): Promise<number> {
  const info = await stat(path).catch(() => null)
  if (info === null || info.size === 0 || marks.size === 0) return 0
  const how: Written = written ?? { format: 'csv', encoding: 'utf-8' }
  const source: Source = { path, gzip: await isGzip(path).catch(() => false), encoding: how.encoding }
  const found = await rowsAbout(source, how, marks)
  if (found.length === 0) return 0
  if (source.gzip) await rewritePacked(source, found)
  else await overwrite(path, source, found, info.size)
  return found.length
}

/** UTF-8's, which belongs to no row. */
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

interface Span {
  readonly start: number
  readonly end: number
}

async function rowsAbout(source: Source, how: Written, marks: ReadonlySet<string>): Promise<Span[]> {
  const found: Span[] = []
  const splitter = splitterFor(how, startPosition)
  const decoder = new TextDecoder(how.encoding.startsWith('utf-16') ? 'utf-8' : how.encoding)
  let start = -1
  const look = (raw: RawRow): void => {
    // A row that is too long or broken is shown by its beginning only; all of it goes.
    const from = how.format === 'json' && !raw.broken ? raw.end - raw.bytes.length : start
    if (names(decoder.decode(raw.bytes), how, marks)) found.push({ start: from, end: raw.broken ? raw.end - 1 : from + raw.bytes.length })
    start = raw.end
  }
  for await (const { bytes } of archiveBytes(source, 0, new AbortController().signal)) {
    if (start < 0) start = how.format === 'csv' && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0
    for (const raw of splitter.push(bytes)) look(raw)
  }
  for (const raw of splitter.end()) look(raw)
  return found
}

async function overwrite(path: string, source: Source, spans: readonly Span[], size: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    if (source.encoding.startsWith('utf-16')) {
      await overwriteUtf16(file, source, spans, size)
      return
    }
    for (const { start, end } of spans) await file.write(Buffer.alloc(Math.min(end, size) - start, 0x20), 0, Math.min(end, size) - start, start)
    await file.sync()
  } finally {
    await file.close()
  }
}

type Handle = Awaited<ReturnType<typeof open>>

/** Two bytes a unit: the place in UTF-8 is turned into one in UTF-16 by reading along. */
async function overwriteUtf16(file: Handle, source: Source, spans: readonly Span[], size: number): Promise<void> {
  const isLittle = source.encoding === 'utf-16le'
  const blank = Buffer.from(isLittle ? [0x20, 0x00] : [0x00, 0x20])
  const decoder = new TextDecoder(source.encoding, { ignoreBOM: true })
  let utf8 = 0
  let at = 0
  let span = 0
  const marked: number[] = []
  for await (const piece of createReadStream(source.path) as AsyncIterable<Buffer>) {
    for (const character of decoder.decode(piece, { stream: true })) {
      const width = character.length * 2
      // The mark at the start is not counted among the text.
      const length = at === 0 && character === '\ufeff' ? 0 : Buffer.byteLength(character)
      while (span < spans.length && utf8 >= (spans[span]?.end ?? 0)) span++
      const here = spans[span]
      if (here && utf8 >= here.start && utf8 < here.end) marked.push(...Array.from({ length: character.length }, (_, unit) => at + unit * 2))
      utf8 += length
      at += width
    }
  }
  for (const place of marked) if (place + 2 <= size) await file.write(blank, 0, 2, place)
  await file.sync()
}

async function rewritePacked(source: Source, spans: readonly Span[]): Promise<void> {
  const part = `${source.path}.${randomUUID()}.part`
  const isUtf16 = source.encoding.startsWith('utf-16')
  // Blanks may stand for half of a character only where a row ends, and rows end at line ends.
  const back = new TextDecoder('utf-8')
  async function* pieces(): AsyncGenerator<Buffer> {
    let at = 0
    if (isUtf16) yield encoded('\ufeff', source.encoding)
    for await (const { bytes } of archiveBytes(source, 0, new AbortController().signal)) {
      const copy = Buffer.from(bytes)
      for (const { start, end } of spans) if (start < at + copy.length && end > at) copy.fill(0x20, Math.max(0, start - at), Math.min(copy.length, end - at))
      at += copy.length
      yield isUtf16 ? encoded(back.decode(copy, { stream: true }), source.encoding) : copy
    }
  }
  try {
    await pipeline(pieces, createGzip(), createWriteStream(part, { mode: 0o600 }))
    await rename(part, source.path)
  } catch (thrown) {
    await rm(part, { force: true })
    throw thrown
  }
}

function encoded(text: string, encoding: string): Buffer {
  const bytes = Buffer.from(text, 'utf16le')
  return encoding === 'utf-16be' ? bytes.swap16() : bytes
}
