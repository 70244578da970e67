/** Where the nodes and bands of a flow between stages lie. Pure. */

export interface FlowStep {
  /** `null`: not known before. */
  readonly from: string | null
  readonly to: string
  readonly count: number
}
export interface FlowNode {
  readonly column: number
  /** A stage, or `null` for those who are new. */
  readonly stage: string | null
  readonly count: number
  readonly y: number
  readonly height: number
}
export interface FlowBand {
  readonly step: number
  readonly from: string | null
  readonly to: string
  readonly count: number
  /** Upper edge and thickness at both ends. */
  readonly y0: number
  readonly y1: number
  readonly thickness: number
}

/**
 * A column a moment, a node a stage, as high as it has people; bands between
 * columns as thick as so many went. The last column has no way on.
 * @param stages Order from top to bottom; those who are new come last.
 */
export function flowLayout(flows: readonly (readonly FlowStep[])[], stages: readonly string[], height: number, gap = 10): { nodes: FlowNode[]; bands: FlowBand[] } {
  const order: readonly (string | null)[] = [...stages, null]
  const known = flows.map((step) => step.filter((one) => one.count > 0 && order.includes(one.to) && order.includes(one.from)))
  const countsOf = (column: number): Map<string | null, number> => {
    const counts = new Map<string | null, number>()
    const add = (stage: string | null, count: number): void => void counts.set(stage, (counts.get(stage) ?? 0) + count)
    const [leaving, arriving] = [known[column], known[column - 1]]
    if (leaving) for (const one of leaving) add(one.from, one.count)
    else if (arriving) for (const one of arriving) add(one.to, one.count)
    // Who arrived and is not told of again still stands here.
    if (leaving && arriving) for (const stage of stages) { const came = arriving.filter((one) => one.to === stage).reduce((sum, one) => sum + one.count, 0); if (came > (counts.get(stage) ?? 0)) counts.set(stage, came) }
    return counts
  }
  const columns = Array.from({ length: known.length + 1 }, (_, column) => countsOf(column))
  const most = Math.max(1, ...columns.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0)))
  const gaps = gap * Math.max(0, ...columns.map((counts) => counts.size - 1))
  const scale = Math.max(0, height - gaps) / most
  const nodes: FlowNode[] = []
  for (const [column, counts] of columns.entries()) {
    let y = 0
    for (const stage of order) {
      const count = counts.get(stage)
      if (count === undefined) continue
      nodes.push({ column, stage, count, y, height: count * scale })
      y += count * scale + gap
    }
  }
  const nodeAt = (column: number, stage: string | null): FlowNode | undefined => nodes.find((node) => node.column === column && node.stage === stage)
  const bands: FlowBand[] = []
  for (const [step, flow] of known.entries()) {
    const out = new Map<string | null, number>()
    const into = new Map<string, number>()
    const sorted = flow.toSorted((a, b) => order.indexOf(a.from) - order.indexOf(b.from) || order.indexOf(a.to) - order.indexOf(b.to))
    const places = new Map(sorted.toSorted((a, b) => order.indexOf(a.to) - order.indexOf(b.to) || order.indexOf(a.from) - order.indexOf(b.from)).map((one) => { const y = into.get(one.to) ?? 0; into.set(one.to, y + one.count * scale); return [one, y] as const }))
    for (const one of sorted) {
      const y = out.get(one.from) ?? 0
      out.set(one.from, y + one.count * scale)
      bands.push({ step, from: one.from, to: one.to, count: one.count, y0: (nodeAt(step, one.from)?.y ?? 0) + y, y1: (nodeAt(step + 1, one.to)?.y ?? 0) + (places.get(one) ?? 0), thickness: one.count * scale })
    }
  }
  return { nodes, bands }
}

/** The outline of a band between two abscissas: two S-curves joined. */
export function bandPath(band: Pick<FlowBand, 'y0' | 'y1' | 'thickness'>, x0: number, x1: number): string {
  const middle = (x0 + x1) / 2
  const thick = Math.max(1, band.thickness)
  return `M${x0},${band.y0}C${middle},${band.y0} ${middle},${band.y1} ${x1},${band.y1}V${band.y1 + thick}C${middle},${band.y1 + thick} ${middle},${band.y0 + thick} ${x0},${band.y0 + thick}Z`
}
