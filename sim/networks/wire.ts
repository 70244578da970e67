/** What happens now, told to every fake network at once, with the recent past kept for those who come back. */
import type { Clock } from '../../src/kernel/instant.ts'
import { inOrder, type SimEvent } from '../event.ts'
import type { LiveRates } from '../world/live.ts'
import type { World } from '../world/world.ts'

export interface Wire {
  readonly world: World
  /** When the wire began; before it lies the world's history. */
  readonly start: number
  /** Everything from `from` up to what was last told, in order: history made again, then what the wire kept. */
  readonly since: (from: number) => Iterable<SimEvent>
  readonly subscribe: (hear: (event: SimEvent) => void) => () => void
  /** Tells an event outside the world's course: for tests. */
  readonly tell: (event: SimEvent) => void
  readonly stop: () => void
}

export interface WireOptions {
  readonly clock: Clock
  readonly rates?: Partial<LiveRates>
  /** How far back `since` reaches. Default: three days. */
  readonly retentionMs?: number
  /** Where live events begin. Default: now by the clock. */
  readonly start?: number
  /** `false` tells nothing by itself: tests step with `tell`. Default `true`. */
  readonly running?: boolean
}

/** How many live events are kept for those who come back. */
const keptEvents = 200_000

export function openWire(world: World, options: WireOptions): Wire {
  const start = options.start ?? options.clock.now()
  const retentionMs = options.retentionMs ?? 3 * 86_400_000
  let kept: SimEvent[] = []
  const ears = new Set<(event: SimEvent) => void>()
  const tell = (event: SimEvent) => {
    kept.push(event)
    if (kept.length > keptEvents) kept = kept.slice(keptEvents / 2)
    for (const hear of ears) hear(event)
  }
  const live = world.liveEvents(start, options.rates)[Symbol.iterator]()
  let next = options.running === false ? undefined : live.next()
  let timer: NodeJS.Timeout | undefined
  const turn = () => {
    // A machine that slept wakes to a burst; a bounded stretch a turn keeps the loop breathing.
    for (let n = 0; n < 500 && next?.done === false && next.value.at <= options.clock.now(); n++) {
      tell(next.value)
      next = live.next()
    }
    if (next?.done !== false) return
    timer = setTimeout(turn, Math.max(0, Math.min(1_000, next.value.at - options.clock.now())))
  }
  turn()
  return {
    world, start, tell,
    *since(from) {
      const earliest = Math.max(from, options.clock.now() - retentionMs, world.options.from)
      if (earliest < start) yield* world.events({ from: earliest, to: Math.min(start, world.options.to) })
      yield* kept.filter((event) => event.at >= earliest).sort(inOrder)
    },
    subscribe(hear) {
      ears.add(hear)
      return () => ears.delete(hear)
    },
    stop() {
      clearTimeout(timer)
      next = undefined
      ears.clear()
    },
  }
}
