/** Retraining: what corrections teach, measured before and after on posts that were not learnt from. */
import { Fault } from '../../../kernel/fault.ts'
import { labelNames, type LabelName } from '../labels/labels.ts'
import { areNearlySame, classes, openLearnt, openScorer, openUnderstanding, sketchOf, type Leans, type Understanding } from '../understanding/index.ts'
import { cues } from '../understanding/cues.ts'
import { hashPair } from '../understanding/hash.ts'
import { trainLean, type LeanExample } from '../understanding/lean-training.ts'
import { safetySample } from './safety-sample.ts'

/** A corrected label with the words that it was about. */
export interface Taught {
  /** Of the correction. */
  readonly id: string
  readonly text: string
  readonly language: string
  readonly label: LabelName
  readonly value: string
}

/** A figure before and after: how many of `of` were right. */
export interface BeforeAfter {
  readonly of: number
  readonly before: number
  readonly after: number
}

export interface LabelReport {
  readonly label: LabelName
  readonly corrections: number
  /** Corrected posts that were not learnt from while this was measured. */
  readonly heldOut: BeforeAfter
  /** The fixed sample that shows whether something else suffers. */
  readonly safety: BeforeAfter
  /** Of the newest posts, how many are told otherwise now. */
  readonly changed: { readonly of: number; readonly count: number }
}

export interface RetrainingReport {
  readonly labels: readonly LabelReport[]
  /** Labels with too few corrections to take part, and how many they have. */
  readonly leftOut: readonly { readonly label: LabelName; readonly corrections: number }[]
}

/** So many corrections of one label are needed: with fewer, neither can be learnt nor measured. */
export const fewestCorrections = 10
/** Plain phrases in every language: where few posts were heard yet, they hold against drift in their place. */
const phrases = cues.flatMap(([, , language, list]) => list.split('|').map((text) => ({ text, language: language === '*' ? 'en' : language })))
/** How much the shipped model's own answer on an uncorrected post counts against a correction. */
const anchorWeight = 1
const maxListed = 20

/** Thrown when no label has enough corrections. */
export class TooFewCorrections extends Fault {
  readonly code = 'listening.retraining.too-few'
  override readonly status = 422
  override readonly details: Readonly<Record<string, unknown>>
  constructor(counts: Readonly<Record<LabelName, number>>) {
    const had = labelNames.map((label) => `${label} has ${counts[label]}`).join(', ')
    super(`At least ${fewestCorrections} corrections of one label, on different posts, are needed to learn from: ${had}. Go on correcting what you read; nothing was changed.`)
    this.details = { needed: fewestCorrections, counts }
  }
}

/** Thrown when nearly the same words were corrected to different values. */
export class ContradictoryCorrections extends Fault {
  readonly code = 'listening.retraining.contradictory'
  override readonly status = 422
  override readonly details: Readonly<Record<string, unknown>>
  constructor(pairs: readonly (readonly [Taught, Taught])[]) {
    const [first] = pairs
    super(`${pairs.length} pairs of corrections contradict each other: nearly the same words were called ${first?.[0].value} once and ${first?.[1].value} another time (${first?.[0].label}). Undo one of each pair; nothing was changed.`)
    this.details = { corrections: [...new Set(pairs.flatMap((pair) => pair.map(({ id }) => id)))].slice(0, maxListed) }
  }
}

function contradictions(taught: readonly Taught[]): [Taught, Taught][] {
  const sketched = taught.map((one) => ({ one, sketch: sketchOf(one.text) }))
  const byStretch = new Map<number, number[]>()
  const pairs: [Taught, Taught][] = []
  for (const [at, { one, sketch }] of sketched.entries()) {
    const near = new Set([sketch.exact, ...sketch.stretches].flatMap((key) => byStretch.get(key) ?? []))
    for (const other of near) {
      const before = sketched[other]
      if (before && before.one.label === one.label && before.one.value !== one.value && areNearlySame(before.sketch, sketch)) pairs.push([before.one, one])
    }
    for (const key of new Set([sketch.exact, ...sketch.stretches])) byStretch.set(key, [...(byStretch.get(key) ?? []), at])
  }
  return pairs
}

