/** The words of recognition: links between identities, what they rest on, and statements that keep identities apart. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'

/** How a link came about, in the order of its say. */
export const linkKinds = ['hand', 'proof', 'rule', 'probability'] as const
export type LinkKind = (typeof linkKinds)[number]

/**
 * `standing` joins. `offered` waits for somebody's judgement. `waiting` is a
 * claim about an address that nobody has verified. `undone` stood once;
 * `refused` was judged to be wrong.
 */
export const linkStates = ['standing', 'offered', 'waiting', 'undone', 'refused'] as const
export type LinkState = (typeof linkStates)[number]

/** One thing that speaks for or against a link. */
export interface LinkEvidence {
  /** A code: `identify`, `rel-me`, `mastodon-verified`, `domain-handle`, `hand`, or a compared field such as `name`. */
  readonly what: string
  /** The outcome of a comparison: `same`, `near`, `different` … */
  readonly level?: string | undefined
  /** What each side says; `a` belongs to the link's `a`. */
  readonly a?: string | undefined
  readonly b?: string | undefined
  /** Bits for (positive) or against (negative); null where it is not weighed. */
  readonly weight: number | null
  /** Who said it: a source, an import, an address that was read. */
  readonly source?: string | undefined
  readonly at: Instant
}

export interface Link {
  readonly id: Uuid
  readonly a: Uuid
  readonly b: Uuid
  readonly kind: LinkKind
  readonly basis: string
  readonly state: LinkState
  readonly evidence: readonly LinkEvidence[]
  /** Log odds in bits; null where the kind makes it certain. */
  readonly bits: number | null
  readonly madeAt: Instant
  readonly madeBy: string
  readonly madeAct: Uuid | null
  readonly endedAt: Instant | null
  readonly endedBy: string | null
  readonly endedBecause: string | null
  readonly endedAct: Uuid | null
}

/** "Never join these." */
export interface Apart {
  readonly id: Uuid
  readonly a: Uuid
  readonly b: Uuid
  readonly madeAt: Instant
  readonly madeBy: string
  readonly endedAt: Instant | null
  readonly endedBy: string | null
}

/** Two identities in the order in which links keep them. */
export function ordered(x: Uuid, y: Uuid): readonly [a: Uuid, b: Uuid] {
  return x < y ? [x, y] : [y, x]
}
