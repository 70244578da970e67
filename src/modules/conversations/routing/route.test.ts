import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainFacts } from '../conditions/fixtures.ts'
import { always, type Facts } from '../conditions/when.ts'
import { alwaysOpen, type Calendar } from '../hours/calendar.ts'
import type { Agent, Team } from '../teams/model.ts'
import { chooseAgent, route, routingThenSchema, type RoutingRule } from './route.ts'

const now = Date.parse('2026-11-30T10:00Z')
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [billing, night, sales] = [id(1), id(2), id(3)]
const closed: Calendar = { ...alwaysOpen, week: [] }
const team = (own: string, name: string, more: Partial<Team> = {}): Team => ({ id: own, name, hours: [alwaysOpen], overflow: null, leads: [], ...more })
const agent = (own: string, more: Partial<Agent> = {}): Agent => ({ id: own, name: own, teams: [billing], skills: [], languages: [], capacity: 5, load: 0, presence: 'here', lastAssignedAt: null, ...more })
const rule = (then: Partial<RoutingRule['then']> = {}, more: Partial<RoutingRule> = {}): RoutingRule => ({ id: id(9), name: 'Invoices', when: always, then: { ...routingThenSchema.parse({ teams: [billing] }), ...then }, ...more })
const given = (agents: Agent[], rules = [rule()], teams = [team(billing, 'Billing'), team(night, 'Night'), team(sales, 'Sales')], facts: Partial<Facts> = {}) => route(rules, { ...plainFacts, ...facts }, { teams, agents }, now, () => undefined)

test.each<[string, Agent[], Partial<RoutingRule['then']>, string | null]>([
  ['the least busy of those present', [agent('an', { load: 2 }), agent('bo', { load: 1 })], {}, 'bo'],
  ['busy is measured by what somebody can carry', [agent('an', { load: 2, capacity: 10 }), agent('bo', { load: 1, capacity: 2 })], {}, 'an'],
  ['whose turn it is, however busy', [agent('an', { load: 4, lastAssignedAt: 1 }), agent('bo', { load: 1, lastAssignedAt: 2 })], { how: 'round-robin' }, 'an'],
  ['never somebody who is away', [agent('an', { presence: 'away' }), agent('bo', { load: 4 })], {}, 'bo'],
  ['nobody when all have their hands full', [agent('an', { load: 5 })], {}, null],
  ['never somebody of another team', [agent('an', { teams: [sales] })], {}, null],
  ['only who has the skill, however it is spelled', [agent('an'), agent('bo', { skills: ['Refunds'], load: 3 })], { skills: ['refunds'] }, 'bo'],
  ['only who speaks the language', [agent('an', { languages: ['nl'] }), agent('bo', { languages: ['fr', 'en'], load: 3 })], {}, 'bo'],
  ['nobody rather than somebody who does not speak it', [agent('an', { languages: ['nl'] })], {}, null],
  ['unless the rule does not mind', [agent('an', { languages: ['nl'] })], { speaksTheirLanguage: false }, 'an'],
  ['the team takes it from its list', [agent('an')], { how: 'team' }, null],
])('%s', (_, agents, then, expected) => expect(given(agents, [rule(then)])).toMatchObject({ team: billing, assignee: expected }))

test('the reason says which rule, which team and why this one, in both languages', () => {
  const when = { all: [{ fact: 'language' as const, in: ['nl'] }, { fact: 'words' as const, says: ['factuur'] }] }
  expect(given([agent('An'), agent('Bo', { load: 1 })], [rule({}, { when })], undefined, { language: 'nl', words: 'mijn factuur' })?.because).toEqual({
    en: 'Invoices (in Dutch and says “factuur”): team Billing; An is least busy of those present.',
    nl: 'Invoices (in het Nederlands en zegt “factuur”): team Billing; An heeft het minst te doen van wie er is.',
  })
})

test('teams follow the sun, then somebody takes over, then it waits for the first', () => {
  const agents = [agent('an'), agent('bo', { teams: [night] }), agent('cy', { teams: [sales] })]
  const sun = [rule({ teams: [billing, night] })]
  expect(given(agents, sun, [team(billing, 'Billing', { hours: [closed] }), team(night, 'Night')])).toMatchObject({ team: night, assignee: 'bo', isClosed: false })
  const both = (overflow: string | null) => [team(billing, 'Billing', { hours: [closed], overflow: night }), team(night, 'Night', { hours: [closed], overflow }), team(sales, 'Sales')]
  expect(given(agents, [rule()], both(sales))).toMatchObject({ team: sales, assignee: 'cy' })
  expect(given(agents, [rule()], both(billing))).toMatchObject({ team: billing, assignee: null, isClosed: true })
})

test('rules are tried in order, and one without a team that still exists is passed over', () => {
  const rules = [rule({ teams: [id(77)] }), rule({}, { id: id(10), when: { fact: 'channel', in: ['telegram'] } }), rule({ teams: [sales], priority: 'high' }, { id: id(11), name: 'Rest' })]
  expect(given([], rules)).toMatchObject({ rule: id(11), team: sales, priority: 'high' })
  expect(given([], [])).toBeNull()
})

const agents = fc.array(fc.record({ load: fc.nat(6), capacity: fc.nat(6), presence: fc.constantFrom('here' as const, 'away' as const, 'offline' as const), languages: fc.constantFrom([], ['nl'], ['en', 'nl']), lastAssignedAt: fc.option(fc.nat(100)) }), { maxLength: 8 })
  .map((list) => list.map((one, at) => agent(`agent-${at}`, one)))

test('whoever is chosen is here, has room and speaks the language; nobody only when there is none such', () => {
  fc.assert(fc.property(agents, fc.constantFrom('balanced' as const, 'round-robin' as const), fc.constantFrom('en', 'nl-BE', 'fr', null), (list, how, language) => {
    const able = list.filter((one) => one.presence === 'here' && one.load < one.capacity && (language === null || one.languages.length === 0 || one.languages.includes(language.slice(0, 2))))
    const { agent: chosen } = chooseAgent({ how, skills: [], speaksTheirLanguage: true }, language, list)
    expect(chosen === null).toBe(able.length === 0)
    if (chosen) expect(able).toContain(chosen)
    if (chosen && how === 'balanced') for (const other of able) expect(chosen.load / chosen.capacity).toBeLessThanOrEqual(other.load / other.capacity)
  }))
})

test('taking turns shares evenly', () => {
  const turns = new Map<string, number>()
  let list = ['an', 'bo', 'cy'].map((own) => agent(own, { capacity: 1_000 }))
  for (let turn = 0; turn < 30; turn++) {
    const chosen = chooseAgent({ how: 'round-robin', skills: [], speaksTheirLanguage: true }, null, list).agent
    turns.set(chosen?.id ?? '', (turns.get(chosen?.id ?? '') ?? 0) + 1)
    list = list.map((one) => (one.id === chosen?.id ? { ...one, lastAssignedAt: turn } : one))
  }
  expect([...turns.values()]).toEqual([10, 10, 10])
})
