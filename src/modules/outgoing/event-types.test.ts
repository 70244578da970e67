import { expect, test } from 'vitest'
import { z } from 'zod'
import { eventType } from '../../kernel/event.ts'
import { eventTypes } from './event-types.ts'
import { disabled, pinged } from './own-events.ts'

const thing = eventType({ type: 'thing.happened', summary: 'x', data: z.object({ n: z.int() }), example: { n: 1 } })

test('what is sent carries its type, its time and nothing that its schema does not name', () => {
  expect(JSON.parse(eventTypes([thing]).bodyOf({ type: 'thing.happened', at: 0, data: { n: 1, secret: 'x' } }))).toEqual({ type: 'thing.happened', timestamp: '1970-01-01T00:00:00.000Z', data: { n: 1 } })
})

test('a catalogue with a wrong example, a wrong name or one name twice does not start', () => {
  for (const broken of [[{ ...thing, example: { n: 'x' } as never }], [{ ...thing, type: 'Thing' }], [thing, thing]]) expect(() => eventTypes(broken)).toThrow(/event type/)
})

test('every letter of our own can be written in both languages', () => {
  for (const language of ['en', 'nl'] as const) {
    for (const one of [disabled, pinged]) {
      const letter = one.letter?.(one.data.parse(one.example) as never, language)
      if (letter) expect(letter.subject.length).toBeGreaterThan(5)
    }
  }
})
