/** The published query suites, where they are at hand: what they ask is answered, or a difference is named that the manual explains. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hits, matches, parseQuery, printQuery, QuerySyntaxFault } from './index.ts'

const shared = new URL('../../../../../shared/data/', import.meta.url)
const absent = !existsSync(new URL('queries/', shared))
const label = absent ? ' (skipped: ../shared is absent)' : ''
const json = (path: string): unknown => (absent ? {} : JSON.parse(readFileSync(new URL(path, shared), 'utf8')))

/** Surround syntax (`2w`, `or(a, b)`, lower case operators) written in ours: n positions apart is n - 1 words between. */
function fromSurround(source: string): string {
  const words = source.match(/[(),]|[^\s(),]+/g) ?? []
  let at = 0
  const strength = (word: string | undefined): number => (word === undefined ? 0 : /^or$/i.test(word) ? 1 : /^and$/i.test(word) ? 2 : /^not$/i.test(word) ? 3 : /^\d*n$/i.test(word) ? 4 : /^\d*w$/i.test(word) ? 5 : 0)
  const between = (word: string): number => Number(/^\d*/.exec(word)?.[0] || 1) - 1
  const joined = (operator: string, of: string[]): string => {
    const kind = strength(operator)
    if (kind === 4) return of.length === 2 ? `(${of.join(` NEAR/${between(operator)} `)})` : `(${of.join(' AND ')})~${between(operator)}`
    return `(${of.join(kind === 1 ? ' OR ' : kind === 2 ? ' AND ' : kind === 3 ? ' NOT ' : ` ONEAR/${between(operator)} `)})`
  }
  const primary = (): string => {
    const word = words[at++] ?? ''
    if (strength(word) > 0 && words[at] === '(') {
      const of: string[] = []
      do {
        at++
        of.push(infix(1))
      } while (words[at] === ',')
      at++
      return joined(word, of)
    }
    if (word !== '(') return word
    const inner = infix(1)
    at++
    return inner
  }
  const infix = (least: number): string => {
    let left = least > 5 ? primary() : infix(least + 1)
    while (least <= 5 && strength(words[at]) === least) {
      const operator = words[at++] ?? ''
      left = joined(operator, [left, infix(least + 1)])
    }
    return left
  }
  return infix(1)
}

interface Surround { suites: { name: string; docs: string[]; cases: { q: string; match: number[] }[] }[]; parse_errors: string[]; parse_errors_distance_operands: string[] }

