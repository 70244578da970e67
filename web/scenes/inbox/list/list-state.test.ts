import { describe, expect, test } from 'vitest'
import type { Conversation } from '../../../api/routes.ts'
import { belongsTo } from './belongs.ts'
import { drop, extend, openedList, receive, take } from './list-state.ts'

const one = (id: string, minute: number, more: Partial<Conversation> = {}): Conversation => ({
  id, number: 1, subject: '', state: 'open', priority: 'normal', spam: false, assignee: null, team: null, labels: [], account: 'a', channel: 'mail', channels: ['mail'], visibility: 'private', with: null, stage: null, language: null, sentiment: null, intent: null, urgency: null,
  openedAt: '2026-11-30T08:00:00.000Z', lastAt: new Date(Date.UTC(2026, 10, 30, 9, minute)).toISOString(), lastDirection: 'inbound', lastWords: '', waitingSince: new Date(Date.UTC(2026, 10, 30, 9, minute)).toISOString(), dueAt: null, snoozedUntil: null, closedAt: null, reopened: 0, messages: 1, unread: false, drafted: false, failed: false, revision: 1, more: {}, ...more,
})
const ids = (list: { readonly shown: readonly Conversation[] }): string => list.shown.map(({ id }) => id).join('')
const all = (): boolean => true

describe('the list never moves under the reader', () => {
  const held = openedList([one('c', 30), one('b', 20), one('a', 10)], 'more')

  test('what is new waits, and stands in its place once it is let in', () => {
    const next = receive(held, [one('d', 40)], all, 'newest')
    expect(ids(next)).toBe('cba')
    expect(next.waiting).toHaveLength(1)
    expect(ids(take(next, 'newest'))).toBe('dcba')
  })
  test('what is shown changes in its place, and moves only when the list is taken', () => {
    const next = receive(held, [one('a', 50, { revision: 2, lastWords: 'again' })], all, 'newest')
    expect(ids(next)).toBe('cba')
    expect(next.shown[2]?.lastWords).toBe('again')
    expect(ids(take(next, 'newest'))).toBe('acb')
  })
  test('what left the view stays, marked, until the list is taken', () => {
    const next = receive(held, [one('b', 20, { state: 'closed', revision: 2 })], ({ state }) => state === 'open', 'newest')
    expect([ids(next), next.gone.has('b')]).toEqual(['cba', true])
    expect(ids(take(next, 'newest'))).toBe('ca')
  })
  test('an older revision that comes late changes nothing', () => {
    const changed = receive(held, [one('b', 20, { revision: 5, lastWords: 'newer' })], all, 'newest')
    expect(receive(changed, [one('b', 20, { revision: 4, lastWords: 'older' })], all, 'newest').shown[1]?.lastWords).toBe('newer')
  })
  test('at the very end it is put at once, since nothing stands below', () => {
    expect(ids(receive(openedList([one('a', 10), one('b', 20)], null), [one('c', 30)], all, 'oldest'))).toBe('abc')
  })
  test('a next page repeats nothing', () => {
    expect(ids(extend(held, [one('a', 10), one('z', 5)], null))).toBe('cbaz')
  })
  test('what was done with goes at once', () => {
    expect(ids(drop(held, new Set(['b'])))).toBe('ca')
  })
})

describe('whether a conversation belongs into a view', () => {
  const me = { id: 'me', teams: new Set(['t1']) }
  test.each([
    ['waits for us', {}, {}, 'yes'],
    ['they are to act', {}, { state: 'waiting', waitingSince: null }, 'no'],
    ['mine, of somebody else', { view: 'mine' }, { assignee: { id: 'other', name: '' } }, 'no'],
    ['my team', { view: 'team' }, { team: { id: 't1', name: '' } }, 'yes'],
    ['spam is nowhere else', { view: 'all' }, { spam: true }, 'no'],
    ['another channel', { view: 'all', channels: 'bluesky' }, {}, 'no'],
    ['nobody has it', { view: 'all', assignees: 'none,x' }, {}, 'yes'],
    ['topics are known to the server only', { view: 'all', topics: 't' }, {}, 'ask'],
  ] as const)('%s', (_, search, more, expected) => {
    expect(belongsTo(search, one('a', 1, more as Partial<Conversation>), me)).toBe(expected)
  })
})
