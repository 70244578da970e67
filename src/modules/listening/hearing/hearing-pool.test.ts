/** Understanding and matching in threads says what this thread would say. */
import { afterEach, expect, test } from 'vitest'
import { parseQuery, type Post } from '../query/index.ts'
import { Taught } from '../understanding/index.ts'
import { hear, unpackHeard } from './hear.ts'
import { openHearingPool, type HearingPool } from './hearing-pool.ts'
import { TopicMatcher } from './topic-matcher.ts'

let pool: HearingPool
afterEach(() => pool.close())

const topics = [
  ['1', 'velora', 'Velora'], ['2', 'velora sentiment:negative', 'Angry'], ['3', '(velora OR rival) topic:Velora -topic:Rival', 'Alone'], ['4', 'rival lang:nl', 'Rival'],
] as const
const posts: Post[] = Array.from({ length: 700 }, (_, at) => ({
  text: [`I hate my velora ${at}, it broke again`, `De rival is ook heel erg mooi, zeg ik ${at} keer`, `nothing to see here ${at}`, `velora and the rival, both lovely ${at}`][at % 4] ?? '',
  title: at % 7 === 0 ? 'velora' : undefined,
}))

function here(kept: readonly (typeof topics)[number][]): unknown[] {
  const matcher = new TopicMatcher()
  for (const [key, text, name] of kept) matcher.set(key, parseQuery(text), [name])
  return unpackHeard(hear(matcher, new Taught(), posts))
}

test('every post gets the language, labels and topics in threads that it gets here, while topics come and go', async () => {
  pool = openHearingPool({ workers: 2 })
  for (const [key, text, name] of topics) pool.setTopic(key, parseQuery(text), [name])
  const heard = await pool.hearMany(posts)
  expect(heard).toEqual(here(topics))
  expect(heard[0]).toMatchObject({ language: 'en', labels: { sentiment: 'negative' }, editions: [1, 2, 3] })
  expect(heard[2]).toEqual({ language: 'en', labels: null, editions: [] })
  pool.deleteTopic('1')
  await expect(pool.hearMany(posts)).resolves.toEqual(here(topics.slice(1)))
  await expect(pool.labelMany(['I hate it'])).resolves.toMatchObject([{ sentiment: 'negative' }])
})

test('a thread that begins later knows the topics and what people taught', async () => {
  pool = openHearingPool({ workers: 1, batchTimeMs: 60_000 })
  pool.setTopic('9', parseQuery('velora'), ['Velora'])
  pool.teach({ leans: {}, corrected: [] })
  await expect(pool.hearMany([{ text: 'a velora' }])).resolves.toMatchObject([{ editions: [9] }])
})
