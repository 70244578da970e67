/** Which cascade a post belongs to: what it repeats, quotes, answers or copies. Pure. */
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { InteractionKind, Relation } from '../../../kernel/interaction.ts'
import type { KnownText, NearTexts } from './near-texts.ts'
import { pairsOf } from './shingles.ts'

export interface Gatherable {
  readonly id: Uuid
  readonly at: Instant
  readonly channel: string
  readonly kind: InteractionKind
  readonly text: string
  readonly relations: readonly Pick<Relation, 'kind' | 'externalId'>[]
}

/** What is known when a stretch of posts comes. */
export interface Before {
  /** Cascades of posts that belong to another's; who is not here belongs to the one of its own id. */
  readonly places: ReadonlyMap<Uuid, Uuid>
  /** Posts whose followers were heard before them: others already name their cascade after them. */
  readonly awaited: ReadonlySet<Uuid>
}

export interface Gathered {
  /** The cascade of each, in the order given. */
  readonly cascades: ReadonlyMap<Uuid, Uuid>
  /** Those that belong to another's cascade. */
  readonly places: ReadonlyMap<Uuid, Uuid>
  /** Texts said for the first time. */
  readonly texts: readonly KnownText[]
}

/** What is repeated leads back before what is answered, and that before what is quoted. */
const leads: readonly Relation['kind'][] = ['repost', 'reply', 'quote', 'root']

/** The post that a post leads back to, and the first of the thread where it answers in one. */
export function leadsTo({ channel, relations }: Pick<Gatherable, 'channel' | 'relations'>): { source: Uuid | null; root: Uuid | null } {
  const idOf = (kind: Relation['kind']): Uuid | null => {
    const relation = relations.find((one) => one.kind === kind)
    return relation === undefined ? null : interactionId(channel, relation.externalId)
  }
  const kind = leads.find((one) => relations.some((relation) => relation.kind === one))
  return kind === undefined ? { source: null, root: null } : { source: idOf(kind), root: kind === 'reply' ? idOf('root') : null }
}

/**
 * Gathers posts in the order in which they were heard. A post belongs to the
 * cascade of what it repeats, answers or quotes, heard or not; else to that of
 * the text it copies; else it begins one, named by its own id. The same posts in
 * the same order give the same cascades, however they are cut into stretches.
 */
export function gather(posts: readonly Gatherable[], before: Before, texts: NearTexts): Gathered {
  const cascades = new Map<Uuid, Uuid>()
  const places = new Map<Uuid, Uuid>()
  const fresh: KnownText[] = []
  /** Posts of this stretch that were named as a source before they came. */
  const awaited = new Set<Uuid>()
  for (const post of posts) {
    const cascade = cascadeOf(post)
    cascades.set(post.id, cascade.id)
    if (cascade.id !== post.id) {
      places.set(post.id, cascade.id)
      awaited.add(cascade.id)
    }
    if (cascade.fresh === null) continue
    texts.add(cascade.fresh)
    fresh.push(cascade.fresh)
  }
  return { cascades, places, texts: fresh }

  function placeOf(id: Uuid): Uuid | undefined {
    return places.get(id) ?? before.places.get(id) ?? cascades.get(id)
  }

  function cascadeOf(post: Gatherable): { id: Uuid; fresh: KnownText | null } {
    const pairs = post.kind === 'repost' ? new Int32Array(0) : pairsOf(post.text)
    const near = pairs.length === 0 ? null : texts.find(pairs, post.at)
    const saidFirst = (cascade: Uuid): KnownText | null => (pairs.length === 0 || near !== null ? null : { seq: texts.newest + 1, id: post.id, cascade, at: post.at, pairs })
    // What others were gathered under stays where they are.
    if (before.awaited.has(post.id) || awaited.has(post.id)) return { id: post.id, fresh: saidFirst(post.id) }
    const { source, root } = leadsTo(post)
    if (source !== null && source !== post.id) {
      const led = placeOf(source) ?? (root === null ? source : placeOf(root) ?? root)
      return { id: led, fresh: saidFirst(led) }
    }
    if (near !== null) return { id: near.cascade, fresh: null }
    return { id: post.id, fresh: saidFirst(post.id) }
  }
}
