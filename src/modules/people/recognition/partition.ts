/** Who is one person, given all links and all statements that keep identities apart. */
import type { Uuid } from '../../../kernel/ids.ts'
import { linkKinds, type LinkKind } from './model.ts'

export interface PartitionMember {
  readonly id: Uuid
  /** When it was first noted here: the first noted gives its person the id. */
  readonly since: number
  /** An address that many use: only links made by hand join by it. */
  readonly shared: boolean
}

/** A link as far as it decides. Offered links join nothing, but count where clusters are weighed. */
export interface PartitionLink {
  readonly id: Uuid
  readonly a: Uuid
  readonly b: Uuid
  readonly kind: LinkKind
  readonly state: 'standing' | 'offered'
  readonly bits: number | null
}

export interface PartitionInput {
  readonly members: readonly PartitionMember[]
  readonly links: readonly PartitionLink[]
  readonly apart: readonly { readonly a: Uuid; readonly b: Uuid }[]
}

/** Why a standing link does not join: kept apart, a shared address, or too little agreement of all with all. */
export type Overruled = 'apart' | 'shared' | 'agreement'

export interface Partition {
  /** A person's id is that of one of its identities. */
  readonly personOf: ReadonlyMap<Uuid, Uuid>
  readonly overruled: ReadonlyMap<Uuid, Overruled>
}

/** Mean log odds, in bits, that clusters of several must reach to be joined by probability: thirty to one. */
export const agreementBits = 5
/** What a pair of cores without a link counts: whoever was compared and left alone is most likely somebody else. */
const silenceBits = -10

/** The members of a growing cluster, with those it may never meet. */
class Clusters {
  private readonly of = new Map<Uuid, Set<Uuid>>()
  private readonly enemies = new Map<Uuid, Set<Uuid>>()

  constructor(members: readonly PartitionMember[], apart: PartitionInput['apart']) {
    for (const { id } of members) this.of.set(id, new Set([id]))
    for (const { a, b } of apart) {
      for (const [one, other] of [[a, b], [b, a]] as const) this.enemies.set(one, (this.enemies.get(one) ?? new Set()).add(other))
    }
  }

  /** The set that holds an identity; the same object for all of its members. */
  holding(id: Uuid): Set<Uuid> | undefined {
    return this.of.get(id)
  }

  areApart(x: ReadonlySet<Uuid>, y: ReadonlySet<Uuid>): boolean {
    const [small, large] = x.size <= y.size ? [x, y] : [y, x]
    for (const id of small) for (const enemy of this.enemies.get(id) ?? []) if (large.has(enemy)) return true
    return false
  }

  join(x: Set<Uuid>, y: Set<Uuid>): Set<Uuid> {
    const [small, large] = x.size <= y.size ? [x, y] : [y, x]
    for (const id of small) {
      large.add(id)
      this.of.set(id, large)
    }
    return large
  }

  all(): Set<Set<Uuid>> {
    return new Set(this.of.values())
  }
}

const compareText = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)

/** The stronger first; nothing depends on the order in which links were made. */
function byStrength(x: PartitionLink, y: PartitionLink): number {
  return linkKinds.indexOf(x.kind) - linkKinds.indexOf(y.kind) || (y.bits ?? 0) - (x.bits ?? 0) || compareText(x.a, y.a) || compareText(x.b, y.b) || compareText(x.id, y.id)
}

/**
 * Divides identities into people. A pure function of what stands, whatever
 * the order in which it came to stand; so undoing a link gives exactly the
 * people of the links that remain.
 *
 * Links made by hand, by proof and by rule join one by one, the strongest
 * first, and never across a statement that keeps apart: where statements
 * contradict links, the weakest link gives way. What is then one for certain
 * is a *core*. Links by probability join cores under average linkage (Sokal &
 * Michener 1958): a cluster of several cores is joined only when the mean over
 * all pairs of cores reaches `agreementBits`, pairs without a link counting
 * against. One bad link joins two, but chains no third.
 */
export function partition({ members, links, apart }: PartitionInput): Partition {
  const clusters = new Clusters(members, apart)
  const overruled = new Map<Uuid, Overruled>()
  const shared = new Set(members.filter((member) => member.shared).map((member) => member.id))
  const probable: PartitionLink[] = []
  for (const link of links.toSorted(byStrength)) {
    const [x, y] = [clusters.holding(link.a), clusters.holding(link.b)]
    if (!x || !y) continue
    if (link.kind !== 'hand' && (shared.has(link.a) || shared.has(link.b))) {
      if (link.state === 'standing') overruled.set(link.id, 'shared')
    } else if (link.kind === 'probability') probable.push(link)
    else if (link.state !== 'standing' || x === y) continue
    else if (clusters.areApart(x, y)) overruled.set(link.id, 'apart')
    else clusters.join(x, y)
  }
  joinCores(clusters, probable)
  for (const link of probable) {
    const [x, y] = [clusters.holding(link.a), clusters.holding(link.b)]
    if (link.state === 'standing' && x && y && x !== y) overruled.set(link.id, clusters.areApart(x, y) ? 'apart' : 'agreement')
  }
  return { personOf: named(clusters, members), overruled }
}

