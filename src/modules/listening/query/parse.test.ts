/** Reading queries: what a writer gets back, right or wrong. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hits, matches, parseQuery, printQuery, QuerySyntaxFault, tokensOf, warningsOf } from './index.ts'
import type { Node } from './index.ts'

function faultOf(query: string, lists?: ReadonlyMap<string, readonly string[]>): QuerySyntaxFault {
  try {
    parseQuery(query, lists ? { lists } : {})
  } catch (thrown) {
    if (thrown instanceof QuerySyntaxFault) return thrown
    throw thrown
  }
  throw new Error(`"${query}" was read without fault`)
}

describe('a query is read as it was meant', () => {
  test.each([
    ['a OR b AND c', 'a OR b AND c'],
    ['(a OR b) c', '(a OR b) AND c'],
    ['a b OR c', 'a AND b OR c'],
    ['a AND NOT b', 'a AND NOT b'],
    ['a -b', 'a AND NOT b'],
    ['a –b', 'a AND NOT b'],
    ['a && ! b || c', 'a AND NOT b OR c'],
    ['+a -b', 'a AND NOT b'],
    ['NOT NOT a', 'a'],
    ['(((a)))', 'a'],
    ['[a OR b] AND c', '(a OR b) AND c'],
    ['“new york” OR „den haag“', '"new york" OR "den haag"'],
    ['a NEAR b', 'a NEAR/4 b'],
    ['a near/3 b', 'a NEAR/3 b'],
    ['a NEAR/2f b', 'a ONEAR/2 b'],
    ['a NEAR/1 b NEAR/2 c', 'a NEAR/1 b NEAR/2 c'],
    ['a NEAR/1 (b NEAR/2 c)', 'a NEAR/1 (b NEAR/2 c)'],
    ['NOT a NEAR/2 b', 'NOT a NEAR/2 b'],
    ['"a b"~5', 'a NEAR/5 b'],
    ['"a b c"~5', '"a b c"~5'],
    ['((cake OR "ice cream") AND (birthday OR party))~5', '(cake OR "ice cream") NEAR/5 (birthday OR party)'],
    ['raw:Google+', '{Google+}'],
    ['raw:"{x}"', 'raw:"{x}"'],
    ['https://www.shop.example/news/', 'shop.example/news'],
    ['url:news', 'url:news'],
    ['lang:nl,FR', 'lang:nl OR lang:fr'],
    ['lang:(nl OR fr) x', '(lang:nl OR lang:fr) AND x'],
    ['title: Tesla', 'title:Tesla'],
    ['title:(a OR "b c")', 'title:a OR title:"b c"'],
    ['country: uk', 'country:GB'],
    ['followers:>1k', 'followers:>=1001'],
    ['followers:1,000..5000', 'followers:1000..5000'],
    ['followers: < 10', 'followers:<=9'],
    ['author:@Some_Body', 'author:some_body'],
    ['author:"Café Noir"', 'author:"cafe noir"'],
    ['mention:rail #Rail hashtag:road', '@rail AND #Rail AND #road'],
    ['site:https://www.Blog.example/x', 'site:blog.example'],
  ])('%s', (query, canonical) => {
    const read = parseQuery(query)
    expect(printQuery(read)).toBe(canonical)
    expect(parseQuery(printQuery(read)).root).toEqual(read.root)
  })

  test('NEAR binds before NOT, and NOT before AND', () => {
    expect(parseQuery('NOT a NEAR/2 b').root.kind).toBe('not')
    expect(parseQuery('NOT a b').root.kind).toBe('and')
  })

  test('word lists stand for their words', () => {
    const lists = new Map([['Brands', ['tesla', 'T-Mobile NL', '{Apple}']]])
    const read = parseQuery('list:brands NOT x', { lists })
    expect(printQuery(read)).toBe('list:brands AND NOT x')
    expect(matches(read, { text: 'de t-mobile nl app' })).toBe(true)
    expect(matches(read, { text: 'an apple a day' })).toBe(false)
    expect(faultOf('list:brnds', lists)).toMatchObject({ at: 5, end: 10, fix: 'Brands' })
  })
})

describe('a fault points at the character and says how to mend it', () => {
  test.each([
    ['', 0, undefined], ['a AND', 5, undefined], ['AND a', 0, undefined], ['a OR OR b', 5, undefined], ['()', 0, undefined],
    ['(a OR b', 0, '(a OR b)'], ['a OR b)', 6, undefined], ['x "a b', 2, '"a b"'], ['x {a b', 2, '{a b}'], ['a }', 2, undefined],
    ['a NEAR5 b', 2, 'NEAR/5'], ['a NEAR 5 b', 2, 'NEAR/5'], ['a NEAR/x b', 2, 'NEAR/5'], ['a NEAR/ 7 b', 2, 'NEAR/5'], ['a ONEAR:3 b', 2, 'ONEAR/3'], ['a W/3 b', 2, 'NEAR/3'], ['a PRE/3 b', 2, 'ONEAR/3'], ['a /1 b', 2, 'NEAR/1'],
    ['a NEAR/5000 b', 2, 'NEAR/1000'], ['(a b) NEAR/2 c', 0, '"a b"'], ['(a AND b) NEAR/2 c', 0, undefined], ['a NEAR/2 lang:nl', 9, undefined], ['(NOT a) NEAR/2 b', 0, undefined],
    ['langg:nl', 0, 'lang:'], ['Re:Zero', 0, '"Re:Zero"'], ['lang:dutch', 5, 'nl'], ['country:belgium', 8, 'BE'], ['has:photo', 4, 'image'], ['is:replyy', 3, 'reply'], ['sentiment:negativ', 10, 'negative'], ['kind:artcle', 5, 'article'],
    ['followers:many', 10, '>1000'], ['followers:9..3', 10, '3..9'], ['lang:', 5, undefined], ['lang:(nl AND site:x)', 13, undefined],
    ['a - b', 2, 'NOT'], ['a | b', 2, 'OR'], ['a & b', 2, 'AND'], ['a AND/OR b', 2, 'OR'], ['word~2', 4, '*'], ['"a b"~', 5, '~5'], ['~3', 0, undefined], ['...', 0, undefined], ['list:x', 5, undefined], ['url:*', 4, undefined],
  ])('%s', (query, at, fix) => {
    const fault = faultOf(query)
    expect({ at: fault.place.at, fix: fault.fix, code: fault.code, status: fault.status }).toEqual({ at, fix, code: 'listening.query.syntax', status: 422 })
    expect(fault.message).toContain('Expected')
  })

  test('the fix, put in place, can be read', () => {
    for (const query of ['a NEAR5 b', 'a NEAR 5 b', '(a OR b', 'x "a b', 'x {a b', '(a b) NEAR/2 c', 'langg:nl', 'Re:Zero', 'lang:dutch', 'country:belgium', 'has:photo', 'a - b', 'a | b', 'followers:9..3', 'word~2', '"a b"~']) {
      const { at, end, fix } = faultOf(query)
      const mended = query.slice(0, at) + (fix ?? '') + query.slice(end)
      expect(() => parseQuery(mended), mended).not.toThrow()
    }
  })
})

describe('limits', () => {
  test('a thousand levels are read, more are refused, nothing overflows', () => {
    const deep = (levels: number): string => '(a OR (b AND '.repeat(levels / 2) + 'c' + '))'.repeat(levels / 2)
    const read = parseQuery(deep(1_000))
    expect(matches(read, { text: 'a' })).toBe(true)
    expect(hits(read, { text: 'b c' })).toEqual([{ start: 0, end: 1 }, { start: 2, end: 3 }])
    expect(matches(read, { text: 'b' })).toBe(false)
    expect(parseQuery(printQuery(read)).root.kind).toBe('or')
    expect(faultOf(deep(1_002)).message).toContain('1000 deep')
    for (const hostile of ['('.repeat(100_000), '-'.repeat(99_999) + 'a', 'NOT '.repeat(20_000) + 'a', '"'.repeat(100_000), ')'.repeat(100_000), 'lang:'.repeat(20_000), '{'.repeat(100_000), '~'.repeat(100_000)]) {
      expect(() => parseQuery(hostile)).toThrow(QuerySyntaxFault)
      expect(tokensOf(hostile).length).toBeGreaterThan(0)
    }
  })

  test('a hundred thousand characters and ten thousand words are read, more are refused', () => {
    const words = Array.from({ length: 10_000 }, (_, index) => `w${index}`)
    expect(parseQuery(words.join(' OR ')).root).toMatchObject({ kind: 'or' })
    expect(matches(parseQuery(words.join(' OR ')), { text: 'w9999' })).toBe(true)
    expect(faultOf([...words, 'x'].join(' ')).expected).toContain('10000')
    expect(faultOf('a'.repeat(100_001)).place.at).toBe(100_000)
    expect(() => parseQuery(words.slice(0, 3_000).join(' NEAR/1 '))).toThrow(/1000 deep/)
  })
})

describe('warnings', () => {
  test.each([
    ['NOT tesla', 'nearly everything'], ['tesla OR NOT ford', 'nearly everything'], ['*', 'nearly everything'], ['sentiment:negative', 'before a post is understood'], ['tesla OR emotion:anger', 'before a post is understood'], ['tesla NOT tesla', 'match nothing'], ['lang:nl -lang:nl', 'match nothing'],
    ['*phone', 'beginning of a word'], ['t*', 'begins so'], ['{a*}', 'as written'], ['tesla or ford', 'write OR'], ['channel:feed AND channel:x', 'one channel'],
  ])('%s', (query, words) => {
    const warnings = warningsOf(parseQuery(query))
    expect(warnings.map(({ message }) => message).join(' ')).toContain(words)
    for (const { at, end } of warnings) expect(at >= 0 && end <= query.length && at < end).toBe(true)
  })

  test('a sound query has none', () => {
    expect(warningsOf(parseQuery('(tesla OR "model y") AND (battery OR charg*) NOT nikola lang:nl'))).toEqual([])
  })
})

const word = fc.oneof(fc.constantFrom('tesla', 'T-Mobile', 'AT&T', 'C++', 'U.S.', '#tag', '@name', '$CASH', '👍', '東京', 'wild*', 'w?ld', 'and', 'café', 'שלום', '12:30', 'x,y', '*', 'OR.', 'near'), fc.string({ minLength: 1, maxLength: 6, unit: 'binary' }))
const leaf: fc.Arbitrary<string> = fc.oneof(
  word, word.map((text) => `"${text.replaceAll('"', '')} b"`), word.map((text) => `{${text.replace(/[{}]/g, '')}x}`), word.map((text) => `raw:"{${text.replaceAll('"', '')}"`),
  fc.constantFrom('lang:nl', 'followers:>5', 'topic:"own brand"', 'author:"AND"', 'title:"a.example b"', 'title:a.example', 'a.example', 'url:"a (b)"', 'url:x', 'emotion:joy', 'title:{A b}', 'topic:-x', 'author:NEAR/5', 'site:a.example'),
)
const querySource = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof({ maxDepth: 4 }, leaf,
    fc.tuple(tie('query'), fc.constantFrom(' AND ', ' OR ', ' ', ' NOT ', ' NEAR/3 ', ' ONEAR/2 ', ' -'), tie('query')).map((all) => all.join('')),
    tie('query').map((one) => `(${one})`), tie('query').map((one) => `NOT (${one})`),
    fc.tuple(leaf, leaf, leaf).map((all) => `(${all.join(' AND ')})~4`), fc.tuple(leaf, leaf).map((all) => `"${all.join(' ').replaceAll('"', '')}"~2`)),
})).query

describe('for any query', () => {
  test('what is printed is read as the same tree', () => {
    let read = 0
    fc.assert(fc.property(querySource, (source) => {
      let root: Node
      try {
        root = parseQuery(source).root
      } catch (thrown) {
        if (thrown instanceof QuerySyntaxFault) return
        throw thrown
      }
      read++
      const printed = printQuery({ root, warnings: [] })
      expect(parseQuery(printed).root, printed).toEqual(root)
      expect(printQuery(parseQuery(printed))).toBe(printed)
    }), { numRuns: 1_500 })
    expect(read).toBeGreaterThan(300)
  })

  test('any text is either read or refused at a place inside it, and can be coloured', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.constantFrom('(', ')', '"', '{', '}', 'a', ' ', 'NEAR/2', 'OR', '-', '~', '3', ':', 'lang:', '*', '"x y"', '!', '+', 'raw:', ',')).map((all) => all.join(''))), (text) => {
      let end = 0
      for (const token of tokensOf(text)) {
        expect(token.start >= end && token.end > token.start && token.end <= text.length).toBe(true)
        end = token.end
      }
      try {
        parseQuery(text)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(QuerySyntaxFault)
        const { at } = (thrown as QuerySyntaxFault).place
        expect(at! >= 0 && at! <= text.length).toBe(true)
      }
    }), { numRuns: 1_500 })
  })
})
