/** Checks that the world is repeatable, in order, and that its truth holds together. */
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { dayMs, hourMs } from '../../src/kernel/instant.ts'
import { inOrder, type SimEvent } from '../event.ts'
import { organisationOf } from '../truth.ts'
import { silenceHours } from './arcs.ts'
import { buyerOf } from './purchases.ts'
import { followedBy, follows } from './population.ts'
import { createWorld, type World } from './world.ts'

// Whole worlds are made here; a machine busy with other things may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })
const to = Date.parse('2026-11-22T15:00:00Z')
const options = { seed: 3, people: 1_500, from: to - 45 * dayMs, to }
let world: World
let events: SimEvent[]
beforeAll(() => {
  world = createWorld(options)
  events = [...world.events()]
})
const flat = (event: SimEvent) => JSON.stringify({ ...event, target: event.target?.id, thread: event.thread?.id })

describe('the course of events', () => {
  test('the same seed tells the same story, another seed another', () => {
    const again = [...createWorld(options).events({ to: options.from + 3 * dayMs })].map(flat)
    expect(again).toEqual(events.slice(0, again.length).map(flat))
    const other = [...createWorld({ ...options, seed: 4 }).events({ to: options.from + dayMs })].map(flat)
    expect(other.slice(0, 20)).not.toEqual(again.slice(0, 20))
  })

  test('wherever reading starts and stops, the same events come', () => {
    const cuts = [10, 10.37, 13, 13.001, 14.5].map((day) => options.from + Math.round(day * dayMs))
    const pieces = cuts.slice(1).flatMap((cut, i) => [...createWorld(options).events({ from: cuts[i]!, to: cut })])
    const whole = events.filter(({ at }) => at >= cuts[0]! && at < cuts.at(-1)!)
    expect(pieces.map(flat)).toEqual(whole.map(flat))
  })

  test('time runs forward and no id comes twice', () => {
    for (let i = 1; i < events.length; i++) expect(inOrder(events[i - 1]!, events[i]!)).toBeLessThan(0)
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })

  test('as much is said as was asked for, in the shares that were asked for', () => {
    const quiet = createWorld({ ...options, people: 8_000, from: to - 130 * dayMs, to: to - 123 * dayMs, anchor: to - 123 * dayMs + 60 * dayMs })
    const said = [...quiet.events()].filter(({ network }) => ['bluesky', 'fediverse', 'reviews', 'feed'].includes(network))
    expect(said.length / 7 / 8_000).toBeGreaterThan(0.14 * 0.85)
    expect(said.length / 7 / 8_000).toBeLessThan(0.14 * 1.3)
    const roots = said.filter(({ truth }) => truth.depth === 0 && organisationOf(truth.person) === null)
    const share = roots.filter(({ truth }) => truth.about.length > 0).length / roots.length
    expect(share).toBeGreaterThan(0.2)
    expect(share).toBeLessThan(0.4)
  })

  test('nights are quieter than evenings, weekends quieter about the brands', () => {
    const brussels = events.filter(({ author, kind }) => author.country === 'BE' && kind === 'post')
    const inHours = (from: number, until: number) => brussels.filter(({ at }) => { const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Brussels' }).format(at)); return hour >= from && hour < until }).length
    expect(inHours(2, 5) * 4).toBeLessThan(inHours(19, 22))
    const everyday = events.filter(({ truth }) => truth.about.length > 0 && truth.arc === null && truth.depth === 0)
    const weekend = everyday.filter(({ at }) => [0, 6].includes(new Date(at).getUTCDay())).length
    expect(weekend / everyday.length).toBeLessThan(2 / 7 * 0.85)
  })
})

describe('the truth', () => {
  test('every answer, repost and quote comes after what drew its author in, and leads back to the same beginning', () => {
    const byId = new Map(events.map((event) => [event.id, event]))
    for (const event of events) {
      const parent = event.truth.parent === null ? undefined : byId.get(event.truth.parent)
      expect(event.id.startsWith(event.truth.root)).toBe(true)
      if (event.truth.parent === null) expect([event.truth.depth, event.truth.root]).toEqual([0, event.id])
      if (parent === undefined) continue
      expect(event.at).toBeGreaterThan(parent.at)
      expect([parent.truth.root, parent.truth.depth + 1, parent.network]).toEqual([event.truth.root, event.truth.depth, event.network])
    }
  })

  test('what is answered is on the same network, and what counts it counted', () => {
    const answers = new Map<string, number>()
    for (const { kind, target } of events) if (kind === 'reply' && target !== null) answers.set(target.id, (answers.get(target.id) ?? 0) + 1)
    for (const event of events) {
      if (event.target !== null) expect(event.target.network).toBe(event.network)
      if (event.network === 'bluesky' || event.network === 'fediverse') expect(answers.get(event.id) ?? 0).toBeLessThanOrEqual(event.metrics.replies)
    }
  })

  test('every identity belongs to one person and no handle to two', () => {
    const owners = new Map<string, number>()
    for (const { network, externalId, handle, person } of world.identities()) {
      if (externalId.startsWith('info@')) continue
      for (const key of [`${network} ${externalId}`, ...(network === 'bluesky' || network === 'fediverse' ? [`${network} @${handle}`] : [])]) {
        expect(owners.get(key) ?? person, key).toBe(person)
        owners.set(key, person)
      }
    }
    for (const { author, truth } of events) expect(author.person).toBe(truth.person)
  })

  test('named brands stand in the words', () => {
    for (const { text, title, truth } of events) for (const brand of truth.named) expect(`${title ?? ''} ${text}`.toLowerCase()).toContain(brand)
  })

  test('the crisis starts from one post, crosses into three languages, is answered late and dies down', () => {
    const arc = world.arcs.find(({ kind, cycle }) => kind === 'crisis' && cycle === 0)!
    const first = events.find(({ id }) => id === 'crisis-0')!
    expect(first.at).toBe(arc.start)
    const about = events.filter(({ truth }) => truth.arc === 'crisis' && truth.depth === 0 && truth.person >= 0)
    expect(about.every(({ at }) => at >= arc.start)).toBe(true)
    expect(new Set(about.map(({ language }) => language)).size).toBeGreaterThanOrEqual(3)
    const statement = events.find(({ id }) => id === 'statement-0-0')!
    expect(organisationOf(statement.truth.person)).toBe('velora')
    expect(statement.at - arc.start).toBe(silenceHours * hourMs)
    const onDay = (day: number) => about.filter(({ at }) => Math.floor((at - arc.start) / dayMs) === day).length
    expect(onDay(0)).toBeGreaterThan(2 * onDay(3))
    expect(events.filter(({ id }) => id.startsWith('crisis-0:')).length).toBeGreaterThan(15)
  })

  test('purchases are the purchases of the person behind them', () => {
    const bought = events.filter(({ kind }) => kind === 'purchase')
    expect(bought.length).toBeGreaterThan(3)
    for (const { truth, order, at } of bought) expect(buyerOf(world.population, truth.person, to)?.purchases.some((purchase) => purchase.number === order?.number && purchase.at === at)).toBe(true)
  })

  test('people who answer are more often followers than chance would have it', () => {
    const answers = events.filter(({ kind, target }) => kind === 'reply' && target !== null && target.truth.person >= 0)
    const followers = answers.filter(({ truth, target }) => truth.person >= 0 && follows(world.population, truth.person, target!.truth.person)).length
    const chance = answers.filter(({ truth, target }) => follows(world.population, (truth.person + 700) % options.people, target!.truth.person)).length
    expect(followers).toBeGreaterThan(3 * chance)
  })

  test('the well known of a community are followed by many, the others by few', () => {
    const { communities } = world.population
    const large = communities.find(({ size }) => size > 60)!
    const followers = new Map<number, number>()
    for (let person = large.start; person < large.start + large.size; person++) for (const other of followedBy(world.population, person)) followers.set(other, (followers.get(other) ?? 0) + 1)
    const mean = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => followers.get(large.start + from + i) ?? 0).reduce((sum, n) => sum + n, 0) / (to - from)
    expect(mean(0, 5)).toBeGreaterThan(2.5 * mean(large.size - 30, large.size))
  })

  test('a world of no people or no time is refused with the reason', () => {
    expect(() => createWorld({ ...options, people: 3 })).toThrow('at least 20 people')
    expect(() => createWorld({ ...options, from: to })).toThrow('from before its to')
  })
})
