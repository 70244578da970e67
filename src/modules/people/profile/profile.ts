/** What is known of a person, read from everything said about their identities. Pure. */
import { z } from 'zod'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Identity } from '../store.ts'
import { folded, taskValue, type Entry } from './deed.ts'

/** A value with where it came from. */
export interface Said<T> {
  readonly value: T
  readonly entry: Uuid | null
  readonly source: string
  readonly at: Instant
  readonly by: string | null
  readonly identity: Uuid
}

export interface Trait {
  readonly name: string
  /** The one that holds: the newest by hand, else the newest. */
  readonly holds: Said<string>
  /** All others, newest first. */
  readonly others: readonly Said<string>[]
  /** Whether sources disagree and nobody has settled it by hand. */
  readonly disputed: boolean
}

export interface Profile {
  readonly tags: readonly Said<string>[]
  readonly owner: Said<string | null> | null
  /** By hand; `null` when nobody said. */
  readonly ours: Said<boolean> | null
  /** Held in a stage by hand; `null` when the rules decide. */
  readonly hold: Said<string> | null
  readonly traits: readonly Trait[]
  readonly notes: readonly Said<string>[]
  readonly tasks: readonly Said<z.output<typeof taskValue>>[]
  readonly companies: readonly Said<{ company: Uuid; role: string }>[]
  readonly household: readonly Said<Uuid>[]
  readonly broughtBy: readonly Said<Uuid>[]
}

const newestFirst = (a: { at: Instant; entry: Uuid | null }, b: { at: Instant; entry: Uuid | null }): number => b.at - a.at || ((a.entry ?? '') < (b.entry ?? '') ? 1 : -1)
const isByHand = (one: { source: string }): boolean => one.source === 'hand'

/** The newest by hand, else the newest. */
export function winner<T extends { at: Instant; entry: Uuid | null; source: string }>(values: readonly T[]): T | null {
  const sorted = values.toSorted(newestFirst)
  return sorted.find(isByHand) ?? sorted[0] ?? null
}

function read<T>(entry: Entry, schema: z.ZodType<T>): Said<T> | null {
  const value = schema.safeParse(entry.value)
  return value.success ? { value: value.data, entry: entry.id, source: entry.source, at: entry.saidAt, by: entry.byName, identity: entry.identity } : null
}

/** What the channels show counts as said by them, at the time they were last seen. */
function shown(identities: readonly Identity[]): { name: string; said: Said<string> }[] {
  return identities.flatMap((one) => [['name', one.name] as const, ['place', one.place] as const].flatMap(([name, value]) => (value === null ? [] : [{ name, said: { value, entry: null, source: one.channel, at: one.lastSeenAt, by: null, identity: one.id } }])))
}

function traitsOf(values: readonly { name: string; said: Said<string> }[]): Trait[] {
  const byName = Map.groupBy(values, (one) => folded(one.name))
  return [...byName.values()].flatMap((group): Trait[] => {
    const all = group.map((one) => one.said)
    const holds = winner(all)
    if (!holds) return []
    const others = all.filter((one) => one !== holds).toSorted(newestFirst)
    return [{ name: group[0]?.name ?? '', holds, others, disputed: !isByHand(holds) && others.some((one) => folded(one.value) !== folded(holds.value)) }]
  }).toSorted((a, b) => a.name.localeCompare(b.name))
}

/** The union over a person's identities. `entries`: what was not taken back. */
export function profileOf(identities: readonly Identity[], entries: readonly Entry[]): Profile {
  const of = <T>(kind: Entry['kind'], schema: z.ZodType<T>): Said<T>[] => entries.flatMap((entry) => (entry.kind === kind ? read(entry, schema) ?? [] : [])).toSorted(newestFirst)
  const keyed = <T>(kind: Entry['kind'], make: (entry: Entry) => T): Said<T>[] => entries.filter((entry) => entry.kind === kind).map((entry) => ({ value: make(entry), entry: entry.id, source: entry.source, at: entry.saidAt, by: entry.byName, identity: entry.identity })).toSorted(newestFirst)
  const distinct = <T>(values: readonly Said<T>[], key: (value: T) => string): Said<T>[] => [...new Map(values.toReversed().map((one) => [key(one.value), one])).values()].reverse()
  const traits = entries.flatMap((entry) => { const said = entry.kind === 'trait' ? read(entry, z.string()) : null; return said ? [{ name: entry.key, said }] : [] })
  return {
    tags: distinct(keyed('tag', (entry) => entry.key), folded).toSorted((a, b) => a.value.localeCompare(b.value)),
    owner: winner(of('owner', z.string().nullable())),
    ours: winner(of('ours', z.boolean())),
    hold: winner(of('stage', z.string())),
    traits: traitsOf([...traits, ...shown(identities)]),
    notes: of('note', z.string()),
    tasks: of('task', taskValue).toSorted((a, b) => Number(a.value.doneAt !== null) - Number(b.value.doneAt !== null) || (a.value.due ?? '9').localeCompare(b.value.due ?? '9') || newestFirst(a, b)),
    companies: distinct(keyed('company', (entry) => ({ company: entry.key, role: z.object({ role: z.string() }).safeParse(entry.value).data?.role ?? '' })), (value) => value.company),
    household: keyed('household', (entry) => entry.key),
    broughtBy: keyed('brought-by', (entry) => entry.key),
  }
}
