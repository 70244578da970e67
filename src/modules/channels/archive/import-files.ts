/** The files of imports: written as they arrive, kept until the import is removed. */
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { TooMuch } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { DiskFull } from './faults.ts'

/** So much of the disk is left free for the engines, whatever is uploaded. */
const reserveBytes = 1_000_000_000
const checkEveryBytes = 64_000_000
/** A half-written file this old belongs to an upload that was broken off. */
const staleMs = 24 * 3_600_000

export interface FileLimits {
  readonly maxBytes: number
  readonly reserveBytes?: number
}

export interface ImportFiles {
  pathOf(id: Uuid): string
  /** Writes a body to disk, whole or not at all. @returns its length in bytes. @throws {DiskFull} {TooMuch} */
  keep(id: Uuid, body: AsyncIterable<Uint8Array>, announcedBytes: number | null): Promise<number>
  remove(id: Uuid): Promise<void>
  /** Removes what broken uploads left. */
  tidy(now: number): Promise<void>
}

/** @param folder such as `<data>/files/imports`; made when it is missing. */
export function importFiles(folder: string, limits: FileLimits): ImportFiles {
  const pathOf = (id: Uuid): string => {
    if (!isUuid(id)) throw new TypeError(`"${id}" is no id of an import.`)
    return join(folder, id)
  }
  const roomFor = async (bytes: number): Promise<void> => {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize - (limits.reserveBytes ?? reserveBytes)
    if (bytes > free) throw new DiskFull(bytes, free)
  }
  const checkLength = (bytes: number): void => {
    if (bytes > limits.maxBytes) throw new TooMuch(`The file is longer than the ${Math.round(limits.maxBytes / 1e9).toLocaleString('en')} GB that can be uploaded. Pack it with gzip, split it, or import it on the machine itself with "bin/rapport import".`, 'channels.archive.too-large', 413)
  }

  return {
    pathOf,
    async keep(id, body, announcedBytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      checkLength(announcedBytes ?? 0)
      await roomFor(announcedBytes ?? 0)
      const part = `${pathOf(id)}.part`
      let length = 0
      let checkAt = checkEveryBytes
      const file = await open(part, 'w', 0o600)
      try {
        for await (const piece of body) {
          length += piece.length
          checkLength(length)
          if (length > checkAt) {
            await roomFor(piece.length)
            checkAt = length + checkEveryBytes
          }
          await file.writeFile(piece)
        }
        // On disk before anybody is told that it is kept.
        await file.sync()
        await file.close()
        await rename(part, pathOf(id))
        return length
      } catch (thrown) {
        await file.close().catch(() => undefined)
        await rm(part, { force: true })
        if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')) throw new DiskFull(length, 0)
        throw thrown
      }
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    async tidy(now) {
      const names = await readdir(folder).catch(() => [])
      for (const name of names.filter((one) => one.endsWith('.part'))) {
        const path = join(folder, name)
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
        if (now - mtimeMs > staleMs) await rm(path, { force: true })
      }
    },
  }
}
