/** Handing on in order: nothing overtakes, nothing after a fault. */
import { expect, test } from 'vitest'
import { Line } from './line.ts'

const later = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms))

test('what is ready early waits for what was begun before it', async () => {
  const seen: number[] = []
  const line = new Line<number>(4, async (number) => void seen.push(number), () => undefined)
  for (const [number, ms] of [[1, 20], [2, 1], [3, 10], [4, 1], [5, 1]] as const) await line.add(later(ms, number))
  await line.end()
  expect(seen).toEqual([1, 2, 3, 4, 5])
})

test('no more are under way than allowed', async () => {
  let underWay = 0
  let most = 0
  const line = new Line<number>(2, async () => void (underWay -= 1), () => undefined)
  for (let number = 0; number < 10; number++) {
    underWay += 1
    most = Math.max(most, underWay)
    await line.add(later(2, number))
  }
  await line.end()
  expect(most).toBeLessThanOrEqual(2)
})

test('after a fault nothing more is handed on, and it is told', async () => {
  const seen: number[] = []
  let told = 0
  const line = new Line<number>(4, async (number) => {
    if (number === 2) throw new Error('disk full')
    seen.push(number)
  }, () => void (told += 1))
  await expect((async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) await line.add(later(1, number))
    await line.end()
  })()).rejects.toThrow('disk full')
  await expect(line.end()).rejects.toThrow('disk full')
  expect([seen, told]).toEqual([[1], 1])
})
