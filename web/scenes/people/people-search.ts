/** The names that stand behind the `?` of the people scenes. */

/** Filters of the list, by the names that the API gives them. */
export const filterNames = ['channels', 'stages', 'tags', 'owner', 'ours', 'company', 'depth', 'bought', 'spentMin', 'expectedMin', 'aliveMin', 'aliveMax', 'heardDays', 'silentDays', 'flowFrom', 'flowTo', 'flowStart', 'flowEnd'] as const
export type FilterName = (typeof filterNames)[number]
export const sortNames = ['recent', 'first', 'name', 'followers', 'spent', 'expected'] as const
export type SortName = (typeof sortNames)[number]

export type PeopleSearch = { readonly [Name in FilterName | 'q' | 'view']?: string } & { readonly sort?: Exclude<SortName, 'recent'> }

export interface PersonSearch {
  readonly kinds?: string
  readonly topics?: string
  readonly channels?: string
  readonly q?: string
  /** Jump: a date such as `2026-11-22`; what was said up to and including that day. */
  readonly until?: string
}

const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
const kept = <T extends object>(pairs: { readonly [K in keyof T]: T[K] | undefined }): T => Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined)) as T

/** Keeps what the list understands of an address. */
export function readPeopleSearch(raw: Readonly<Record<string, unknown>>): PeopleSearch {
  const sort = sortNames.find((name) => name === raw['sort'] && name !== 'recent')
  const filters = Object.fromEntries(filterNames.map((name) => [name, text(raw[name])]))
  return kept<PeopleSearch>({ ...filters, q: text(raw['q']), view: text(raw['view']), sort: sort as PeopleSearch['sort'] })
}

/** Keeps what a person's page understands of an address. */
export function readPersonSearch(raw: Readonly<Record<string, unknown>>): PersonSearch {
  const until = text(raw['until'])
  return kept<PersonSearch>({ kinds: text(raw['kinds']), topics: text(raw['topics']), channels: text(raw['channels']), q: text(raw['q']), until: until && /^\d{4}-\d{2}-\d{2}$/.test(until) ? until : undefined })
}

/** The filter of an address as the API takes it: all but the view, the sort and the text. */
export function filterOf(search: PeopleSearch): Record<string, string> {
  return Object.fromEntries(filterNames.flatMap((name) => { const value = search[name]; return value === undefined ? [] : [[name, value]] }))
}

/** A comma-separated list with a value added, or taken away; `undefined` when it becomes empty. */
export function listToggled(list: string | undefined, value: string): string | undefined {
  const values = (list ?? '').split(',').filter(Boolean)
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return next.length > 0 ? next.join(',') : undefined
}

export function listOf(list: string | undefined): string[] {
  return (list ?? '').split(',').filter(Boolean)
}
