import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshPostgres } from '../../../../test/databases.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { migrations } from '../../../engines.ts'
import { mount } from '../../../platform/http/mount.ts'
import { silentLog } from '../../../platform/logs.ts'
import { openMetrics } from '../../../platform/metrics.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { always, type When } from '../conditions/when.ts'
import { alwaysOpen } from '../hours/calendar.ts'
import { caseFigures, closeCase, listCases } from '../recovery/cases.ts'
import { caseRoutes } from '../recovery/routes.ts'
import type { RuleKind } from '../rules/kinds.ts'
import { addRule, changeRule, listRules, removeRule, restoreRule, usesOf, versionsOf } from '../rules/store.ts'
import { tryOut } from '../rules/try-out.ts'
import { reassignLeft } from '../routing/assign.ts'
import { askDue } from '../satisfaction/ask.ts'
import { satisfactionRoutes } from '../satisfaction/routes.ts'
import { questionPages } from '../satisfaction/outside.ts'
import { satisfactionSchema } from '../satisfaction/question.ts'
import { watchPromises } from '../sla/promise.ts'
import { promisesOf } from '../sla/promise-store.ts'
import { keepAgent, keepTeam, keptTeams, removeTeam, setAway } from '../teams/store.ts'
import { expireApprovals, listApprovals, vote } from './approvals.ts'
import { giveCertificate } from './certificates.ts'
import { actor, conversationNow, openCompany } from './fixtures/company.ts'
import { engagementRoutes } from './routes.ts'
import { keepSettings } from './settings.ts'

let postgres: Postgres
let company: ReturnType<typeof openCompany>
const by = actor('di')

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, migrations)
})
afterAll(() => postgres?.close())
beforeEach(async () => {
  await sql`truncate conversations.conversations, conversations.rules, conversations.rule_uses, conversations.teams, conversations.agents, conversations.certificates, conversations.deciding, conversations.cases cascade`.execute(postgres.db)
  company = openCompany(postgres.db)
})

const rule = (kind: RuleKind, then: Record<string, unknown>, when: When = always, name = 'Rule') => addRule(postgres.db, kind, by, { name, when, then, active: true }, company.now())
const team = (name: string, members: string[], lead?: string) => keepTeam(postgres.db, null, { name, calendar: alwaysOpen, shares: [], overflow: null, members: members.map((member) => ({ member, lead: member === lead })) }, company.now())

describe('rules', () => {
  test('a change keeps the earlier form, and one who looked at an older one is told', async () => {
    const made = await rule('promise', { firstReplyMinutes: 30 })
    const changed = await changeRule(postgres.db, 'promise', made.id, by, { then: { firstReplyMinutes: 20 }, version: 1 }, company.now())
    expect(changed.version).toBe(2)
    expect((await versionsOf(postgres.db, made.id)).map(({ version, then }) => [version, (then as { firstReplyMinutes: number }).firstReplyMinutes])).toEqual([[2, 20], [1, 30]])
    await expect(changeRule(postgres.db, 'promise', made.id, by, { name: 'x', version: 1 }, company.now())).rejects.toThrow('changed this rule in the meantime')
    expect((await changeRule(postgres.db, 'promise', made.id, by, { active: false }, company.now())).version).toBe(2)
    await removeRule(postgres.db, 'promise', made.id, company.now())
    expect(await listRules(postgres.db, 'promise', company.now())).toEqual([])
    expect((await restoreRule(postgres.db, 'promise', made.id)).active).toBe(false)
  })

  test('a rule that does nothing, or lets nobody answer, is not kept', async () => {
    await expect(rule('promise', {})).rejects.toThrow('promises nothing')
    await expect(rule('engagement', {})).rejects.toThrow('does nothing')
    await expect(rule('engagement', { mayAnswer: {} })).rejects.toThrow('nobody could answer')
    await expect(rule('routing', { teams: ['x'] })).rejects.toThrow('not complete')
  })

  test('tried out on the past it says which conversations, and what would have been different', async () => {
    const angry = await company.receive('I want a refund', { sentiment: 'negative' })
    await company.receive('Hello')
    await company.answer(angry, 'an', 'We guarantee it.')
    const tried = await tryOut(company.deps, 'engagement', { name: 'Trial', when: { fact: 'sentiment', in: ['negative'] }, then: { mayAnswer: { roles: ['manager'] }, forbidden: [{ says: ['guarantee'], what: 'warn' }] }, days: 30 }, () => 'agent', company.now())
    expect(tried).toMatchObject({ looked: 2, touched: 1, items: [{ conversation: angry }] })
    expect(tried.items[0]?.effects.map(({ en }) => en)).toEqual(['AN could not have answered', 'said what must not be said: “guarantee”'])
    expect((await sql`select from conversations.rule_uses`.execute(postgres.db)).rows).toHaveLength(0)
  })
})

