/** What each kind of alarm looks at, and how unusual that is. Pure: the same counts give the same reading. */
import { dayMs, hourMs, type Instant } from '../../../kernel/instant.ts'
import { contrastOf } from '../terms/log-odds.ts'
import { sumOf } from './counts.ts'
import { upperTail } from './count-law.ts'
import type { Heard, JudgedHour, ShareHour, WordHour } from './heard.ts'
import type { AlarmKind, Reading } from './model.ts'
import { deviateOf, type Usual } from './usual.ts'

/** Excesses of a Gumbel law are exponential with its scale: the standard deviation × √6 ÷ π. */
const gumbelRate = Math.PI / Math.sqrt(6)
const scoreBeyond = (beyond: number): number => -Math.expm1(-gumbelRate * beyond)
const scoreOfDeviate = (z: number): number => 1 - upperTail(z)

/** One mention an hour is one mention, however still it was before. */
const leastSpike = 5
/** From here on a single hour shows it: then it is a spike and no slow burn. */
const hourShows = 0.93
const burnRatio = 1.4
const leastBurn = 12
const dropRatio = 0.3
const leastDropped = 20
const dropHours = [6, 12, 24, 48] as const
/** Half-width of what chance may do to a share, as a ratio. */
const leastTurn = 0.12
const leastJudged = 25
const leastNegative = 10
const usualDays = 28
/** Mean of the lower nine tenths of the squares of a standard normal law: 1 − 2 × 1.645 × φ(1.645) ÷ 0.9. */
const keptOfSquares = 0.623
export const newWordsHours = 6
const leastSpeakers = 5
const leastWordShare = 0.06
/** A post that fewer passed on in a day is no news. */
export const leastShares = 10

/** The hour that just ended, whichever minute it is, against the same hour of the week. */
export function spikeReading(heard: Heard, usual: Usual, at: Instant): Reading | null {
  const value = sumOf(heard.fine, at - hourMs, at)
  if (value < leastSpike) return null
  const law = usual.expect(at - hourMs, at)
  return { kind: 'spike', subject: '', score: scoreBeyond(usual.beyond(value, law)), value, expected: law.mean, from: at - hourMs, to: at }
}

/**
 * Three days and a week, both well above what was to be expected a week ago,
 * while no hour of them stands out. `reference`: what was usual until a week ago.
 */
export function slowBurnReading(heard: Heard, reference: Usual, at: Instant): Reading | null {
  const from = at - 7 * dayMs
  const value = sumOf(heard.hourly, from, at)
  const law = reference.expect(from, at)
  const lately = sumOf(heard.hourly, at - 3 * dayMs, at)
  const latelyLaw = reference.expect(at - 3 * dayMs, at)
  if (value - law.mean < leastBurn || lately < burnRatio * latelyLaw.mean) return null
  let daysAbove = 0
  for (let day = 0; day < 7; day++) if (sumOf(heard.hourly, at - (day + 1) * dayMs, at - day * dayMs) > reference.expect(at - (day + 1) * dayMs, at - day * dayMs).mean) daysAbove++
  if (daysAbove < 5) return null
  for (let hour = from; hour < at; hour += hourMs) {
    if (scoreBeyond(reference.beyond(sumOf(heard.hourly, hour, hour + hourMs), reference.expect(hour, hour + hourMs))) >= hourShows) return null
  }
  const z = Math.min(deviateOf(value, law), deviateOf(lately, latelyLaw))
  return { kind: 'slow-burn', subject: '', score: scoreOfDeviate(z), value, expected: law.mean, from, to: at }
}

/** Silence where talk was to be expected, over whichever of some spans shows it best. Also for a channel as a whole. */
export function silenceReading(kind: AlarmKind, subject: string, heard: Pick<Heard, 'hourly' | 'isHeard'>, usual: Usual, at: Instant): Reading | null {
  let best: Reading | null = null
  for (const hours of dropHours) {
    const from = at - hours * hourMs
    let listened = true
    for (let hour = from; hour < at; hour += hourMs) listened &&= heard.isHeard(hour)
    if (!listened) break
    const value = sumOf(heard.hourly, from, at)
    const law = usual.expect(from, at)
    if (law.mean < leastDropped || value > dropRatio * law.mean) continue
    const score = scoreOfDeviate(-deviateOf(value, law))
    if (best === null || score > best.score) best = { kind, subject, score, value, expected: law.mean, from, to: at }
  }
  return best
}

/** Index of the first row at or after a time. */
function firstFrom(rows: readonly { readonly at: Instant }[], at: Instant): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.at ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}

function stretch<T extends { readonly at: Instant }>(rows: readonly T[], from: Instant, to: Instant): readonly T[] {
  return rows.slice(firstFrom(rows, from), firstFrom(rows, to))
}

const summed = (rows: readonly JudgedHour[]): { judged: number; negative: number } => rows.reduce((sum, row) => ({ judged: sum.judged + row.judged, negative: sum.negative + row.negative }), { judged: 0, negative: 0 })

