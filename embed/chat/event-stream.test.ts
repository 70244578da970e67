import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvents, type StreamEvent } from './event-stream.ts'

async function read(pieces: readonly Uint8Array[], silenceMs = 1_000, end = true): Promise<StreamEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      if (end) controller.close()
    },
  })
  const events: StreamEvent[] = []
  for await (const event of readEvents(body, silenceMs)) events.push(event)
  return events
}

test('events are whole however the network cuts the bytes, in the middle of a character too', async () => {
  const text = ': here\n\nid: 4\nevent: entry\ndata: {"text":"Tot morgen 👋 café"}\n\nevent: state\ndata: {}\n\n'
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 60 }), async (lengths) => {
    const bytes = new TextEncoder().encode(text)
    const pieces: Uint8Array[] = []
    for (let at = 0, n = 0; at < bytes.length; n++) {
      const length = lengths[n % lengths.length] ?? 1
      pieces.push(bytes.slice(at, at + length))
      at += length
    }
    expect(await read(pieces)).toEqual([{ event: 'entry', data: '{"text":"Tot morgen 👋 café"}' }, { event: 'state', data: '{}' }])
  }), { numRuns: 50 })
})

test('a half event at the end is not told: it comes again whole', async () => {
  expect(await read([new TextEncoder().encode('event: entry\ndata: {"te')])).toEqual([])
})

test('a stream that fell silent is given up', async () => {
  expect(await read([new TextEncoder().encode('event: hello\ndata: {}\n\n')], 20, false)).toEqual([{ event: 'hello', data: '{}' }])
})
