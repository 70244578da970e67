/** Matching on several threads: the same answers, in step with changes. */
import { afterAll, describe, expect, test } from 'vitest'
import { QuerySyntaxFault } from '../query/index.ts'
import { MatcherPool } from './pool.ts'

describe('matching on two threads', () => {
  const pool = new MatcherPool(2)
  afterAll(async () => { await pool.close() })

  test('a change reaches every thread before the next post', async () => {
    for (let round = 0; round < 20; round++) {
      pool.set('q', `word${round} OR list:more`, new Map([['more', [`other${round}`]]]))
      const posts = [{ text: `word${round}` }, { text: `word${round - 1}` }, { text: `Other${round}!` }]
      const answers = await Promise.all([pool.match(posts), pool.match(posts), pool.match(posts)])
      for (const answer of answers) expect(answer).toEqual([['q'], [], ['q']])
    }
    expect(pool.delete('q')).toBe(true)
    expect(pool.delete('q')).toBe(false)
    expect(await pool.match([{ text: 'word19' }])).toEqual([[]])
  })

  test('a query that cannot be read is refused at once and changes nothing', async () => {
    pool.set('a', 'tesla')
    expect(() => { pool.set('a', 'tesla AND') }).toThrow(QuerySyntaxFault)
    expect(pool.size).toBe(1)
    expect(await pool.match([{ text: 'tesla' }])).toEqual([['a']])
  })

  test('lines of a file are posts, and bad lines are told by their number', async () => {
    pool.set('a', 'tesla lang:nl')
    await pool.ready()
    const block = Uint8Array.from(new TextEncoder().encode('{"text":"Tesla","languages":["nl"]}\r\nnonsense\n{"text":5}\n{"text":"tesla"}\n'))
    const answer = await pool.matchLines(block, 'ndjson')
    expect(answer).toMatchObject({ posts: 4, found: [[0, 'a']] })
    expect(answer.bad.map(({ line }) => line)).toEqual([1, 2])
    expect(answer.bad[1]?.because).toContain('"text" has to be a text')
  })
})
