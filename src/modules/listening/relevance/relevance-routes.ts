/** HTTP of relevance, verdicts and own accounts: parse, authorise, call, present. */
import { NotFound } from '../../../kernel/fault.ts'
import { iso, type Clock } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { ReadDeps } from '../read.ts'
import * as api from './api.ts'
import { addOwnAccount, ourselves, removeOwnAccount } from './own-accounts.ts'
import { keepVerdict, learnFrom, learning, undoVerdict, verdictsOn, type KeptVerdict } from './verdicts.ts'
import { weigh, worthJoining, type Weighed } from './weigh.ts'

export interface RelevanceDeps extends ReadDeps {
  readonly clock: Clock
}

const verdictView = (actor: Actor, { verdict, name, at }: KeptVerdict) => ({ verdict, name: may(actor, 'members.read') ? name : null, at: iso(at) })
const shown = ({ score, reasons }: Pick<Weighed, 'score' | 'reasons'>) => ({ score, reasons })

export function relevanceRoutes(deps: RelevanceDeps): MountedRoute[] {
  const { db, clock, speakers } = deps
  const weighOne = async (id: Uuid): Promise<Weighed> => {
    await deps.listener.refresh()
    const heard = await deps.history.interaction(id)
    const [found] = heard ? await weigh(deps, [heard], clock.now()) : []
    if (!found) throw new NotFound('mention', id)
    return found
  }
  return [
    handle(api.worthJoining, async ({ query: { limit, ...filter } }) => {
      const { items, looked, lookedFrom } = await worthJoining(deps, filter, limit, clock.now())
      return { items: items.map((one) => ({ mention: one.mention, ...shown(one) })), looked, lookedFrom: lookedFrom === null ? null : iso(lookedFrom) }
    }),
    handle(api.mentionRelevance, async ({ params, actor }) => {
      const found = await weighOne(params.id)
      const verdict = (await verdictsOn(db, [params.id])).get(params.id)
      return { ...shown(found), isOurs: found.isOurs, verdict: verdict ? verdictView(actor, verdict) : null }
    }),
    handle(api.setVerdict, async ({ params, body, actor }) => verdictView(actor, await keepVerdict(db, actor, params.id, body.verdict, (await weighOne(params.id)).reasonsThen))),
    handle(api.undoVerdict, async ({ params }) => {
      await undoVerdict(db, params.id)
      return {}
    }),
    handle(api.learning, async () => {
      const { habits, verdicts, learnsFrom } = await learning(db)
      return { habits: [...habits], verdicts, learnsFrom: learnsFrom === null ? null : iso(learnsFrom) }
    }),
    handle(api.setLearning, async ({ body: { learnsFrom } }) => {
      await learnFrom(db, learnsFrom === null ? null : Date.parse(learnsFrom))
      return { learnsFrom }
    }),
    handle(api.listOwnAccounts, async () => ({ items: (await ourselves(db, speakers)).accounts.map(({ id, channel, handle: name, isConnected, identities }) => ({ id, channel, handle: name, isConnected, isHeard: identities.length > 0 })) })),
    handle(api.addOwnAccount, async ({ body }) => {
      const made = await addOwnAccount(db, body)
      return { ...made, isHeard: (await speakers.identitiesByHandle(made.handle, made.channel)).length > 0 }
    }),
    handle(api.removeOwnAccount, async ({ params }) => {
      await removeOwnAccount(db, params.id)
      return {}
    }),
  ]
}
