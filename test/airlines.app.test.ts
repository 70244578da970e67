import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { airlineFile, airlines, airlineSuite, byName, countByHand, isAbsent } from './airlines.ts'
import { openWorld, type World } from './world.ts'

describe.skipIf(isAbsent)(airlineSuite('the airline tweets'), () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world?.close())

  test('an old archive uploaded, mapped as guessed and taken in gives the share of voice that a count by hand gives', { timeout: 180_000 }, async () => {
    const topics = new Map<string, string>()
    for (const handle of airlines) topics.set(((await world.call('POST', '/topics', { name: handle, role: handle === 'united' ? 'own' : 'competitor', query: `@${handle}` })).body as { id: string }).id, handle)
    const key = ((await world.call('POST', '/keys', { name: 'archive' })).body as { key: string }).key
    const uploaded = await fetch(`${world.app.url}/api/v1/imports?fileName=airline-tweets.csv`, { method: 'POST', body: Readable.toWeb(createReadStream(airlineFile)) as ReadableStream, duplex: 'half', headers: { authorization: `Bearer ${key}`, 'content-length': String(statSync(airlineFile).size), 'content-type': 'application/octet-stream' } } as RequestInit)
    const { id } = (await uploaded.json()) as { id: string }
    const preview = (await world.call('POST', `/imports/${id}/preview`, {})).body as { mapping: object; doubts: string[]; rows: { fault: string | null }[] }
    expect(preview.rows.every((row) => row.fault === null)).toBe(true)
    expect(preview.doubts.join(' ')).toMatch(/spreadsheet/i)
    await world.call('POST', `/imports/${id}/start`, { mapping: preview.mapping })
    const done = await world.until(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      return (await world.call('GET', `/imports/${id}`)).body as { state: string; takenIn: number; refused: number; words: string }
    }, (one) => one.state === 'finished' || one.state === 'failed')
    expect(done).toMatchObject({ state: 'finished', takenIn: 14_640, refused: 0 })
    await world.until(async () => (await world.call('GET', '/health')).body as { parts: { name: string; words: string }[] }, (health) => health.parts.some((part) => part.name === 'loop' && part.words.startsWith('Everything')))

    const volume = (await world.call('GET', '/mentions/volume?by=day&zone=UTC')).body as { buckets: string[]; series: { key: string; values: number[] }[] }
    const counted = byName(volume.series.flatMap(({ key: topic, values }) => values.map((value, index): [string, number] => [`${volume.buckets[index]?.slice(0, 10)}|${topics.get(topic)}`, value])).filter(([, value]) => value > 0))
    const byHand = byName([...countByHand()])
    expect(counted).toEqual(byHand)

    const share = (await world.call('GET', '/mentions/share-of-voice')).body as { total: number; items: { topic: string; share: number }[] }
    const total = Object.values(byHand).reduce((sum, count) => sum + count, 0)
    expect(share.total).toBe(total)
    for (const item of share.items) expect(item.share).toBeCloseTo(Object.entries(byHand).filter(([name]) => name.endsWith(`|${topics.get(item.topic)}`)).reduce((sum, [, count]) => sum + count, 0) / total, 10)
  })
})
