/** What is said to the thread that compares profiles, and what it answers. */
import type { Cells, Evidence } from '../linkage/explain-pair.ts'
import type { KnownProfile, Learnt } from './learn-profiles.ts'

export interface PlacedCandidate {
  readonly id: string
  readonly bits: number
  readonly evidence: readonly Evidence[]
}

export interface Asked {
  learn: { profiles: readonly KnownProfile[]; known: readonly (readonly [number, number])[]; today: string }
  /** A new index, begun with nobody. */
  begin: { learnt: Learnt; today: string }
  /** Profiles for the index that is begun. */
  load: { profiles: readonly { id: string; cells: Cells }[] }
  /** Ends loading; from here on the index answers. */
  ready: Record<string, never>
  /** Puts profiles into the index and finds who they may belong to. */
  place: { profiles: readonly { id: string; cells: Cells }[]; least: number }
  forget: { ids: readonly string[] }
  explain: { a: Cells; b: Cells }
}

export interface Answered {
  learn: Learnt
  begin: null
  load: null
  ready: { size: number }
  place: readonly { id: string; candidates: readonly PlacedCandidate[] }[]
  forget: null
  explain: { bits: number; evidence: readonly Evidence[] } | null
}

export type AskedOf = { [K in keyof Asked]: { readonly ask: K; readonly number: number; readonly of: Asked[K] } }[keyof Asked]
export type AnswerTo = { readonly number: number; readonly answer: Answered[keyof Answered] } | { readonly number: number; readonly fault: string }
