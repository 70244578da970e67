/** How right, and how fast, social profiles are recognised: on the simulated world, against its truth, at the default thresholds. */
import { createWorld } from '../sim/world/world.ts'
import { measureProfiles } from '../test/recognition-measure.ts'

/** Options: people (default 4000), seed (default 8420). */
export async function run(args: string[]): Promise<void> {
  const [people, seed] = [Number(args[0] ?? 4_000), Number(args[1] ?? 8_420)]
  const world = createWorld({ seed, people, from: Date.parse('2026-08-01T00:00:00Z'), to: Date.parse('2026-11-01T00:00:00Z'), pictures: 'https://pictures.example' })
  for (const pictures of [true, false]) {
    const measured = await measureProfiles(world, { pictures })
    const times = measured.placeMs.toSorted((x, y) => x - y)
    const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(2)
    console.log(pictures ? 'with pictures under one address on both networks' : 'without pictures')
    console.table([{
      profiles: measured.profiles, 'true pairs': measured.truePairs, 'known by proof': measured.known, 'joins from': measured.joinAt ?? 'never',
      joined: measured.joined, precision: (measured.right / Math.max(1, measured.joined)).toFixed(4), recall: (measured.right / measured.truePairs).toFixed(3),
      offered: measured.offered, 'offered right': (measured.offeredRight / Math.max(1, measured.offered)).toFixed(3), 'recall with review': ((measured.right + measured.offeredRight) / measured.truePairs).toFixed(3),
      'learn s': (measured.learnMs / 1_000).toFixed(1), 'place p50 ms': at(0.5), 'p99 ms': at(0.99),
    }])
    console.table([...measured.carriedBy].toSorted(([, x], [, y]) => y - x).slice(0, 8).map(([evidence, joins]) => ({ evidence, joins })))
  }
}
