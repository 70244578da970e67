import { expect, test } from 'vitest'
import { restore } from './form.ts'
import { readTheme } from './theme.ts'

test('a draft comes back as far as it still fits the form', () => {
  expect(restore({ name: '', size: 1, on: false }, { name: 'kept', size: 'big', gone: 1, on: true })).toEqual({ name: 'kept', size: 1, on: true })
  expect(restore({ name: 'new' }, null)).toEqual({ name: 'new' })
  expect(restore({ name: 'new' }, 'rubbish')).toEqual({ name: 'new' })
})

test('a theme that is none follows the system', () => {
  expect([readTheme('dark'), readTheme('light'), readTheme(null), readTheme('purple')]).toEqual(['dark', 'light', 'system', 'system'])
})
