import { expect, test } from 'vitest'
import { openPressure } from './pressure.ts'

test('work that can wait goes on at once when nobody waits, and gives way while many do, but not for ever', async () => {
  const pressure = openPressure()
  await pressure.calm(10_000)

  let release: () => void = () => undefined
  const gate = new Promise<void>((resolve) => { release = resolve })
  const senders = Array.from({ length: 8 }, () => pressure.during(() => gate))
  let passed = false
  const waiting = pressure.calm(60_000).then(() => { passed = true })
  await pressure.calm(30)
  expect(passed).toBe(false)
  release()
  await Promise.all(senders)
  await waiting
  expect(passed).toBe(true)
})

test('a sender that fails is not counted for ever', async () => {
  const pressure = openPressure()
  await Promise.allSettled(Array.from({ length: 9 }, () => pressure.during(() => Promise.reject(new Error('gone')))))
  await pressure.calm(600_000)
})