describe('routing and promises', () => {
  test('what comes in goes to the team and the least busy of those present, with its reason on record', async () => {
    const billing = await team('Billing', ['an', 'bo'])
    const made = await rule('routing', { teams: [billing.id] }, { fact: 'language', in: ['nl'] }, 'Dutch')
    const [first, second] = [await company.receive('Mijn factuur', { language: 'nl' }), await company.receive('Nog een', { language: 'nl' })]
    expect((await conversationNow(postgres.db, first)).team).toBe(billing.id)
    expect(new Set([(await conversationNow(postgres.db, first)).assignee, (await conversationNow(postgres.db, second)).assignee])).toEqual(new Set(['an', 'bo']))
    expect((await usesOf(postgres.db, made.id, null, 10))[0]).toMatchObject({ made: 'route', version: 1, because: { en: expect.stringContaining('Dutch (in Dutch): team Billing; ') } })
    await expect(removeTeam(postgres.db, billing.id, company.now())).rejects.toThrow('Rules name this team: Dutch')
  })

  test('who leaves, goes away or falls silent gives up what somebody waits for', async () => {
    const billing = await team('Billing', ['an', 'bo'])
    await keepAgent(postgres.db, 'bo', { skills: [], languages: [], capacity: 0 })
    await rule('routing', { teams: [billing.id] })
    const one = await company.receive('Help')
    expect((await conversationNow(postgres.db, one)).assignee).toBe('an')
    await keepAgent(postgres.db, 'bo', { skills: [], languages: [], capacity: 5 })
    expect(await reassignLeft(company.deps, company.now())).toBe(0)
    await setAway(postgres.db, 'an', { until: null }, company.now())
    company.pass(20)
    expect(await reassignLeft(company.deps, company.now())).toBe(1)
    expect((await conversationNow(postgres.db, one)).assignee).toBe('bo')
    company.suspended.add('bo')
    expect(await reassignLeft(company.deps, company.now())).toBe(1)
    expect(await conversationNow(postgres.db, one)).toMatchObject({ assignee: null, team: billing.id })
  })

  test('promises are warned of and escalated once, however many look at once', async () => {
    const support = await team('Support', ['an', 'cy'], 'cy')
    await keepAgent(postgres.db, 'cy', { skills: [], languages: [], capacity: 0 })
    await rule('routing', { teams: [support.id] })
    await rule('promise', { firstReplyMinutes: 30, resolutionMinutes: 120, warnMinutes: 10 })
    const one = await company.receive('Help')
    expect((await conversationNow(postgres.db, one)).dueAt).toBe(company.now() + 30 * 60_000)
    company.pass(21)
    await Promise.all([1, 2, 3].map(() => watchPromises(company.deps, company.now())))
    expect(company.announced.map(({ type }) => type)).toEqual(['promise.due'])
    company.pass(10)
    await Promise.all([1, 2, 3].map(() => watchPromises(company.deps, company.now())))
    expect(company.announced.map(({ type }) => type)).toEqual(['promise.due', 'promise.broken'])
    expect(await conversationNow(postgres.db, one)).toMatchObject({ assignee: 'cy', priority: 'high' })
    await company.answer(one, 'cy')
    expect((await promisesOf(postgres.db, [one])).map(({ kind, state }) => [kind, state])).toEqual([['first-reply', 'broken'], ['resolution', 'running']])
    await company.close(one)
    expect(await conversationNow(postgres.db, one)).toMatchObject({ dueAt: null })
    expect((await promisesOf(postgres.db, [one])).at(-1)).toMatchObject({ kind: 'resolution', state: 'kept' })
  })

  test('a team that is removed is nobody’s overflow any more', async () => {
    const [night, day] = [await team('Night', []), await team('Day', [])]
    await keepTeam(postgres.db, day.id, { ...day, overflow: night.id, shares: [night.id] }, company.now())
    await removeTeam(postgres.db, night.id, company.now())
    expect(await keptTeams(postgres.db)).toMatchObject([{ name: 'Day', overflow: null, shares: [] }])
  })
})

