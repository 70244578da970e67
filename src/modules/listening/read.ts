/** Reading mentions: skeleton (which), hydration (what), presentation (how it is shown). */
import { iso, type Instant } from '../../kernel/instant.ts'
import { Invalid, NotFound } from '../../kernel/fault.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { MentionView } from './api.ts'
import { cursorOf, readCursor, selectionOf, type MentionFilter, type Selection } from './filter.ts'
import type { Measure } from './figures.ts'
import type { Mentions } from './mentions.ts'
import { ourselves } from './relevance/own-accounts.ts'
import type { RecentSearches } from './recent-searches.ts'
import type { HeardHistory, HeardInteraction, MentionKey, PictureAddress, Speakers } from './ports.ts'
import { mentionView } from './present.ts'
import type { Listener } from './listener.ts'
import { passesOn } from './door/index.ts'
import { parseQuery } from './query/index.ts'
import type { Sifter } from './hearing/sifter.ts'
import { keptLabels, labelsOf, type KnownPost } from './labels/known.ts'
import type { Labeller } from './labels/labeller.ts'
import { sift } from './sift.ts'
import type { Db } from '../../platform/postgres/database.ts'

export interface ReadDeps {
  readonly mentions: Mentions
  readonly history: HeardHistory
  readonly speakers: Speakers
  readonly listener: Listener
  readonly picture: PictureAddress
  readonly found: RecentSearches
  readonly db: Db
  readonly labeller: Labeller
  readonly sifter: Sifter
}

/** How many mentions the figures of a text query look through, newest first. */
const maxSearched = 200_000
/** How many mentions one page of a text query's list looks through; the next page goes on there. */
const maxSearchedForPage = 20_000
const searchPage = 2_000

async function identitiesOfFilter(deps: ReadDeps, filter: MentionFilter): Promise<Uuid[] | undefined> {
  if (filter.person !== undefined && !isUuid(filter.person)) throw new Invalid(`"${filter.person.slice(0, 60)}" is not the id of a person. Take it from a mention's author.`, { path: '/person' })
  if (filter.person !== undefined) return deps.speakers.identitiesOf(filter.person)
  if (filter.author === undefined) return undefined
  return isUuid(filter.author) ? [filter.author] : deps.speakers.identitiesByHandle(filter.author)
}

/** A selection to count, and since when it is counted where a text query could not look through all of it. */
export interface Counted extends Selection {
  readonly countedFrom: Instant | null
}

/** The selection of a filter; a text query is answered by searching, newest first. */
export async function select(deps: ReadDeps, filter: MentionFilter): Promise<Counted> {
  await deps.listener.refresh()
  const identities = await identitiesOfFilter(deps, filter)
  const ours = filter.own === undefined || filter.own === 'with' ? null : [...(await ourselves(deps.db, deps.speakers)).identities]
  const narrowed = { ...(identities ? { identities } : {}), ...(ours ? { ours } : {}) }
  const selection = selectionOf(deps.listener.topics, filter, narrowed)
  if (filter.q === undefined || filter.q.trim() === '') return { ...selection, countedFrom: null }
  const { ids, searchedTo } = await deps.found.of(JSON.stringify([selection, filter.q]), async () => {
    const list: Uuid[] = []
    let place: MentionKey | null = null
    for await (const { found, searchedTo: to } of search(deps, selection, filter.q ?? '', null, maxSearched)) {
      for (const { id } of found) list.push(id)
      place = to
    }
    return { ids: list, searchedTo: place }
  })
  return { ...selectionOf(deps.listener.topics, filter, { ...narrowed, ids }), countedFrom: searchedTo?.at ?? null }
}

