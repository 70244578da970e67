/** Knowing when the page must be built again. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint } from './page-sources.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'page-'))
  mkdirSync(join(root, 'web', 'scenes'), { recursive: true })
  mkdirSync(join(root, 'src', 'kernel'), { recursive: true })
  writeFileSync(join(root, 'package-lock.json'), '{}')
  writeFileSync(join(root, 'web', 'scenes', 'a.tsx'), 'a')
})
afterEach(() => { rmSync(root, { recursive: true, force: true }) })

test('a change of the page, of the kernel or of a library asks for a new build', () => {
  const before = fingerprint(root)
  const seen = new Set([before])
  for (const [file, text] of [['web/scenes/a.tsx', 'b'], ['web/scenes/b.css', ''], ['src/kernel/ids.ts', 'x'], ['package-lock.json', '{"a":1}']] as const) {
    writeFileSync(join(root, file), text)
    seen.add(fingerprint(root))
  }
  expect(seen.size).toBe(5)
})

test('a fresh clone with other dates, a new test and an old build do not', () => {
  const before = fingerprint(root)
  utimesSync(join(root, 'web', 'scenes', 'a.tsx'), 1, 1)
  writeFileSync(join(root, 'web', 'scenes', 'a.test.tsx'), 'test')
  writeFileSync(join(root, 'web', 'README.md'), 'read')
  mkdirSync(join(root, 'web', 'dist'))
  writeFileSync(join(root, 'web', 'dist', 'index.html'), 'built')
  expect(fingerprint(root)).toBe(before)
})
