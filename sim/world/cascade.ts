/** What an event sets off: replies, reposts, quotes, the company's answer; who and when is left to chance. */
import { hourMs, minuteMs } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import { Random, textSeed } from '../random.ts'
import { type BrandId, organisationNumber } from '../truth.ts'
import { type Arc, silenceHours } from './arcs.ts'
import type { Due } from './due.ts'
import { localTime } from './rhythm.ts'

/** Nothing is set off later than this after the beginning, so that any hour can be made from the three days before it. */
export const horizonMs = 72 * hourMs

export interface Following {
  readonly dues: readonly Due[]
  /** How many will answer, repeat and quote directly. */
  readonly metrics: SimEvent['metrics']
}

/** How willingly each brand answers in public. */
const answering: Record<BrandId, number> = { velora: 0.58, norrhjul: 0.22, cadence: 0.15 }

/**
 * @param spread how much it draws in, 1 is usual
 * @param tempo 1 in the usual course of time; a live demonstration runs cascades faster
 */
export function followingOf(seed: number, event: SimEvent, due: Due, spread: number, root: SimEvent, arcs: readonly Arc[], tempo: number): Following {
  const r = new Random(seed, textSeed(event.id), 8)
  const dues: Due[] = []
  const social = event.network === 'bluesky' || event.network === 'fediverse'
  let k = 0
  const add = (make: 'reply' | 'repost' | 'quote' | 'answer' | 'followup' | 'desk' | 'close', delayMs: number, depth: number): boolean => {
    const at = Math.round(event.at + Math.max(15_000, delayMs) * tempo)
    if (at - root.at > horizonMs) return false
    const id = `${event.id}:${(k++).toString(36)}`
    const base = { at, sub: textSeed(id) % 1000, id, via: event, root }
    dues.push(make === 'desk' || make === 'close' ? { ...base, make } : { ...base, make, depth })
    return true
  }
  if (due.make === 'problem' || due.make === 'desk') {
    if (due.make === 'problem') add('desk', openHours(event.at, r.logNormal(70 * minuteMs, 1), tempo), 1)
    else if (r.chance(0.75)) add('close', r.logNormal(5 * hourMs, 1), 2)
    return { dues, metrics: event.metrics }
  }
  if (!social || event.kind === 'view' || event.kind === 'purchase') return { dues, metrics: event.metrics }

  const { depth, intent, about, person, arc } = event.truth
  const company = due.make === 'answer'
  const slow = spread > 8 ? 9 : 1
  let replies = 0
  let reposts = 0
  let quotes = 0
  if (event.kind === 'repost') {
    for (let n = r.poisson(0.12 * spread); n > 0; n--) add('repost', r.logNormal(60 * minuteMs, 1.2), depth + 1)
    return { dues, metrics: event.metrics }
  }
  if (depth < 7 && intent !== 'spam' && !company && due.make !== 'followup') {
    const talk = intent === 'question' ? 1.7 : intent === 'complaint' ? 1.3 : intent === 'buying' ? 1.5 : 1
    const share = depth === 0 ? 1 : 0.28
    for (let n = r.poisson(0.42 * spread * talk); n > 0; n--) if (add('reply', r.logNormal(28 * minuteMs * slow, 1.3), depth + 1)) replies++
    for (let n = r.poisson(0.38 * spread * share); n > 0; n--) if (add('repost', r.logNormal(55 * minuteMs * slow, 1.2), depth + 1)) reposts++
    for (let n = r.poisson(0.07 * spread * share); n > 0; n--) if (add('quote', r.logNormal(80 * minuteMs * slow, 1.2), depth + 1)) quotes++
  }
  const brand = about[0]
  if (brand !== undefined && depth === 0 && person !== organisationNumber(brand)) {
    const named = intent === 'complaint' || intent === 'question' || intent === 'leaving' ? 1 : intent === 'praise' || intent === 'thanks' ? 0.3 : intent === 'buying' ? 0.8 : 0
    if (r.chance(answering[brand] * named * (silent(event, arcs) ? 0.1 : 1)) && add('answer', openHours(event.at, r.logNormal(45 * minuteMs, 1), tempo), depth + 1)) replies++
  }
  if (company && intent === 'none' && (event.target?.truth.intent === 'complaint' || event.target?.truth.intent === 'question') && r.chance(0.45)) {
    if (add('followup', r.logNormal(40 * minuteMs, 1.1), depth + 1)) replies++
  }
  const likes = r.negativeBinomial((2 + Math.sqrt(event.author.followers ?? 0) * 0.5) * Math.max(0.3, spread) * (arc === 'crisis' ? 1.6 : 1) + reposts * 3, 0.7)
  return { dues, metrics: { likes, replies, reposts, quotes } }
}

/** In a crisis the company says nearly nothing until its statement. */
function silent(event: SimEvent, arcs: readonly Arc[]): boolean {
  return arcs.some((arc) => arc.kind === 'crisis' && event.truth.cause === 'late-hub-gear' && event.at >= arc.start && event.at < arc.start + silenceHours * hourMs)
}

/** A delay that ends in office hours in Brussels. In a sped-up course of time the desk never sleeps. */
function openHours(from: number, delayMs: number, tempo: number): number {
  if (tempo !== 1) return delayMs
  let at = from + delayMs
  for (let step = 0; step < 90; step++, at += hourMs) {
    const { hour, weekend } = localTime('Europe/Brussels', at)
    if (!weekend && hour >= 8 && hour < 18) break
  }
  return at - from
}
