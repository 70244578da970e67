/** The routes of labels, corrections, retraining and the outside model, as data. */
import { z } from 'zod'
import { page, pageQuery } from '../../../platform/http/paging.ts'
import { route } from '../../../platform/http/route.ts'
import { labelsView } from '../api.ts'
import { outsideLabels } from '../outside/outside-settings.ts'
import { labelNames, labelValues } from './labels.ts'

const time = z.iso.datetime()
const id = z.object({ id: z.guid() })
const label = z.enum(labelNames)

export const correctionView = z.object({
  id: z.string(),
  mention: z.string(),
  label,
  before: z.string(),
  after: z.string(),
  by: z.string().nullable().describe('Null to those who may not see members.'),
  at: time,
  undoneAt: time.nullable(),
})
export type CorrectionView = z.output<typeof correctionView>

export const mentionLabels = route({
  method: 'get', path: '/mentions/{id}/labels', access: 'mentions.read', tag: 'Understanding', summary: 'What a mention says, how sure that is, and why', params: id,
  output: z.object({
    labels: labelsView,
    /** What the machine says by itself. */
    machine: labelsView,
    probabilities: z.object({ negative: z.number(), neutral: z.number(), positive: z.number() }),
    because: z.array(z.string()).describe('The words that spoke for it.'),
    urgencyBecause: z.array(z.string()),
    corrections: z.array(correctionView).describe('Those that hold, the newest first.'),
  }),
})
export const correctLabels = route({
  method: 'patch', path: '/mentions/{id}/labels', access: 'mentions.manage', tag: 'Understanding', summary: 'Correct what a mention says', params: id,
  description: 'Shown at once, counted by every figure when this is answered, and used for later posts of nearly the same words. What equals the label as it is makes no correction.',
  body: z.object({ sentiment: z.enum(labelValues.sentiment).optional(), emotion: z.enum(labelValues.emotion).optional(), intent: z.enum(labelValues.intent).optional(), urgency: z.enum(labelValues.urgency).optional() })
    .refine((body) => Object.keys(body).length > 0, 'Give at least one of sentiment, emotion, intent, urgency.'),
  output: z.object({ labels: labelsView, corrections: z.array(correctionView) }),
})
export const undoCorrection = route({ method: 'post', path: '/corrections/{id}/undo', access: 'mentions.manage', tag: 'Understanding', summary: 'Take a correction back', params: id, output: z.object({ mention: z.string(), labels: labelsView }) })
export const listCorrections = route({
  method: 'get', path: '/corrections', access: 'mentions.manage', tag: 'Understanding', summary: 'All corrections, newest first',
  query: z.object({ label: label.optional(), ids: z.string().max(4_000).default('').transform((text) => text.split(',').filter(Boolean)).pipe(z.array(z.guid())).describe('Only these.'), ...pageQuery }),
  output: page(correctionView.extend({ excerpt: z.string().nullable().describe('Null when the post is gone.'), language: z.string().nullable() })),
})

const beforeAfter = z.object({ of: z.int(), before: z.int(), after: z.int() })
export const retrainingView = z.object({
  id: z.string(),
  at: time,
  by: z.string(),
  report: z.object({
    labels: z.array(z.object({
      label, corrections: z.int(),
      heldOut: beforeAfter.describe('Corrected posts that were not learnt from while this was measured: how many were told right.'),
      safety: beforeAfter.describe('A fixed sample: how many were told right.'),
      changed: z.object({ of: z.int(), count: z.int() }).describe('Of the newest posts, how many are told otherwise.'),
    })),
    leftOut: z.array(z.object({ label, corrections: z.int() })).describe('Labels with too few corrections to take part.'),
  }),
  appliedAt: time.nullable(),
  undoneAt: time.nullable(),
  inUse: z.boolean(),
})
export type RetrainingView = z.output<typeof retrainingView>
export const getUnderstanding = route({
  method: 'get', path: '/understanding', access: 'mentions.read', tag: 'Understanding', summary: 'How understanding stands: corrections, retrainings, and what is still to be understood',
  output: z.object({
    needed: z.int().describe('Corrections of one label that a retraining needs.'),
    corrections: z.array(z.object({ label, before: z.string(), after: z.string(), count: z.int() })).describe('Those that hold.'),
    backfill: z.object({ state: z.enum(['running', 'done']), labelled: z.int(), total: z.int() }),
    retrainings: z.array(retrainingView).describe('The newest first.'),
  }),
})
export const makeRetraining = route({
  method: 'post', path: '/understanding/retrainings', access: 'topics.manage', tag: 'Understanding', summary: 'Retrain with the corrections; nothing changes until it is applied',
  description: 'With too few or contradictory corrections: 422, `code` listening.retraining.too-few or listening.retraining.contradictory, with `details`.',
  output: retrainingView, status: 201,
})
export const applyRetraining = route({ method: 'post', path: '/understanding/retrainings/{id}/apply', access: 'topics.manage', tag: 'Understanding', summary: 'Use a retraining from now on', params: id, output: retrainingView })
export const undoRetraining = route({ method: 'post', path: '/understanding/retrainings/{id}/undo', access: 'topics.manage', tag: 'Understanding', summary: 'Stop using a retraining; what was used before it holds again', params: id, output: retrainingView })

const outsideBody = z.object({
  enabled: z.boolean(),
  address: z.url({ protocol: /^https?$/ }).max(2_000).describe('Base address of an OpenAI-compatible API: `https://host.example/v1`.'),
  model: z.string().trim().min(1).max(200),
  key: z.string().max(1_000).optional().describe('Left out: the key stays as it is, unless the host changes. Empty: no key.'),
  labels: z.array(z.enum(outsideLabels)).min(1),
  timeoutMs: z.int().min(500).max(60_000).default(10_000),
  concurrency: z.int().min(1).max(16).default(2),
  perMinute: z.int().min(1).max(6_000).default(60).describe('Requests a minute; each carries up to ten posts.'),
})
export const outsideView = outsideBody.omit({ key: true }).extend({ hasKey: z.boolean(), health: z.object({ ok: z.boolean(), words: z.string() }).nullable() })
export const getOutsideModel = route({ method: 'get', path: '/understanding/outside-model', access: 'installation.manage', tag: 'Understanding', summary: 'The outside model that may tell labels', output: z.object({ settings: outsideView.nullable() }) })
export const setOutsideModel = route({ method: 'put', path: '/understanding/outside-model', access: 'installation.manage', tag: 'Understanding', summary: 'Set, turn on or turn off the outside model', body: outsideBody, output: z.object({ settings: outsideView.nullable() }) })
export const tryOutsideModel = route({
  method: 'post', path: '/understanding/outside-model/try', access: 'installation.manage', tag: 'Understanding', summary: 'Ask an outside model about one post, without saving anything',
  body: outsideBody.extend({ text: z.string().min(1).max(2_000) }),
  output: z.object({ answer: z.object({ sentiment: z.string().optional(), emotion: z.string().optional(), intent: z.string().optional() }), tookMs: z.int() }),
})
