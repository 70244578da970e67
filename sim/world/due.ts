/** What is about to happen: enough to make the event when its time comes. */
import type { SimEvent } from '../event.ts'
import type { BrandId } from '../truth.ts'
import type { Language } from './places.ts'
import type { Plan } from './plan.ts'
import type { Purchase } from './purchases.ts'

interface Base {
  readonly at: number
  readonly sub: number
  readonly id: string
}

/** A new beginning. `spread` scales how much it draws in, 1 is usual. */
export interface RootDue extends Base {
  readonly make: 'root'
  readonly plan: Plan
  readonly language: Language | null
  readonly spread: number
}

/** Somebody drawn in by `via`; `root` began it. */
export interface DrawnInDue extends Base {
  readonly make: 'reply' | 'repost' | 'quote' | 'answer' | 'followup'
  readonly via: SimEvent
  readonly root: SimEvent
  readonly depth: number
}

/** The brand speaks by itself: a post, or a word in a crisis. */
export interface BrandPostDue extends Base {
  readonly make: 'brand-post'
  readonly brand: BrandId
  readonly rule: string
  readonly language: Language
  readonly network: 'bluesky' | 'fediverse'
  readonly spread: number
  readonly arc: 'crisis' | null
}

/** Something between the person and us alone. */
export interface DirectDue extends Base {
  readonly make: 'purchase' | 'problem'
  readonly purchase: Purchase
}

export interface MessageDue extends Base {
  readonly make: 'desk' | 'close'
  readonly via: SimEvent
  readonly root: SimEvent
}

interface VisitDue extends Base {
  readonly make: 'visit'
}

export type Due = RootDue | DrawnInDue | BrandPostDue | DirectDue | MessageDue | VisitDue
