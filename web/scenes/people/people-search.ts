/** The names that stand behind the `?` of the people scenes. */

export interface PeopleSearch {
  readonly q?: string
  /** Channels, comma-separated. */
  readonly channels?: string
  readonly sort?: 'followers' | 'name'
}

export interface PersonSearch {
  readonly kinds?: string
  readonly topics?: string
  readonly channels?: string
  readonly q?: string
  /** Jump: a date such as `2026-11-22`; what was said up to and including that day. */
  readonly until?: string
}

const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
const kept = <T extends object>(pairs: { readonly [K in keyof T]: T[K] | undefined }): T => Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined)) as T

/** Keeps what the list understands of an address. */
export function readPeopleSearch(raw: Readonly<Record<string, unknown>>): PeopleSearch {
  const sort = raw['sort'] === 'followers' || raw['sort'] === 'name' ? raw['sort'] : undefined
  return kept<PeopleSearch>({ q: text(raw['q']), channels: text(raw['channels']), sort })
}

/** Keeps what a person's page understands of an address. */
export function readPersonSearch(raw: Readonly<Record<string, unknown>>): PersonSearch {
  const until = text(raw['until'])
  return kept<PersonSearch>({ kinds: text(raw['kinds']), topics: text(raw['topics']), channels: text(raw['channels']), q: text(raw['q']), until: until && /^\d{4}-\d{2}-\d{2}$/.test(until) ? until : undefined })
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
