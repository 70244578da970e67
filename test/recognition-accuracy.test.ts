/** How right joining by probability is, on profiles whose truth is known. */
import { expect, test } from 'vitest'
import { createWorld } from '../sim/world/world.ts'
import { measureProfiles } from './recognition-measure.ts'

test('profiles that are joined by themselves are one person in at least 995 of 1,000 cases', async () => {
  const world = createWorld({ seed: 77, people: 1_600, from: Date.parse('2026-08-01T00:00:00Z'), to: Date.parse('2026-11-01T00:00:00Z'), pictures: 'https://pictures.example' })
  const { joined, right, truePairs } = await measureProfiles(world, { pictures: true })
  expect(joined).toBeGreaterThan(0.5 * truePairs)
  expect(right / joined).toBeGreaterThanOrEqual(0.995)
}, 300_000)
