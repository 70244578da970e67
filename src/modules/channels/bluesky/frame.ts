/** The frame of an event stream: a small CBOR header, then the CBOR of the message. Pure. */

export interface Frame {
  /** 1: a message; -1: an error, after which the server closes. */
  readonly op: number
  /** `#commit`, `#identity`, …; empty for an error. */
  readonly type: string
  /** The message, still as CBOR. */
  readonly body: Uint8Array
}

/**
 * Splits a frame (atproto specification, *Event Stream*). The header is a map
 * of at most two entries, `op` and `t`, so it is read here and the message is
 * left undecoded for whoever wants it. Returns `null` when this is no frame.
 */
export function splitFrame(bytes: Uint8Array): Frame | null {
  const map = head(bytes, 0)
  if (map === null || map.major !== 5 || map.value > 4) return null
  let { next } = map
  let op: number | null = null
  let type = ''
  for (let entry = 0; entry < map.value; entry += 1) {
    const key = text(bytes, next)
    if (key === null) return null
    if (key.text === 'op') {
      const value = head(bytes, key.next)
      if (value === null || value.major > 1) return null
      op = value.major === 0 ? value.value : -1 - value.value
      next = value.next
    } else {
      const value = text(bytes, key.next)
      if (value === null) return null
      if (key.text === 't') type = value.text
      next = value.next
    }
  }
  return op === null ? null : { op, type, body: bytes.subarray(next) }
}

interface Head {
  readonly major: number
  readonly value: number
  readonly next: number
}

/** The head of a CBOR item (RFC 8949, section 3) with a length or number of at most two bytes. */
function head(bytes: Uint8Array, at: number): Head | null {
  const first = bytes[at]
  if (first === undefined) return null
  const major = first >> 5
  const low = first & 0x1f
  if (low < 24) return { major, value: low, next: at + 1 }
  const one = bytes[at + 1]
  if (low === 24) return one === undefined ? null : { major, value: one, next: at + 2 }
  const two = bytes[at + 2]
  if (low === 25) return one === undefined || two === undefined ? null : { major, value: one * 256 + two, next: at + 3 }
  return null
}

const decoder = new TextDecoder()

function text(bytes: Uint8Array, at: number): { text: string; next: number } | null {
  const length = head(bytes, at)
  if (length === null || length.major !== 3 || length.next + length.value > bytes.length) return null
  return { text: decoder.decode(bytes.subarray(length.next, length.next + length.value)), next: length.next + length.value }
}
