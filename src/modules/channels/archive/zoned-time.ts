/** From what a wall clock showed in a zone to the instant. */
import { hourMs, type Instant } from '../../../kernel/instant.ts'
import { BadMapping } from './faults.ts'

/** Turns wall times (written as if they were UTC) of one zone into instants; remembers offsets, for archives hold many times of the same days. */
export class ZonedClock {
  readonly #format: Intl.DateTimeFormat | null
  readonly #offsets = new Map<number, number>()

  /** @throws {BadMapping} when there is no such zone. */
  constructor(zone: string) {
    try {
      this.#format = zone === 'UTC' ? null : new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
    } catch {
      throw new BadMapping(`"${zone}" is no time zone. Write an IANA name such as Europe/Brussels, or UTC.`)
    }
  }

  /** Of a time that the clock showed twice, the first; of one that it jumped over, the moment after as long. */
  instantOf(wall: number): Instant {
    if (this.#format === null) return wall
    // The offset in force shortly before tells both sides of a change apart.
    const before = wall - this.#offsetAt(wall - 24 * hourMs)
    const after = wall - this.#offsetAt(wall + 24 * hourMs)
    if (before === after) return before
    const earlier = Math.min(before, after)
    const later = Math.max(before, after)
    if (earlier + this.#exactOffset(earlier) === wall) return earlier
    if (later + this.#exactOffset(later) === wall) return later
    return before
  }

  #offsetAt(at: Instant): number {
    const hour = Math.floor(at / hourMs)
    const known = this.#offsets.get(hour)
    if (known !== undefined) return known
    if (this.#offsets.size > 50_000) this.#offsets.clear()
    const offset = this.#exactOffset(hour * hourMs)
    this.#offsets.set(hour, offset)
    return offset
  }

  #exactOffset(at: Instant): number {
    const parts: Record<string, number> = {}
    const second = at - (((at % 1_000) + 1_000) % 1_000)
    for (const part of this.#format?.formatToParts(second) ?? []) if (part.type !== 'literal') parts[part.type] = Number(part.value)
    return Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0) - second
  }
}
