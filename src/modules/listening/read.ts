/** Reading mentions: skeleton (which), hydration (what), presentation (how it is shown). */
import { iso, type Instant } from '../../kernel/instant.ts'
import { Invalid, NotFound } from '../../kernel/fault.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { MentionView } from './api.ts'
import { cursorOf, readCursor, selectionOf, type MentionFilter, type Selection } from './filter.ts'
import type { Measure } from './figures.ts'
import type { Mentions } from './mentions.ts'
import type { RecentSearches } from './recent-searches.ts'
import type { HeardHistory, HeardInteraction, MentionKey, PictureAddress, Speakers } from './ports.ts'
import { mentionView } from './present.ts'
import type { Listener } from './listener.ts'
import { parseQuery } from './query/index.ts'
import { sift } from './sift.ts'

export interface ReadDeps {
  readonly mentions: Mentions
  readonly history: HeardHistory
  readonly speakers: Speakers
  readonly listener: Listener
  readonly picture: PictureAddress
  readonly found: RecentSearches
}

/** How many mentions a text query on top of a filter looks through, newest first. */
const maxSearched = 200_000
const searchPage = 2_000

async function identitiesOfFilter(deps: ReadDeps, filter: MentionFilter): Promise<Uuid[] | undefined> {
  if (filter.person !== undefined && !isUuid(filter.person)) throw new Invalid(`"${filter.person.slice(0, 60)}" is not the id of a person. Take it from a mention's author.`, { path: '/person' })
  if (filter.person !== undefined) return deps.speakers.identitiesOf(filter.person)
  if (filter.author === undefined) return undefined
  return isUuid(filter.author) ? [filter.author] : deps.speakers.identitiesByHandle(filter.author)
}

/** The selection of a filter; a text query is answered by searching, newest first. */
export async function select(deps: ReadDeps, filter: MentionFilter): Promise<Selection> {
  await deps.listener.refresh()
  const identities = await identitiesOfFilter(deps, filter)
  const narrowed = identities ? { identities } : {}
  const selection = selectionOf(deps.listener.topics, filter, narrowed)
  if (filter.q === undefined || filter.q.trim() === '') return selection
  const ids = await deps.found.of(JSON.stringify([selection, filter.q]), async () => {
    const list: Uuid[] = []
    for await (const found of search(deps, selection, filter.q ?? '', null)) list.push(found.id)
    return list
  })
  return selectionOf(deps.listener.topics, filter, { ...narrowed, ids })
}

async function* search(deps: ReadDeps, selection: Selection, text: string, after: MentionKey | null): AsyncGenerator<HeardInteraction> {
  const query = parseQuery(text)
  let cursor = after
  for (let searched = 0; searched < maxSearched; searched += searchPage) {
    const keys = await deps.mentions.page(selection, cursor, searchPage)
    yield* await sift(query, await deps.history.interactions(keys))
    if (keys.length < searchPage) return
    cursor = keys.at(-1) ?? null
  }
}

export async function present(deps: ReadDeps, heard: readonly HeardInteraction[]): Promise<MentionView[]> {
  const editions = await deps.mentions.editionsOf(deps.listener.topics.map((topic) => topic.edition), heard)
  const profiles = await deps.speakers.profilesOf([...new Set(heard.map((one) => one.identity))])
  return heard.map((one) => mentionView(deps, one, editions.get(one.id) ?? [], profiles.get(one.identity)))
}

/** A page of mentions, newest first. */
export async function list(deps: ReadDeps, filter: MentionFilter, cursor: string | undefined, limit: number): Promise<{ items: MentionView[]; next: string | null }> {
  const after = cursor === undefined ? null : readCursor(cursor)
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const { q, ...rest } = filter
    const selection = await select(deps, { ...rest, q: undefined })
    const found: HeardInteraction[] = []
    for await (const heard of search(deps, selection, q, after)) {
      found.push(heard)
      if (found.length === limit) break
    }
    const last = found.at(-1)
    return { items: await present(deps, found), next: found.length === limit && last ? cursorOf(last) : null }
  }
  const selection = await select(deps, filter)
  const keys = await deps.mentions.page(selection, after, limit)
  const last = keys.at(-1)
  return { items: await present(deps, await deps.history.interactions(keys)), next: keys.length === limit && last ? cursorOf(last) : null }
}

export async function one(deps: ReadDeps, id: string): Promise<MentionView> {
  if (!isUuid(id)) throw new Invalid(`"${id}" is not the id of a mention.`, { path: '/id' })
  await deps.listener.refresh()
  const heard = await deps.history.interaction(id)
  if (!heard) throw new NotFound('mention', id)
  const [view] = await present(deps, [heard])
  if (!view) throw new NotFound('mention', id)
  return view
}

/** Who speaks most in a filter, and what else it holds. */
export async function facets(deps: ReadDeps, filter: MentionFilter) {
  const held = await deps.mentions.facets(await select(deps, filter))
  const views = new Map((await present(deps, await deps.history.interactions(held.speakers))).map((view) => [view.author.identity, view.author]))
  return { ...held, authors: held.speakers.flatMap(({ identity, count }) => { const author = views.get(identity); return author ? [{ author, count }] : [] }) }
}

/** Share of voice by topic, and the same over the period before. */
export async function shareOfVoice(deps: ReadDeps, filter: MentionFilter, measure: Measure, now: Instant) {
  const held = await deps.mentions.totals(await select(deps, filter), measure)
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
  return { measure, total, items: items.toSorted((a, b) => b.value - a.value) }
}
