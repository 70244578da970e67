/** HTTP of the life cycle: the stages, a try-out, the flow between them. */
import { sql } from 'kysely'
import { Conflict, Invalid } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { PeopleDeps } from '../deps.ts'
import { factsOf, isOurs, valueOf } from '../list/card.ts'
import { cardsOf } from '../list/card-store.ts'
import { knownOf } from '../list/refresh.ts'
import { profileOf } from '../profile/profile.ts'
import { newestModel } from '../value/value-store.ts'
import * as api from './api.ts'
import { judge } from './judge.ts'
import { flowBetween, lifeCycleNow, sampleOfCards, saveLifeCycle, stageCounts } from './life-cycle-store.ts'
import { beginning, checkStages, counts, type Stage } from './stages.ts'

/** As many as are judged while somebody waits; of more a sample by lot. */
const triedAtMost = 20_000
const triedAtOnce = 500
const shownOfEach = 5

async function tryOut(deps: PeopleDeps, stages: readonly Stage[]) {
  const { total, persons } = await sampleOfCards(deps.db, triedAtMost)
  const asked = { withTurns: counts(stages, 'exchanges'), withVoices: counts(stages, 'voiced') }
  const model = await newestModel(deps.db)
  const now = deps.now()
  const moves = new Map<string, { from: string; to: string; count: number; some: Uuid[] }>()
  for (let start = 0; start < persons.length; start += triedAtOnce) {
    const slice = persons.slice(start, start + triedAtOnce)
    const stageOf = new Map(slice.map((one) => [one.person, one.stage]))
    for (const known of await knownOf(deps, slice.map((one) => one.person), asked)) {
      const profile = profileOf(known.identities, known.entries)
      if (isOurs(profile.ours?.value ?? null, known.days)) continue
      const value = valueOf(model, known.purchases, now)
      const to = judge(stages, factsOf(known, profile.tags.map((tag) => tag.value), value.alive, value.currency), now).stage
      const from = stageOf.get(known.person) ?? ''
      if (from === to) continue
      const move = moves.get(`${from} ${to}`) ?? { from, to, count: 0, some: [] }
      move.count += 1
      if (move.some.length < shownOfEach) move.some.push(known.person)
      moves.set(`${from} ${to}`, move)
    }
  }
  const cards = await cardsOf(deps.db, [...moves.values()].flatMap((move) => move.some))
  const list = [...moves.values()].toSorted((a, b) => b.count - a.count)
  return { looked: persons.length, total, moving: list.reduce((sum, move) => sum + move.count, 0), moves: list.map((move) => ({ ...move, some: move.some.map((id) => ({ id, name: cards.get(id)?.name ?? '' })) })) }
}

export function lifeCycleRoutes(deps: PeopleDeps): MountedRoute[] {
  const { db } = deps
  const view = async () => {
    const life = await lifeCycleNow(db)
    const { rows: [open] } = await sql<{ count: number }>`select (select count(*) from people.cards where edition < ${life.edition}) as count`.execute(db)
    return { edition: life.edition, since: life.since === 0 ? null : iso(life.since), byName: life.byName, isDefault: life.since === 0, stages: [...life.stages], counts: await stageCounts(db), judging: open?.count ?? 0 }
  }
  return [
    handle(api.getLifeCycle, view),
    handle(api.tryLifeCycle, ({ body }) => {
      checkStages(body.stages)
      return tryOut(deps, body.stages)
    }),
    handle(api.saveStages, async ({ actor, body }) => {
      checkStages(body.stages)
      const life = await lifeCycleNow(db)
      if (life.edition !== body.after || !(await saveLifeCycle(db, body.stages, body.after, actor.name, deps.now()))) throw new Conflict(`Somebody saved other stages meanwhile (edition ${life.edition}; yours began from ${body.after}). Look at theirs, then make your change again.`, 'people.stages-changed')
      return view()
    }),
    handle(api.stageFlow, async ({ query }) => {
      const [from, to] = [Date.parse(query.from), Math.min(Date.parse(query.to), deps.now())]
      if (!(from < to)) throw new Invalid('A flow needs a beginning before its end.', { path: '/from' }, 'people.flow-period')
      const at = Array.from({ length: query.steps + 1 }, (_, step) => Math.round(from + ((to - from) * step) / query.steps))
      const start = beginning((await lifeCycleNow(db)).stages)
      const flows = []
      for (const [index, begin] of at.slice(0, -1).entries()) flows.push(await flowBetween(db, begin, at[index + 1] ?? to, start))
      return { at: at.map(iso), flows }
    }),
  ]
}
