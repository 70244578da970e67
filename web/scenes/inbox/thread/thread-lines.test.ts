import { expect, test } from 'vitest'
import type { Entry } from '../../../api/routes.ts'
import { mergeEntries, threadLines } from './thread-lines.ts'

const at = (minute: number, day = 30): string => new Date(Date.UTC(2026, 10, day, 9, minute)).toISOString()
const message = (id: string, minute: number, more: object = {}): Entry => ({ is: 'message', id, at: at(minute), direction: 'inbound', channel: 'mail', visibility: 'private', by: { identity: 'i', member: null, name: 'Ann' }, ...more }) as unknown as Entry
const deed = (id: string, minute: number): Entry => ({ is: 'activity', id, at: at(minute), by: { kind: 'member', id: 'm', name: 'Bea' }, deed: 'closed', facts: {} }) as Entry
const shape = (entries: readonly Entry[], readUntil: number | null = null): string[] => threadLines(entries, 'Europe/Brussels', readUntil).map((line) => line.kind === 'entry' ? `${line.entry.id}${line.goesOn ? '+' : ''}` : line.kind === 'done' ? `done ${line.entries.length}` : line.kind)

test('days, turns of one writer, and deeds in a row gathered', () => {
  expect(shape([message('x', 0, { at: at(0, 29) }), message('a', 1), message('b', 3), message('c', 30), deed('d', 31), deed('e', 32)])).toEqual(['day', 'x', 'day', 'a', 'b+', 'c', 'done 2'])
})
test('what came since it was read begins below a line', () => {
  expect(shape([message('a', 1), message('b', 3)], Date.parse(at(2)))).toEqual(['day', 'a', 'new', 'b'])
})
test('another channel begins another turn', () => {
  expect(shape([message('a', 1), message('b', 2, { channel: 'bluesky' })])).toEqual(['day', 'a', 'b'])
})
test('a page that is asked for again doubles nothing and brings what changed', () => {
  const merged = mergeEntries([message('a', 1), message('b', 2, { state: 'queued' })], [message('b', 2, { state: 'sent' }), message('c', 0)])
  expect(merged.map((entry) => `${entry.id} ${'state' in entry ? entry.state : ''}`)).toEqual(['c ', 'a ', 'b sent'])
})