/** What two clusters of cores say to each other. */
interface Between {
  /** Best standing or offered log odds of each pair of cores that was compared. */
  readonly sum: number
  /** Pairs of cores with a link. */
  readonly linked: number
  readonly standing: boolean
}

function joinCores(clusters: Clusters, probable: readonly PartitionLink[]): void {
  const cores = new Map<Set<Uuid>, number>()
  const between = new Map<Set<Uuid>, Map<Set<Uuid>, Between>>()
  const put = (x: Set<Uuid>, y: Set<Uuid>, value: Between): void => void between.set(x, (between.get(x) ?? new Map<Set<Uuid>, Between>()).set(y, value))
  // Strongest first, so the first link seen between two cores is the best; a standing one may come after an offered one.
  for (const { a, b, bits, state } of probable) {
    const [x, y] = [clusters.holding(a), clusters.holding(b)]
    if (!x || !y || x === y) continue
    cores.set(x, 1).set(y, 1)
    const known = between.get(x)?.get(y)
    const value = { sum: known?.sum ?? bits ?? 0, linked: 1, standing: known?.standing === true || state === 'standing' }
    put(x, y, value)
    put(y, x, value)
  }
  for (;;) {
    const best = mostAgreed(clusters, cores, between)
    if (!best) return
    const [x, y] = best
    const neighbours = new Set([...(between.get(x)?.keys() ?? []), ...(between.get(y)?.keys() ?? [])])
    const size = (cores.get(x) ?? 1) + (cores.get(y) ?? 1)
    const joined = clusters.join(x, y)
    const gone = joined === x ? y : x
    const merged = [...neighbours].filter((one) => one !== x && one !== y).map((third) => {
      const [fromX, fromY] = [between.get(x)?.get(third), between.get(y)?.get(third)]
      return { third, value: { sum: (fromX?.sum ?? 0) + (fromY?.sum ?? 0), linked: (fromX?.linked ?? 0) + (fromY?.linked ?? 0), standing: fromX?.standing === true || fromY?.standing === true } }
    })
    between.delete(gone)
    between.set(joined, new Map())
    cores.delete(gone)
    cores.set(joined, size)
    for (const { third, value } of merged) {
      between.get(third)?.delete(gone)
      put(joined, third, value)
      put(third, joined, value)
    }
  }
}

/** The pair of clusters that agree most and may be joined; the least identity decides between equals. */
function mostAgreed(clusters: Clusters, cores: ReadonlyMap<Set<Uuid>, number>, between: ReadonlyMap<Set<Uuid>, ReadonlyMap<Set<Uuid>, Between>>): readonly [Set<Uuid>, Set<Uuid>] | null {
  let best: { pair: readonly [Set<Uuid>, Set<Uuid>]; mean: number; key: string } | null = null
  for (const [x, others] of between) {
    for (const [y, { sum, linked, standing }] of others) {
      if (!standing) continue
      const pairs = (cores.get(x) ?? 1) * (cores.get(y) ?? 1)
      const mean = (sum + (pairs - linked) * silenceBits) / pairs
      if (pairs > 1 && mean < agreementBits) continue
      if (best && mean < best.mean) continue
      const key = [least(x), least(y)].toSorted(compareText).join()
      if (best && (mean === best.mean && key >= best.key)) continue
      if (!clusters.areApart(x, y)) best = { pair: [x, y], mean, key }
    }
  }
  return best?.pair ?? null
}

function least(ids: ReadonlySet<Uuid>): Uuid {
  let found = ''
  for (const id of ids) if (found === '' || id < found) found = id
  return found
}

function named(clusters: Clusters, members: readonly PartitionMember[]): Map<Uuid, Uuid> {
  const since = new Map(members.map((member) => [member.id, member.since]))
  const personOf = new Map<Uuid, Uuid>()
  for (const cluster of clusters.all()) {
    const [first] = [...cluster].toSorted((x, y) => (since.get(x) ?? 0) - (since.get(y) ?? 0) || compareText(x, y))
    for (const id of cluster) personOf.set(id, first ?? id)
  }
  return personOf
}
