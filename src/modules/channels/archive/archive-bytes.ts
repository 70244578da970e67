/** The bytes of an archive, unpacked, from any place on, in bounded memory. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { NotAnArchive } from './faults.ts'

export interface Source {
  readonly path: string
  readonly gzip: boolean
  /** `utf-16le` and `utf-16be` are turned into UTF-8 here: their bytes cannot be cut at quotes and line ends. */
  readonly encoding: string
}

export interface Piece {
  readonly bytes: Buffer
  /** Bytes of the file on disk behind after this piece. */
  readonly fileBytes: number
}

/** Thrown inside the stream when packed data ends early or is damaged; what came before it stands. */
export class DamagedArchive extends Error {}

const pieceBytes = 256 * 1_024

/**
 * Pieces from `offset` on. A plain file is entered there at once; a packed or
 * UTF-16 one is read from its start and passed over.
 */
export async function* archiveBytes(source: Source, offset: number, signal: AbortSignal): AsyncGenerator<Piece, void, undefined> {
  const isUtf16 = source.encoding.startsWith('utf-16')
  const entersDirectly = !source.gzip && !isUtf16
  const file = createReadStream(source.path, { start: entersDirectly ? offset : 0, highWaterMark: pieceBytes, signal })
  const unpacked = source.gzip ? file.pipe(createGunzip({ chunkSize: pieceBytes })) : file
  // A pipe does not carry errors along.
  if (source.gzip) file.on('error', (error) => unpacked.destroy(error))
  const toUtf8 = isUtf16 ? new TextDecoder(source.encoding) : null
  let skip = entersDirectly ? 0 : offset
  let plainBehind = entersDirectly ? offset : 0
  try {
    for await (const raw of unpacked as AsyncIterable<Buffer>) {
      let bytes = toUtf8 === null ? raw : Buffer.from(toUtf8.decode(raw, { stream: true }))
      plainBehind += raw.length
      if (skip > 0) {
        const passed = Math.min(skip, bytes.length)
        skip -= passed
        bytes = bytes.subarray(passed)
      }
      if (bytes.length > 0) yield { bytes, fileBytes: source.gzip ? file.bytesRead : plainBehind }
    }
    const rest = toUtf8?.decode() ?? ''
    if (rest !== '') yield { bytes: Buffer.from(rest), fileBytes: plainBehind }
  } catch (thrown) {
    if (signal.aborted) throw signal.reason
    const code = (thrown as NodeJS.ErrnoException).code ?? ''
    if (code.startsWith('Z_')) throw new DamagedArchive(code === 'Z_BUF_ERROR' ? 'the packed data ends too early; the file was probably not copied whole' : `the packed data is damaged (${code})`)
    throw thrown
  } finally {
    file.destroy()
  }
}

const otherKinds: readonly (readonly [magic: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Excel workbook. Unpack it, or open it in a spreadsheet and save it as CSV (UTF-8)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook. Open it in a spreadsheet and save it as CSV (UTF-8)'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed with zstd. Unpack it with "zstd -d", or pack it with gzip'],
  [[0x42, 0x5a, 0x68], 'packed with bzip2. Unpack it with "bunzip2", or pack it with gzip'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'packed with xz. Unpack it with "unxz", or pack it with gzip'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive. Unpack it first'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file. Convert it to CSV or NDJSON, for example with "duckdb -c \\"COPY (FROM \'file.parquet\') TO \'file.csv\'\\""'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF. Ask for the data as CSV'],
  [[0x53, 0x51, 0x4c, 0x69], 'an SQLite database. Export its table as CSV'],
]

/**
 * Whether the file is packed with gzip, told by its first bytes.
 * @throws {NotAnArchive} for an empty file and for kinds that are not read, with what to do.
 */
export async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(8)
    const { bytesRead } = await file.read(head, 0, 8, 0)
    if (bytesRead === 0) throw new NotAnArchive('The file is empty. Expected CSV, NDJSON or JSON, plain or packed with gzip.')
    const kind = otherKinds.find(([magic]) => magic.every((byte, at) => head[at] === byte))
    if (kind !== undefined) throw new NotAnArchive(`The file is ${kind[1]}, and import that.`)
    return head[0] === 0x1f && head[1] === 0x8b
  } finally {
    await file.close()
  }
}

/** The first `limit` bytes, unpacked; `whole` when that is all there is. */
export async function headOf(source: Source, limit: number): Promise<{ bytes: Buffer; whole: boolean }> {
  const stop = new AbortController()
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const { bytes } of archiveBytes(source, 0, stop.signal)) {
      pieces.push(bytes)
      length += bytes.length
      if (length >= limit) return { bytes: Buffer.concat(pieces).subarray(0, limit), whole: false }
    }
  } catch (thrown) {
    // A look at what can be read is still worth having.
    if (!(thrown instanceof DamagedArchive) || length === 0) throw thrown instanceof DamagedArchive ? new NotAnArchive(`The file cannot be unpacked: ${thrown.message}.`) : thrown
  }
  return { bytes: Buffer.concat(pieces), whole: true }
}
