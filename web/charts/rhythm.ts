/** When somebody speaks, by weekday and hour, moved from UTC into a zone. */

export type Rhythm = readonly (readonly number[])[]

/**
 * The same counts on the wall of a zone that is `offsetMinutes` ahead of UTC.
 * Counts come by whole hours, so a zone of half hours is met by the nearest.
 */
export function rhythmIn(rhythm: Rhythm, offsetMinutes: number): number[][] {
  const shift = Math.round(offsetMinutes / 60)
  const moved = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  rhythm.slice(0, 7).forEach((hours, day) => hours.slice(0, 24).forEach((count, hour) => {
    const slot = (((day * 24 + hour + shift) % 168) + 168) % 168
    const row = moved[Math.floor(slot / 24)]
    if (row) row[slot % 24] = (row[slot % 24] ?? 0) + count
  }))
  return moved
}

/** The fullest stretch of `length` hours on one day, or `null` when there is nothing. */
export function busiest(rhythm: Rhythm, length = 2): { day: number; hour: number; count: number } | null {
  let best: { day: number; hour: number; count: number } | null = null
  rhythm.forEach((hours, day) => {
    for (let hour = 0; hour + length <= 24; hour += 1) {
      const count = hours.slice(hour, hour + length).reduce((sum, one) => sum + one, 0)
      if (count > (best?.count ?? 0)) best = { day, hour, count }
    }
  })
  return best
}
