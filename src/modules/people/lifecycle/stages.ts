/** Stages and their rules, as a company writes them: readable data, with a default to begin with. */
import { z } from 'zod'
import { Invalid } from '../../../kernel/fault.ts'
import { directions, interactionKinds } from '../../../kernel/interaction.ts'
import { intents, sentiments } from '../../../kernel/labels.ts'

const withinDays = z.number().int().min(1).max(3_650).nullable().default(null).describe('Only what happened in the last so many days; null: ever.')
const compare = z.enum(['at-least', 'at-most']).default('at-least')
const count = z.number().min(0).max(1e12)

/**
 * One condition. `acts`: what they did, of some kinds and directions (none named: all).
 * `voiced`: mentions of theirs with one of these sentiments and one of these intents (none named: any).
 * `exchanges`: see `depth.ts`. `spent`: minor units of the company's currency.
 * `silence`, `since-purchase`, `known`: days since they were last heard, last bought, first heard.
 * `alive`: chance that they still are a customer, 0 to 1, from the value model.
 */
export const conditionSchema = z.discriminatedUnion('measure', [
  z.object({ measure: z.literal('acts'), kinds: z.array(z.enum(interactionKinds)).default([]), directions: z.array(z.enum(directions)).default([]), withinDays, compare, value: count }),
  z.object({ measure: z.literal('voiced'), sentiments: z.array(z.enum(sentiments)).default([]), intents: z.array(z.enum(intents)).default([]), withinDays, compare, value: count }),
  z.object({ measure: z.enum(['exchanges', 'purchases', 'spent']), withinDays, compare, value: count }),
  z.object({ measure: z.enum(['silence', 'since-purchase', 'known', 'followers']), compare, value: count }),
  z.object({ measure: z.literal('alive'), compare, value: z.number().min(0).max(1) }),
  z.object({ measure: z.literal('tag'), tag: z.string().trim().min(1).max(60), has: z.boolean().default(true) }),
])
export type Condition = z.output<typeof conditionSchema>

/** Holds when all conditions of any one group hold. No group: always. */
export const ruleSchema = z.array(z.array(conditionSchema).min(1).max(10)).max(10)
export type Rule = z.output<typeof ruleSchema>

export const stageSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a stage is named in lower-case letters, digits and hyphens'),
  name: z.string().trim().min(1).max(40),
  /** Where people end who leave: looked at before all others. */
  leaves: z.boolean().default(false),
  rule: ruleSchema,
})
export type Stage = z.output<typeof stageSchema>
export const stagesSchema = z.array(stageSchema).min(1).max(20)

export interface LifeCycle {
  readonly edition: number
  /** From when on these rules hold, in milliseconds; 0 for the default, which holds for all of the past. */
  readonly since: number
  readonly stages: readonly Stage[]
}

/** Whether any rule counts something, so that it has to be asked for. */
export const counts = (stages: readonly Stage[], measure: Condition['measure']): boolean => stages.some((stage) => stage.rule.flat().some((condition) => condition.measure === measure))

/** The first stage, in which everybody begins. */
export const beginning = (stages: readonly Stage[]): string => stages[0]?.id ?? ''

/**
 * @throws {Invalid} when stages cannot work together: two of one name, a beginning with conditions, a later stage that everybody would be in.
 */
export function checkStages(stages: readonly Stage[]): void {
  const fault = (index: number, message: string): Invalid => new Invalid(message, { path: `/stages/${index}` }, 'people.stages')
  for (const [index, stage] of stages.entries()) {
    if (stages.findIndex((other) => other.id === stage.id) !== index) throw fault(index, `Two stages have the id "${stage.id}". Give each its own.`)
    if (stages.findIndex((other) => other.name.toLowerCase() === stage.name.toLowerCase()) !== index) throw fault(index, `Two stages are called "${stage.name}". Give each its own name.`)
    if (index === 0 && (stage.rule.length > 0 || stage.leaves)) throw fault(index, `Everybody begins in "${stage.name}", the first stage: it takes no conditions.`)
    if (index > 0 && stage.rule.length === 0) throw fault(index, `"${stage.name}" has no conditions, so everybody would be in it and nobody in the stages before. Add one.`)
  }
}

const days = { year: 365, half: 180, lapse: 540 } as const

/** Stranger → fan → prospect → customer → loyal → advocate; lapsed. */
export const defaultStages: readonly Stage[] = stagesSchema.parse([
  { id: 'stranger', name: 'Stranger', rule: [] },
  { id: 'fan', name: 'Fan', rule: [[{ measure: 'acts', kinds: ['post', 'reply', 'repost', 'quote', 'comment', 'review', 'reaction', 'follow'], withinDays: days.year, value: 3 }]] },
  { id: 'prospect', name: 'Prospect', rule: [[{ measure: 'acts', kinds: ['submission', 'message'], directions: ['inbound'], withinDays: days.half, value: 1 }], [{ measure: 'acts', kinds: ['view', 'click'], directions: ['inbound'], withinDays: 30, value: 4 }]] },
  { id: 'customer', name: 'Customer', rule: [[{ measure: 'purchases', value: 1 }]] },
  { id: 'loyal', name: 'Loyal', rule: [[{ measure: 'purchases', value: 3 }]] },
  { id: 'advocate', name: 'Advocate', rule: [[{ measure: 'purchases', value: 1 }, { measure: 'acts', kinds: ['post', 'review', 'repost', 'quote', 'comment', 'reply'], directions: ['around'], withinDays: days.year, value: 5 }]] },
  { id: 'lapsed', name: 'Lapsed', leaves: true, rule: [[{ measure: 'purchases', value: 1 }, { measure: 'since-purchase', value: days.lapse }, { measure: 'silence', value: days.half }]] },
])
