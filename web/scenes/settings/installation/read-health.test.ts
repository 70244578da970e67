import { expect, test } from 'vitest'
import { readHealth } from './read-health.ts'

test('a report is shown part by part', () => {
  const part = { name: 'disk', ok: false, words: '1.0 GB free.' }
  expect(readHealth({ ready: true, ok: false, version: '0.1.0', startedAt: '2026-11-22T14:30:00Z', parts: [part] })).toEqual({ ok: false, version: '0.1.0', startedAt: '2026-11-22T14:30:00Z', parts: [part] })
})

test('a time that is none does not break the page', () => {
  expect(readHealth({ ok: true, version: '0.1.0', startedAt: 'soon', parts: [] })?.startedAt).toBeNull()
})

test.each([[null], ['<html>'], [{}], [{ parts: 'all' }]])('what is no report is not taken for one: %j', (body) => {
  expect(readHealth(body)).toBeNull()
})
