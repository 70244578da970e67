/** In which stage somebody is at a moment, why, and when the passing of time alone may change it. Pure. */
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Direction, InteractionKind } from '../../../kernel/interaction.ts'
import type { Intent, Sentiment } from '../../../kernel/labels.ts'
import { beginning, type Condition, type Stage } from './stages.ts'

/** Acts of one day, kind and direction. They count as done at `at`, the last of them: a day is fine enough for stages. */
export interface ActsOfDay {
  readonly at: Instant
  readonly kind: InteractionKind
  readonly direction: Direction
  readonly count: number
}

/** Mentions of one day that were understood alike. */
export interface VoicedOfDay {
  readonly at: Instant
  readonly sentiment: Sentiment | ''
  readonly intent: Intent | ''
  readonly count: number
}

/** What stages are judged by. All lists oldest first. */
export interface LifeFacts {
  readonly firstAt: Instant
  readonly acts: readonly ActsOfDay[]
  /** Empty where no rule asks for it. */
  readonly voiced: readonly VoicedOfDay[]
  /** Of the company's currency; `null` where the amount is not known or in another. */
  readonly purchases: readonly { readonly at: Instant; readonly amountMinor: number | null }[]
  readonly exchanges: readonly Instant[]
  readonly followers: number
  readonly tags: readonly string[]
  readonly alive: number | null
}

/** A condition that held, with what was counted. */
export interface Met {
  readonly condition: Condition
  readonly actual: number | boolean
}
export interface Judgement {
  readonly stage: string
  /** The group of conditions that held; empty for the beginning. */
  readonly met: readonly Met[]
}

const within = (at: Instant, moment: Instant, days: number | null): boolean => at <= moment && (days === null || at > moment - days * dayMs)
const fits = (condition: Extract<Condition, { measure: 'acts' }>, act: ActsOfDay): boolean =>
  (condition.kinds.length === 0 || condition.kinds.includes(act.kind)) && (condition.directions.length === 0 || condition.directions.includes(act.direction))
const voicedSo = (condition: Extract<Condition, { measure: 'voiced' }>, { sentiment, intent }: VoicedOfDay): boolean =>
  (condition.sentiments.length === 0 || (sentiment !== '' && condition.sentiments.includes(sentiment))) && (condition.intents.length === 0 || (intent !== '' && condition.intents.includes(intent)))
const lastOf = (list: readonly { readonly at: Instant }[], moment: Instant): Instant | null => list.findLast((one) => one.at <= moment)?.at ?? null

function measured(condition: Condition, facts: LifeFacts, moment: Instant): number | boolean | null {
  switch (condition.measure) {
    case 'acts': return facts.acts.reduce((sum, act) => (within(act.at, moment, condition.withinDays) && fits(condition, act) ? sum + act.count : sum), 0)
    case 'voiced': return facts.voiced.reduce((sum, one) => (within(one.at, moment, condition.withinDays) && voicedSo(condition, one) ? sum + one.count : sum), 0)
    case 'purchases': return facts.purchases.filter((one) => within(one.at, moment, condition.withinDays)).length
    case 'spent': return facts.purchases.reduce((sum, one) => (within(one.at, moment, condition.withinDays) ? sum + (one.amountMinor ?? 0) : sum), 0)
    case 'exchanges': return facts.exchanges.filter((at) => within(at, moment, condition.withinDays)).length
    case 'followers': return facts.followers
    case 'known': return (moment - facts.firstAt) / dayMs
    case 'silence': return (moment - (lastOf(facts.acts, moment) ?? facts.firstAt)) / dayMs
    // Who never bought has not stopped either: no condition on it holds.
    case 'since-purchase': { const last = lastOf(facts.purchases, moment); return last === null ? null : (moment - last) / dayMs }
    case 'alive': return facts.alive
    case 'tag': return facts.tags.some((tag) => tag.toLowerCase() === condition.tag.toLowerCase()) === condition.has
  }
}

function met(condition: Condition, facts: LifeFacts, moment: Instant): Met | null {
  const actual = measured(condition, facts, moment)
  if (actual === null) return null
  if (typeof actual === 'boolean') return actual ? { condition, actual } : null
  if (condition.measure === 'tag') return null
  const holds = condition.compare === 'at-least' ? actual >= condition.value : actual <= condition.value
  return holds ? { condition, actual: Math.round(actual * 100) / 100 } : null
}

/** Stages that people leave by come first, then the others from the last to the first. */
const inOrder = (stages: readonly Stage[]): Stage[] => [...stages.filter((stage) => stage.leaves).toReversed(), ...stages.filter((stage) => !stage.leaves).toReversed()]

/** The first stage, in the order of looking, whose rule holds at a moment. */
export function judge(stages: readonly Stage[], facts: LifeFacts, moment: Instant): Judgement {
  for (const stage of inOrder(stages)) {
    for (const group of stage.rule) {
      const all = group.map((condition) => met(condition, facts, moment))
      if (all.every((one) => one !== null)) return { stage: stage.id, met: all }
    }
  }
  return { stage: beginning(stages), met: [] }
}

/** Days until the chance to be alive is asked for again, where a rule asks for it. */
const aliveEveryDays = 7

/** When, with nothing new, a condition may next turn; `null` when it cannot. */
function turnOf(condition: Condition, facts: LifeFacts, moment: Instant): Instant | null {
  const soonest = (moments: readonly Instant[]): Instant | null => moments.reduce<Instant | null>((best, at) => (at > moment && (best === null || at < best) ? at : best), null)
  const leaving = (list: readonly { readonly at: Instant }[], days: number | null): Instant | null => (days === null ? null : soonest(list.map((one) => one.at + days * dayMs)))
  switch (condition.measure) {
    case 'acts': return leaving(facts.acts.filter((act) => fits(condition, act)), condition.withinDays)
    case 'voiced': return leaving(facts.voiced.filter((one) => voicedSo(condition, one)), condition.withinDays)
    case 'purchases': case 'spent': return leaving(facts.purchases, condition.withinDays)
    case 'exchanges': return leaving(facts.exchanges.map((at) => ({ at })), condition.withinDays)
    case 'known': return soonest([facts.firstAt + condition.value * dayMs])
    case 'silence': return soonest([(lastOf(facts.acts, moment) ?? facts.firstAt) + condition.value * dayMs])
    case 'since-purchase': { const last = lastOf(facts.purchases, moment); return last === null ? null : soonest([last + condition.value * dayMs]) }
    case 'alive': return facts.alive === null ? null : moment + aliveEveryDays * dayMs
    case 'followers': case 'tag': return null
  }
}

/** When, if nothing new happens, the stage has to be judged again; `null`: never. */
export function nextCheck(stages: readonly Stage[], facts: LifeFacts, moment: Instant): Instant | null {
  const turns = stages.flatMap((stage) => stage.rule.flat()).flatMap((condition) => turnOf(condition, facts, moment) ?? [])
  return turns.length === 0 ? null : Math.min(...turns)
}