describe('rules of engagement', () => {
  const approval = (count: number) => ({ approval: { of: { roles: ['manager'] }, count, expiresMinutes: 60 } })
  const uses = async (): Promise<string[]> => (await sql<{ made: string }>`select made from conversations.rule_uses order by id`.execute(postgres.db)).rows.map(({ made }) => made)

  test('whoever may not answer is refused, and the refusal is on record although nothing was sent', async () => {
    await rule('engagement', { mayAnswer: { certificates: ['press'] } })
    const one = await company.receive('Question of a paper')
    const [facts] = await company.deps.deeds().factsOf(postgres.db, [one])
    if (!facts) throw new Error('no facts')
    const reply = { visibility: 'private' as const, account: facts.account, text: 'Hello', files: [], inReplyTo: null }
    expect((await company.hooks.mayAnswer?.(postgres.db, actor('an'), facts, reply))?.decision).toBe('refuse')
    expect(await uses()).toEqual([])
    await expect(postgres.db.transaction().execute(async (tx) => {
      expect((await company.hooks.mayAnswer?.(tx, actor('an'), facts, reply))?.because[0]?.sentence).toContain('Only somebody certified for “press” may answer this')
      throw new Error('refused')
    })).rejects.toThrow('refused')
    expect(await uses()).toEqual(['refuse'])
    await expect(giveCertificate(postgres.db, actor('an'), { member: 'an', name: 'Press', until: null }, company.now())).rejects.toThrow('Nobody certifies themselves')
    await giveCertificate(postgres.db, by, { member: 'an', name: 'Press', until: company.now() + 1_000 }, company.now())
    expect((await company.hooks.mayAnswer?.(postgres.db, actor('an'), facts, reply))?.decision).toBe('send')
    company.pass(1)
    expect((await company.hooks.mayAnswer?.(postgres.db, actor('an'), facts, reply))?.decision).toBe('refuse')
  })

  test('two of the managers approve; nobody their own; changed words ask anew', async () => {
    await rule('engagement', approval(2))
    const one = await company.receive('Help')
    const message = await company.hold(one, 'cy', 'We pay.')
    const [asked] = await listApprovals(postgres.db, { state: 'asked' }, 10)
    const id = asked?.id ?? ''
    await expect(vote(company.deps, actor('cy'), id, { isYes: true, because: '', text: null }, company.now())).rejects.toThrow('Nobody approves their own words')
    await expect(vote(company.deps, actor('an'), id, { isYes: true, because: '', text: null }, company.now())).rejects.toThrow('not among those')
    expect((await vote(company.deps, by, id, { isYes: true, because: '', text: 'We pay half.' }, company.now())).state).toBe('asked')
    expect(company.released).toEqual([])
    const third = { ...actor('di'), id: 'ed', name: 'ED' }
    expect((await vote(company.deps, third, id, { isYes: true, because: '', text: null }, company.now())).state).toBe('approved')
    expect(company.released).toEqual([{ message, text: 'We pay half.' }])
    await expect(vote(company.deps, by, id, { isYes: false, because: 'late', text: null }, company.now())).rejects.toThrow('decided already')
  })

  test('a refusal needs its reason and sends the words back; what waits too long goes back by itself', async () => {
    await rule('engagement', approval(1))
    const one = await company.receive('Help')
    const first = await company.hold(one, 'an', 'No.')
    const id = (await listApprovals(postgres.db, { state: 'asked' }, 10))[0]?.id ?? ''
    await expect(vote(company.deps, by, id, { isYes: false, because: ' ', text: null }, company.now())).rejects.toThrow('Say why')
    await vote(company.deps, by, id, { isYes: false, because: 'Too short.', text: null }, company.now())
    const second = await company.hold(one, 'an', 'No, sorry.')
    company.pass(61)
    await Promise.all([expireApprovals(company.deps, company.now()), expireApprovals(company.deps, company.now())])
    expect(company.refused).toEqual([{ message: first, because: 'Too short.' }, { message: second, because: 'Nobody approved it in time.' }])
    expect(company.released).toEqual([])
    expect(company.announced.map(({ type }) => type)).toEqual(['approval.asked', 'approval.decided', 'approval.asked', 'approval.decided'])
  })
})

