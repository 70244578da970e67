import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainFacts } from '../conditions/fixtures.ts'
import { always } from '../conditions/when.ts'
import { approvalState, decide, emptyGroupIn, engagementThenSchema, isOf, mayApprove, type EngagementRule, type Group, type Writer } from './decide.ts'

const now = 1_000_000
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const press = id(1)
const nobody: Group = { teams: [], roles: [], certificates: [], members: [] }
const writer: Writer = { id: 'an', role: 'agent', teams: [], certificates: [] }
const rule = (then: Partial<EngagementRule['then']>, more: Partial<EngagementRule> = {}): EngagementRule => ({ id: id(9), version: 3, name: 'Press', when: always, then: { ...engagementThenSchema.parse({}), ...then }, ...more })
const nameOf = (fact: string, value: string): string | undefined => ({ [`team ${press}`]: 'Press', 'playbook p': 'Angry' })[`${fact} ${value}`]
const decided = (rules: EngagementRule[], who = writer, draft = '', facts = plainFacts) => decide(rules, facts, who, draft, now, nameOf)

test.each<[string, Group, Writer, boolean]>([
  ['of the team', { ...nobody, teams: [press] }, { ...writer, teams: [press] }, true],
  ['not of the team', { ...nobody, teams: [press] }, writer, false],
  ['of the role', { ...nobody, roles: ['agent'] }, writer, true],
  ['by name', { ...nobody, members: ['an'] }, writer, true],
  ['certified', { ...nobody, certificates: ['Press'] }, { ...writer, certificates: [{ name: 'press', until: null }] }, true],
  ['certified until a minute ago', { ...nobody, certificates: ['press'] }, { ...writer, certificates: [{ name: 'press', until: now }] }, false],
  ['one of several suffices', { ...nobody, teams: [press], roles: ['agent'] }, writer, true],
])('may answer: %s', (_, mayAnswer, who, expected) => {
  expect(isOf(mayAnswer, who, now)).toBe(expected)
  expect(decided([rule({ mayAnswer })], who).may).toBe(expected)
})

test('every part says which rule, in which version, and why, in both languages', () => {
  const decision = decided([rule({ mayAnswer: { ...nobody, teams: [press], certificates: ['press'] }, approval: { of: { ...nobody, roles: ['manager'] }, count: 2, expiresMinutes: 60, exempt: null }, playbook: 'p' }, { when: { fact: 'visibility', in: ['private'] } })])
  expect(decision.because.map(({ sentence }) => sentence)).toEqual([
    { en: 'Only the team “Press” or somebody certified for “press” may answer this, because it is in private.', nl: 'Alleen het team “Press” of iemand met het certificaat “press” mag dit beantwoorden, omdat het zo is: privé.' },
    { en: '2 of a manager approve this before it goes, because it is in private.', nl: '2 van een beheerder keuren dit goed voor het vertrekt, omdat het zo is: privé.' },
    { en: 'Follow the playbook “Angry”, because it is in private.', nl: 'Volg het draaiboek “Angry”, omdat het zo is: privé.' },
  ])
  expect(decision.touched).toEqual([{ rule: id(9), version: 3 }])
  expect(decision.because.every(({ name, version }) => name === 'Press' && version === 3)).toBe(true)
})

test('a rule that forbids is not outvoted by one that allows', () => {
  const allows = rule({ mayAnswer: { ...nobody, roles: ['agent'] } }, { id: id(1) })
  const forbids = rule({ mayAnswer: { ...nobody, roles: ['owner'] } }, { id: id(2) })
  expect(decided([allows, forbids]).may).toBe(false)
  expect(decided([forbids, allows]).may).toBe(false)
  expect(decided([allows]).may).toBe(true)
  expect(decided([]).may).toBe(true)
  expect(decided([rule({ mayAnswer: { ...nobody, roles: ['owner'] } }, { when: { fact: 'channel', in: ['telegram'] } })]).touched).toEqual([])
})

