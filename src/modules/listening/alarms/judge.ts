/** Looks at a topic every five minutes of a stretch of time, live or replayed, and says which alarms turn. */
import { dayMs, hourMs, minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { Heard } from './heard.ts'
import { follow, type Turn } from './lifecycle.ts'
import type { AlarmSettings, AlarmState, Reading } from './model.ts'
import { NewWordsWatch, sentimentReading, silenceReading, slowBurnReading, spikeReading, TakeOffWatch } from './readings.ts'
import { learnUsual, type Usual } from './usual.ts'

/** Looks are taken at whole multiples of this, so that a replay looks when the present looked. */
export const lookEveryMs = 5 * minuteMs

export interface Turned {
  readonly turn: Turn
  readonly at: Instant
  readonly alarm: AlarmState
}

export interface Judged {
  readonly turns: readonly Turned[]
  /** How alarms stand at the end, by {@link keyOf}. */
  readonly states: ReadonlyMap<string, AlarmState>
}

export const keyOf = ({ kind, subject }: { readonly kind: string; readonly subject: string }): string => `${kind} ${subject}`

export type UsualOf = (at: Instant) => Usual

/** What was usual on a day, learnt once a day from whole days before it. */
export function learner(heard: Pick<Heard, 'hourly' | 'isHeard'>): UsualOf {
  const learnt = new Map<Instant, Usual>()
  return (upTo) => {
    const day = Math.floor(upTo / dayMs) * dayMs
    const known = learnt.get(day) ?? learnUsual(heard.hourly, day, heard.isHeard)
    learnt.set(day, known)
    return known
  }
}

/** A spike in the last week explains what a slow burn would say. */
function hadSpike(states: ReadonlyMap<string, AlarmState>, at: Instant): boolean {
  const spike = states.get('spike ')
  return spike !== undefined && at - spike.seenAt < 7 * dayMs
}

/**
 * Follows alarms over every look in (from, to]. Give `states` as they stood at
 * `from`; the same input gives the same turns, however it is cut into stretches.
 * Whoever looks often keeps `usualOf` instead of learning it anew.
 */
export function judge(heard: Heard, settings: AlarmSettings, before: ReadonlyMap<string, AlarmState>, from: Instant, to: Instant, usualOf: UsualOf = learner(heard)): Judged {
  const states = new Map(before)
  const turns: Turned[] = []
  const takeOff = new TakeOffWatch(heard.shares)
  const newWords = new NewWordsWatch(heard.words)
  const wants = new Set(settings.kinds)
  const look = (at: Instant, kind: AlarmState['kind'], reading: Reading | null): void => {
    const subjects = new Set([...(reading ? [reading.subject] : []), ...[...states.values()].filter((state) => state.kind === kind).map((state) => state.subject)])
    for (const subject of subjects) {
      const key = keyOf({ kind, subject })
      const { after, turn } = follow(states.get(key), reading?.subject === subject ? reading : null, at, settings.sensitivity)
      if (after) states.set(key, after)
      if (turn && after) turns.push({ turn, at, alarm: after })
    }
  }
  for (let at = (Math.floor(from / lookEveryMs) + 1) * lookEveryMs; at <= to; at += lookEveryMs) {
    const usual = usualOf(at)
    if (!usual.isEnough) continue
    if (wants.has('spike')) look(at, 'spike', spikeReading(heard, usual, at))
    if (at % hourMs !== 0) continue
    if (wants.has('drop')) look(at, 'drop', silenceReading('drop', '', heard, usual, at))
    if (wants.has('slow-burn')) {
      const reference = usualOf(at - 7 * dayMs)
      look(at, 'slow-burn', reference.isEnough && !hadSpike(states, at) ? slowBurnReading(heard, reference, at) : null)
    }
    if (wants.has('sentiment')) look(at, 'sentiment', sentimentReading(heard.sentiment, at))
    if (wants.has('new-words')) look(at, 'new-words', newWords.reading(at))
    if (wants.has('take-off')) look(at, 'take-off', takeOff.reading(at))
  }
  return { turns, states }
}

/** The same for a channel as a whole: only its silence is looked at, every hour. */
export function judgeChannel(channel: string, heard: Pick<Heard, 'hourly' | 'isHeard'>, settings: AlarmSettings, before: ReadonlyMap<string, AlarmState>, from: Instant, to: Instant, usualOf: UsualOf = learner(heard)): Judged {
  const states = new Map(before)
  const turns: Turned[] = []
  const key = keyOf({ kind: 'source-silent', subject: channel })
  for (let at = (Math.floor(from / hourMs) + 1) * hourMs; at <= to; at += hourMs) {
    const usual = usualOf(at)
    if (!usual.isEnough) continue
    const { after, turn } = follow(states.get(key), silenceReading('source-silent', channel, heard, usual, at), at, settings.sensitivity)
    if (after) states.set(key, after)
    if (turn && after) turns.push({ turn, at, alarm: after })
  }
  return { turns, states }
}
