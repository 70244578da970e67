import { expect, test } from 'vitest'
import { chordOf, isBare, step, type KeyPress } from './shortcut-keys.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test.each([
  ['a letter', press('j'), 'j'],
  ['a capital is the letter with shift', press('J', { shiftKey: true }), 'shift+j'],
  ['a sign that needs shift is the sign', press('?', { shiftKey: true }), '?'],
  ['⌘K', press('k', { metaKey: true }), 'mod+k'],
  ['Ctrl K is the same', press('k', { ctrlKey: true }), 'mod+k'],
  ['keys with names', press('Enter', { shiftKey: true }), 'shift+enter'],
  ['space', press(' '), 'space'],
])('%s', (_, pressed, chord) => {
  expect(chordOf(pressed)).toBe(chord)
})

test('g then l goes, g alone waits', () => {
  const registered = ['g l', 'g t', 'j']
  expect(step('', 'g', registered)).toEqual({ kind: 'wait', pending: 'g' })
  expect(step('g', 'l', registered)).toEqual({ kind: 'run', keys: 'g l' })
})

test('a sequence that leads nowhere begins again with its last key', () => {
  expect(step('g', 'j', ['g l', 'j'])).toEqual({ kind: 'run', keys: 'j' })
  expect(step('g', 'g', ['g l', 'j'])).toEqual({ kind: 'wait', pending: 'g' })
  expect(step('g', 'x', ['g l', 'j'])).toEqual({ kind: 'none' })
})

test('bare characters rest while somebody types, chords do not', () => {
  expect(['j', '?', 'shift+j', 'mod+k', 'alt+x', 'escape'].filter(isBare)).toEqual(['j', '?', 'shift+j'])
})
