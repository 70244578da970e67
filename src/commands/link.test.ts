import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { linkCommand } from './link.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-link-'))
  writeFileSync(join(folder, 'a.csv'), 'nr;voornaam;achternaam;geboortedatum\n1;Reed;Stonewood;24-06-1971\n2;Lamp;Tearain;01-02-1980\n3;Reed;Stonewod;24-06-1971\n"x,4";Wool;Ashbark;03-04-1990\n')
  writeFileSync(join(folder, 'b.csv'), 'nr,voornaam,achternaam,geboortedatum\n9,Lamp,Tearain,1980-02-01\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

async function link(...words: string[]): Promise<string> {
  const said: string[] = []
  const spy = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  try {
    await linkCommand().exitOverride().configureOutput({ writeErr: () => undefined }).parseAsync(words, { from: 'user' })
  } finally {
    spy.mockRestore()
  }
  return said.join('\n')
}

const at = (name: string): string => join(folder, name)
const read = (name: string): string[] => readFileSync(at(name), 'utf8').trim().split('\n')

test('every row gets a person, in the order of the file, and likely pairs are listed', async () => {
  const said = await link('--in', at('a.csv'), '--id', 'nr', '--out', at('out.csv'), '--pairs', at('pairs.csv'))
  expect(read('out.csv')).toEqual(['id,person', '1,1', '2,2', '3,1', '"x,4",3'])
  expect(read('pairs.csv')[0]).toBe('id_l,id_r,probability')
  expect(read('pairs.csv')[1]).toMatch(/^1,3,0\.\d+$/)
  expect(said).toContain('separated by ";"')
  expect(said).toContain('it is called "voornaam"')
  expect(said).toContain('→ 0.50')
  expect(said).toContain('4 rows are 3 people.')
})

test('two files are linked with each other, ids as they are given', async () => {
  await link('--in', at('a.csv'), '--in', at('b.csv'), '--id', 'nr', '--out', at('out.csv'), '--quiet')
  const people = new Map(read('out.csv').slice(1).map((line) => [line.slice(0, line.lastIndexOf(',')), line.slice(line.lastIndexOf(',') + 1)]))
  expect(people.get('9')).toBe(people.get('2'))
  expect(people.size).toBe(5)
})

test.each<[string, string[], string]>([
  ['a kind that is not known', ['--map', 'voornaam=nonsense'], 'the kinds are given-name'],
  ['a column that is not there', ['--map', 'nothing=text'], 'There is no column "nothing"'],
  ['a threshold that is no probability', ['--threshold', '2'], 'a probability above 0 and below 1'],
  ['a folder that is not there', ['--out', '/nowhere/at/all/out.csv'], 'cannot be written'],
  ['a name in other letters', ['--id', 'NR'], 'Did you mean "nr"?'],
  ['three files', ['--in', 'a', '--in', 'b'], '3 files were given'],
])('%s is refused in words', async (_, words, expected) => {
  await expect(link('--in', at('a.csv'), '--id', 'nr', '--out', at('out.csv'), '--quiet', ...words)).rejects.toThrow(expected)
})

test('five hundred columns are read, and what is not compared says why', async () => {
  const columns = Array.from({ length: 500 }, (_, at) => `c${at}`)
  writeFileSync(at('wide.csv'), `nr,voornaam,achternaam,${columns.join(',')}\n${['Reed,Stonewood', 'Lamp,Tearain', 'Reed,Stonewood'].map((name, row) => `${row},${name},${columns.map((_, column) => `v${row}-${column}`).join(',')}`).join('\n')}\n`)
  const said = await link('--in', at('wide.csv'), '--id', 'nr', '--out', at('out.csv'))
  expect(said).toContain('3 rows, 503 columns')
  expect(read('out.csv')).toHaveLength(4)
})
