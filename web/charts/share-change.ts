/** How a share moved, in percentage points. */

/** Rounded to whole points; below one point to a tenth, so that a move is not called none. `null` without a period before. */
export function changeInPoints(share: number, before: number | null): number | null {
  if (before === null) return null
  const points = (share - before) * 100
  const rounded = Math.abs(points) >= 1 ? Math.round(points) : Math.round(points * 10) / 10
  return rounded === 0 ? 0 : rounded
}
