/** The command line as somebody meets it who types the first thing that comes to mind. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { commandList } from './commands/list.ts'
import { version } from './platform/version.ts'

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const run = (...words: string[]) => spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', env: { ...process.env, RAPPORT_DEBUG: '', PORT: '' }, timeout: 30_000 })

describe('rapport', () => {
  test('shows every command when asked for help, or for nothing', () => {
    const help = run('--help')
    expect(help.status).toBe(0)
    for (const { name, summary } of commandList) expect(help.stdout).toMatch(new RegExp(`${name} .*${summary.slice(0, 20)}`))
    expect(run('-V').stdout.trim()).toBe(version)
  })

  test('guesses what was meant by a command that is not there', () => {
    const wrong = run('strat')
    expect([wrong.status, wrong.stdout]).toEqual([2, ''])
    expect(wrong.stderr).toContain('start')
  })

  test('says what is wrong with a value, in a sentence and without a stack', () => {
    const port = run('start', '--port', '70000')
    expect([port.status, port.stderr.includes('65535')]).toEqual([2, true])
    const variable = spawnSync(process.execPath, [main, 'doctor'], { encoding: 'utf8', env: { ...process.env, RAPPORT_DEBUG: '', PORT: 'eighty' } })
    expect(variable.status).toBe(1)
    expect(variable.stderr).toContain('The environment variable PORT is "eighty"')
    expect(variable.stderr).not.toContain('    at ')
  })
})

test.each(commandList.map(({ name }) => name))('rapport %s --help says what it takes', (name) => {
  const help = run(name, '--help')
  expect([help.status, help.stderr]).toEqual([0, ''])
  expect(help.stdout).toContain(`Usage: rapport ${name}`)
})
