/** Files that are kept by key: written whole or not at all, read as streams, removed when nothing refers to them. */
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { NotFound, TooMuch } from '../kernel/fault.ts'
import { isUuid, newId, type Uuid } from '../kernel/ids.ts'

/** A half-written file this old belongs to somebody who was killed. */
const staleMs = 24 * 3_600_000

export interface KeptFile {
  readonly key: Uuid
  readonly bytes: number
}

export interface KeptFiles {
  /** Keeps a body. On return it is on disk. @throws {TooMuch} when it is longer than allowed. */
  keep(body: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<KeptFile>
  /** @throws {NotFound} */
  read(key: Uuid, range?: { readonly start: number; readonly end: number }): Promise<{ readonly bytes: number; readonly body: Readable }>
  /** Removes it; nothing happens when it is gone already. */
  remove(key: Uuid): Promise<void>
  /** Removes what broken-off writes left. */
  tidy(now: number): Promise<void>
}

/** @param folder made when it is missing; two letters of the key make its subfolders. */
export function openKeptFiles(folder: string): KeptFiles {
  const folderOf = (key: Uuid): string => join(folder, key.slice(-2))
  const pathOf = (key: Uuid): string => {
    if (!isUuid(key)) throw new NotFound('file', key.slice(0, 60))
    return join(folderOf(key), key)
  }
  return {
    async keep(body, { maxBytes }) {
      const key = newId()
      await mkdir(folderOf(key), { recursive: true, mode: 0o700 })
      const part = `${pathOf(key)}.part`
      const file = await open(part, 'w', 0o600)
      let bytes = 0
      try {
        for await (const piece of body) {
          bytes += piece.length
          if (bytes > maxBytes) throw new TooMuch(`The file is longer than the ${Math.floor(maxBytes / 1e6)} MB that are allowed here.`, 'files.too-large', 413)
          await file.writeFile(piece)
        }
        await file.sync()
        await file.close()
        await rename(part, pathOf(key))
        return { key, bytes }
      } catch (thrown) {
        await file.close().catch(() => undefined)
        await rm(part, { force: true })
        throw thrown
      }
    },
    async read(key, range) {
      const path = pathOf(key)
      const found = await stat(path).catch(() => null)
      if (found === null) throw new NotFound('file', key)
      return { bytes: found.size, body: createReadStream(path, range ?? {}) }
    },
    remove: async (key) => rm(pathOf(key), { force: true }),
    async tidy(now) {
      for (const letters of await readdir(folder).catch(() => [] as string[])) {
        for (const name of (await readdir(join(folder, letters)).catch(() => [] as string[])).filter((one) => one.endsWith('.part'))) {
          const path = join(folder, letters, name)
          const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
          if (now - mtimeMs > staleMs) await rm(path, { force: true })
        }
      }
    },
  }
}
