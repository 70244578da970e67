/** Where the posts of a cascade stand in its picture: time from left to right, who came at once around the middle. Pure. */

export interface CascadeNode {
  readonly id: string
  readonly parent: string | null
  /** ISO 8601. */
  readonly at: string
  readonly followers: number
  readonly brought: number
}

export interface PlacedNode<N extends CascadeNode> {
  readonly node: N
  readonly x: number
  readonly y: number
  readonly radius: number
}

export interface CascadeLayout<N extends CascadeNode> {
  /** In order of time. */
  readonly placed: readonly PlacedNode<N>[]
  readonly links: readonly { readonly from: PlacedNode<N>; readonly to: PlacedNode<N> }[]
}

const slot = 6
const margin = 14
const smallest = 2.5
const largest = 9

/** A dot's area grows with who hears it: followers, on a scale on which one large account does not hide the rest. */
export function radiusOf(followers: number, most: number): number {
  return most <= 0 ? smallest : smallest + (largest - smallest) * Math.sqrt(Math.log1p(followers) / Math.log1p(most)) * (followers > 0 ? 1 : 0)
}

/** Places each post at its time; those of one moment stack up from the middle, as far as there is room. */
export function cascadeLayout<N extends CascadeNode>(nodes: readonly N[], width: number, height: number): CascadeLayout<N> {
  const times = nodes.map(({ at }) => Date.parse(at))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const most = Math.max(0, ...nodes.map(({ followers }) => followers))
  const rows = Math.max(1, Math.floor((height - 2 * margin) / slot))
  /** Rows that are taken, by column: 0 is the middle, then below and above in turn. */
  const taken = new Map<number, Set<number>>()
  const middle = height / 2
  const placed = nodes.map((node, index): PlacedNode<N> => {
    const x = last === first ? width / 2 : margin + (((times[index] ?? first) - first) / (last - first)) * (width - 2 * margin)
    const radius = radiusOf(node.followers, most)
    const column = Math.round(x / slot)
    const wide = Math.max(1, Math.ceil(radius / slot))
    const offsetOf = (step: number): number => (step % 2 === 1 ? 1 : -1) * Math.ceil(step / 2)
    const isFree = (row: number): boolean => {
      for (let near = column - wide; near <= column + wide; near++) for (let beside = row - wide; beside <= row + wide; beside++) if (taken.get(near)?.has(beside)) return false
      return true
    }
    let step = 0
    while (step < rows && !isFree(offsetOf(step))) step += 1
    // In a crowd without room left they lie over each other, spread over the height.
    const row = offsetOf(step < rows ? step : index % rows)
    taken.set(column, (taken.get(column) ?? new Set()).add(row))
    return { node, x, y: middle + row * slot, radius }
  })
  const byId = new Map(placed.map((one) => [one.node.id, one]))
  const links = placed.flatMap((to) => { const from = to.node.parent === null ? undefined : byId.get(to.node.parent); return from ? [{ from, to }] : [] })
  return { placed, links }
}
