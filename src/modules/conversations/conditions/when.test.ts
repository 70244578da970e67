import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainFacts } from './fixtures.ts'
import { becauseOf, inWords } from './in-words.ts'
import { phrases } from './phrases.ts'
import { always, checkWhen, holds, leavesOf, matched, whenSchema, type Facts, type When } from './when.ts'

const monday10 = Date.parse('2026-11-30T10:00Z')
const check = (when: When, facts: Partial<Facts> = {}, now = monday10): boolean => holds(when, { ...plainFacts, ...facts }, now)

test.each<[string, When, Partial<Facts>, boolean]>([
  ['no condition always holds', always, {}, true],
  ['a channel among several', { fact: 'channel', in: ['mail', 'telegram'] }, {}, true],
  ['another channel', { fact: 'channel', in: ['telegram'] }, {}, false],
  ['what is not known is in no list', { fact: 'stage', in: ['customer'] }, {}, false],
  ['Flemish is Dutch', { fact: 'language', in: ['nl'] }, { language: 'nl-BE' }, true],
  ['but Dutch is not Flemish', { fact: 'language', in: ['nl-BE'] }, { language: 'nl' }, false],
  ['one label of two', { fact: 'labels', anyOf: ['a', 'b'] }, { labels: ['b'] }, true],
  ['reach that is not known is no reach', { fact: 'followers', atMost: 10 }, {}, false],
  ['reach within bounds', { fact: 'followers', atLeast: 10, atMost: 10 }, { followers: 10 }, true],
  ['half an hour waiting', { fact: 'waiting-minutes', atLeast: 30 }, { waitingSince: monday10 - 30 * 60_000 }, true],
  ['words in the subject count', { fact: 'words', says: ['refund*'] }, { subject: 'Refunds please' }, true],
  ['not', { not: { fact: 'open-case', is: true } }, {}, true],
  ['all of them', { all: [{ fact: 'channel', in: ['mail'] }, { fact: 'ours', is: true }] }, {}, false],
  ['any of them', { any: [{ fact: 'ours', is: true }, { fact: 'channel', in: ['mail'] }] }, {}, true],
  ['Monday morning in Brussels', { fact: 'time', zone: 'Europe/Brussels', days: [1], from: '09:00', to: '12:00' }, {}, true],
  ['is Monday evening in Tokyo', { fact: 'time', zone: 'Asia/Tokyo', days: [1], from: '09:00', to: '12:00' }, {}, false],
  ['a night goes over midnight', { fact: 'time', zone: 'Asia/Tokyo', days: [], from: '19:00', to: '06:00' }, {}, true],
])('%s', (_, when, facts, expected) => expect(check(when, facts)).toBe(expected))

test('a reason names the conditions that made it so, in both languages', () => {
  const when: When = { all: [{ any: [{ fact: 'channel', in: ['telegram'] }, { fact: 'language', in: ['nl'] }] }, { fact: 'words', says: ['factuur', 'invoice'] }, { not: { fact: 'ours', is: true } }] }
  const leaves = matched(when, { ...plainFacts, language: 'nl', words: 'Mijn factuur klopt niet' }, monday10) ?? []
  expect(becauseOf(leaves, () => undefined)).toEqual({ en: 'in Dutch and says “factuur” or “invoice”', nl: 'in het Nederlands en zegt “factuur” of “invoice”' })
  expect(inWords(when, (fact, value) => (fact === 'channel' ? `the channel ${value}` : undefined)).en).toBe('(on the channel telegram or in Dutch), says “factuur” or “invoice” and not (one of us)')
  expect(inWords({ fact: 'team', in: ['gone'] }, () => undefined).en).toBe('with the team something removed')
})

test('what could never be decided is refused when it is written', () => {
  expect(() => checkWhen({ fact: 'followers' })).toThrow('needs a lower or an upper bound')
  expect(() => checkWhen({ fact: 'value', atLeast: 5, atMost: 1 })).toThrow('Turn them round')
  expect(() => checkWhen({ fact: 'words', says: ['…'] })).toThrow('has no word to look for')
  expect(() => checkWhen({ fact: 'time', zone: 'Mars/Olympus', days: [], from: '00:00', to: '24:00' })).toThrow('is no time zone')
  expect(() => checkWhen({ any: Array.from({ length: 101 }, () => ({ fact: 'ours' as const, is: true })) })).toThrow('at most 100')
  let deep: When = { fact: 'ours', is: true }
  for (let at = 0; at < 8; at++) deep = { not: deep }
  expect(whenSchema.safeParse(deep).success).toBe(false)
  expect(whenSchema.safeParse({ all: [{ any: [{ fact: 'channel', in: ['mail'] }] }] }).success).toBe(true)
})

const leaf = fc.oneof<fc.Arbitrary<When>[]>(fc.record({ fact: fc.constant('channel' as const), in: fc.constantFrom(['mail'], ['telegram']) }), fc.record({ fact: fc.constantFrom('ours' as const, 'known' as const), is: fc.boolean() }))
const trees = fc.letrec<{ tree: When }>((tie) => ({ tree: fc.oneof({ maxDepth: 4 }, leaf, fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }), fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }), fc.record({ not: tie('tree') })) })).tree

test('what makes it hold does hold, and not turns it round', () => {
  fc.assert(fc.property(trees, fc.boolean(), (when, isOurs) => {
    const facts = { ...plainFacts, isOurs }
    const leaves = matched(when, facts, monday10)
    expect(holds({ not: when }, facts, monday10)).toBe(leaves === null)
    for (const one of leaves ?? []) expect(holds(one, facts, monday10)).toBe(true)
    expect(inWords(when, () => undefined).en).not.toBe('')
    expect(leavesOf(when).length).toBeGreaterThanOrEqual(leaves?.length ?? 0)
  }))
})

test.each<[string, string[], string, string[]]>([
  ['whole words only', ['fun'], 'a refund of funds', []],
  ['without regard to capitals and accents', ['cafe'], 'Een CAFÉ', ['CAFÉ']],
  ['a beginning', ['garant*'], 'Garantie? guaranteed', ['Garantie']],
  ['an end', ['*garantie'], 'Geld-terug-fabrieksgarantie', ['fabrieksgarantie']],
  ['words in order', ['we guarantee'], 'We, guarantee. guarantee we', ['We, guarantee']],
  ['digits', ['order ####'], 'order 4711, order 471', ['order 4711']],
  ['one letter', ['gr?y'], 'grey and gray and gry', ['grey', 'gray']],
  ['other scripts', ['返金', 'возврат*'], 'Хочу возврата', ['возврата']],
])('phrases: %s', (_, list, text, expected) => expect(phrases(list).find(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected))

test('no pattern makes the server think for long', () => {
  const hostile = phrases(Array.from({ length: 200 }, (_, at) => `*a*a*a*a*a*a*${at}`))
  expect(hostile.find(`${'a'.repeat(100_000)} ${'aaab '.repeat(2_000)}`)).toEqual([])
})

test('every place that is found lies in the text, and really says so', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('pay', 'back', 'money', '×', ' ', 'é', '\n', '😀'), { maxLength: 40 }), (parts) => {
    const text = parts.join(' ')
    for (const { start, end } of phrases(['pay* back', 'money']).find(text)) expect(text.slice(start, end)).toMatch(/^(pay.*back|money)$/s)
  }))
})
