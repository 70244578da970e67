/** The moves between stages that somebody's acts and the passing of time bring. Pure. */
import type { Instant } from '../../../kernel/instant.ts'
import { judge, nextCheck, type LifeFacts, type Met } from './judge.ts'
import type { Stage } from './stages.ts'

export type Because =
  | { readonly by: 'rules'; readonly edition: number; readonly met: readonly Met[] }
  | { readonly by: 'hand'; readonly name: string | null }

export interface Move {
  readonly at: Instant
  readonly from: string
  readonly to: string
  readonly because: Because
}

/** The most moments that are looked at; of a longer life only the end. */
const maxMoments = 400

/**
 * What happened between `from` and `until`, beginning in stage `current`:
 * judged at each act and at each moment when a window of time closes.
 */
export function movesBetween(life: { stages: readonly Stage[]; edition: number; facts: LifeFacts; current: string; from: Instant; until: Instant }): Move[] {
  const { stages, edition, facts, until } = life
  const acts = [...new Set([...facts.acts.map((act) => act.at), ...facts.purchases.map((one) => one.at), ...facts.exchanges])].filter((at) => at >= life.from && at <= until).toSorted((a, b) => a - b).slice(-maxMoments)
  const moves: Move[] = []
  let current = life.current
  let next = 0
  let at = Math.min(life.from, until)
  if (acts.length === maxMoments) at = acts[0] ?? at
  for (let looked = 0; looked < 2 * maxMoments; looked++) {
    const { stage, met } = judge(stages, facts, at)
    if (stage !== current) {
      moves.push({ at, from: current, to: stage, because: { by: 'rules', edition, met } })
      current = stage
    }
    if (at >= until) break
    while (next < acts.length && (acts[next] ?? 0) <= at) next += 1
    at = Math.min(until, acts[next] ?? until, nextCheck(stages, facts, at) ?? until)
  }
  // What was not reached is judged as it is now.
  if (at < until) {
    const { stage, met } = judge(stages, facts, until)
    if (stage !== current) moves.push({ at: until, from: current, to: stage, because: { by: 'rules', edition, met } })
  }
  return moves
}