describe('recovery and satisfaction', () => {
  const on = (more: Record<string, unknown> = {}) => keepSettings(postgres.db, 'satisfaction', satisfactionSchema.parse({ active: true, delayMinutes: 60, ...more }), 'DI', company.now())
  const questions = async () => (await sql<{ state: string; because: string | null; score: number | null; comment: string | null }>`select state, because, score, comment from conversations.questions order by planned_at, id`.execute(postgres.db)).rows
  const ask = async (conversation: Uuid): Promise<void> => { await company.close(conversation); company.pass(61); await Promise.all([askDue(company.deps, company.now()), askDue(company.deps, company.now())]) }

  test('a complaint opens one case, which only a manager closes without satisfaction', async () => {
    await rule('case', { title: 'Complaint', promiseHours: 4 }, { fact: 'sentiment', in: ['negative'] })
    const one = await company.receive('Terrible', { sentiment: 'negative' })
    await company.receive('Still terrible', { conversation: one })
    const [open] = await listCases(postgres.db, { state: 'open' }, company.now(), null, 10)
    expect(await listCases(postgres.db, { state: 'open' }, company.now(), null, 10)).toHaveLength(1)
    expect(open).toMatchObject({ title: 'Complaint', conversation: one, promises: [{ what: 'A first answer', keptAt: null }] })
    company.pass(300)
    expect(await listCases(postgres.db, { state: 'overdue' }, company.now(), null, 10)).toHaveLength(1)
    await expect(closeCase(company.deps, actor('an'), open?.id ?? '', 'closed', 'Enough', company.now())).rejects.toThrow('conversations.manage')
    await closeCase(company.deps, by, open?.id ?? '', 'closed', 'They do not answer.', company.now())
    expect(await caseFigures(company.deps, 0, company.now() + 1, company.now())).toMatchObject({ opened: 1, closed: 1, satisfied: 0 })
  })

  test('somebody is asked once after closing; looking at the link changes nothing; a good score mends the case', async () => {
    await on()
    const one = await company.receive('Help', { language: 'nl' })
    await company.answer(one, 'an')
    await ask(one)
    expect(company.sent).toHaveLength(1)
    expect(company.sent[0]?.text).toContain('Hoe tevreden bent u over onze hulp?')
    await rule('case', { title: 'Complaint' })
    await company.receive('And another thing', { conversation: one })
    const page = questionPages(company.deps)
    const link = new URL(/https:\S+/.exec(company.sent[0]?.text ?? '')?.[0] ?? '')
    const get = await page(new Request(`${link.href}?score=5`), new URL(`${link.href}?score=5`), 'here')
    expect(await get?.text()).toContain('value="5" required checked')
    expect((await questions())[0]).toMatchObject({ state: 'asked', score: null })
    const post = (body: string) => page(new Request(link, { method: 'POST', body }), link, 'here')
    expect((await post('comment=x'))?.status).toBe(422)
    expect(await (await post('score=5&comment=Snel+%3Cb%3E'))?.text()).toContain('Snel &lt;b&gt;')
    expect((await questions())[0]).toMatchObject({ state: 'answered', score: 5, comment: 'Snel <b>' })
    expect(await listCases(postgres.db, { state: 'done' }, company.now(), null, 10)).toMatchObject([{ state: 'satisfied', closedBecause: 'They rated us 5 of 5.' }])
    const forged = new URL(`${link.href.slice(0, -2)}xx`)
    expect((await page(new Request(forged), forged, 'here'))?.status).toBe(404)
    company.pass(31 * 24 * 60)
    expect((await page(new Request(link), link, 'here'))?.status).toBe(410)
  })

  test('a number in the channel is an answer and leaves the conversation closed; words with it are looked at', async () => {
    await on()
    const one = await company.receive('Help')
    await company.answer(one, 'an')
    await ask(one)
    await company.receive('4', { conversation: one })
    expect((await questions())[0]).toMatchObject({ state: 'answered', score: 4 })
    expect((await conversationNow(postgres.db, one)).state).toBe('closed')
  })

  test('bounces, the unanswered and those asked lately are not asked, and it says why', async () => {
    await on()
    await ask(await company.receive('Out of office', { automatic: 'reply' }))
    await ask(await company.receive('Help'))
    expect((await questions()).map(({ state, because }) => [state, because])).toEqual([['left-out', 'automatic'], ['left-out', 'not-answered']])
    const again = await company.receive('Help')
    await company.answer(again, 'an')
    await ask(again)
    await company.receive('One more question, please', { conversation: again })
    await company.answer(again, 'an')
    await ask(again)
    expect((await questions()).at(-1)).toMatchObject({ state: 'left-out', because: 'asked-lately' })
    expect(company.sent).toHaveLength(1)
  })
})