/** A third of the posts is held out, the same for the same seed; posts of the same words are never parted. */
function heldOutGroups(taught: readonly Taught[], seed: number): ReadonlySet<number> {
  const groups = [...new Set(taught.map(({ text }) => sketchOf(text).exact))].toSorted((a, b) => (hashPair(a, seed) >>> 0) - (hashPair(b, seed) >>> 0))
  return new Set(groups.slice(0, Math.floor(groups.length / 3)))
}

/**
 * Which labels have enough corrections to take part.
 * @throws {TooFewCorrections}, {ContradictoryCorrections} with what to do.
 */
export function labelsToLearn(taught: readonly Taught[]): { counts: Readonly<Record<LabelName, number>>; taking: readonly LabelName[] } {
  const counts = Object.fromEntries(labelNames.map((label) => [label, new Set(taught.filter((one) => one.label === label).map(({ text }) => sketchOf(text).exact)).size])) as Record<LabelName, number>
  const taking = labelNames.filter((label) => counts[label] >= fewestCorrections)
  if (taking.length === 0) throw new TooFewCorrections(counts)
  const pairs = contradictions(taught.filter(({ label }) => taking.includes(label)))
  if (pairs.length > 0) throw new ContradictoryCorrections(pairs)
  return { counts, taking }
}

/**
 * Learns leans from corrections. `recent` are posts that nobody corrected: the
 * shipped model's answers on them hold against drift.
 *
 * @throws what `labelsToLearn` throws; nothing is learnt then.
 */
export function retrain(taught: readonly Taught[], recent: readonly { readonly text: string; readonly language: string }[], seed: number): { leans: Leans; report: RetrainingReport } {
  const { counts, taking } = labelsToLearn(taught)
  const scorer = openScorer()
  const shipped = openUnderstanding()
  const leans: Partial<Record<LabelName, Leans[LabelName]>> = {}
  const measured: { label: LabelName; corrections: number; heldOut: BeforeAfter }[] = []
  for (const label of taking) {
    const own = taught.filter((one) => one.label === label)
    const labels: readonly string[] = classes[label]
    const example = (text: string, language: string, value: string | null, weight: number): LeanExample => {
      const { rows, values, scores } = scorer.score(text, language)
      return { rows, values, scores: scores[label], label: value === null ? null : labels.indexOf(value), weight }
    }
    const anchors = [...recent, ...phrases].map(({ text, language }) => example(text, language, null, anchorWeight))
    const examples = own.map((one) => ({ one, example: example(one.text, one.language, one.value, 1) }))
    const out = heldOutGroups(own, seed)
    const isOut = ({ text }: Taught): boolean => out.has(sketchOf(text).exact)
    const half = openLearnt({ [label]: trainLean(labels, [...anchors, ...examples.filter(({ one }) => !isOut(one)).map((each) => each.example)], seed) })
    const apart = own.filter(isOut)
    measured.push({ label, corrections: own.length, heldOut: { of: apart.length, before: right(shipped, apart), after: right(half, apart) } })
    leans[label] = trainLean(labels, [...anchors, ...examples.map((each) => each.example)], seed)
  }
  const learnt = openLearnt(leans as Leans)
  return {
    leans: leans as Leans,
    report: {
      labels: measured.map(({ label, corrections, heldOut }) => {
        const sample = safetySample.flatMap(({ text, language, ...said }) => (said[label] === undefined ? [] : [{ id: '', text, language, label, value: said[label] }]))
        return {
          label, corrections, heldOut,
          safety: { of: sample.length, before: right(shipped, sample), after: right(learnt, sample) },
          changed: { of: recent.length, count: recent.filter(({ text, language }) => shipped.label(text, language)[label] !== learnt.label(text, language)[label]).length },
        }
      }),
      leftOut: labelNames.filter((label) => !taking.includes(label)).map((label) => ({ label, corrections: counts[label] })),
    },
  }
}

function right(understanding: Understanding, taught: readonly Taught[]): number {
  return taught.filter(({ text, language, label, value }) => understanding.label(text, language)[label] === value).length
}
