/** The lowest point of a function of a few numbers, without its derivatives. Pure. */

/**
 * Nelder and Mead (1965), with the usual coefficients (1, 2, ½, ½).
 * Begun anew from where it ended until that gains nothing, since a simplex can collapse beside the lowest point.
 */
export function minimise(of: (point: readonly number[]) => number, start: readonly number[], options: { step?: number; maxSteps?: number; tolerance?: number } = {}): { point: number[]; value: number } {
  let best = descend(of, start, options)
  for (let round = 0; round < 4; round++) {
    const again = descend(of, best.point, { ...options, step: (options.step ?? 0.5) / 2 ** round })
    const gained = best.value - again.value
    if (again.value < best.value) best = again
    if (!(gained > 1e-7 * Math.abs(best.value))) break
  }
  return best
}

function descend(of: (point: readonly number[]) => number, start: readonly number[], { step = 0.5, maxSteps = 400, tolerance = 1e-9 }: { step?: number; maxSteps?: number; tolerance?: number }): { point: number[]; value: number } {
  const at = (point: number[]): { point: number[]; value: number } => { const value = of(point); return { point, value: Number.isFinite(value) ? value : Number.MAX_VALUE } }
  let simplex = [at([...start]), ...start.map((_, index) => at(start.map((value, each) => (each === index ? value + step : value))))]
  for (let steps = 0; steps < maxSteps; steps++) {
    simplex = simplex.toSorted((a, b) => a.value - b.value)
    const lowest = simplex[0]
    const highest = simplex.at(-1)
    if (!lowest || !highest || Math.abs(highest.value - lowest.value) <= tolerance * (Math.abs(lowest.value) + tolerance)) break
    const others = simplex.slice(0, -1)
    const centre = start.map((_, index) => others.reduce((sum, one) => sum + (one.point[index] ?? 0), 0) / others.length)
    const along = (factor: number): { point: number[]; value: number } => at(centre.map((value, index) => value + factor * ((highest.point[index] ?? 0) - value)))
    const reflected = along(-1)
    let next = reflected
    if (reflected.value < lowest.value) {
      const expanded = along(-2)
      if (expanded.value < reflected.value) next = expanded
    } else if (reflected.value >= (others.at(-1)?.value ?? 0)) {
      next = along(reflected.value < highest.value ? -0.5 : 0.5)
      if (next.value >= Math.min(reflected.value, highest.value)) {
        simplex = [lowest, ...simplex.slice(1).map((one) => at(one.point.map((value, index) => (value + (lowest.point[index] ?? 0)) / 2)))]
        continue
      }
    }
    simplex = [...others, next]
  }
  const [lowest] = simplex.toSorted((a, b) => a.value - b.value)
  return lowest ?? at([...start])
}
