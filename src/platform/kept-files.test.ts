import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync, mkdirSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { openKeptFiles } from './kept-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-kept-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = openKeptFiles(folder)

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

test('what is kept is read back, whole or in part, and can be removed', async () => {
  const { key, bytes } = await files.keep(pieces('hello ', 'there'), { maxBytes: 100 })
  expect(bytes).toBe(11)
  expect((await buffer((await files.read(key)).body)).toString()).toBe('hello there')
  expect((await buffer((await files.read(key, { start: 6, end: 8 })).body)).toString()).toBe('the')
  await files.remove(key)
  await files.remove(key)
  await expect(files.read(key)).rejects.toThrow('There is no file')
})

test('what is too long, or breaks off, leaves nothing', async () => {
  await expect(files.keep(pieces('12345', '67890'), { maxBytes: 8 })).rejects.toMatchObject({ status: 413 })
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half')
    throw new Error('The sender went away.')
  }
  await expect(files.keep(broken(), { maxBytes: 100 })).rejects.toThrow('went away')
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).length > 2)).toEqual([])
})

test('a key that is a path leads nowhere', async () => {
  await expect(files.read('../../etc/passwd')).rejects.toThrow('There is no file')
})

test('what a killed write left is removed after a day', async () => {
  mkdirSync(join(folder, 'ab'), { recursive: true })
  const left = join(folder, 'ab', 'x.part')
  writeFileSync(left, 'half')
  await files.tidy(Date.now())
  expect(existsSync(left)).toBe(true)
  utimesSync(left, 0, 0)
  await files.tidy(Date.now())
  expect(existsSync(left)).toBe(false)
})
