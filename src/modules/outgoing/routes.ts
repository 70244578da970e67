/** HTTP of webhooks and of the catalogue of events. */
import { Invalid, NotFound } from '../../kernel/fault.ts'
import { iso, type Clock, type Instant } from '../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import { readAddress } from '../../platform/outward/public-address.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Seal } from '../../platform/seal.ts'
import * as api from './api.ts'
import { findDelivery, listDeliveries, replay, type LoggedDelivery } from './deliveries.ts'
import { addEndpoint, changeEndpoint, findEndpoint, listEndpoints, removeEndpoint, rotateSecret, type Endpoint } from './endpoints.ts'
import { mayHaveByMail, type EventTypes } from './event-types.ts'
import { keepForOne, wake } from './events.ts'
import { pinged } from './own-events.ts'

export interface WebhookRouteDeps {
  readonly db: Db
  readonly clock: Clock
  readonly seal: Seal
  readonly types: EventTypes
  /** `host:port` entries that may lie in a private network. */
  readonly allowPrivate: readonly string[]
}

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

function stateOf({ active, failures, lastDeliveredAt }: Endpoint): 'waiting-for-first' | 'working' | 'failing' | 'off' {
  if (!active) return 'off'
  if (failures > 0) return 'failing'
  return lastDeliveredAt === null ? 'waiting-for-first' : 'working'
}

function shownEndpoint(endpoint: Endpoint, now: Instant) {
  const { id, name, url, types, disabledCode, disabledBecause, waiting } = endpoint
  return {
    id, name, url, types, state: stateOf(endpoint), disabledCode, disabledBecause, waiting,
    disabledAt: isoOrNull(endpoint.disabledAt), failingSince: isoOrNull(endpoint.failingSince), nextTryAt: endpoint.active ? isoOrNull(endpoint.resumeAt) : null, lastDeliveredAt: isoOrNull(endpoint.lastDeliveredAt),
    oldSecretUntil: endpoint.oldSecretUntil !== null && endpoint.oldSecretUntil > now ? iso(endpoint.oldSecretUntil) : null, createdAt: iso(endpoint.createdAt),
  }
}

const shownDelivery = ({ event, type, at, state, tries, dueAt, finishedAt, status, because }: LoggedDelivery) => ({
  event, type, at: iso(at), state, tries, nextTryAt: state === 'waiting' ? iso(dueAt) : null, finishedAt: isoOrNull(finishedAt), status, because,
})

export function webhookRoutes({ db, clock, seal, types, allowPrivate }: WebhookRouteDeps): MountedRoute[] {
  const allowed = new Set(allowPrivate.map((entry) => entry.toLowerCase()))

  /** @throws {Invalid} for an address that could never be sent to */
  function addressOf(given: string): string {
    const url = readAddress(given, ['http:', 'https:'], allowed)
    if (url.username !== '' || url.password !== '') throw new Invalid('The address holds a user name or password. Leave them out: what comes from Rapport is known by its signature.', { path: '/url' }, 'outgoing.address')
    url.hash = ''
    return url.href
  }
  function checkTypes(asked: readonly string[] | null | undefined): void {
    const unknown = asked?.find((type) => types.find(type) === undefined)
    if (unknown !== undefined) throw new Invalid(`There is no event type "${unknown}". GET /event-types lists them.`, { path: '/types' }, 'outgoing.unknown-type')
  }

  return [
    handle(api.listEventTypes, ({ actor }) => ({ items: types.all.map((one) => ({ type: one.type, summary: one.summary, byMail: mayHaveByMail(actor, one), example: { type: one.type, timestamp: '2026-11-22T14:30:00.000Z', data: one.example } })) })),
    handle(api.listWebhooks, async () => ({ items: (await listEndpoints(db)).map((endpoint) => shownEndpoint(endpoint, clock.now())) })),
    handle(api.createWebhook, async ({ actor, body }) => {
      checkTypes(body.types)
      const { endpoint, secret } = await addEndpoint(db, seal, { name: body.name, url: addressOf(body.url), types: body.types, by: actor.id }, clock.now())
      return { ...shownEndpoint(endpoint, clock.now()), secret }
    }),
    handle(api.updateWebhook, async ({ params, body }) => {
      checkTypes(body.types)
      const url = body.url === undefined ? undefined : addressOf(body.url)
      const changed = await changeEndpoint(db, params.id, { ...body, url }, clock.now())
      await wake(db)
      return shownEndpoint(changed, clock.now())
    }),
    handle(api.removeWebhook, async ({ params }) => {
      await removeEndpoint(db, params.id)
      return {}
    }),
    handle(api.rotateWebhookSecret, async ({ params }) => {
      const { secret, oldUntil } = await rotateSecret(db, seal, params.id, clock.now())
      return { secret, oldUntil: iso(oldUntil) }
    }),
    handle(api.pingWebhook, async ({ actor, params }) => {
      const { active } = await findEndpoint(db, params.id)
      if (!active) throw new Invalid('This webhook is switched off. Switch it on first; what waits goes out then too.', undefined, 'outgoing.off')
      const now = clock.now()
      const event = await db.transaction().execute((tx) => keepForOne(tx, types, { type: pinged.type, at: now, data: { endpoint: params.id, by: actor.name } }, params.id, now))
      await wake(db)
      return { event }
    }),
    handle(api.listDeliveries, async ({ params, query }) => {
      await findEndpoint(db, params.id)
      const items = await listDeliveries(db, params.id, { state: query.state ?? null, before: query.cursor ?? null, limit: query.limit })
      return { items: items.map(shownDelivery), next: items.length === query.limit ? (items.at(-1)?.event ?? null) : null }
    }),
    handle(api.readDelivery, async ({ params }) => {
      const found = await findDelivery(db, params.id, params.event)
      if (found === null) throw new NotFound('delivery', params.event)
      return { ...shownDelivery(found), body: found.body, attempts: found.attempts.map((attempt) => ({ ...attempt, at: iso(attempt.at) })) }
    }),
    handle(api.replayDelivery, async ({ params }) => {
      if ((await findDelivery(db, params.id, params.event)) === null) throw new NotFound('delivery', params.event)
      return { count: await replayed(params.id, { event: params.event }) }
    }),
    handle(api.replaySpan, async ({ params, body }) => {
      await findEndpoint(db, params.id)
      const [from, to] = [Date.parse(body.from), Date.parse(body.to)]
      if (from >= to) throw new Invalid('The span ends before it begins.', { path: '/to' }, 'outgoing.span')
      return { count: await replayed(params.id, { from, to, failedOnly: body.failedOnly }) }
    }),
  ]

  async function replayed(endpoint: string, what: Parameters<typeof replay>[2]): Promise<number> {
    const count = await db.transaction().execute((tx) => replay(tx, endpoint, what, clock.now()))
    await wake(db)
    return count
  }
}
