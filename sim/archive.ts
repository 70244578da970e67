/** Writes a world's past to a file of any size in constant memory. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { SimEvent } from './event.ts'
import { archiveColumns, archiveLine, csvLine, truthColumns } from './formats/archive.ts'
import type { World } from './world/world.ts'

export interface ArchiveOptions {
  readonly world: World
  /** A name that ends in `.gz` is compressed. */
  readonly path: string
  readonly format: 'csv' | 'ndjson'
  /** Adds what is true about each row. Default `false`. */
  readonly truth?: boolean
  /** Stops after so many rows. */
  readonly most?: number
  /** Leaves out what does not pass: `(event) => event.network === 'bluesky'`. */
  readonly only?: (event: SimEvent) => boolean
}

/** Lines are gathered to this many characters before they are written. */
const gathered = 256 * 1024

/** @returns how many rows were written */
export async function writeArchive({ world, path, format, truth = false, most = Infinity, only }: ArchiveOptions): Promise<number> {
  const file = createWriteStream(path)
  const gzip = path.endsWith('.gz') ? createGzip({ level: 4 }) : null
  gzip?.pipe(file)
  const out = gzip ?? file
  let rows = 0
  let text = format === 'csv' ? csvLine([...archiveColumns, ...(truth ? truthColumns : [])]) : ''
  for (const event of world.events()) {
    if (rows >= most) break
    if (only !== undefined && !only(event)) continue
    text += archiveLine(event, format, truth)
    rows++
    if (text.length < gathered) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await finished(file)
  return rows
}
