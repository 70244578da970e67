/** A response body as it arrives, unpacked, without ever holding more than a piece of it. */
import { pipeline, Readable } from 'node:stream'
import type { Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { OutwardFault, shownAddress } from './outward-fault.ts'

/** What we say we can unpack. */
export const acceptedEncodings = 'gzip, deflate, br, zstd'

const mostEncodings = 3

/**
 * The pieces of a body after its content encodings are undone. A server that
 * announces a packing and sends none, as some do, is read as it is.
 *
 * @throws {OutwardFault} `outward.garbled` for a packing stacked beyond reason.
 */
export async function* decodedBody(raw: Readable, contentEncoding: string | null, url: URL): AsyncGenerator<Uint8Array, void, undefined> {
  const encodings = (contentEncoding ?? '').toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity')
  if (encodings.length > mostEncodings) {
    raw.destroy()
    throw new OutwardFault('outward.garbled', `${shownAddress(url)} comes packed ${encodings.length} times over; at most ${mostEncodings} are undone.`, shownAddress(url))
  }
  const pieces = raw[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const first = await pieces.next()
  if (first.done === true) return
  const decoders = encodings.toReversed().map((name, depth) => decoder(name, depth === 0 ? first.value : null)).filter((one) => one !== null)
  if (decoders.length === 0) {
    yield first.value
    yield* rest(pieces)
    return
  }
  const source = (async function* () {
    yield first.value
    yield* rest(pieces)
  })()
  let unpacked = Readable.from(source, { objectMode: false })
  // What breaks in one stage breaks the next, up to the reader; what the reader leaves stops the first.
  for (const stage of decoders) unpacked = pipeline(unpacked, stage, () => undefined)
  unpacked.once('close', () => raw.destroy())
  yield* unpacked as AsyncIterable<Uint8Array>
}

async function* rest(pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let finished = false
  try {
    for (;;) {
      const next = await pieces.next()
      if (next.done === true) break
      yield next.value
    }
    finished = true
  } finally {
    if (!finished) await pieces.return?.()
  }
}

/** `null` when the first bytes show that this packing was announced but not used. */
function decoder(name: string, head: Uint8Array | null): Transform | null {
  // What was cut short is known from HTTP's own framing; the packing need not insist on its end mark.
  const zlib = { finishFlush: constants.Z_SYNC_FLUSH }
  if (name === 'gzip' || name === 'x-gzip') return head !== null && !(head[0] === 0x1f && (head.length < 2 || head[1] === 0x8b)) ? null : createGunzip(zlib)
  if (name === 'deflate') return head !== null && ((head[0] ?? 0) & 0x0f) !== 8 ? createInflateRaw(zlib) : createInflate(zlib)
  if (name === 'br') return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
  if (name === 'zstd') return createZstdDecompress({ finishFlush: constants.ZSTD_e_flush })
  // Names that say nothing about packing ("utf-8", "none") are found in the wild.
  return null
}
