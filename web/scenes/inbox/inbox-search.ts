/** The names that stand behind the `?` of the inbox: the view, its filters, and the conversation that is open. Pure. */

export const viewNames = ['waiting', 'mine', 'unassigned', 'team', 'mentions', 'open', 'snoozed', 'closed', 'all', 'drafts', 'failed', 'spam'] as const
export type ViewName = (typeof viewNames)[number]
export const sortNames = ['newest', 'oldest', 'waiting', 'due'] as const
export type SortName = (typeof sortNames)[number]
/** By the names that the API gives them. */
export const filterNames = ['states', 'assignees', 'teams', 'labels', 'accounts', 'channels', 'priorities', 'languages', 'sentiments', 'intents', 'topics', 'visibility', 'person', 'openedFrom', 'openedTo', 'closedFrom', 'closedTo'] as const
export type FilterName = (typeof filterNames)[number]

/** Part of an address; what is `undefined` is taken away. */
export type SearchChange = { readonly [Name in keyof InboxSearch]?: InboxSearch[Name] | undefined }
export type InboxSearch = { readonly [Name in FilterName | 'q' | 'saved' | 'open' | 'message' | 'entry']?: string } & { readonly view?: ViewName; readonly sort?: SortName }

/** What is shown when the address says nothing. */
export const usualView: ViewName = 'waiting'

const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
const kept = <T extends object>(pairs: { readonly [K in keyof T]: T[K] | undefined }): T => Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined)) as T

/** Keeps what the inbox understands of an address. */
export function readInboxSearch(raw: Readonly<Record<string, unknown>>): InboxSearch {
  const filters = Object.fromEntries(filterNames.map((name) => [name, text(raw[name])]))
  const visibility = text(raw['visibility'])
  return kept<InboxSearch>({
    ...filters,
    visibility: visibility === 'public' || visibility === 'private' ? visibility : undefined,
    view: viewNames.find((name) => name === raw['view']),
    sort: sortNames.find((name) => name === raw['sort']),
    q: text(raw['q']), saved: text(raw['saved']), open: text(raw['open']), message: text(raw['message']), entry: text(raw['entry']),
  })
}

export const viewOf = (search: InboxSearch): ViewName => search.view ?? usualView

/** Who waits longest comes first where somebody waits; elsewhere the newest. */
export const usualSort = (view: ViewName): SortName => view === 'waiting' || view === 'unassigned' ? 'waiting' : 'newest'
export const sortOf = (search: InboxSearch): SortName => search.sort ?? usualSort(viewOf(search))

export type ListQuery = { readonly view: ViewName; readonly sort: SortName } & { readonly [Name in Exclude<FilterName, 'visibility'>]?: string } & { readonly visibility?: 'public' | 'private' }

/** What the list asks for: all but the text and what is open. */
export function listQuery(search: InboxSearch): ListQuery {
  return { view: viewOf(search), sort: sortOf(search), ...narrowing(search) } as ListQuery
}

/** The filters alone. */
export function narrowing(search: InboxSearch): { readonly [Name in FilterName]?: string } {
  return Object.fromEntries(filterNames.flatMap((name) => { const value = search[name]; return value === undefined ? [] : [[name, value]] }))
}

/** What a saved view keeps: everything that decides what is listed. */
export function savedSearch(search: InboxSearch): Record<string, string> {
  const { view, sort, q } = search
  return { ...narrowing(search), ...(view === undefined ? {} : { view }), ...(sort === undefined ? {} : { sort }), ...(q === undefined ? {} : { q }) } as Record<string, string>
}

export const listOf = (list: string | undefined): string[] => (list ?? '').split(',').filter(Boolean)

/** A comma-separated list with a value added, or taken away; `undefined` when it becomes empty. */
export function listToggled(list: string | undefined, value: string): string | undefined {
  const values = listOf(list)
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return next.length > 0 ? next.join(',') : undefined
}

export const groupingNames = ['team', 'assignee', 'channel', 'account', 'topic', 'label', 'hour', 'day'] as const
export type Grouping = (typeof groupingNames)[number]
export const measureNames = ['opened', 'closed', 'answered-first', 'reopened', 'backlog'] as const
export type Measure = (typeof measureNames)[number]
export interface FiguresSearch {
  readonly by?: Grouping
  /** Days until today; 28 when absent. */
  readonly days?: number
  readonly measure?: Measure
  readonly key?: string
}

export function readFiguresSearch(raw: Readonly<Record<string, unknown>>): FiguresSearch {
  const days = Number(raw['days'])
  return kept<FiguresSearch>({
    by: groupingNames.find((name) => name === raw['by']),
    days: [7, 28, 90, 365].includes(days) ? days : undefined,
    measure: measureNames.find((name) => name === raw['measure']),
    key: text(raw['key']),
  })
}
