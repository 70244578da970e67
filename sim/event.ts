/** What happens in the simulated world: one thing somebody did, with the truth about it. */
import type { Instant } from '../src/kernel/instant.ts'
import type { Direction, InteractionKind } from '../src/kernel/interaction.ts'
import type { Truth } from './truth.ts'
import type { SimIdentity, SimNetwork } from './world/identity.ts'
import type { Language } from './world/places.ts'

export interface SimEvent {
  /** Unique in its world and the same whenever it is generated again. A descendant's id begins with its parent's. */
  readonly id: string
  /** Milliseconds; whole. */
  readonly at: Instant
  /** 0–999: microseconds within the millisecond. Events are ordered by `at`, then this, then `id`. */
  readonly sub: number
  readonly kind: InteractionKind
  readonly direction: Direction
  readonly network: SimNetwork
  readonly author: SimIdentity
  readonly text: string
  readonly title?: string
  readonly language: Language
  /** Host it was said on, for feeds and reviews. */
  readonly site?: string
  /** 1 to 5, for reviews. */
  readonly stars?: number
  readonly image?: { readonly url: string; readonly alt: string }
  /** What it answers, repeats or quotes, as the network shows it. */
  readonly target: SimEvent | null
  /** First post of the thread it answers in. */
  readonly thread: SimEvent | null
  readonly metrics: { readonly likes: number; readonly reposts: number; readonly replies: number; readonly quotes: number }
  readonly order?: { readonly number: string; readonly product: string; readonly amountMinor: number; readonly currency: 'EUR' }
  /** Path visited on the company's site. */
  readonly path?: string
  readonly truth: Truth
}

/** The order in which events are told. */
export function inOrder(a: { at: number; sub: number; id: string }, b: { at: number; sub: number; id: string }): number {
  return a.at - b.at || a.sub - b.sub || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
