import { expect, test } from 'vitest'
import { deviceOf } from './device.ts'
import { zoneOptions } from './zones.ts'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0', 'Edge, Windows'],
  ['something else', null],
  [null, null],
])('a session is named as a person would name it: %s', (userAgent, expected) => {
  expect(deviceOf(userAgent)).toBe(expected)
})

test('a zone of another machine can still be seen and kept', () => {
  const zones = zoneOptions((place) => place, 'Mars/Olympus')
  expect(zones.map((zone) => zone.value)).toContain('Mars/Olympus')
  expect(zones.map((zone) => zone.value)).toContain('Europe/Brussels')
})
