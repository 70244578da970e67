/** What a member can do about a person, and what it adds to and takes back from what is known. Pure. */
import { z } from 'zod'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'

export const entryKinds = ['trait', 'tag', 'note', 'task', 'owner', 'ours', 'stage', 'company', 'household', 'brought-by'] as const
export type EntryKind = (typeof entryKinds)[number]

/** One thing said about an identity: kept for good, and taken back at most once at a time. */
export interface Entry {
  readonly id: Uuid
  readonly identity: Uuid
  readonly kind: EntryKind
  /** What it is about within its kind: the trait's name, the tag, the company, the other identity. */
  readonly key: string
  readonly value: unknown
  /** `hand`, or what brought it: `import:…`, `api:…`. */
  readonly source: string
  readonly saidAt: Instant
  readonly byId: string | null
  readonly byName: string | null
  readonly act: Uuid | null
}

const kept = (max: number) => z.string().trim().min(1).max(max)
const entry = z.guid()
/** A tag: words without a comma, which separates tags in addresses and files. */
export const tagName = kept(60).regex(/^[^,]*$/, 'a tag has no comma')
export const taskValue = z.object({ title: kept(300), due: z.iso.date().nullable().default(null), owner: z.string().max(100).nullable().default(null), doneAt: z.number().nullable().default(null) })

export const deedSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('note'), text: kept(20_000), entry: entry.optional().describe('The note that this one replaces.') }),
  z.object({ is: z.literal('task'), title: kept(300), due: z.iso.date().nullable().default(null), owner: z.string().max(100).nullable().default(null), entry: entry.optional().describe('The task that this one replaces.') }),
  z.object({ is: z.literal('task-done'), entry, done: z.boolean() }),
  z.object({ is: z.literal('tag'), tag: tagName }),
  z.object({ is: z.literal('untag'), tag: tagName }),
  z.object({ is: z.literal('trait'), name: kept(60), value: kept(2_000) }),
  z.object({ is: z.literal('owner'), owner: z.string().max(100).nullable().describe('Id of a member; null for nobody.') }),
  z.object({ is: z.literal('ours'), ours: z.boolean().describe('Whether they are one of us: employees are people too.') }),
  z.object({ is: z.literal('stage'), stage: z.string().max(40).nullable().describe('Holds somebody in a stage whatever the rules say; null gives them back to the rules.') }),
  z.object({ is: z.literal('company'), company: z.guid(), role: z.string().trim().max(60).default('') }),
  z.object({ is: z.literal('household'), person: z.guid() }),
  z.object({ is: z.literal('brought-by'), person: z.guid() }),
  z.object({ is: z.literal('take-back'), entry }),
])
export type Deed = z.output<typeof deedSchema>

export interface Actor {
  readonly id: string
  readonly name: string
}

export interface Change {
  readonly add: readonly Entry[]
  /** Ids of entries. */
  readonly retract: readonly Uuid[]
}

const nothing: Change = { add: [], retract: [] }
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/**
 * What a deed changes for one person.
 * @param standing Everything said about the person that was not taken back.
 * @param identity Where what is new is attached: the identity that gives the person its id.
 */
export function changeOf(deed: Deed, at: { standing: readonly Entry[]; identity: Uuid; now: Instant; by: Actor; source: string; act: Uuid }): Change {
  const { standing } = at
  const said = (kind: EntryKind, key: string, value: unknown): Entry => ({ id: newId(at.now), identity: at.identity, kind, key, value, source: at.source, saidAt: at.now, byId: at.by.id, byName: at.by.name, act: at.act })
  const of = (kind: EntryKind, key?: string): Entry[] => standing.filter((one) => one.kind === kind && (key === undefined || folded(one.key) === folded(key)))
  const idsOf = (entries: readonly Entry[]): Uuid[] => entries.map((one) => one.id)
  switch (deed.is) {
    case 'note': return { add: [said('note', '', deed.text)], retract: idsOf(of('note').filter((one) => one.id === deed.entry)) }
    case 'task': return { add: [said('task', '', { title: deed.title, due: deed.due, owner: deed.owner, doneAt: null })], retract: idsOf(of('task').filter((one) => one.id === deed.entry)) }
    case 'task-done': {
      const [task] = of('task').filter((one) => one.id === deed.entry)
      if (!task) return nothing
      const value = taskValue.parse(task.value)
      return { add: [{ ...said('task', '', { ...value, doneAt: deed.done ? at.now : null }), identity: task.identity }], retract: [task.id] }
    }
    case 'tag': return of('tag', deed.tag).length > 0 ? nothing : { add: [said('tag', deed.tag, true)], retract: [] }
    case 'untag': return { add: [], retract: idsOf(of('tag', deed.tag)) }
    case 'trait': return { add: [said('trait', deed.name, deed.value)], retract: [] }
    case 'owner': return { add: [said('owner', '', deed.owner)], retract: [] }
    case 'ours': return { add: [said('ours', '', deed.ours)], retract: [] }
    case 'stage': return { add: deed.stage === null ? [] : [said('stage', '', deed.stage)], retract: idsOf(of('stage')) }
    case 'company': return { add: [said('company', deed.company, { role: deed.role })], retract: idsOf(of('company', deed.company)) }
    case 'household': case 'brought-by': return of(deed.is, deed.person).length > 0 || deed.person === at.identity ? nothing : { add: [said(deed.is, deed.person, true)], retract: [] }
    case 'take-back': return { add: [], retract: idsOf(standing.filter((one) => one.id === deed.entry)) }
  }
}
