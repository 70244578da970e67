/** Understanding many posts off the main thread. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openUnderstandingPool, type UnderstandingPool } from './pool.ts'
import { sketchOf } from './resemblance.ts'
import { openUnderstanding } from './understanding.ts'

let pool: UnderstandingPool | undefined
const folder = mkdtempSync(join(tmpdir(), 'understanding-'))
afterEach(async () => { await pool?.close() })
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => rmSync(join(folder, 'deaths'), { force: true }))

test('many posts are understood in their order, and as one by one', async () => {
  pool = openUnderstandingPool({ workers: 2 })
  const texts = Array.from({ length: 1_000 }, (_, at) => (at % 3 === 0 ? `I love number ${at}` : at % 3 === 1 ? `Ik haat nummer ${at} echt` : '?'.repeat(at % 5)))
  const understood = await pool.understandMany(texts, texts.map((_, at) => (at === 2 ? 'nl' : undefined)))
  const understanding = openUnderstanding()
  expect(understood).toEqual(texts.map((text, at) => understanding.understand(text, at === 2 ? 'nl' : undefined)))
  expect(pool.waiting).toBe(0)
})

test('more posts than may wait are refused at once, and the pool goes on', async () => {
  pool = openUnderstandingPool({ workers: 1, maxWaiting: 10 })
  await expect(pool.understandMany(Array.from({ length: 11 }, () => 'hello'))).rejects.toThrow('limit of 10')
  await expect(pool.understandMany(['hello there'])).resolves.toHaveLength(1)
})

/** A worker that dies once, and then works. */
function dyingProgram(times: number): URL {
  const mark = join(folder, 'deaths')
  const file = join(folder, `worker-${times}.mjs`)
  writeFileSync(file, `
    import { parentPort } from 'node:worker_threads'
    import { appendFileSync, existsSync, readFileSync } from 'node:fs'
    parentPort.on('message', ({ number, texts }) => {
      const deaths = existsSync(${JSON.stringify(mark)}) ? readFileSync(${JSON.stringify(mark)}, 'utf8').length : 0
      if (deaths < ${times}) { appendFileSync(${JSON.stringify(mark)}, 'x'); process.exit(3) }
      parentPort.postMessage({ number, understood: texts.map((text) => ({ text })) })
    })`)
  return pathToFileURL(file)
}

test('a worker that dies costs no post', async () => {
  pool = openUnderstandingPool({ workers: 1, program: dyingProgram(1) })
  await expect(pool.understandMany(['one', 'two'])).resolves.toEqual([{ text: 'one' }, { text: 'two' }])
})

test('a batch that kills every worker is given up with a reason', async () => {
  pool = openUnderstandingPool({ workers: 1, program: dyingProgram(Infinity) })
  await expect(pool.understandMany(['one'])).rejects.toThrow('given up')
})

test('after closing, nothing is taken', async () => {
  const closing = openUnderstandingPool({ workers: 1 })
  await closing.close()
  await expect(closing.understandMany(['hello'])).rejects.toThrow('closed')
})

test('labels are the same as one by one, and what people taught holds for what is asked afterwards', async () => {
  pool = openUnderstandingPool({ workers: 2 })
  const texts = Array.from({ length: 600 }, (_, at) => `The shop of number ${at} is open`)
  const understanding = openUnderstanding()
  expect(await pool.labelMany(texts)).toEqual(texts.map((text) => understanding.label(text)))
  pool.teach({ leans: {}, corrected: [{ sketch: sketchOf('RT @a: The shop of number 7 is OPEN!'), labels: { sentiment: 'negative', sentimentProbability: 1, intent: 'complaint' } }] })
  const taught = await pool.labelMany(texts)
  expect(taught[7]).toMatchObject({ sentiment: 'negative', sentimentProbability: 1, intent: 'complaint' })
  expect(taught.filter(({ intent }) => intent === 'complaint')).toHaveLength(1)
  pool.teach({ leans: {}, corrected: [] })
  expect((await pool.labelMany(texts))[7]).toEqual(understanding.label(texts[7] ?? ''))
})

test('a worker that hangs is replaced, and its posts are answered by another', async () => {
  const file = join(folder, 'hanging.mjs')
  const mark = join(folder, 'deaths')
  writeFileSync(file, `
    import { parentPort } from 'node:worker_threads'
    import { existsSync, writeFileSync } from 'node:fs'
    parentPort.on('message', ({ number, texts }) => {
      if (!existsSync(${JSON.stringify(mark)})) { writeFileSync(${JSON.stringify(mark)}, 'x'); for (;;); }
      parentPort.postMessage({ number, understood: texts.map((text) => ({ text })) })
    })`)
  pool = openUnderstandingPool({ workers: 1, batchTimeMs: 3_000, program: pathToFileURL(file) })
  await expect(pool.understandMany(['one', 'two'])).resolves.toHaveLength(2)
}, 30_000)