/** What a text query finds, newest first, a stretch at a time. `searchedTo`: where to go on; `null` at the end of the selection. */
async function* search(deps: ReadDeps, selection: Selection, text: string, after: MentionKey | null, atMost: number): AsyncGenerator<{ found: HeardInteraction[]; searchedTo: MentionKey | null }> {
  const query = parseQuery(text, { lists: deps.listener.lists })
  let cursor = after
  for (let searched = 0; searched < atMost; searched += searchPage) {
    const keys = await deps.mentions.page(selection, cursor, searchPage)
    const found = await sift(deps, query, await deps.history.interactions(keys))
    cursor = keys.length < searchPage ? null : keys.at(-1) ?? null
    yield { found, searchedTo: cursor }
    if (cursor === null) return
  }
}

/** `standing`: what is kept of each as a mention, where that is asked for already. */
export async function present(deps: ReadDeps, heard: readonly HeardInteraction[], standing: Promise<Map<Uuid, Standing>> = standingOf(deps, heard)): Promise<MentionView[]> {
  const [known, profiles] = await Promise.all([standing, deps.speakers.profilesOf([...new Set(heard.map((one) => one.identity))])])
  const cascades = new Map([...known].flatMap(([id, { gathered }]) => (gathered === undefined ? [] : [[id, gathered] as const])))
  const sources = await sourcesOf(deps, heard, cascades)
  return heard.map((one) => mentionView(deps, one, known.get(one.id), profiles.get(one.identity), { cascade: cascades.get(one.id), source: sources.get(one.id) }))
}

interface Standing extends KnownPost {
  /** Its cascade, where others are in it. */
  readonly gathered: { readonly id: Uuid; readonly size: number; readonly people: number; readonly startedAt: Instant } | undefined
}

/** What is kept of each as a mention, its cascade included. */
export async function standingOf(deps: ReadDeps, keys: readonly MentionKey[]): Promise<Map<Uuid, Standing>> {
  const known = await keptLabels(deps, keys)
  const cascades = await deps.mentions.cascadesOf(deps.listener.topics.map((topic) => topic.edition), [...known.values()].flatMap(({ cascade }) => cascade ?? []))
  return new Map([...known].map(([id, one]) => [id, { ...one, gathered: one.cascade === null ? undefined : cascades.get(one.cascade) }]))
}

/** The interactions of some keys as shown; both halves are asked for at once. */
export async function presentKept(deps: ReadDeps, keys: readonly MentionKey[]): Promise<MentionView[]> {
  const standing = standingOf(deps, keys)
  // Told by `present`, unless the other half fails first.
  standing.catch(() => undefined)
  return present(deps, await deps.history.interactions(keys), standing)
}

/** What wordless reposts pass on, where that began their cascade. */
async function sourcesOf(deps: ReadDeps, heard: readonly HeardInteraction[], cascades: ReadonlyMap<Uuid, { id: Uuid; startedAt: Instant }>): Promise<Map<Uuid, HeardInteraction>> {
  const wanted = heard.flatMap((one) => {
    const cascade = cascades.get(one.id)
    return cascade !== undefined && passesOn(one) === cascade.id ? [{ id: one.id, source: { at: cascade.startedAt, id: cascade.id } }] : []
  })
  if (wanted.length === 0) return new Map()
  const found = new Map((await deps.history.interactions([...new Map(wanted.map(({ source }) => [source.id, source])).values()])).map((one) => [one.id, one]))
  return new Map(wanted.flatMap(({ id, source }) => { const of = found.get(source.id); return of === undefined ? [] : [[id, of]] }))
}

