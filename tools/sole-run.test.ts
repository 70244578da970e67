/** One at a time, across processes. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { soleRun } from './sole-run.mjs'

// Some tests start processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sole-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const modulePath = new URL('./sole-run.mjs', import.meta.url).href
const counting = `
  import { soleRun } from '${modulePath}'
  import { readFileSync, writeFileSync } from 'node:fs'
  import { setTimeout as pause } from 'node:timers/promises'
  const [, lock, counter] = process.argv
  for (let n = 0; n < 5; n += 1) await soleRun(lock, () => {}, async () => {
    const before = Number(readFileSync(counter, 'utf8'))
    await pause(3)
    writeFileSync(counter, String(before + 1))
  })`

describe('work that only one may do', () => {
  test('is never done by two processes at once', async () => {
    const counter = join(folder, 'counter')
    writeFileSync(counter, '0')
    const one = () => new Promise((settle) => { spawn(process.execPath, ['--input-type=module', '-e', counting, join(folder, 'lock'), counter], { stdio: 'inherit' }).on('close', settle) })
    expect(await Promise.all([one(), one(), one(), one()])).toEqual([0, 0, 0, 0])
    expect(readFileSync(counter, 'utf8')).toBe('20')
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })

  test('is taken over from a process that was killed', async () => {
    const lock = join(folder, 'lock')
    const killed = spawnSync(process.execPath, ['--input-type=module', '-e', `import { soleRun } from '${modulePath}'; await soleRun(process.argv[1], () => {}, async () => process.kill(process.pid, 'SIGKILL'))`, lock])
    expect([killed.signal, existsSync(lock)]).toEqual(['SIGKILL', true])
    expect(await soleRun(lock, () => { throw new Error('waited for the dead') }, async () => 'done')).toBe('done')
  })

  test('is not left locked by a process number that was given out again, nor by rubbish', async () => {
    for (const holder of [`${process.pid} 1`, 'rubbish', '']) {
      writeFileSync(join(folder, 'lock'), holder)
      expect(await soleRun(join(folder, 'lock'), () => {}, async () => 'done')).toBe('done')
    }
  })

  test('frees the way also when it fails', async () => {
    await expect(soleRun(join(folder, 'lock'), () => {}, async () => { throw new Error('no') })).rejects.toThrow('no')
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })
})
