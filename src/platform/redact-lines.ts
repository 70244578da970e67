/** Takes lines out of a log that somebody else goes on writing to. */
import { open, stat } from 'node:fs/promises'

const maxBytes = 64_000_000

/**
 * Overwrites lines that hold any of the marks with blanks, in place: who
 * appends meanwhile is not disturbed. Of a file larger than 64 MB the end is
 * looked at.
 * @returns how many lines went; 0 when there is no such file.
 */
export async function redactLines(path: string, marks: readonly string[]): Promise<number> {
  const info = await stat(path).catch(() => null)
  if (!info?.isFile() || marks.length === 0) return 0
  const from = Math.max(0, info.size - maxBytes)
  const file = await open(path, 'r+')
  try {
    const bytes = Buffer.alloc(info.size - from)
    await file.read(bytes, 0, bytes.length, from)
    let removed = 0
    for (let start = 0; start < bytes.length;) {
      const found = bytes.indexOf(0x0a, start)
      const end = found < 0 ? bytes.length : found
      const line = bytes.toString('utf8', start, end)
      if (marks.some((mark) => line.includes(mark))) {
        await file.write(Buffer.alloc(end - start, 0x20), 0, end - start, from + start)
        removed++
      }
      start = end + 1
    }
    if (removed > 0) await file.sync()
    return removed
  } finally {
    await file.close()
  }
}
