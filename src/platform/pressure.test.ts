import { expect, test } from 'vitest'
import { openPressure } from './pressure.ts'

test('recording does not wait for what the loop keeps up with', async () => {
  let now = 0
  const pressure = openPressure(() => now)
  for (; now < 5_000; now += 20) pressure.brought(100)
  const before = now
  await pressure.calm(10_000)
  expect(now).toBe(before)
})

test('a burst is waited for, until it is over or for as long as was said', async () => {
  let now = 0
  let bursting = true
  let bringing = false
  const pressure = openPressure(() => {
    now += 10
    if (bursting && !bringing) {
      bringing = true
      pressure.brought(500)
      bringing = false
    }
    return now
  })
  for (let n = 0; n < 30; n++) pressure.brought(100)
  await pressure.calm(2_000)
  expect(now).toBeGreaterThanOrEqual(2_000)
  bursting = false
  const before = now
  now += 1_000
  await pressure.calm(2_000)
  expect(now - before).toBeLessThan(1_100)
})

test('what is worked out behind the loop waits while the loop is busy, and still gets a tenth of the time', async () => {
  let now = 0
  let isBusy = true
  const pressure = openPressure(() => {
    now += 10
    return now
  })
  const work = async (): Promise<number> => {
    if (isBusy) pressure.recording(5_000)
    const before = now
    await pressure.giveWay(50)
    return now - before
  }
  expect(await work()).toBeGreaterThanOrEqual(450)
  isBusy = false
  now += 2_000
  expect(await work()).toBeLessThan(100)
})
