/** Tries a rule on past conversations: which it would have touched, and what would have been different. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Role } from '../../../kernel/permission.ts'
import { both, filled, named, type Both } from '../conditions/both.ts'
import { becauseOf, type NameOf } from '../conditions/in-words.ts'
import { matched, type Facts, type When } from '../conditions/when.ts'
import { decide, type Writer } from '../engagement/decide.ts'
import { namesNow, withMoment, writerOf } from '../engagement/gather.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { checkWhen } from '../conditions/when.ts'
import { checkThen, type RuleKind, type Thens } from './kinds.ts'

const mostLooked = 1_000
const mostShown = 100
const block = 100

export interface Tried { readonly looked: number; readonly touched: number; readonly items: readonly { readonly conversation: Uuid; readonly number: number; readonly subject: string; readonly at: Instant; readonly because: Both; readonly effects: readonly Both[] }[] }
interface Past { readonly id: Uuid; readonly number: number; readonly subject: string; readonly at: Instant; readonly answers: readonly { readonly member: string; readonly name: string; readonly text: string }[] | null }

/** `roleOf`: what a member may do now; their teams and certificates are today's too. */
export async function tryOut(deps: DecidingDeps, kind: RuleKind, trial: { readonly name: string; readonly when: When; readonly then: unknown; readonly days: number }, roleOf: (member: string) => Role, now: Instant): Promise<Tried> {
  checkWhen(trial.when)
  const then = kind === 'engagement' ? checkThen('engagement', trial.then) : null
  const names = await namesNow(deps, deps.db)
  const writers = new Map<string, Promise<Writer>>()
  const writer = (member: string): Promise<Writer> => {
    const known = writers.get(member) ?? writerOf(deps.db, { id: member, role: roleOf(member) })
    writers.set(member, known)
    return known
  }
  const items: Tried['items'][number][] = []
  let [looked, touched] = [0, 0]
  let before: { at: Instant; id: Uuid } | null = null
  while (looked < mostLooked) {
    const rows = await past(deps, now - trial.days * dayMs, before)
    const last = rows.at(-1)
    if (!last) break
    before = { at: last.at, id: last.id }
    looked += rows.length
    const facts = new Map((await withMoment(deps.db, await deps.deeds().factsOf(deps.db, rows.map(({ id }) => id)), now)).map((one) => [one.conversation, one]))
    for (const row of rows) {
      const known = facts.get(row.id)
      // At the moment at which they last wrote: rules about time are about that.
      const leaves = known && matched(trial.when, known, known.lastInboundAt ?? row.at)
      if (!known || !leaves) continue
      touched++
      if (items.length < mostShown) items.push({ conversation: row.id, number: row.number, subject: row.subject, at: row.at, because: becauseOf(leaves, names), effects: then === null ? [] : await effectsOf(then, trial.name, known, row, writer, names) })
    }
  }
  return { looked, touched, items }
}

async function past(deps: DecidingDeps, since: Instant, before: { readonly at: Instant; readonly id: Uuid } | null): Promise<Past[]> {
  const { rows } = await sql<Past>`
    select id, number, subject, last_at as at,
      (select jsonb_agg(jsonb_build_object('member', member, 'name', coalesce(member_name, ''), 'text', text) order by at desc) from (select member, member_name, text, at from conversations.messages where conversation = conversations.id and direction = 'outbound' and not note and member is not null order by at desc limit 20) as answers) as answers
    from conversations.conversations where joined_to is null and not spam and last_at >= ${new Date(since)} ${before === null ? sql`` : sql`and (last_at, id) < (${new Date(before.at)}, ${before.id}::uuid)`}
    order by last_at desc, id desc limit ${block}`.execute(deps.db)
  return rows
}

async function effectsOf(then: Thens['engagement'], name: string, facts: Facts, { answers, at }: Past, writer: (member: string) => Promise<Writer>, names: NameOf): Promise<Both[]> {
  const refused = new Set<string>()
  let [approvals, warned] = [0, 0]
  const said = new Set<string>()
  for (const answer of answers ?? []) {
    const decision = decide([{ id: '', version: 0, name, when: { all: [] }, then }], facts, await writer(answer.member), answer.text, at, names)
    if (decision.because.length > 0 && !decision.may && decision.forbidden.every(({ what }) => what !== 'refuse')) refused.add(answer.name)
    if (decision.approvals.length > 0) approvals++
    for (const mark of decision.forbidden) { said.add(answer.text.slice(mark.start, mark.end)); warned++ }
  }
  return [
    ...(refused.size === 0 ? [] : [filled(both('{} could not have answered', '{} had niet kunnen antwoorden'), named([...refused].join(', ')))]),
    ...(approvals === 0 ? [] : [both(`${approvals} ${approvals === 1 ? 'answer' : 'answers'} would have waited for approval`, `${approvals} ${approvals === 1 ? 'antwoord' : 'antwoorden'} had op goedkeuring gewacht`)]),
    ...(warned === 0 ? [] : [filled(both('said what must not be said: {}', 'zei wat niet gezegd mag worden: {}'), named([...said].slice(0, 5).map((word) => `“${word}”`).join(', ')))]),
  ]
}
