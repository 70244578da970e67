/** The kinds of rules, each with what it does when it holds. */
import { z } from 'zod'
import { Invalid } from '../../../kernel/fault.ts'
import { emptyGroupIn, engagementThenSchema } from '../engagement/decide.ts'
import { phrasesOf } from '../conditions/phrases.ts'
import { routingThenSchema } from '../routing/route.ts'
import { priorities } from '../model.ts'

export const ruleKinds = ['promise', 'routing', 'engagement', 'case'] as const
export type RuleKind = (typeof ruleKinds)[number]

const minutes = z.int().min(1).max(525_600).nullable().default(null)
export const promiseThenSchema = z.object({
  firstReplyMinutes: minutes, nextReplyMinutes: minutes, resolutionMinutes: minutes,
  /** So many open minutes before it is due, whoever has it is warned. */
  warnMinutes: z.int().min(1).max(10_080).nullable().default(15),
  /** What happens when it breaks. */
  escalate: z.object({ toLead: z.boolean().default(true), priority: z.enum(priorities).nullable().default('high') }).default({ toLead: true, priority: 'high' }),
})
export type PromiseThen = z.output<typeof promiseThenSchema>

export const caseThenSchema = z.object({
  title: z.string().trim().min(1).max(200).default('Complaint'),
  team: z.guid().nullable().default(null),
  /** A first word to them is promised within so many hours. */
  promiseHours: z.int().min(1).max(2_160).nullable().default(null),
})
export type CaseThen = z.output<typeof caseThenSchema>

export interface Thens {
  readonly promise: PromiseThen
  readonly routing: z.output<typeof routingThenSchema>
  readonly engagement: z.output<typeof engagementThenSchema>
  readonly case: CaseThen
}
export const thenSchemas = { promise: promiseThenSchema, routing: routingThenSchema, engagement: engagementThenSchema, case: caseThenSchema } as const

/** @throws {Invalid} for what would do nothing, or lock everybody out. */
export function checkThen<K extends RuleKind>(kind: K, given: unknown): Thens[K] {
  const result = thenSchemas[kind].safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Invalid(`What the rule does is not complete: ${issue?.message ?? 'not valid'}.`, { path: `/then/${(issue?.path ?? []).map(String).join('/')}` }, 'conversations.rule.then')
  }
  const then = result.data as Thens[RuleKind]
  if (kind === 'promise') {
    const { firstReplyMinutes, nextReplyMinutes, resolutionMinutes } = then as PromiseThen
    if (firstReplyMinutes === null && nextReplyMinutes === null && resolutionMinutes === null) throw new Invalid('This promises nothing. Fill in at least one time.', { path: '/then/firstReplyMinutes' }, 'conversations.rule.empty')
  }
  if (kind === 'engagement') {
    const engagement = then as Thens['engagement']
    const empty = emptyGroupIn(engagement)
    if (empty === 'mayAnswer') throw new Invalid('With this rule nobody could answer. Name a team, a role, a certificate or somebody.', { path: '/then/mayAnswer' }, 'conversations.rule.nobody')
    if (empty === 'approval') throw new Invalid('Nobody could give this approval. Name a team, a role, a certificate or somebody.', { path: '/then/approval' }, 'conversations.rule.nobody')
    if (engagement.mayAnswer === null && engagement.approval === null && engagement.playbook === null && engagement.forbidden.length === 0) throw new Invalid('This rule does nothing. Say who may answer, whose approval it takes, a playbook, or words that must not be said.', { path: '/then' }, 'conversations.rule.empty')
    for (const { says } of engagement.forbidden) phrasesOf(says)
  }
  return then as Thens[K]
}