/** A page of mentions, newest first; `gathered`: of each cascade only the newest. A text query is answered with each post. */
export async function list(deps: ReadDeps, filter: MentionFilter, cursor: string | undefined, limit: number, gathered = false): Promise<{ items: MentionView[]; next: string | null }> {
  const after = cursor === undefined ? null : readCursor(cursor)
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const { q, ...rest } = filter
    const selection = await select(deps, { ...rest, q: undefined })
    const found: HeardInteraction[] = []
    let goOnAfter: MentionKey | null = null
    for await (const stretch of search(deps, selection, q, after, maxSearchedForPage)) {
      found.push(...stretch.found.slice(0, limit - found.length))
      goOnAfter = found.length === limit ? found.at(-1) ?? null : stretch.searchedTo
      if (found.length === limit) break
    }
    return { items: await present(deps, found), next: goOnAfter ? cursorOf(goOnAfter) : null }
  }
  const selection = await select(deps, filter)
  const keys = await (gathered ? deps.mentions.pageOfCascades : deps.mentions.page)(selection, after, limit)
  const last = keys.at(-1)
  return { items: await presentKept(deps, keys), next: keys.length === limit && last ? cursorOf(last) : null }
}

export async function one(deps: ReadDeps, id: string): Promise<MentionView> {
  if (!isUuid(id)) throw new Invalid(`"${id}" is not the id of a mention.`, { path: '/id' })
  await deps.listener.refresh()
  const heard = await deps.history.interaction(id)
  if (!heard) throw new NotFound('mention', id)
  const [view] = await present(deps, [heard])
  if (!view) throw new NotFound('mention', id)
  return view.labels ? view : { ...view, labels: (await labelsOf(deps, [heard])).get(id)?.labels ?? null }
}

export const countedFromOf = ({ countedFrom }: Counted): string | null => (countedFrom === null ? null : iso(countedFrom))

/** Who speaks most in a filter, and what else it holds. */
export async function facets(deps: ReadDeps, filter: MentionFilter) {
  const selection = await select(deps, filter)
  const held = await deps.mentions.facets(selection)
  const views = new Map((await presentKept(deps, held.speakers)).map((view) => [view.author.identity, view.author]))
  return { ...held, countedFrom: countedFromOf(selection), authors: held.speakers.flatMap(({ identity, count }) => { const author = views.get(identity); return author ? [{ author, count }] : [] }) }
}

/** Channels or languages that share of voice is split by, at most; the largest. */
const mostShareParts = 50

/** Share of voice by topic, and the same over the period before. */
export async function shareOfVoice(deps: ReadDeps, filter: MentionFilter, measure: Measure, now: Instant, split: 'channel' | 'language' | 'none' = 'none') {
  const selection = await select(deps, filter)
  const held = await deps.mentions.totals(selection, measure)
  const total = [...held.values()].reduce((sum, value) => sum + value, 0)
  let before: Map<number, number> | null = null
  if (filter.from !== undefined) {
    const span = (filter.to === undefined ? now : Date.parse(filter.to)) - Date.parse(filter.from)
    before = await deps.mentions.totals(await select(deps, { ...filter, from: iso(Math.max(0, Date.parse(filter.from) - span)), to: filter.from }), measure)
  }
  const totalBefore = before ? [...before.values()].reduce((sum, value) => sum + value, 0) : 0
  const asked = selectionOf(deps.listener.topics, filter).editions
  const items = asked.flatMap((edition) => {
    const topic = deps.listener.topicOfEdition(edition)
    if (!topic) return []
    const value = held.get(edition) ?? 0
    return [{ topic: topic.id, value, share: total === 0 ? 0 : value / total, before: before === null || totalBefore === 0 ? null : (before.get(edition) ?? 0) / totalBefore }]
  })
  const parts = split === 'none' ? [] : (await deps.mentions.totalsBy(selection, measure, split)).slice(0, mostShareParts).map(({ key, values }) => {
    const all = [...values.values()].reduce((sum, value) => sum + value, 0)
    return { key, total: all, items: [...values].flatMap(([edition, value]) => { const topic = deps.listener.topicOfEdition(edition); return topic ? [{ topic: topic.id, value, share: all === 0 ? 0 : value / all }] : [] }).toSorted((a, b) => b.value - a.value) }
  })
  return { measure, total, countedFrom: countedFromOf(selection), parts, items: items.toSorted((a, b) => b.value - a.value) }
}
