import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from './read-table.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-read-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: string | Buffer): string {
  const path = join(folder, 'people.csv')
  writeFileSync(path, content)
  return path
}

const cell = async (path: string, column: string): Promise<string | undefined> => {
  const table = await readTable(path, 'id')
  const found = table.columns.find((known) => known.name === column)
  return found?.values[found.codes[0] ?? 0]
}

test.each<[string, string | Buffer]>([
  ['comma, UTF-8', 'id,name\n1,Zoë\n'],
  ['semicolon, mark at the start', '\ufeffid;name\r\n1;"Zoë"\r\n'],
  ['tab', 'id\tname\n1\tZoë\n'],
  ['Windows-1252', Buffer.from('id,name\n1,Zo\xeb\n', 'latin1')],
  ['UTF-16, the other way round', Buffer.from('\ufeffid,name\n1,Zoë\n', 'utf16le').swap16()],
  ['UTF-16', Buffer.from('\ufeffid,name\n1,Zoë\n', 'utf16le')],
  ['Windows-1252 that shows only late in the file', Buffer.concat([Buffer.from(`id,name\n1,Zo`), Buffer.from([0xeb]), Buffer.from('\n')])],
])('a file is read whatever its form: %s', async (_, content) => {
  expect(await cell(file(content), 'name')).toBe('Zoë')
})

test('bytes beyond the first megabyte that are not UTF-8 make the whole file Windows-1252', async () => {
  const rows = Array.from({ length: 120_000 }, (_, row) => `r${row},plain name\n`).join('')
  const table = await readTable(file(Buffer.concat([Buffer.from(`id,name\n${rows}`), Buffer.from('last,Zo\xeb\n', 'latin1')])), 'id')
  expect(table.form.encoding).toBe('windows-1252')
  expect(table.ids).toHaveLength(120_001)
  expect(table.columns[0]?.values).toContain('Zoë')
})

test.each<[string, string | Buffer, string]>([
  ['no bytes', '', 'is empty'],
  ['a header only', 'id,name\n', 'no rows'],
  ['another id column', 'key,name\n1,a\n', 'has no column "id". Its columns are: key, name'],
  ['an id twice', 'id,name\n1,a\n2,b\n1,c\n', 'The id "1" stands in row 2 and again in row 4'],
  ['a row without id', 'id,name\n1,a\n,b\n', 'Row 3'],
  ['an id column in capitals', 'ID,name\n1,a\n', 'Did you mean "ID"?'],
  ['UTF-16 without its mark', Buffer.from('id,name\n1,Zoë\n', 'utf16le'), 'is UTF-16 without the mark'],
  ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'Open it and save it as CSV'],
  ['zero bytes', Buffer.from([105, 100, 0, 0, 10]), 'not text'],
  ['a quote that never closes', 'id,name\n1,"a\n2,b\n', 'Check the quotes'],
])('a file with %s is refused in words', async (_, content, words) => {
  await expect(readTable(file(content), 'id')).rejects.toThrow(words)
})

test('a file that is not there, and a folder, are refused in words', async () => {
  await expect(readTable(join(folder, 'nothing.csv'), 'id')).rejects.toThrow('it is not there')
  await expect(readTable(folder, 'id')).rejects.toThrow('is a folder')
})

test('columns without a name or with the same name are told apart, and surplus cells are noted', async () => {
  const table = await readTable(file('id,name,name,\n1,a,b,c,d\n'), 'id')
  expect(table.columns.map((column) => column.name)).toEqual(['name', 'name (2)', 'column 4'])
  expect(table.notes[0]).toContain('more cells than there are columns')
})
