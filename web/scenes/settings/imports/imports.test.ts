import { expect, test } from 'vitest'
import type { Mapping } from '../../../api/routes.ts'
import { archiveTargets } from '../../../../src/modules/channels/api.ts'
import { isMoving, progressOf } from './progress.ts'
import { hasWords, remapped, targets } from './targets.ts'

const mapping: Mapping = { channel: 'x', format: 'csv', encoding: 'utf-8', headerRow: 1, columns: [{ column: 'a', target: 'ignore' }, { column: 'b', target: 'at' }], zone: 'UTC', dayFirst: true, markup: 'none' }

test('every meaning that the server knows can be chosen in the page', () => {
  expect([...targets].sort()).toEqual([...archiveTargets].sort())
})

test('choosing a meaning changes that column only', () => {
  expect(remapped(mapping, 'a', 'text').columns).toEqual([{ column: 'a', target: 'text' }, { column: 'b', target: 'at' }])
})

test('a mapping without words cannot be started', () => {
  expect(hasWords(mapping)).toBe(false)
  expect(hasWords(remapped(mapping, 'a', 'title'))).toBe(true)
})

test('progress never leaves the bar, even when a compressed file reads longer than it is', () => {
  expect(progressOf({ bytes: 0, bytesRead: 0, state: 'running' })).toBe(0)
  expect(progressOf({ bytes: 100, bytesRead: 130, state: 'running' })).toBe(1)
  expect(progressOf({ bytes: 100, bytesRead: 40, state: 'finished' })).toBe(1)
})

test('the page looks again only while something moves', () => {
  expect((['uploaded', 'running', 'paused', 'finished', 'failed', 'undoing', 'undone'] as const).filter(isMoving)).toEqual(['running', 'undoing'])
})