test('what must not be said is shown where it stands; a warning lets it go, a refusal does not', () => {
  const draft = 'We guarantee a refund.'
  const warned = decided([rule({ forbidden: [{ says: ['guarantee*'], what: 'warn', because: 'Say “we expect”.' }] })], writer, draft)
  expect(warned.may).toBe(true)
  expect(warned.forbidden).toMatchObject([{ start: 3, end: 12, what: 'warn', sentence: { en: 'Better not say “guarantee” here. Say “we expect”.', nl: 'Zeg hier liever niet “guarantee”. Say “we expect”.' } }])
  const refused = decided([rule({ forbidden: [{ says: ['refund'], what: 'refuse', because: '' }] })], writer, draft)
  expect(refused.may).toBe(false)
  expect(refused.forbidden[0]?.sentence.en).toBe('“refund” must not be said here.')
})

test('approvals add up, and the exempt need none', () => {
  const one = (more = {}) => rule({ approval: { of: { ...nobody, roles: ['manager'] }, count: 1, expiresMinutes: 60, exempt: null, ...more } })
  expect(decided([one(), { ...one(), id: id(2) }]).approvals).toHaveLength(2)
  expect(decided([one({ exempt: { ...nobody, certificates: ['senior'] } })], { ...writer, certificates: [{ name: 'senior', until: null }] }).approvals).toEqual([])
})

const needed = { rule: id(9), version: 1, count: 2, of: { ...nobody, roles: ['manager' as const, 'agent' as const] }, expiresMinutes: 60 }
test('nobody approves their own words', () => {
  expect(mayApprove(needed, writer, 'an', now)).toBe(false)
  expect(mayApprove(needed, writer, 'bo', now)).toBe(true)
  expect(mayApprove(needed, { ...writer, role: 'analyst' }, 'bo', now)).toBe(false)
})

test.each<[string, [string, 'approved' | 'refused'][], number, string]>([
  ['one of two', [['bo', 'approved']], 50, 'asked'],
  ['two of two', [['bo', 'approved'], ['cy', 'approved']], 50, 'approved'],
  ['one who says it twice', [['bo', 'approved'], ['bo', 'approved']], 50, 'asked'],
  ['one no', [['bo', 'approved'], ['cy', 'refused']], 50, 'refused'],
  ['too late', [['bo', 'approved']], 100, 'expired'],
  ['in time, looked at late', [['bo', 'approved'], ['cy', 'approved']], 200, 'approved'],
])('an approval of two: %s', (_, votes, at, expected) => expect(approvalState(2, votes.map(([by, is]) => ({ by, is })), 100, at)).toBe(expected))

test('a rule that would let nobody answer is known', () => {
  expect(emptyGroupIn({ ...engagementThenSchema.parse({}), mayAnswer: nobody })).toBe('mayAnswer')
  expect(emptyGroupIn(engagementThenSchema.parse({ approval: { of: nobody } }))).toBe('approval')
  expect(emptyGroupIn(engagementThenSchema.parse({}))).toBeNull()
})

test('adding a rule never gives a right that was not there', () => {
  const group = fc.record({ teams: fc.constantFrom([], [press]), roles: fc.constantFrom<[] | ['agent']>([], ['agent']), certificates: fc.constantFrom([], ['press']), members: fc.constantFrom([], ['an']) }) as fc.Arbitrary<Group>
  const rules = fc.array(fc.record({ mayAnswer: fc.option(group), says: fc.constantFrom<string[]>(['refund'], ['never']), what: fc.constantFrom('warn' as const, 'refuse' as const) }).map(({ mayAnswer, says, what }) => rule({ mayAnswer, forbidden: [{ says, what, because: '' }] })), { maxLength: 5 })
  fc.assert(fc.property(rules, rules, (some, more) => {
    const [few, many] = [decided(some, writer, 'a refund'), decided([...some, ...more], writer, 'a refund')]
    if (many.may) expect(few.may).toBe(true)
    expect(many.forbidden.length).toBeGreaterThanOrEqual(few.forbidden.length)
    if (!few.may) expect(few.because.length + few.forbidden.length).toBeGreaterThan(0)
  }))
})
