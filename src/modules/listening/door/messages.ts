/** Many messages as one block of bytes, which moves between threads without being copied again. */

export interface Block {
  readonly bytes: ArrayBuffer
  /** Where each message ends in the bytes. */
  readonly ends: Uint32Array<ArrayBuffer>
}

export function packed(messages: readonly Uint8Array[]): Block {
  const ends = new Uint32Array(messages.length)
  let end = 0
  for (const [index, message] of messages.entries()) ends[index] = end += message.length
  const bytes = new Uint8Array(end)
  for (const [index, message] of messages.entries()) bytes.set(message, (ends[index] ?? 0) - message.length)
  return { bytes: bytes.buffer, ends }
}

/** The messages again, as views of the block. */
export function unpacked({ bytes, ends }: Block): Buffer[] {
  let start = 0
  return Array.from(ends, (end) => {
    const message = Buffer.from(bytes, start, end - start)
    start = end
    return message
  })
}
