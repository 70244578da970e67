import { expect, test } from 'vitest'
import { formats, localeFor } from './formats.ts'

test('a browser that asks for no proper language still shows the page', () => {
  const locale = localeFor('en', ['en-US@posix', 'C'])
  expect(locale).toBe('en-GB')
  expect(formats(locale, 'Europe/Brussels').number(1234.5)).toBe('1,234.5')
})

test('the regional form that the browser asks for is used', () => {
  expect(localeFor('nl', ['en-US', 'nl-BE', 'nl'])).toBe('nl-BE')
  expect(localeFor('nl', ['fr'])).toBe('nl-NL')
})
