import { expect, test } from 'vitest'
import type { SettingField } from '../../../api/routes.ts'
import { isMain, isShown, linesOf, settingsOf, troubleOf, valuesOf } from './field-values.ts'

const field = (name: string, kind: SettingField['kind'], more: Partial<SettingField> = {}): SettingField => ({ name, kind, required: false, label: name, ...more })
const fields: readonly SettingField[] = [
  field('server', 'text', { required: true }),
  field('mode', 'choice', { required: true, choices: ['public', 'hashtag'], default: 'public' }),
  field('tags', 'list'),
  field('token', 'secret'),
  field('everySeconds', 'number', { default: 60 }),
  field('likes', 'boolean', { default: false }),
  field('appView', 'url', { default: 'https://view.example' }),
]

test('a new form opens with the defaults of the channel', () => {
  expect(valuesOf(fields, {})).toEqual({ server: '', mode: 'public', tags: '', token: '', everySeconds: '60', likes: false, appView: 'https://view.example' })
})

test('an existing source opens with what was set, its secret hidden', () => {
  expect(valuesOf(fields, { server: 'social.example', mode: 'hashtag', tags: ['coffee', 'tea'], token: 'kept', everySeconds: 90, likes: true, appView: '' })).toEqual({ server: 'social.example', mode: 'hashtag', tags: 'coffee\ntea', token: '', everySeconds: '90', likes: true, appView: '' })
})

test('what is sent has numbers as numbers and lists as lists, and no empty secret', () => {
  expect(settingsOf(fields, { server: ' social.example ', mode: 'hashtag', tags: 'coffee, tea\n\ncoffee', token: '', everySeconds: '90', likes: true, appView: '' })).toEqual({ server: 'social.example', mode: 'hashtag', tags: ['coffee', 'tea'], everySeconds: 90, likes: true, appView: '' })
})

test('a field that belongs to another choice is neither shown nor sent', () => {
  const values = { ...valuesOf(fields, {}), tags: 'coffee' }
  expect(isShown(field('tags', 'list'), values)).toBe(false)
  expect(settingsOf(fields, values)).not.toHaveProperty('tags')
})

test('what is missing is said before it is sent', () => {
  const values = { ...valuesOf(fields, {}), mode: 'hashtag', everySeconds: 'often' }
  expect(fields.map((each) => troubleOf(each, values))).toEqual(['needed', null, 'needed', null, 'number', null, null])
})

test('the form begins with what is needed', () => {
  expect(fields.filter(isMain).map((each) => each.name)).toEqual(['server', 'mode', 'tags'])
})

test('lines and commas both separate', () => {
  expect(linesOf(' a ,b\n\n a\nc')).toEqual(['a', 'b', 'c'])
})