test('whoever may read a part of the conversations sees what decides about those alone', async () => {
  const [mine, other] = [await company.receive('Mine'), await company.receive('Another')]
  await sql`update conversations.conversations set assignee = 'an' where id = ${mine}`.execute(postgres.db)
  const limited = { ...actor('an'), reach: { accounts: [], teams: [], labels: [], teamless: false } }
  let asks: Actor = limited
  const app = mount([...engagementRoutes(company.deps), ...caseRoutes(company.deps), ...satisfactionRoutes(company.deps)], { clock: company.deps.clock, log: silentLog, metrics: openMetrics(), authenticate: async () => asks, remoteAddress: () => '127.0.0.1' })
  const call = (method: string, path: string, body?: object) => app.request(`/api/v1${path}`, { method, ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}) })
  const about = async (path: string): Promise<string[]> => ((await (await call('GET', path)).json()) as { items: { conversation: string }[] }).items.map(({ conversation }) => conversation)
  const cases: string[] = []
  for (const conversation of [mine, other]) {
    await sql`insert into conversations.questions (id, conversation, kind, channel, state, score, planned_at, ask_at, asked_at, answered_at, answered_by, language) values (${newId()}, ${conversation}, 'csat', 'mail', 'answered', 5, now(), now(), now(), now(), 'page', 'en')`.execute(postgres.db)
    asks = actor('cy')
    cases.push(((await (await call('POST', '/cases', { conversation, title: 'Broken' })).json()) as { id: string }).id)
  }
  for (const [who, seen] of [[limited, [mine]], [actor('cy'), [mine, other]]] as const) {
    asks = who
    expect((await about('/cases?state=open')).toSorted()).toEqual([...seen].toSorted())
    expect((await about('/satisfaction-answers')).toSorted()).toEqual([...seen].toSorted())
  }
  asks = limited
  const statuses = await Promise.all([call('GET', `/conversations/${other}/deciding`), call('POST', `/conversations/${other}/explain`, { text: 'x' }), call('POST', '/cases', { conversation: other, title: 'x' }), call('POST', `/cases/${cases[1]}/close`, { state: 'satisfied', because: 'x' })])
  expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect((await call('GET', `/conversations/${mine}/deciding`)).status).toBe(200)
})
