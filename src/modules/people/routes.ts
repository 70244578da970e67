/** HTTP of people: parse, authorise, call, present. */
import { knownZone } from '../../kernel/calendar.ts'
import { NotFound } from '../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { iso } from '../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import type { Db } from '../../platform/postgres/database.ts'
import * as api from './api.ts'
import { companyRoutes } from './companies/routes.ts'
import { cursorOf, type PeopleDeps } from './deps.ts'
import { habitRoutes } from './habits/routes.ts'
import { viewOfIdentity } from './identity-view.ts'
import { lifeCycleRoutes } from './lifecycle/routes.ts'
import { nameOf } from './list/card.ts'
import { listRoutes, readPlace } from './list/routes.ts'
import type { Deed, DeedKey } from './ports.ts'
import { profileRoutes } from './profile/routes.ts'
import { identitiesOf, type Identity } from './store.ts'
import { valueRoutes } from './value/routes.ts'

const listOf = (text: string | undefined): string[] => (text ? text.split(',').filter(Boolean) : [])
/** How far a text filter looks through a timeline for one page. */
const maxScanned = 20_000

async function person(db: Db, id: string): Promise<Identity[]> {
  const identities = isUuid(id) ? await identitiesOf(db, id) : []
  if (identities.length === 0) throw new NotFound('person', id)
  return identities
}

export function peopleRoutes(deps: PeopleDeps): MountedRoute[] {
  const { db, deeds, subjects } = deps
  return [
    ...listRoutes(deps),
    ...profileRoutes(deps),
    ...lifeCycleRoutes(deps),
    ...valueRoutes(deps),
    ...companyRoutes(deps),
    ...habitRoutes(deps),

    handle(api.getPerson, async ({ params }) => {
      const identities = await person(db, params.id)
      const ids = identities.map((identity) => identity.id)
      const [counts, habits, byTopic] = [await deeds.counts(ids), await deeds.habits(ids), await subjects.byTopic(ids)]
      return {
        id: params.id, name: nameOf(identities), identities: identities.map((identity) => viewOfIdentity(identity, deps.picture)),
        interactions: [...counts.values()].reduce((sum, count) => sum + count, 0),
        firstSeenAt: iso(Math.min(...identities.map((identity) => identity.firstSeenAt))),
        lastSeenAt: iso(Math.max(...identities.map((identity) => identity.lastSeenAt))),
        byChannel: habits.byChannel, byTopic, rhythm: habits.rhythm,
      }
    }),

    handle(api.personTimeline, async ({ actor, params, query }) => {
      const identities = (await person(db, params.id)).map((identity) => identity.id)
      const start = query.cursor === undefined ? null : readPlace(query.cursor, 'recent')
      const before: DeedKey | null = start ? { at: Number(start.value), id: start.id } : query.before === undefined ? null : { at: Date.parse(query.before), id: '00000000-0000-0000-0000-000000000000' }
      const found = await timeline(deps, identities, { kinds: listOf(query.kinds), channels: listOf(query.channels), topics: listOf(query.topics), text: query.q?.trim().toLowerCase() ?? '', before, limit: query.limit })
      const messages = await deps.messages.of(actor, found.deeds.map(({ deed }) => deed.id))
      return {
        items: found.deeds.map(({ deed, topics }) => ({ ...wordsOf(deed, messages.get(deed.id)), id: deed.id, channel: deed.channel, kind: deed.kind, direction: deed.direction, at: iso(deed.at), url: deed.url && /^https?:\/\//i.test(deed.url) ? deed.url : null, identity: deed.identity, topics })),
        next: found.next === null ? null : cursorOf(found.next.at, found.next.id),
      }
    }),

    handle(api.personActivity, async ({ params, query }) => {
      const identities = (await person(db, params.id)).map((identity) => identity.id)
      return { items: await deeds.activity(identities, knownZone(query.zone)) }
    }),
  ]
}

/** Private words only from who decides about them. */
function wordsOf(deed: Deed, message: { conversation: Uuid; number: number; subject: string | null; text: string } | undefined): { text: string; title: string | null; private: boolean; conversation: { id: string; number: number } | null } {
  const conversation = message ? { id: message.conversation, number: message.number } : null
  return deed.private ? { text: message?.text ?? '', title: message?.subject ?? null, private: true, conversation } : { text: deed.text, title: deed.title, private: false, conversation }
}

interface TimelineFilter {
  readonly kinds: readonly string[]
  readonly channels: readonly string[]
  readonly topics: readonly Uuid[]
  readonly text: string
  readonly before: DeedKey | null
  readonly limit: number
}

/** A page of deeds; filters on words and topics look on through older pages until it is full. */
async function timeline({ deeds, subjects }: PeopleDeps, identities: readonly Uuid[], filter: TimelineFilter): Promise<{ deeds: { deed: Deed; topics: Uuid[] }[]; next: DeedKey | null }> {
  const picky = filter.text !== '' || filter.topics.length > 0
  const pageSize = picky ? 1_000 : filter.limit
  const found: { deed: Deed; topics: Uuid[] }[] = []
  let before = filter.before
  for (let scanned = 0; scanned < maxScanned; scanned += pageSize) {
    const keys = await deeds.timeline({ identities, kinds: filter.kinds, channels: filter.channels, before, limit: pageSize })
    const topics = await subjects.topicsOf(keys)
    for (const deed of await deeds.interactions(keys)) {
      const about = topics.get(deed.id) ?? []
      if (filter.topics.length > 0 && !about.some((topic) => filter.topics.includes(topic))) continue
      if (filter.text !== '' && !`${deed.title ?? ''} ${deed.text}`.toLowerCase().includes(filter.text)) continue
      found.push({ deed, topics: about })
      if (found.length === filter.limit) return { deeds: found, next: { at: deed.at, id: deed.id } }
    }
    before = keys.at(-1) ?? null
    if (keys.length < pageSize) return { deeds: found, next: null }
  }
  return { deeds: found, next: before }
}
