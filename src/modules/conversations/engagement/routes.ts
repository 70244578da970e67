/** HTTP of rules of engagement at work: parse, authorise, call, present. */
import { sql } from 'kysely'
import { knownZone } from '../../../kernel/calendar.ts'
import { NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { NameOf } from '../conditions/in-words.ts'
import type { Both } from '../conditions/both.ts'
import { listCases } from '../recovery/cases.ts'
import { routingSettingsSchema } from '../routing/assign.ts'
import { scales, type QuestionKind } from '../satisfaction/question.ts'
import { promisesOf } from '../sla/promise-store.ts'
import * as api from './api.ts'
import { isAsked, listApprovals, vote, type Approval } from './approvals.ts'
import { giveCertificate, listCertificates, takeCertificate, type Certificate } from './certificates.ts'
import { groupWords, type Writer } from './decide.ts'
import { namesNow, writerOf } from './gather.ts'
import { keepPlaybook, listPlaybooks, removePlaybook, ticksOf, tickStep, type Playbook } from './playbooks.ts'
import type { DecidingDeps } from './ports.ts'
import { reachingOutSchema } from './reach-out.ts'
import { decideReachingOut } from './reaching.ts'
import { keepSettings, readSettings } from './settings.ts'
import { decisionOn } from './verdict.ts'
import { withinReach } from './within.ts'

const orNull = (at: Instant | null): string | null => (at === null ? null : iso(at))
const shownPlaybook = ({ steps, changedAt, ...rest }: Playbook) => ({ ...rest, steps: [...steps], changedAt: iso(changedAt) })
const shownCertificate = ({ until, givenAt, ...rest }: Certificate) => ({ ...rest, until: orNull(until), givenAt: iso(givenAt) })
const shownApproval = (one: Approval, who: Writer, names: NameOf, now: Instant) => ({
  id: one.id, conversation: one.conversation, message: one.message, askedBy: one.askedBy, askedByName: one.askedByName, askedAt: iso(one.askedAt), expiresAt: iso(one.expiresAt), text: one.text, askedText: one.askedText,
  because: [...one.because], needed: one.needed.map(({ count, of }) => ({ count, of: groupWords(of, names) })), votes: one.votes.map(({ name, at, isYes, because, outdated }) => ({ name, at: iso(at), isYes, because, outdated })),
  state: one.state, decidedAt: orNull(one.decidedAt), mayVote: one.state === 'asked' && isAsked(one, who, now),
})

const promiseGroups = {
  none: () => sql`null::text`, team: () => sql`team::text`, channel: () => sql`channel`, kind: () => sql`kind`, assignee: () => sql`assignee`,
  hour: (zone: string) => sql`lpad(extract(hour from started_at at time zone ${zone})::text, 2, '0')`,
} as const

export function engagementRoutes(deps: DecidingDeps): MountedRoute[] {
  const { db, clock } = deps
  const approvals = async (actor: Actor, list: readonly Approval[]) => {
    const [who, names] = [await writerOf(db, actor), await namesNow(deps, db)]
    return list.map((one) => shownApproval(one, who, names, clock.now()))
  }
  return [
    handle(api.explainAnswer, async ({ params, body, actor }) => {
      await withinReach(deps, db, actor, params.id, { what: 'conversation', id: params.id })
      const [facts] = await deps.deeds().factsOf(db, [params.id])
      if (!facts) throw new NotFound('conversation', params.id)
      const { touched: _, because, approvals: needed, playbooks, forbidden, may } = await decisionOn(deps, db, actor, { ...facts, visibility: body.visibility ?? facts.visibility }, body.text, clock.now())
      const names = await namesNow(deps, db)
      return { may, because: [...because], approvals: needed.map(({ rule, count, of, expiresMinutes }) => ({ rule, count, of: groupWords(of, names), expiresMinutes })), playbooks: [...playbooks], forbidden: [...forbidden] }
    }),
    handle(api.listApprovals, async ({ query, actor }) => ({ items: await approvals(actor, await listApprovals(db, { ...query, scope: await deps.governance.scopeOf(actor) }, query.limit)) })),
    handle(api.voteOnApproval, async ({ params, body, actor }) => {
      const [shown] = await approvals(actor, [await vote(deps, actor, params.id, { isYes: body.approve, because: body.because, text: body.text }, clock.now())])
      if (!shown) throw new NotFound('approval', params.id)
      return shown
    }),
    handle(api.listPlaybooks, async () => ({ items: (await listPlaybooks(db)).map(shownPlaybook) })),
    handle(api.addPlaybook, async ({ body, actor }) => shownPlaybook(await keepPlaybook(db, null, actor, body, clock.now()))),
    handle(api.changePlaybook, async ({ params, body, actor }) => shownPlaybook(await keepPlaybook(db, params.id, actor, body, clock.now()))),
    handle(api.removePlaybook, async ({ params }) => { await removePlaybook(db, params.id, clock.now()); return {} }),
    handle(api.tickStep, async ({ params, body, actor }) => { await withinReach(deps, db, actor, params.id, { what: 'conversation', id: params.id }); await tickStep(db, deps.deeds(), actor, { conversation: params.id, ...body }, clock.now()); return {} }),
    handle(api.besideConversation, async ({ params, actor }) => beside(deps, params.id, actor, (list) => approvals(actor, list))),
    handle(api.listCertificates, async () => ({ items: (await listCertificates(db)).map(shownCertificate) })),
    handle(api.giveCertificate, async ({ body, actor }) => shownCertificate(await giveCertificate(db, actor, { ...body, until: body.until === null ? null : Date.parse(body.until) }, clock.now()))),
    handle(api.takeCertificate, async ({ params }) => { await takeCertificate(db, params.id, clock.now()); return {} }),
    handle(api.getReachingOut, () => readSettings(db, 'reaching-out', reachingOutSchema)),
    handle(api.setReachingOut, async ({ body, actor }) => { await keepSettings(db, 'reaching-out', body, actor.name, clock.now()); return body }),
    handle(api.mayReachOut, async ({ body }) => {
      const { may, because } = await decideReachingOut(deps, db, { ...body, saidAt: Date.parse(body.saidAt) })
      return { may, because: [...because] }
    }),
    handle(api.getRoutingSettings, () => readSettings(db, 'routing', routingSettingsSchema)),
    handle(api.setRoutingSettings, async ({ body, actor }) => { await keepSettings(db, 'routing', body, actor.name, clock.now()); return body }),
    handle(api.promiseFigures, async ({ query }) => {
      const { rows } = await sql<{ key: string | null; made: number; kept: number; broken: number; running: number }>`
        select ${promiseGroups[query.by](knownZone(query.zone))} as key, count(*) as made, count(*) filter (where state = 'kept') as kept, count(*) filter (where state = 'broken') as broken, count(*) filter (where state in ('running', 'stopped')) as running
        from conversations.promises where started_at >= ${new Date(query.from)} and started_at < ${new Date(query.to)} group by 1 order by 1`.execute(db)
      return { items: rows.map((row) => ({ ...row, share: row.kept + row.broken === 0 ? null : row.kept / (row.kept + row.broken) })) }
    }),
  ]
}

async function beside(deps: DecidingDeps, conversation: Uuid, actor: Actor, approvals: (list: readonly Approval[]) => Promise<ReturnType<typeof shownApproval>[]>) {
  const { db, clock } = deps
  await withinReach(deps, db, actor, conversation, { what: 'conversation', id: conversation })
  const [promises, [openCase], asked, playbooks, ticks] = await Promise.all([
    promisesOf(db, [conversation]), listCases(db, { state: 'open', conversation }, clock.now(), null, 1), listApprovals(db, { state: 'all', conversation }, 20), listPlaybooks(db), ticksOf(db, conversation),
  ])
  const { rows: answers } = await sql<{ kind: QuestionKind; score: number; comment: string | null; at: Instant }>`select kind, score, comment, answered_at as at from conversations.questions where conversation = ${conversation} and state = 'answered' order by answered_at desc limit 20`.execute(db)
  const { rows: uses } = await sql<{ rule: Uuid; name: string; version: number; made: string; at: Instant; because: Both }>`select used.rule, rules.name, used.version, used.made, used.at, used.because from conversations.rule_uses used join conversations.rules on rules.id = used.rule where used.conversation = ${conversation} order by used.at desc, used.id desc limit 50`.execute(db)
  const [facts] = await deps.deeds().factsOf(db, [conversation])
  const wanted = new Set([...(facts ? (await decisionOn(deps, db, actor, facts, '', clock.now())).playbooks : []), ...ticks.map(({ playbook }) => playbook)])
  return {
    promises: promises.map((one) => ({ kind: one.kind, startedAt: iso(one.startedAt), minutes: one.minutes, state: one.state, usedMinutes: one.usedMs / minuteMs, dueAt: orNull(one.dueAt), keptAt: orNull(one.keptAt) })),
    case: openCase ? { id: openCase.id, number: openCase.number, title: openCase.title } : null,
    approvals: await approvals(asked),
    playbooks: playbooks.filter(({ id }) => wanted.has(id)).map(({ id, name, steps }) => ({ id, name, steps: steps.map((step) => { const tick = ticks.find((one) => one.playbook === id && one.step === step.id); return { ...step, doneBy: tick?.by ?? null, doneAt: orNull(tick?.at ?? null) } }) })),
    satisfaction: answers.map((one) => ({ ...one, max: scales[one.kind].max, at: iso(one.at) })),
    uses: uses.map((one) => ({ ...one, at: iso(one.at) })),
  }
}
