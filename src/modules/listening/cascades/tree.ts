/** A cascade as a tree in time: who had it from whom, where it turned, how far it went. Pure. */
import { minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { InteractionKind } from '../../../kernel/interaction.ts'

export interface Member {
  readonly id: Uuid
  readonly at: Instant
  readonly identity: Uuid
  readonly kind: InteractionKind
  readonly followers: number
  /** What it repeats, answers or quotes, whether or not it is a member. */
  readonly source: Uuid | null
}

/** `copy`: the words of the start without naming it. */
export type Edge = 'start' | 'repost' | 'quote' | 'reply' | 'copy'

export interface TreeNode extends Member {
  readonly parent: Uuid | null
  readonly edge: Edge
  readonly depth: number
  /** How many came through it, itself not counted. */
  readonly brought: number
}

/** A post with which the course changed. */
export interface TurningPoint {
  readonly id: Uuid
  /** `rate`: many more followed than came before; `brought`: a large part of all came through it. */
  readonly because: 'rate' | 'brought'
  readonly brought: number
  /** Posts in the stretch before and after it. */
  readonly before: number
  readonly after: number
}

/**
 * The members as a tree, in order of time. The start is the post that names the
 * cascade or a copy that was said before it; where it was not heard, the earliest. Who leads back to nothing that was heard hangs
 * on the start.
 */
export function treeOf(members: readonly Member[], cascade: Uuid): TreeNode[] {
  const inTime = members.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const isHeard = inTime.some(({ id }) => id === cascade)
  // Of copies that were heard in another order than they were said, the earliest began it.
  const start = (isHeard ? inTime.find(({ id, source }) => id === cascade || source === null) : undefined) ?? inTime[0]
  if (start === undefined) return []
  const known = new Map(inTime.map((member) => [member.id, member]))
  const parent = new Map<Uuid, Uuid>()
  for (const member of inTime) {
    if (member.id === start.id) continue
    const source = member.source !== null && member.source !== member.id && known.has(member.source) ? member.source : start.id
    // What is said to answer something that answers it cannot be drawn: it hangs on the start.
    parent.set(member.id, leadsBackTo(source, member.id) ? start.id : source)
  }
  const depth = new Map<Uuid, number>([[start.id, 0]])
  const depthOf = (id: Uuid): number => {
    const way: Uuid[] = []
    let at = id
    while (!depth.has(at)) {
      way.push(at)
      at = parent.get(at) ?? start.id
    }
    let found = depth.get(at) ?? 0
    for (const one of way.toReversed()) depth.set(one, ++found)
    return depth.get(id) ?? 0
  }
  const brought = new Map<Uuid, number>()
  for (const { id } of inTime.toSorted((a, b) => depthOf(b.id) - depthOf(a.id))) {
    const above = parent.get(id)
    if (above !== undefined) brought.set(above, (brought.get(above) ?? 0) + 1 + (brought.get(id) ?? 0))
  }
  return inTime.map((member) => ({ ...member, parent: parent.get(member.id) ?? null, edge: member.id === start.id ? 'start' : edgeOf(member), depth: depthOf(member.id), brought: brought.get(member.id) ?? 0 }))

  function leadsBackTo(from: Uuid, id: Uuid): boolean {
    for (let at: Uuid | undefined = from; at !== undefined; at = parent.get(at)) if (at === id) return true
    return false
  }
}

function edgeOf({ kind, source }: Member): Edge {
  if (source === null) return 'copy'
  if (kind === 'repost' || kind === 'quote') return kind
  return 'reply'
}

/** Followers of everybody in it, each identity once. */
export function reachOf(members: readonly Pick<Member, 'identity' | 'followers'>[]): number {
  const most = new Map<Uuid, number>()
  for (const { identity, followers } of members) most.set(identity, Math.max(most.get(identity) ?? 0, followers))
  return [...most.values()].reduce((sum, followers) => sum + followers, 0)
}

const mostTurns = 5
/** Fewer than this bring nothing about. */
const fewestBrought = 5
const broughtShare = 0.2
/** The rate has turned when it differs by so many standard deviations of a Poisson count. */
const turnDeviations = 3

/**
 * The posts with which the course changed, the weightiest first: those through
 * which at least a fifth of all came, and those after which many more came than
 * before, compared over a twenty-fourth of the whole time, as two Poisson counts.
 */
export function turningPoints(tree: readonly TreeNode[]): TurningPoint[] {
  const first = tree[0]
  const last = tree.at(-1)
  if (first === undefined || last === undefined || tree.length <= fewestBrought) return []
  const stretch = Math.max(10 * minuteMs, (last.at - first.at) / 24)
  const found: (TurningPoint & { readonly at: Instant; readonly weight: number })[] = []
  let from = 0
  let to = 0
  for (const [index, node] of tree.entries()) {
    while ((tree[from]?.at ?? Infinity) < node.at - stretch) from += 1
    while (to < tree.length && (tree[to]?.at ?? Infinity) <= node.at + stretch) to += 1
    const before = index - from
    const after = to - index - 1
    const deviations = (after - before) / Math.sqrt(after + before + 1)
    const share = node.brought / (tree.length - 1)
    const facts = { id: node.id, at: node.at, brought: node.brought, before, after }
    if (node.edge !== 'start' && node.brought >= fewestBrought && share >= broughtShare) found.push({ ...facts, because: 'brought', weight: 1 + share })
    else if (index > 0 && after >= fewestBrought && deviations >= turnDeviations) found.push({ ...facts, because: 'rate', weight: Math.min(1, deviations / 20) })
  }
  const chosen: typeof found = []
  for (const point of found.toSorted((a, b) => b.weight - a.weight || a.at - b.at)) {
    // Of many posts around one turn, the one with which it began.
    if (chosen.length < mostTurns && chosen.every((other) => Math.abs(other.at - point.at) > stretch)) chosen.push(point)
  }
  return chosen.map(({ id, because, brought, before, after }) => ({ id, because, brought, before, after }))
}

export interface Course {
  /** Starts of equal stretches of time. */
  readonly starts: readonly Instant[]
  readonly stepMs: number
  readonly series: readonly { readonly edge: Edge; readonly values: readonly number[] }[]
}

/** Posts in `steps` equal stretches from the first to the last, by how they came. */
export function courseOf(tree: readonly Pick<TreeNode, 'at' | 'edge'>[], steps = 48): Course {
  const first = tree[0]?.at ?? 0
  const stepMs = Math.max(minuteMs, Math.ceil(((tree.at(-1)?.at ?? 0) - first + 1) / steps))
  const count = tree.length === 0 ? 0 : Math.floor(((tree.at(-1)?.at ?? 0) - first) / stepMs) + 1
  const series = new Map<Edge, number[]>()
  for (const { at, edge } of tree) {
    const values = series.get(edge) ?? Array.from({ length: count }, () => 0)
    series.set(edge, values)
    const step = Math.floor((at - first) / stepMs)
    values[step] = (values[step] ?? 0) + 1
  }
  return { starts: Array.from({ length: count }, (_, step) => first + step * stepMs), stepMs, series: [...series].map(([edge, values]) => ({ edge, values })) }
}
