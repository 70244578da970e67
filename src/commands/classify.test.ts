/** What `rapport classify` reads and writes. */
import { expect, test } from 'vitest'
import { linesOf, readPost } from './classify-lines.ts'

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* parts
}

test('lines are the same however the stream is cut, also within a character', async () => {
  const bytes = Buffer.from('\ufeffone é 🎉\r\n\ntwo\nlast')
  for (let size = 1; size < bytes.length; size += 3) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
    const lines: string[] = []
    for await (const line of linesOf(chunks(...parts))) lines.push(line)
    expect(lines).toEqual(['one é 🎉', '', 'two', 'last'])
  }
})

test.each([
  ['nope', 'Expected a JSON object'],
  ['', 'an empty line'],
  ['[1]', '"text" as a string'],
  ['{"text": 3}', '"text" as a string'],
  ['null', '"text" as a string'],
])('the line %s is a fault in its place', (line, words) => {
  expect(readPost(line, false)).toEqual({ fault: expect.stringContaining(words) as string })
})

test('a post may say its language', () => {
  expect(readPost('{"text":"ok","language":"nl","id":7}', false)).toEqual({ text: 'ok', language: 'nl' })
})

test('with --lines anything is a post', () => {
  expect(readPost('{"text', true)).toEqual({ text: '{"text' })
})
