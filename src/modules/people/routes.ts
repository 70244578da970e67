/** HTTP of people: parse, authorise, call, present. */
import { knownZone } from '../../kernel/calendar.ts'
import { Invalid, NotFound } from '../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { iso } from '../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../platform/http/route.ts'
import type { Db } from '../../platform/postgres/database.ts'
import * as api from './api.ts'
import type { Deed, DeedKey, Deeds, PictureAddress, Subjects } from './ports.ts'
import { identitiesOf, pageOfIdentities, searchIdentities, type Identity, type Place, type Sort } from './store.ts'

export interface PeopleDeps {
  readonly db: Db
  readonly deeds: Deeds
  readonly subjects: Subjects
  readonly picture: PictureAddress
}

const listOf = (text: string | undefined): string[] => (text ? text.split(',').filter(Boolean) : [])
/** How far a text filter looks through a timeline for one page. */
const maxScanned = 20_000

function identityView(identity: Identity, picture: PictureAddress) {
  const { id, channel, externalId, handle, name, bio, followers, place, bot } = identity
  return {
    id, channel, externalId, handle, name, bio, followers, place, bot,
    url: identity.url && /^https?:\/\//i.test(identity.url) ? identity.url : null,
    avatar: identity.avatarUrl ? picture(identity.avatarUrl) : null,
    firstSeenAt: iso(identity.firstSeenAt), lastSeenAt: iso(identity.lastSeenAt),
  }
}

/** What to call somebody: their name, else their handle, else their address. */
export function nameOf(identities: readonly Pick<Identity, 'name' | 'handle' | 'externalId'>[]): string {
  const named = identities.find((identity) => identity.name) ?? identities.find((identity) => identity.handle) ?? identities[0]
  return named?.name ?? named?.handle ?? named?.externalId ?? ''
}

async function summaries(deps: PeopleDeps, found: readonly Identity[]) {
  const counts = await deps.deeds.counts(found.map((identity) => identity.id))
  return found.map((identity) => ({
    id: identity.person,
    name: nameOf([identity]),
    identities: [identityView(identity, deps.picture)],
    interactions: counts.get(identity.id) ?? 0,
    firstSeenAt: iso(identity.firstSeenAt),
    lastSeenAt: iso(identity.lastSeenAt),
  }))
}

const cursorOf = (place: Place): string => Buffer.from(JSON.stringify([place.value, place.id])).toString('base64url')

/** The largest instant and count that a page can end at. */
const largest = { recent: 8.64e15, followers: 2_147_483_647 } as const

function readPlace(cursor: string, sort: Sort): Place {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    const fits = sort === 'name' ? typeof value === 'string' && value.isWellFormed() && !value.includes('\0') : Number.isInteger(value) && Number(value) >= 0 && Number(value) <= largest[sort]
    if (fits && (typeof value === 'string' || typeof value === 'number') && typeof id === 'string' && isUuid(id)) return { value, id }
  } catch {
    // Said below, together with what is JSON but not a place.
  }
  throw new Invalid('The cursor is not one of ours. Pass the `next` of a page, unchanged.', { path: '/cursor' }, 'paging.cursor')
}

async function person(db: Db, id: string): Promise<Identity[]> {
  const identities = isUuid(id) ? await identitiesOf(db, id) : []
  if (identities.length === 0) throw new NotFound('person', id)
  return identities
}

export function peopleRoutes(deps: PeopleDeps): MountedRoute[] {
  const { db, deeds, subjects } = deps
  return [
    handle(api.listPeople, async ({ query }) => {
      const channels = listOf(query.channels)
      if (query.q?.trim()) return { items: await summaries(deps, await searchIdentities(db, query.q, channels, query.limit)), next: null }
      const rows = await pageOfIdentities(db, { channels, sort: query.sort, after: query.cursor === undefined ? null : readPlace(query.cursor, query.sort), limit: query.limit })
      const last = rows.at(-1)
      return { items: await summaries(deps, rows), next: rows.length === query.limit && last ? cursorOf({ value: last.key, id: last.id }) : null }
    }),

    handle(api.getPerson, async ({ params }) => {
      const identities = await person(db, params.id)
      const ids = identities.map((identity) => identity.id)
      const [counts, habits, byTopic] = [await deeds.counts(ids), await deeds.habits(ids), await subjects.byTopic(ids)]
      return {
        id: params.id, name: nameOf(identities), identities: identities.map((identity) => identityView(identity, deps.picture)),
        interactions: [...counts.values()].reduce((sum, count) => sum + count, 0),
        firstSeenAt: iso(Math.min(...identities.map((identity) => identity.firstSeenAt))),
        lastSeenAt: iso(Math.max(...identities.map((identity) => identity.lastSeenAt))),
        byChannel: habits.byChannel, byTopic, rhythm: habits.rhythm,
      }
    }),

    handle(api.personTimeline, async ({ params, query }) => {
      const identities = (await person(db, params.id)).map((identity) => identity.id)
      const start = query.cursor === undefined ? null : readPlace(query.cursor, 'recent')
      const before: DeedKey | null = start ? { at: Number(start.value), id: start.id } : query.before === undefined ? null : { at: Date.parse(query.before), id: '00000000-0000-0000-0000-000000000000' }
      const found = await timeline(deps, identities, { kinds: listOf(query.kinds), channels: listOf(query.channels), topics: listOf(query.topics), text: query.q?.trim().toLowerCase() ?? '', before, limit: query.limit })
      return {
        items: found.deeds.map(({ deed, topics }) => ({ id: deed.id, channel: deed.channel, kind: deed.kind, direction: deed.direction, at: iso(deed.at), text: deed.text, title: deed.title, url: deed.url && /^https?:\/\//i.test(deed.url) ? deed.url : null, identity: deed.identity, topics })),
        next: found.next === null ? null : cursorOf({ value: found.next.at, id: found.next.id }),
      }
    }),

    handle(api.personActivity, async ({ params, query }) => {
      const identities = (await person(db, params.id)).map((identity) => identity.id)
      return { items: await deeds.activity(identities, knownZone(query.zone)) }
    }),
  ]
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