/** The share of negative mentions in a day, against four weeks and how much that share varies from day to day. */
export function sentimentReading(sentiment: readonly JudgedHour[], at: Instant): Reading | null {
  const from = at - dayMs
  const now = summed(stretch(sentiment, from, at))
  const days: { judged: number; negative: number }[] = []
  for (let day = 1; day <= usualDays; day++) days.push(summed(stretch(sentiment, from - day * dayMs, from - (day - 1) * dayMs)))
  const before = { judged: days.reduce((sum, day) => sum + day.judged, 0), negative: days.reduce((sum, day) => sum + day.negative, 0) }
  if (now.judged < leastJudged || now.negative < leastNegative || before.judged < 4 * leastJudged) return null
  const share = (before.negative + 1) / (before.judged + 4)
  const seen = now.negative / now.judged
  if (seen - share < leastTurn) return null
  // Days differ by more than chance. Of their squared distances the greatest tenth is left out, for it may be an earlier
  // crisis; of a normal law's the others hold so much less than all that they are made up for. What chance explains comes off.
  const judgedDays = days.filter((day) => day.judged >= 5)
  const squares = judgedDays.map((day) => (day.negative / day.judged - share) ** 2).toSorted((a, b) => a - b)
  const kept = squares.slice(0, Math.ceil(squares.length * 0.9))
  const byChance = judgedDays.reduce((sum, day) => sum + (share * (1 - share)) / day.judged, 0) / Math.max(1, judgedDays.length)
  const between = kept.length === 0 ? 0.01 : Math.max(0.0004, kept.reduce((sum, one) => sum + one, 0) / kept.length / keptOfSquares - byChance)
  const z = (seen - share) / Math.sqrt((share * (1 - share)) / now.judged + between)
  return { kind: 'sentiment', subject: '', score: scoreOfDeviate(z), value: now.negative, expected: share * now.judged, from, to: at }
}

/** Terms of six hours that hardly anybody used in the four weeks before, counted by people and hours so that nobody makes one alone. */
export class NewWordsWatch {
  readonly #words: readonly WordHour[]
  /** People up to each hour, and each term's hours with their count. */
  readonly #peopleBefore: Float64Array
  readonly #hoursOf = new Map<string, { at: Instant; people: number }[]>()

  constructor(words: readonly WordHour[]) {
    this.#words = words
    this.#peopleBefore = new Float64Array(words.length + 1)
    for (const [index, { at, people, terms }] of words.entries()) {
      this.#peopleBefore[index + 1] = (this.#peopleBefore[index] ?? 0) + people
      for (const [term, count] of terms) {
        const hours = this.#hoursOf.get(term) ?? []
        hours.push({ at, people: count })
        this.#hoursOf.set(term, hours)
      }
    }
  }

  reading(at: Instant): Reading | null {
    const from = at - newWordsHours * hourMs
    const now = new Map<string, number>()
    for (const { terms } of stretch(this.#words, from, at)) for (const [term, people] of terms) now.set(term, (now.get(term) ?? 0) + people)
    const of = this.#people(from, at)
    const candidates = [...now].filter(([, count]) => count >= leastSpeakers && count >= leastWordShare * of)
    if (candidates.length === 0) return null
    const since = from - usualDays * dayMs
    const ofBefore = this.#people(since, from)
    // Without a past every word is new.
    if (ofBefore < 50 || this.#people(since, from - 7 * dayMs) === 0) return null
    const risen = candidates.flatMap(([term, count]) => {
      const past = stretch(this.#hoursOf.get(term) ?? [], since, from).reduce((sum, hour) => sum + hour.people, 0)
      // Sudden: at most a tenth as usual before.
      if (past / ofBefore > 0.1 * (count / of)) return []
      return [{ term, count, expected: (past / ofBefore) * of, z: contrastOf({ count, of }, { count: past, of: ofBefore }).z }]
    }).toSorted((a, b) => b.z - a.z)
    const [first] = risen
    if (!first) return null
    return { kind: 'new-words', subject: '', score: scoreOfDeviate(first.z), value: first.count, expected: first.expected, from, to: at, terms: risen.slice(0, 8).map(({ term }) => term) }
  }

  #people(from: Instant, to: Instant): number {
    return (this.#peopleBefore[firstFrom(this.#words, to)] ?? 0) - (this.#peopleBefore[firstFrom(this.#words, from)] ?? 0)
  }
}

function mostShared(shares: readonly ShareHour[], from: Instant, to: Instant): { post: string; count: number } | null {
  const counts = new Map<string, number>()
  for (const { posts } of stretch(shares, from, to)) for (const [post, count] of posts) counts.set(post, (counts.get(post) ?? 0) + count)
  let most: { post: string; count: number } | null = null
  for (const [post, count] of counts) if (most === null || count > most.count) most = { post, count }
  return most
}

/** The post that was passed on most in a day, against the most of each of the last four weeks' days. */
export class TakeOffWatch {
  readonly #shares: readonly ShareHour[]
  readonly #daily = new Map<Instant, number>()

  constructor(shares: readonly ShareHour[]) {
    this.#shares = shares
  }

  reading(at: Instant): Reading | null {
    const most = mostShared(this.#shares, at - dayMs, at)
    if (!most || most.count < leastShares) return null
    const today = Math.floor(at / dayMs) * dayMs
    const peaks: number[] = []
    for (let day = today - dayMs; day > today - (usualDays + 1) * dayMs; day -= dayMs) peaks.push(Math.log1p(this.#mostOf(day)))
    const mean = peaks.reduce((sum, peak) => sum + peak, 0) / peaks.length
    const squares = peaks.reduce((sum, peak) => sum + (peak - mean) ** 2, 0)
    // A spread of one half is assumed for four days, as for peaks of volume.
    const spread = Math.max(0.25, Math.sqrt((squares + 4 * 0.25) / (peaks.length + 4)))
    const beyond = Math.max(0, (Math.log1p(most.count) - Math.max(Math.log1p(4), mean)) / spread)
    return { kind: 'take-off', subject: most.post, score: scoreBeyond(beyond), value: most.count, expected: Math.expm1(mean), from: at - dayMs, to: at }
  }

  #mostOf(day: Instant): number {
    const known = this.#daily.get(day)
    if (known !== undefined) return known
    const most = mostShared(this.#shares, day, day + dayMs)?.count ?? 0
    this.#daily.set(day, most)
    return most
  }
}