describe.skipIf(absent)(`Lucene's surround suite${label}`, () => {
  const surround = json('queries/lucene-surround.json') as Surround
  test.each((surround.suites ?? []).flatMap(({ name, docs, cases }) => cases.map(({ q, match }) => ({ name, docs, q, match }))))('$name: $q', ({ docs, q, match }) => {
    const query = parseQuery(fromSurround(q))
    expect(docs.flatMap((text, index) => (matches(query, { text }) ? [index] : []))).toEqual(match)
  })

  // Rapport reads a wildcard after any number of letters (with a warning), and two words side by side as AND.
  const accepted = new Set(['*', 'a*', 'ab*', '?', 'a?', 'ab?', 'a???b', 'a*b?', 'word1 word2', 'AND(word2)', 'OR(word2)', 'xx (a AND b)', 'or(word2+ not ord+, and xyz,def)'])
  const refused = (query: string): boolean => {
    try {
      parseQuery(query)
      return false
    } catch (thrown) {
      return thrown instanceof QuerySyntaxFault
    }
  }
  test.each(surround.parse_errors ?? [])('refuses: %s', (query) => {
    const prefixForm = /^(?:AND|OR)\(/.test(query)
    expect(refused(query)).toBe(prefixForm || !accepted.has(query))
  })

  test.each(surround.parse_errors_distance_operands ?? [])('refuses beside NEAR: %s', (query) => {
    const ours = query.replace(/ w /, ' ONEAR/0 ').replaceAll(/\b(and|or|not)\b/g, (word) => word.toUpperCase())
    // OPT is a Lucene operator; here it is a word, and words side by side are an AND, which has no place.
    expect(refused(ours)).toBe(true)
  })
})

interface Precedence { cases: { q: string; ast: string }[] }

describe.skipIf(absent)(`Lucene's precedence suite${label}`, () => {
  const letters = ['a', 'b', 'c', 'd', 'term', 'apple', 'steve jobs', 'foo', 'bar', 'baz', 'boo', 'phrase phrase']
  /** Lucene's reading of its own output: + must, - must not, and one of the others when nothing must. */
  const lucene = (ast: string, text: string): boolean => {
    const parts: { sign: string; holds: boolean }[] = []
    for (let at = 0; at < ast.length;) {
      if (ast[at] === ' ') at++
      else {
        const sign = '+-'.includes(ast[at] ?? '') ? ast[at++] ?? '' : ''
        let end = at
        if (ast[at] === '(') for (let open = 0; end < ast.length; end++) {
          open += ast[end] === '(' ? 1 : ast[end] === ')' ? -1 : 0
          if (open === 0) break
        } else if (ast[at] === '"') end = ast.indexOf('"', at + 1)
        else while (end + 1 < ast.length && ast[end + 1] !== ' ') end++
        const inner = ast.slice(at, end + 1)
        parts.push({ sign, holds: inner.startsWith('(') ? lucene(inner.slice(1, -1), text) : matches(parseQuery(inner.startsWith('"') ? inner : `"${inner}"`), { text }) })
        at = end + 1
      }
    }
    if (parts.some(({ sign, holds }) => sign === '-' && holds)) return false
    if (parts.some(({ sign }) => sign === '+')) return parts.every(({ sign, holds }) => sign !== '+' || holds)
    return parts.some(({ sign, holds }) => sign === '' && holds)
  }
  /** Where Rapport means something else: words side by side are AND, OR NOT is taken at its word, and there are no ranges or free fields. */
  const different = new Set(['+term -term term', 'a OR !b', 'a OR ! b', 'a OR -b', '"term germ"~2 flork', '( bar blar { a TO z}) ', 'türm term term', '+(apple "steve jobs") -(foo bar baz)'])
  const unread = new Set(['foo:term AND field:anotherTerm', '+title:(dog OR cat) -author:"bob dole"', '[ a TO z] AND bar'])
  test.each((json('queries/lucene-precedence.json') as Precedence).cases ?? [])('$q', ({ q, ast }) => {
    if (unread.has(q)) return
    const query = parseQuery(q)
    expect(parseQuery(printQuery(query)).root).toEqual(query.root)
    if (different.has(q)) return
    for (let mask = 0; mask < 1 << letters.length; mask += 1) {
      const text = letters.filter((_, bit) => mask & (1 << bit)).join(' . x . ')
      if (matches(query, { text }) !== lucene(ast, text)) expect.unreachable(`"${q}" against "${text}"`)
    }
  }, 30_000)
})

interface Vendor { cases: { vendor: string; q: string; should_match?: string[]; should_not_match?: string[] }[] }

describe.skipIf(absent)(`examples from the vendors' own pages${label}`, () => {
  test.each((json('queries/vendor-examples.json') as Vendor).cases ?? [])('$vendor: $q', ({ vendor, q, should_match: yes = [], should_not_match: no = [] }) => {
    if (vendor === 'Smelter') {
      // Its /1 means side by side, so it is not taken for NEAR/1 unasked.
      expect(() => parseQuery(q)).toThrow(/did you mean NEAR\/1/)
      return
    }
    const query = parseQuery(q)
    for (const text of yes) expect(matches(query, { text }), text).toBe(true)
    // Accents are folded here; {diacrítica} tells them apart.
    for (const text of no) expect(matches(q === 'diacrítica' ? parseQuery(`{${q}}`) : query, { text }), text).toBe(false)
    expect(parseQuery(printQuery(query)).root).toEqual(query.root)
  })
})

interface Extracted { text: string; expected: string[] }

/** The cases of one section of the suite's YAML that list what is extracted on one line. */
function extracted(yaml: string, section: string): Extracted[] {
  const quoted = (json: string): unknown => JSON.parse(json.replaceAll(/\\U0000([0-9A-F]{4})/g, '\\u$1'))
  const cases: Extracted[] = []
  let inside = false
  let text = ''
  for (const line of yaml.split('\n')) {
    const heading = /^ {2}(\w+):/.exec(line)?.[1]
    if (heading !== undefined) inside = heading === section
    const [, name, value = ''] = /^ {6}(text|expected): (["[].*)$/.exec(line) ?? []
    if (inside && name === 'text') text = String(quoted(value))
    if (inside && name === 'expected') cases.push({ text, expected: quoted(value) as string[] })
  }
  return cases
}

describe.skipIf(absent)(`tags and names of the twitter-text suite${label}`, () => {
  const yaml = absent ? '' : readFileSync(new URL('social-text/extract.yml', shared), 'utf8')
  const cases = (section: string): Extracted[] => extracted(yaml, section)
  const is = (query: string, text: string): boolean => matches(parseQuery(query), { text }) && hits(parseQuery(query), { text }).length > 0

  test('each #tag that the suite extracts is found as a tag', () => {
    const missed = cases('hashtags').flatMap(({ text, expected }) => expected.filter((tag) => !is(`hashtag:"${tag}"`, text)).map((tag) => `${tag} in ${text}`))
    expect(missed).toEqual([])
  })

  test('each @name that the suite extracts is found as a name', () => {
    // A letter before the @ makes it part of an address, also after RT.
    const missed = cases('mentions').flatMap(({ text, expected }) => expected.filter((name) => !is(`@${name}`, text)).map((name) => `${name} in ${text}`))
    expect(missed.filter((each) => !/rt@/i.test(each))).toEqual([])
  })

  test('each address that the suite extracts is found as an address', () => {
    expect(cases('urls').length).toBeGreaterThan(50)
    // An address ends where a script without spaces begins, also inside a host.
    const missed = cases('urls').flatMap(({ text, expected }) => expected.filter((url) => !is(`url:"${url}"`, text)).map((url) => `${url} in ${text}`))
    expect(missed.filter((each) => !each.startsWith('http://exampleこれは'))).toEqual([])
  })
})
