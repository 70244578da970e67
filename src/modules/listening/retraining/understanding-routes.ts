/** HTTP of retraining and of the outside model: parse, authorise, call, present. */
import { Invalid, sentence } from '../../../kernel/fault.ts'
import { iso, type Clock } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Seal } from '../../../platform/seal.ts'
import * as api from '../labels/api.ts'
import { countCorrections, heldCorrections } from '../labels/corrections.ts'
import { labelBackfill } from '../labels/label-backfill.ts'
import { spokenText } from '../labels/spoken-text.ts'
import type { Teacher } from '../labels/teacher.ts'
import { askOutside } from '../outside/ask-outside.ts'
import type { OutsideLabeller } from '../outside/outside-labeller.ts'
import { hostOf, outsideModel, saveOutsideModel } from '../outside/outside-settings.ts'
import type { HeardHistory } from '../ports.ts'
import { fewestCorrections, labelsToLearn, type Taught } from './retrain.ts'
import { applyRetraining, findRetraining, keepRetraining, listRetrainings, undoRetraining, type Retraining } from './retraining-store.ts'
import { retrainInThread } from './retraining-thread.ts'

export interface UnderstandingDeps {
  readonly db: Db
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly clock: Clock
  readonly history: HeardHistory
  readonly teacher: Teacher
  readonly outside: OutsideLabeller
}

const mostLearntFrom = 5_000
const recentPosts = 400
const retrainingMs = 120_000
const seed = 1
const shownRetrainings = 20

/** Corrections that hold, with the words they are about; of posts that are gone nothing is learnt. */
async function taughtOf({ db, history }: UnderstandingDeps): Promise<Taught[]> {
  const held = await heldCorrections(db, mostLearntFrom)
  const heard = new Map((await history.interactions([...new Map(held.map((one) => [one.interaction, { id: one.interaction, at: one.at }])).values()])).map((one) => [one.id, one]))
  return held.flatMap(({ id, interaction, label, after }) => {
    const post = heard.get(interaction)
    return post ? [{ id, text: spokenText(post), language: post.language, label, value: after }] : []
  })
}

async function retrainingViews(db: Db): Promise<api.RetrainingView[]> {
  const all = await listRetrainings(db, shownRetrainings)
  const inUse = all.filter((one) => one.appliedAt !== null && one.undoneAt === null).toSorted((a, b) => (b.appliedAt ?? 0) - (a.appliedAt ?? 0))[0]?.id
  return all.map((one) => retrainingView(one, inUse))
}

function retrainingView({ id, madeAt, by, report, appliedAt, undoneAt }: Retraining, inUse: string | undefined): api.RetrainingView {
  return {
    id, at: iso(madeAt), by, appliedAt: appliedAt === null ? null : iso(appliedAt), undoneAt: undoneAt === null ? null : iso(undoneAt), inUse: id === inUse,
    report: { labels: report.labels.map((one) => ({ ...one })), leftOut: report.leftOut.map((one) => ({ ...one })) },
  }
}

export function understandingRoutes(deps: UnderstandingDeps): MountedRoute[] {
  const { db, seal, fetch, clock } = deps
  const shown = async (id: string): Promise<api.RetrainingView> => (await retrainingViews(db)).find((one) => one.id === id) ?? retrainingView(await findRetraining(db, id), undefined)
  const outsideSettings = async () => {
    const model = await outsideModel(db, seal)
    if (model === null) return { settings: null }
    const { key, labels, ...rest } = model
    return { settings: { ...rest, labels: [...labels], hasKey: key !== null, health: deps.outside.health() } }
  }
  return [
    handle(api.getUnderstanding, async () => ({
      needed: fewestCorrections, corrections: await countCorrections(db), backfill: await labelBackfill(db), retrainings: await retrainingViews(db),
    })),
    handle(api.makeRetraining, async ({ actor }) => {
      const taught = await taughtOf(deps)
      labelsToLearn(taught)
      const corrected = new Set(taught.map(({ text }) => text))
      const recent = (await deps.history.recent(recentPosts)).map((one) => ({ text: spokenText(one), language: one.language })).filter(({ text }) => text !== '' && !corrected.has(text))
      const { leans, report } = await retrainInThread({ taught, recent, seed }, retrainingMs)
      return shown(await keepRetraining(db, { by: actor.name, seed, report, leans }))
    }),
    handle(api.applyRetraining, async ({ params, actor }) => {
      await applyRetraining(db, params.id, actor.name)
      await deps.teacher.teach()
      return shown(params.id)
    }),
    handle(api.undoRetraining, async ({ params }) => {
      await undoRetraining(db, params.id)
      await deps.teacher.teach()
      return shown(params.id)
    }),
    handle(api.getOutsideModel, outsideSettings),
    handle(api.setOutsideModel, async ({ body }) => {
      const { key, ...settings } = body
      fetch.check(settings.address)
      await saveOutsideModel(db, seal, settings, key)
      await deps.outside.refresh()
      return outsideSettings()
    }),
    handle(api.tryOutsideModel, async ({ body }) => {
      const { key, text, ...settings } = body
      const saved = await outsideModel(db, seal)
      // A kept key only goes to the host that it was given for.
      const used = key === undefined ? (saved !== null && hostOf(saved.address) === hostOf(settings.address) ? saved.key : null) : key || null
      const startedAt = clock.now()
      const answers = await askOutside(fetch, { ...settings, key: used }, [text]).catch((thrown: unknown) => {
        throw new Invalid(sentence(thrown), { path: '/address' }, 'listening.outside.failed')
      })
      return { answer: answers[0] ?? {}, tookMs: Math.round(clock.now() - startedAt) }
    }),
  ]
}
