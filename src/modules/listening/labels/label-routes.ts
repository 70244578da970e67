/** HTTP of labels and corrections: parse, authorise, call, present. */
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { HeardHistory, HeardInteraction } from '../ports.ts'
import type { UnderstandingPool } from '../understanding/index.ts'
import * as api from './api.ts'
import { correctionsOf, keepCorrections, listCorrections, undoCorrection, type Correction } from './corrections.ts'
import { corrected, handLabels } from './hand-labels.ts'
import { labelsOf, type KnownDeps } from './known.ts'
import { keepLabelChanges } from './label-changes.ts'
import { applyLabelChanges } from './label-writer.ts'
import type { Labels } from './labels.ts'
import { spokenText } from './spoken-text.ts'
import type { Teacher } from './teacher.ts'

export interface LabelDeps extends KnownDeps {
  readonly db: Db
  readonly history: HeardHistory
  readonly pool: UnderstandingPool
  readonly teacher: Teacher
}

function correctionView(actor: Actor) {
  return ({ id, interaction, label, before, after, by, madeAt, undoneAt }: Correction): api.CorrectionView => ({
    id, mention: interaction, label, before, after, by: may(actor, 'members.read') ? by : null, at: iso(madeAt), undoneAt: undoneAt === null ? null : iso(undoneAt),
  })
}

async function heardOf({ history, listener }: LabelDeps, id: Uuid): Promise<HeardInteraction> {
  await listener.refresh()
  const heard = await history.interaction(id)
  if (!heard) throw new NotFound('mention', id)
  return heard
}

/** What the machine says of a post by itself, corrections of nearly the same words included. */
async function machineLabels({ pool }: LabelDeps, heard: HeardInteraction): Promise<Labels> {
  const [told] = await pool.labelMany([spokenText(heard)], [heard.language])
  if (told === undefined) throw new NotFound('answer about mention', heard.id)
  const { language: _, ...labels } = told
  return labels
}

/** Puts down what a post says now, and waits until every figure counts it. */
async function settle(deps: LabelDeps, { id, at }: HeardInteraction, labels: Labels): Promise<void> {
  await deps.db.transaction().execute((tx) => keepLabelChanges(tx, [{ id, at, labels }]))
  await applyLabelChanges(deps)
}

export function labelRoutes(deps: LabelDeps): MountedRoute[] {
  const { db } = deps
  return [
    handle(api.mentionLabels, async ({ params, actor }) => {
      const heard = await heardOf(deps, params.id)
      const [understood] = await deps.pool.understandMany([spokenText(heard)], [heard.language])
      const [machine, known] = [await machineLabels(deps, heard), await labelsOf(deps, [heard])]
      return {
        labels: known.get(heard.id)?.labels ?? machine, machine,
        probabilities: understood?.probabilities ?? { negative: 0, neutral: 1, positive: 0 }, because: [...(understood?.because ?? [])], urgencyBecause: [...(understood?.urgencyBecause ?? [])],
        corrections: (await correctionsOf(db, heard.id)).map(correctionView(actor)),
      }
    }),
    handle(api.correctLabels, async ({ params, body, actor }) => {
      const heard = await heardOf(deps, params.id)
      const before = (await labelsOf(deps, [heard])).get(heard.id)?.labels
      if (!before) throw new Invalid('This mention is not understood yet. Try again in a moment.', undefined, 'listening.labels.not-yet')
      const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      const corrections = await db.transaction().execute((tx) => keepCorrections(tx, actor, { id: heard.id, at: heard.at, text: spokenText(heard) }, before, said))
      const labels = corrected(before, (await handLabels(db, [heard.id])).get(heard.id))
      if (corrections.length > 0) {
        await deps.teacher.teach()
        await settle(deps, heard, labels)
      }
      return { labels, corrections: corrections.map(correctionView(actor)) }
    }),
    handle(api.undoCorrection, async ({ params }) => {
      const undone = await undoCorrection(db, params.id)
      await deps.teacher.teach()
      const heard = await heardOf(deps, undone.interaction)
      const labels = corrected(await machineLabels(deps, heard), (await handLabels(db, [heard.id])).get(heard.id))
      await settle(deps, heard, labels)
      return { mention: heard.id, labels }
    }),
    handle(api.listCorrections, async ({ query, actor }) => {
      const before = query.cursor === undefined ? null : Number(query.cursor)
      if (before !== null && !Number.isSafeInteger(before)) throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
      const rows = await listCorrections(db, { label: query.label ?? null, ids: query.ids, before, limit: query.limit })
      const heard = new Map((await deps.history.interactions(rows.map(({ interaction, at }) => ({ id: interaction, at })))).map((one) => [one.id, one]))
      const last = rows.at(-1)
      return {
        items: rows.map((row) => {
          const post = heard.get(row.interaction)
          return { ...correctionView(actor)(row), excerpt: post ? spokenText(post).slice(0, 280).toWellFormed() : null, language: post?.language ?? null }
        }),
        next: rows.length === query.limit && last ? String(last.number) : null,
      }
    }),
  ]
}
